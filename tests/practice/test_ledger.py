"""What was uploaded outlives the practice service."""

from __future__ import annotations

from pathlib import Path

from attest_desktop.practice.ledger import Entry, Ledger
from attest_desktop.practice.settings import PracticeSettings
from attest_desktop.practice.state import PracticeState, StoredFile


def test_stored_conclusions_are_there_in_the_next_run(tmp_path: Path) -> None:
    settings = PracticeSettings(folder=tmp_path / "kept")
    first = PracticeState(settings)
    row = first.row("Ткаченко")
    for data in (b"%PDF-1", b"%PDF-2"):
        first.keep(row, StoredFile("Заключение.pdf", data))
    second = PracticeState(settings).row("Ткаченко")
    assert [file.data for file in second.kept] == [b"%PDF-1", b"%PDF-2"]
    assert second.conclusion == StoredFile("Заключение.pdf", b"%PDF-2")


def test_half_written_conclusion_is_not_remembered(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add(Entry(1, "a.pdf", b"whole"))
    (tmp_path / "000002.pdf").write_bytes(b"left by a ki")
    with (tmp_path / "ledger.jsonl").open("a") as stream:
        stream.write('{"number": 2, "na')
    assert [entry.data for entry in ledger.entries()] == [b"whole"]
    ledger = Ledger(tmp_path / "other")
    assert list(ledger.entries()) == []
