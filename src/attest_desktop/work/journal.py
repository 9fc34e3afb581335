"""The program's journal on disk: what happened and when, for whoever helps the user; no names, texts or passwords.

Only what this program says is written, never what its libraries say: their messages hold addresses and names.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FOLDER, NAME = "journal", "journal.log"
LARGEST = 500_000  # bytes of one file
OLDER = 3  # files kept beside the newest
_ROOT = "attest_desktop"


def begin_journal(data_dir: Path) -> Path | None:
    """Write from now on into the journal in `data_dir`; its path, or None where nothing can be written."""
    folder = data_dir / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / NAME, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8")
    except OSError:
        # A program without a journal is better than none.
        logging.getLogger(__name__).warning("the journal cannot be written")
        return None
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    own = logging.getLogger(_ROOT)
    own.addHandler(handler)
    own.setLevel(logging.INFO)
    return folder / NAME


def end_journal() -> None:
    """Close the journal."""
    own = logging.getLogger(_ROOT)
    for handler in list(own.handlers):
        if isinstance(handler, RotatingFileHandler):
            own.removeHandler(handler)
            handler.close()
    own.setLevel(logging.NOTSET)


class _Formatter(logging.Formatter):
    """Never the text of an exception: a name or a file's title may stand in it."""

    def formatException(self, ei: object) -> str:
        """Only its kind."""
        kind = ei[0] if isinstance(ei, tuple) and ei else None
        return getattr(kind, "__name__", "an error")
