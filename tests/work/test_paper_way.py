"""Signed on paper: pages are kept, recognised, told of what is amiss, bound and frozen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attest_desktop.papers.rendering import PdfPages, text_of
from attest_desktop.papers.scans import Cleaning, SheetSource
from attest_desktop.store import FileKind, FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_report import NotAgreedError
from attest_desktop.work.paper_way import (
    ENGINE,
    PaperWay,
    Seen,
    add,
    add_files,
    begin,
    bind,
    freeze,
    joined,
    keep_strip,
    look,
    ordered,
    printed_pages,
    report_on,
    waiting_pages,
)
from attest_desktop.work.people import Stage, people, person
from tests.papers.scans.sheets import ORIGINAL, jpeg, scan


@pytest.fixture
def frozen(desk: Desk) -> FrozenConclusion:
    """A finished conclusion as it was printed."""
    who = people(desk)[0].id
    return desk.store.conclusions.freeze(who, {"a": 1}, b"the Word file", ORIGINAL, "builtin", (), desk.now())


def pages_in(pdf: bytes) -> int:
    with PdfPages(pdf) as pages:
        return len(pages)


def test_scans_become_the_conclusion(desk: Desk, frozen: FrozenConclusion) -> None:
    who = frozen.attestee_id
    way = begin(desk, who)
    assert (way.pages, way.strip.sheets, way.other) == (pages_in(ORIGINAL), (), "")
    last = way.pages
    signing = jpeg("вторая.jpg", scan(last, ink=True))
    added = add(desk, who, [signing, SheetSource("пусто.jpg", b""), signing])
    assert [one.name for one in added.sheets] == ["вторая.jpg", "вторая.jpg"]
    assert len(added.refused) == 1
    assert "пусто.jpg" in added.refused[0]
    strip = joined(way.strip, added.sheets)
    assert len(strip.sheets) == 1
    keep_strip(desk, who, strip)
    # The window was closed here: what was added is still there.
    assert waiting_pages(desk, who) == 1
    way = begin(desk, who)
    assert way.strip == strip
    seen = look(desk, who, strip.sheets[0].file_id, strip.cleaning)
    report = report_on(way, strip.sheets, seen)
    assert report.missing == tuple(range(1, last))
    assert [place for place in report.signed if place[0] == last]
    assert report.unsigned
    assert all("Нет" in fault for fault in report.faults)
    made = bind(strip.sheets, seen, way.full_name)
    with pytest.raises(NotAgreedError):
        freeze(desk, way, made, report)
    result = freeze(desk, way, made, report, agreed=True)
    assert (result.engine, result.revision) == (ENGINE, 2)
    assert desk.store.conclusions.docx(result.id) == b"the Word file"
    assert desk.store.conclusions.record(result.id) == {"a": 1}
    assert any("решил оставить" in note for note in result.notes)
    assert desk.store.conclusions.pdf(result.id) == made.pdf
    assert printed_pages(desk, result) == ORIGINAL
    assert person(desk, who).stage is Stage.FINISHED
    # Nothing of the scans stays behind, and once more it is compared with what was printed, not with a scan.
    assert desk.store.files.all(FileKind.SCAN, who) == ()
    assert begin(desk, who).places == way.places


def test_order_turns_and_removal(desk: Desk, frozen: FrozenConclusion, tmp_path: Path) -> None:
    who = frozen.attestee_id
    path = tmp_path / "напечатано.pdf"
    path.write_bytes(ORIGINAL)
    added = add_files(desk, who, [path, tmp_path / "нет такого.pdf"])
    assert added.refused == ("Файл «нет такого.pdf» не прочитан: нет такой папки.",)
    way = begin(desk, who)
    count = len(way.strip.sheets)
    # Kept files without a place in the strip come in at its end.
    assert way.strip.sheets == added.sheets
    seen = look(desk, who, added.sheets[0].file_id, Cleaning.NONE)
    backwards = added.sheets[::-1]
    assert ordered(backwards, seen) == added.sheets
    if count > 1:
        assert not report_on(way, backwards, seen).order_ok
    turned = bind((replace(added.sheets[0], turns=1),), seen, way.full_name)
    with PdfPages(turned.pdf) as pages, PdfPages(ORIGINAL) as original:
        assert pages.size(1) == pytest.approx(original.size(1)[::-1], abs=1)
    assert text_of(turned.pdf)[0].strip()
    keep_strip(desk, who, replace(way.strip, sheets=(), removed=added.sheets))
    assert begin(desk, who).strip.sheets == ()
    assert desk.store.files.all(FileKind.SCAN, who) == ()


def test_what_was_not_looked_at_is_not_bound(desk: Desk, frozen: FrozenConclusion) -> None:
    way: PaperWay = begin(desk, frozen.attestee_id)
    nothing: dict[tuple[int, int], Seen] = {}
    with pytest.raises(Exception, match="Не все страницы"):
        bind((), nothing, way.full_name)
