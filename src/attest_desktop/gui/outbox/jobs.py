"""What the outbox asks of the use cases, each in one background job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.outbox.words import Action, in_order
from attest_desktop.gui.outside import keep_for_opening
from attest_desktop.gui.sending import send_rows, when_free
from attest_desktop.store import Attempt, OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.ready import ready
from attest_desktop.work.send import Unsent, outbox, retry, settle, take_back


@dataclass(frozen=True, slots=True)
class Item:
    """A row with the attestee's name and every attempt."""

    row: OutboxRow
    full_name: str
    attempts: tuple[Attempt, ...]


def load(desk: Desk) -> tuple[Item, ...]:
    """All rows as the view shows them."""
    return tuple(
        Item(row, _name(desk, row.attestee_id), desk.store.outbox.attempts(row.id))
        for row in sorted(outbox(desk), key=in_order)
    )


def load_ready(desk: Desk) -> tuple[str, ...]:
    """Full names of those whose conclusion is finished and was not sent yet."""
    return tuple(one.attestee.full_name for one in ready(desk))


def act(desk: Desk, row_id: int, action: Action, progress: Progress, cancelled: Cancelled) -> Unsent | None:
    """Do it; what stopped the sending, if anything did."""
    match action:
        case Action.TAKE_BACK:
            when_free(lambda: take_back(desk, row_id), cancelled)
            return None
        case Action.ARRIVED:
            when_free(lambda: settle(desk, row_id, arrived=True), cancelled)
            return None
        case Action.NOT_ARRIVED:
            when_free(lambda: settle(desk, row_id, arrived=False), cancelled)
        case Action.RETRY:
            when_free(lambda: retry(desk, row_id), cancelled)
        case Action.REPLACE:
            when_free(lambda: retry(desk, row_id, replace=True), cancelled)
    return send_rows(desk, [row_id], progress, cancelled)


def pdf_to_open(desk: Desk, row: OutboxRow) -> Path:
    """The file of the row where the system's viewer can read it."""
    return keep_for_opening(row.file_name, desk.store.outbox.content(row.id))


def _name(desk: Desk, attestee_id: str) -> str:
    try:
        return desk.store.attestees.get(attestee_id).attestee.full_name
    except NotFoundError:
        # The row outlives the attestee's line in the table.
        return "Аттестуемого нет в таблице"
