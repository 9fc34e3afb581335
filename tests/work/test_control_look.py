"""Control in detail: pages and places of what the cabinet holds."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.papers.scans import SheetSource, assemble
from attest_desktop.practice import Fault, PracticeServer
from attest_desktop.work.control import Standing, to_be_controlled
from attest_desktop.work.control_look import (
    OWN_FILE,
    ControlPage,
    ControlPlace,
    PageState,
    last_look,
    look_into,
    look_into_all,
)
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_lot import add, begin
from attest_desktop.work.paper_way import Seen, bind, freeze, look, report_on
from attest_desktop.work.people import people
from attest_desktop.work.send import enqueue, enqueue_file, send_due
from tests.support.paper import SIGNERS, printed, scan


def in_the_cabinet(desk: Desk, who: str, *pages: bytes) -> None:
    """Somebody attached these scans."""
    made = assemble([SheetSource(f"{number}.jpg", one) for number, one in enumerate(pages)])
    enqueue_file(desk, who, "Заключение.pdf", made.pdf)
    send_due(desk)


def test_every_page_and_place_is_told_and_kept(qapp: QGuiApplication, desk: Desk) -> None:
    who = people(desk)[0].id
    desk.store.conclusions.freeze(who, {}, b"docx", printed(), "builtin", (), desk.now())
    assert look_into(desk, who).control.standing is Standing.NOT_ATTACHED
    in_the_cabinet(desk, who, scan(2, 0, 2))
    found = look_into(desk, who)
    assert found.control.standing is Standing.FAULTY
    assert found.pages == (ControlPage(1, PageState.MISSING), ControlPage(2, PageState.IN_ORDER))
    present = (True, False, True)
    assert found.places == tuple(ControlPlace(2, who, ink) for who, ink in zip(SIGNERS, present, strict=True))
    assert last_look(desk, who) == found
    in_the_cabinet(desk, who, scan(1))
    places = look_into(desk, who).places
    assert [one.present for one in places] == [None, None, None]


def test_a_conclusion_made_of_scans_is_compared_with_what_was_printed(qapp: QGuiApplication, desk: Desk) -> None:
    who = people(desk)[0].id
    desk.store.conclusions.freeze(who, {}, b"docx", printed(), "builtin", (), desk.now())
    way = begin(desk, who)
    added = add(desk, who, [SheetSource("1.jpg", scan(1)), SheetSource("2.jpg", scan(2, 0, 1, 2))])
    seen: dict[tuple[int, int], Seen] = {}
    for sheet in added.sheets:
        seen |= look(desk, who, sheet.file_id, way.strip.cleaning)
    report = report_on(way, added.sheets, seen)
    assert report.faults == ()
    enqueue(desk, freeze(desk, way, bind(added.sheets, seen, way.full_name), report))
    send_due(desk)
    found = look_into(desk, who)
    assert found.control.standing is Standing.IN_ORDER
    assert OWN_FILE in found.control.said
    assert [one.present for one in found.places] == [True, True, True]


def test_all_who_wait_are_looked_into(desk: Desk, server: PracticeServer) -> None:
    today = desk.now().date()
    assert look_into_all(desk, today) == ()
    standings = {one.standing for _, one in to_be_controlled(desk, today)}
    assert standings
    assert Standing.NOT_LOOKED not in standings
    server.faults.set(Fault.OUTAGE)
    with pytest.raises(EnvironmentFault):
        look_into_all(desk, today)
