"""What the panel shows, read in one background job."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.domain.lessons import Joined
from attest_desktop.domain.procedure import StepId
from attest_desktop.store import StoredNote
from attest_desktop.work.desk import Desk
from attest_desktop.work.lesson_notes import Unfinished, notes, offered_lessons, unfinished
from attest_desktop.work.messages import offered
from attest_desktop.work.procedure import Procedure, procedure


@dataclass(frozen=True, slots=True)
class PanelData:
    """The procedure, the notes, what they would bring into the conclusion, and which steps have a ready text.

    `unfinished` is a note that was being typed when the program ended.
    """

    procedure: Procedure
    notes: tuple[StoredNote, ...]
    offered: Joined
    texts: dict[StepId, str]
    unfinished: Unfinished | None = None


def load(desk: Desk, attestee_id: str) -> PanelData:
    """Everything the panel shows of one attestee; `texts` name the first ready text of a step. NotFoundError."""
    texts: dict[StepId, str] = {}
    for one in offered(desk, attestee_id):
        if one.step is not None:
            texts.setdefault(one.step, one.id)
    kept = notes(desk, attestee_id)
    joined = offered_lessons(desk, attestee_id) if kept else Joined(())
    return PanelData(procedure(desk, attestee_id), kept, joined, texts, unfinished(desk, attestee_id))
