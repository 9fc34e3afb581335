"""What the dialog asks of the use cases, each in one background job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.procedure import StepId
from attest_desktop.gui.outside import keep_for_opening
from attest_desktop.store import StoredMessage
from attest_desktop.work.desk import Desk
from attest_desktop.work.message_texts import ReadyText, ready_texts
from attest_desktop.work.messages import LETTER_NAME, Composed, letter_file, offered, used_messages
from attest_desktop.work.procedure import procedure


@dataclass(frozen=True, slots=True)
class DialogData:
    """Whom it is about, the texts that fit, all texts by id, what was used, and the open steps by their words."""

    attestee: Attestee
    texts: tuple[ReadyText, ...]
    every: dict[str, ReadyText]
    used: tuple[StoredMessage, ...]
    open_steps: dict[StepId, str]


def load(desk: Desk, attestee_id: str) -> DialogData:
    """Everything the dialog lists. Raises NotFoundError."""
    found = procedure(desk, attestee_id)
    return DialogData(
        desk.store.attestees.get(attestee_id).attestee,
        offered(desk, attestee_id),
        {one.id: one for one in ready_texts(desk)},
        used_messages(desk, attestee_id),
        {one.id: one.step.what for one in found.steps if not one.done},
    )


def letter_to_open(desk: Desk, attestee_id: str, message: Composed, *, signature_drawn: bool) -> Path:
    """The letter as a file in the program's private folder, which goes when the program ends."""
    content = letter_file(desk, attestee_id, message, signature_drawn=signature_drawn)
    return keep_for_opening(LETTER_NAME, content)
