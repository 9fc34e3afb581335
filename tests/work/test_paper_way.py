"""Signed on paper: pages are kept, recognised, told of what is amiss, bound and frozen."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.record import record_to_json
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.scans import Cleaning, SheetSource
from attest_desktop.papers.scans.ordering import given_out
from attest_desktop.papers.signing import SignerRole
from attest_desktop.store import FileKind, FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, record_of, save_draft
from attest_desktop.work.finish import EmptyConclusionError, Prepared
from attest_desktop.work.paper_clean import drop_unused_prints
from attest_desktop.work.paper_lot import add, add_files, begin, joined, keep_strip, printed_pages, waiting_pages
from attest_desktop.work.paper_report import NotAgreedError
from attest_desktop.work.paper_way import ENGINE, Seen, bind, freeze, look, ordered, report_on
from attest_desktop.work.people import Stage, people, person
from tests.support.paper import SIGNERS, photograph_of_something, printed, scan


@pytest.fixture
def frozen(qapp: QGuiApplication, desk: Desk) -> FrozenConclusion:
    """A finished conclusion as it was printed."""
    who = people(desk)[0].id
    return desk.store.conclusions.freeze(who, {"a": 1}, b"the Word file", printed(), "builtin", (), desk.now())


def test_scans_become_the_conclusion(desk: Desk, frozen: FrozenConclusion) -> None:
    who = frozen.attestee_id
    way = begin(desk, who)
    assert (way.pages, way.strip.sheets, way.other) == (2, (), "")
    signing = SheetSource("вторая.jpg", scan(2, 0, 1))
    added = add(desk, who, [signing, SheetSource("пусто.jpg", b""), signing])
    assert len(added.refused) == 1
    assert "пусто.jpg" in added.refused[0]
    strip = joined(way.strip, added.sheets)
    assert [one.name for one in strip.sheets] == ["вторая.jpg"]
    keep_strip(desk, who, strip)
    # The window was closed here: what was added is still there.
    assert waiting_pages(desk, who) == 1
    way = begin(desk, who)
    assert way.strip == strip
    seen = look(desk, who, strip.sheets[0].file_id, strip.cleaning)
    report = report_on(way, strip.sheets, seen)
    assert report.missing == (1,)
    assert [place[1] for place in report.signed] == list(SIGNERS[:2])
    assert report.unsigned == ((2, SIGNERS[2], SignerRole.ATTESTEE),)
    assert "Нет страницы 1." in report.faults[0]
    assert "Аттестуемый может подписать и позже" in report.faults[1]
    made = bind(strip.sheets, seen, way.full_name)
    with pytest.raises(NotAgreedError):
        freeze(desk, way, made, report)
    result = freeze(desk, way, made, report, agreed=True)
    assert (result.engine, result.revision) == (ENGINE, 2)
    assert desk.store.conclusions.docx(result.id) == b"the Word file"
    assert desk.store.conclusions.record(result.id) == {"a": 1}
    assert any("решил оставить" in note for note in result.notes)
    assert desk.store.conclusions.pdf(result.id) == made.pdf
    assert printed_pages(desk, result) == printed()
    assert person(desk, who).stage is Stage.FINISHED
    # Nothing of the scans stays behind, and once more it is compared with what was printed, not with a scan.
    assert desk.store.files.all(FileKind.SCAN, who) == ()
    assert begin(desk, who).places == way.places


def test_order_turns_and_removal(desk: Desk, frozen: FrozenConclusion, tmp_path: Path) -> None:
    who = frozen.attestee_id
    path = tmp_path / "напечатано.pdf"
    path.write_bytes(printed())
    film = tmp_path / "урок.mp4"
    film.touch()
    os.truncate(film, 200_000_000)
    added = add_files(desk, who, [film, path, tmp_path / "нет такого.pdf"])
    large, missing = added.refused
    assert "«урок.mp4» слишком большой: 200 МБ" in large
    assert missing == "Файла «нет такого.pdf» нет на месте: его переместили или удалили."
    way = begin(desk, who)
    # Kept files without a place in the strip come in at its end.
    assert way.strip.sheets == added.sheets
    assert [one.name for one in added.sheets] == ["напечатано.pdf, страница 1", "напечатано.pdf, страница 2"]
    seen = look(desk, who, added.sheets[0].file_id, Cleaning.NONE)
    backwards = added.sheets[::-1]
    assert ordered(backwards, seen) == added.sheets
    assert not report_on(way, backwards, seen).order_ok
    made = bind((backwards[0], replace(backwards[1], turns=1)), seen, way.full_name)
    with PdfPages(made.pdf) as pages, PdfPages(printed()) as original:
        assert pages.size(1) == pytest.approx(original.size(2), abs=1)
        assert pages.size(2) == pytest.approx(original.size(1)[::-1], abs=1)
        assert pages.text(1).split() == original.text(2).split()
    keep_strip(desk, who, replace(way.strip, sheets=added.sheets[1:], removed=added.sheets[:1]))
    assert begin(desk, who).strip.sheets == added.sheets[1:]
    keep_strip(desk, who, replace(way.strip, sheets=(), removed=added.sheets))
    assert begin(desk, who).strip == replace(way.strip, sheets=())
    assert desk.store.files.all(FileKind.SCAN, who) == ()


def test_what_is_amiss_is_said_with_what_to_do(desk: Desk, frozen: FrozenConclusion) -> None:
    who = frozen.attestee_id
    files = [scan(1, mark="17 %, то есть снизилось до 54"), scan(1, turned=180), photograph_of_something()]
    added = add(desk, who, [SheetSource(f"{number}.jpg", one) for number, one in enumerate(files, 1)])
    way = begin(desk, who)
    seen: dict[tuple[int, int], Seen] = {}
    for sheet in added.sheets:
        seen |= look(desk, who, sheet.file_id, Cleaning.NONE)
    report = report_on(way, added.sheets, seen)
    assert (report.doubled, report.missing, report.foreign, report.altered) == ((1,), (2,), (3,), (1,))
    said = " ".join(report.faults)
    for words in ("несколько раз", "«3.jpg») не из этого документа", "напечатанное отличается", "Нет страницы 2"):
        assert words in said
    with pytest.raises(NotFoundError, match="Не все страницы"):
        bind(way.strip.sheets, {}, way.full_name)


def test_a_text_edited_since_can_be_compared_with_instead(desk: Desk, frozen: FrozenConclusion) -> None:
    who = frozen.attestee_id
    save_draft(desk, who, open_draft(desk, who).text)
    way = begin(desk, who)
    assert way.printed == "готовое заключение, редакция № 1"
    assert way.other == "текст, как он сейчас"
    assert way.other_is_text


def test_pages_printed_before_they_were_finished(qapp: QGuiApplication, desk: Desk) -> None:
    who = people(desk)[0].id
    with pytest.raises(EmptyConclusionError):
        begin(desk, who)
    record = record_of(desk, who, open_draft(desk, who).text)
    prepared = Prepared(record, b"the Word file", printed(), EngineName.BUILTIN, 2, (), (), (), ())
    way = begin(desk, who, prepared)
    assert (way.pages, way.printed) == (2, "текст, как он сейчас")
    # Nothing counts as finished before the scans are there.
    assert desk.store.conclusions.latest(who) is None
    added = add(desk, who, [SheetSource("2.jpg", scan(2, 0, 1, 2))])
    keep_strip(desk, who, joined(way.strip, added.sheets))
    again = begin(desk, who)
    assert (again.printed, again.strip.sheets) == (way.printed, added.sheets)
    seen = look(desk, who, added.sheets[0].file_id, Cleaning.NONE)
    report = report_on(again, added.sheets, seen)
    result = freeze(desk, again, bind(added.sheets, seen, again.full_name), report, agreed=True)
    assert (result.revision, printed_pages(desk, result)) == (1, printed())
    assert desk.store.conclusions.record(result.id) == record_to_json(record)


def test_prints_of_a_paper_way_that_came_to_nothing_are_thrown_away(
    desk: Desk, frozen: FrozenConclusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = frozen.attestee_id
    begin(desk, who)
    drop_unused_prints(desk, who)
    # It may still be on screen.
    assert len(desk.store.files.all(FileKind.PRINTED, who)) == 2
    monkeypatch.setattr(desk, "now", lambda: frozen.frozen_at + timedelta(days=2))
    drop_unused_prints(desk, who)
    assert desk.store.files.all(FileKind.PRINTED, who) == ()
    added = add(desk, who, [SheetSource("вторая.jpg", scan(2, 0, 1))])
    keep_strip(desk, who, joined(begin(desk, who).strip, added.sheets))
    monkeypatch.setattr(desk, "now", lambda: frozen.frozen_at + timedelta(days=9))
    drop_unused_prints(desk, who)
    assert len(desk.store.files.all(FileKind.PRINTED, who)) == 2


def test_pages_printed_the_same_are_taken_one_for_the_other() -> None:
    assert given_out([2, 2, 1, None, 3], [(2, 3), (2, 3), (), (), (2, 3)]) == (2, 3, 1, None, 3)
    assert given_out([1, 1], [(), ()]) == (1, 1)
