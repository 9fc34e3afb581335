"""What was printed for a paper way that came to nothing is thrown away; never while one may be open."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk

logger = logging.getLogger(__name__)

LOT = "paper."
"""Begins the name of the fact that holds an attestee's paper way."""
PRINTED_FOR = "paper.printed."
"""Begins the name of the fact that tells what a conclusion made of scans was printed from."""
# A paper way opened so lately may still be on screen.
_OPEN_FOR = timedelta(days=1)


def drop_unused_prints(desk: Desk, attestee_id: str) -> None:
    """Throw away printed files that neither the paper way nor a conclusion made of scans needs.

    A paper way to which no page was added, opened over a day ago, is forgotten too.
    """
    name = LOT + attestee_id
    lot: Any = desk.store.facts.get(name)
    since = desk.store.facts.saved_at(name)
    bare = isinstance(lot, dict) and not (lot.get("sheets") or lot.get("removed"))
    if bare and since is not None and desk.now() - since > _OPEN_FOR:
        desk.store.facts.forget(name)
        lot = None
    needed = {lot.get("pdf"), lot.get("docx")} if isinstance(lot, dict) else set()
    for conclusion in desk.store.conclusions.all(attestee_id):
        needed.add(desk.store.facts.get(PRINTED_FOR + conclusion.sha256))
    unused = [one for one in desk.store.files.all(FileKind.PRINTED, attestee_id) if one.id not in needed]
    for one in unused:
        desk.store.files.remove(one.id)
    if unused:
        logger.info("%d printed files thrown away", len(unused))
