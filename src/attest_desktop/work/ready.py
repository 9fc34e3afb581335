"""Conclusions that are finished and wait for nothing but the word: sending them all at once."""

from __future__ import annotations

from attest_desktop.domain.sending import SendState
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.send import enqueue


def ready(desk: Desk) -> tuple[Person, ...]:
    """Whose conclusion is finished and was never put into the outbox.

    What the expert took back from the outbox waits for a word of its own and is not among them.
    """
    taken_back = {row.conclusion_id for row in desk.store.outbox.rows() if row.state is SendState.CANCELLED}
    return tuple(
        one
        for one in people(desk, include_gone=False)
        if one.stage is Stage.FINISHED and one.conclusion is not None and one.conclusion.id not in taken_back
    )


def enqueue_ready(desk: Desk) -> tuple[OutboxRow, ...]:
    """Put every conclusion that is ready into the outbox; the rows, in the order of the table."""
    return tuple(enqueue(desk, one.conclusion) for one in ready(desk) if one.conclusion is not None)
