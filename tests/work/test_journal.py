"""The journal on disk stays small, keeps what came last, and goes on where it was left."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from attest_desktop.work import journal

LARGEST = 2_000
logger = logging.getLogger("attest_desktop.test")


def _files(folder: Path) -> list[Path]:
    """The newest last."""
    return sorted(
        (folder / journal.FOLDER).iterdir(),
        key=lambda one: int(one.suffix[1:]) if one.suffix != ".log" else 0,
        reverse=True,
    )


def _numbers(folder: Path) -> list[int]:
    lines = [line for one in _files(folder) for line in one.read_text("utf-8").splitlines()]
    return [int(line.rpartition(" ")[2]) for line in lines]


def test_the_journal_is_begun_anew_and_keeps_its_last_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LARGEST", LARGEST)
    for first in (0, 500):
        # The second time it is a file already begun that goes on.
        assert journal.begin_journal(tmp_path) == tmp_path / journal.FOLDER / journal.NAME
        for number in range(first, first + 500):
            logger.info("запись %d", number)
        journal.end_journal()
    logger.info("after the end %d", -1)
    sizes = [one.stat().st_size for one in _files(tmp_path)]
    assert len(sizes) == journal.OLDER + 1
    assert max(sizes) <= LARGEST
    kept = _numbers(tmp_path)
    assert kept == list(range(1000 - len(kept), 1000)), "no gap, and the last one is there"
    assert sum(sizes) > journal.OLDER * LARGEST * 0.9, "as much is kept as may be"
