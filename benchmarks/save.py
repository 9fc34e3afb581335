"""How long an edit of a draft takes until it is on the disk, beside plain sqlite3 (`draft_save.py` as a row)."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import draft_save
from benchmarks.harness import WALL, WORK, Line, Scale, at_most, said


def measure(scale: Scale) -> Sequence[Line]:
    """On the wall, the disk's own time included, since waiting for it is most of a save; in turn, edit by edit."""
    spent = draft_save.run(scale.runs(300))
    line = at_most(
        "store: an edit of a draft saved",
        "plain sqlite3, the same durability",
        1.5,
        spent["store"].wall,
        spent["sqlite3"].wall,
        clock=WALL,
        why=f"{WORK} {said(spent['store'].work)} beside {said(spent['sqlite3'].work)}; the store also encrypts, "
        "compresses and keeps a history",
    )
    return [line]
