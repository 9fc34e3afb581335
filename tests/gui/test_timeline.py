"""The period on a line: labels never overlap, everything is told in words too, one page on paper."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.domain.period import Period
from attest_desktop.gui.context import Context
from attest_desktop.gui.timeline.layout import GAP, Label, place, rows, spaced
from attest_desktop.gui.timeline.paper import font, one_page
from attest_desktop.gui.timeline.picture import Picture
from attest_desktop.gui.timeline.plan import Plan, bars, current, plan
from attest_desktop.gui.timeline.view import TimelineView
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.remind import agenda_of
from tests.support.window import choose, find, texts

TODAY = date(2026, 11, 22)
SEEN = datetime(2026, 10, 1, tzinfo=UTC)
AUTUMN, WINTER = "ноябрь-декабрь 2026", "январь-февраль 2027"
LABELS = st.lists(
    st.builds(Label, st.floats(0, 1200), st.floats(20, 420), st.floats(12, 90)), max_size=13
)  # fmt: skip


def somebody(number: int, period: str, form: Form = Form.REMOTE, stage: Stage = Stage.NOT_STARTED) -> Person:
    surname = ("Ольхова", "Берёзова", "Рябинина", "Осинина", "Кедрова", "Соснина")[number % 6]
    attestee = Attestee(f"{number}", f"{surname} Вера Павловна", period=period, form=form)
    return Person(attestee, stage, None, None, None, None, edited_since=False, gone=False, first_seen_at=SEEN)


def season(period: Period | None, *, ahead_only: bool = False, more: int = 0) -> Plan:
    known = [
        somebody(0, AUTUMN, stage=Stage.CONFIRMED),
        somebody(1, AUTUMN, Form.IN_PERSON),
        somebody(2, AUTUMN),
        somebody(3, WINTER),
        *(somebody(4 + number, AUTUMN) for number in range(more)),
    ]
    made = plan(known, agenda_of(known, Where.CITY, TODAY), period, ahead_only=ahead_only)
    assert made is not None
    return made


@settings(max_examples=30, deadline=None)
@given(LABELS, st.floats(60, 1200))
def test_labels_never_overlap_and_stay_in_the_room(labels: list[Label], room: float) -> None:
    labels = [Label(min(one.pole, room), one.width, one.height) for one in labels]
    boxes = place(labels, room)
    assert len(boxes) == len(labels)
    for number, (label, box) in enumerate(zip(labels, boxes, strict=True)):
        assert box.left >= 0
        assert box.right <= room + 1e-6
        assert (box.width, box.height) == (min(label.width, room), label.height)
        # The pole meets its own label.
        assert box.left - 1e-6 <= label.pole <= box.right + 1e-6
        assert not any(box.meets(other, GAP - 1e-6) for other in boxes[number + 1 :])
    assert place(labels, room) == boxes


def test_labels_with_room_stand_in_one_row() -> None:
    boxes = place([Label(0, 100, 20), Label(150, 100, 20), Label(300, 100, 20)], 400)
    assert [(box.left, box.top) for box in boxes] == [(0, 0), (150, 0), (300, 0)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 40)), max_size=9))
def test_bars_of_a_row_never_overlap(spans: list[tuple[int, int]]) -> None:
    edges = [(float(begin), float(begin + length)) for begin, length in spans]
    found = rows(edges, gap=2)
    for number, (left, right) in enumerate(edges):
        for other in range(number):
            if found[other] == found[number]:
                assert edges[other][1] + 2 <= left or right + 2 <= edges[other][0]
    assert spaced([(0, 10), (5, 10), (20, 10)], 4) == [True, False, True]


def test_plan_of_a_period_tells_all_its_days() -> None:
    made = season(Period(2026, 11))
    assert [(mark.day, mark.kind, mark.done, mark.total) for mark in made.marks] == [
        (date(2026, 10, 18), Kind.SCHEDULE, 0, 0),
        (date(2026, 11, 1), Kind.MATERIALS, 1, 2),
        (date(2026, 12, 10), Kind.PAPER, 0, 1),
        (date(2026, 12, 12), Kind.SCAN, 1, 2),
        (date(2026, 12, 12), Kind.CONTROL, 0, 2),
    ]
    assert (made.first.weekday(), made.last.weekday()) == (0, 6)
    assert made.first < made.marks[0].day
    assert (made.done, made.total) == (1, 3)
    assert [one.begins for one in made.windows] == [date(2026, 12, 1)]
    told = made.told()
    assert "Сегодня 22 ноября" in told
    assert "12 декабря, суббота: Разместить заключения: сделано 1 из 2, осталось 20 дней." in told
    assert "18 октября, воскресенье: Изучить утверждённый график, прошло." in told
    assert Kind.SCHEDULE not in {mark.kind for mark in season(Period(2026, 11), ahead_only=True).marks}
    whole = season(None)
    assert [bar.words for bar in whole.bars] == [
        "Ноябрь-декабрь 2026: сдано 1 из 3",
        "Январь-февраль 2027: сдано 0 из 1",
    ]


def test_period_long_done_with_is_left_out_and_the_unfinished_comes_first() -> None:
    over, late = "сентябрь-октябрь 2025", "январь-февраль 2026"
    known = [somebody(0, over, stage=Stage.CONFIRMED), somebody(1, late), somebody(2, AUTUMN)]
    found = bars(known, agenda_of(known, Where.CITY, TODAY))
    assert [str(bar.period) for bar in found] == [late, AUTUMN]
    assert (first := current(found)) is not None
    assert str(first.period) == late
    assert current(()) is None
    # Paper goes from hand to hand: the user's word counts as the service's does.
    paper = [somebody(1, AUTUMN, Form.IN_PERSON)]
    (key,) = (one.key for one in agenda_of(paper, Where.CITY, TODAY).reminders if one.kind is Kind.PAPER)
    assert [bar.done for bar in bars(paper, agenda_of(paper, Where.CITY, TODAY, {key}))] == [1]
    assert plan([], agenda_of([], Where.CITY, TODAY)) is None


def test_every_mark_is_found_under_its_label(qapp: QApplication) -> None:
    made = season(None)
    for width in (360, 640, 1100):
        picture = Picture(made, width, font, compact=width < 1000)
        for flag, box in zip(picture.flags, picture.boxes, strict=True):
            inside = QPointF(box.left + 5, picture.labels_top + box.top + 5)
            assert picture.flag_at(inside) == flag.marks
        assert picture.flag_at(QPointF(width / 2, 1)) == ()


def test_paper_is_one_landscape_page_with_all_words(qapp: QApplication) -> None:
    for more in (0, 36):
        reader = pypdf.PdfReader(io.BytesIO(one_page(season(None, more=more), "Соболева Марина Аркадьевна")))
        (page,) = reader.pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        words = " ".join(page.extract_text().split())
        assert "Весь сезон: сроки аттестации" in words
        assert "Соболева Марина Аркадьевна" in words
        assert "Рябинина В.П." in words
        assert "12 февраля" in words


def test_view_shows_the_period_in_which_something_is_left(qtbot: QtBot, sync_context: Context) -> None:
    sync_context.today = lambda: TODAY
    view = TimelineView(sync_context)
    qtbot.addWidget(view)
    view.resize(1072, 640)
    view.show()
    view.opened(None)
    words = texts(view)
    assert "10 декабря" in words
    assert "осталось 18 дней" in words
    box = find(view, QComboBox, "Какой период показать")
    assert [box.itemText(number) for number in range(box.count())] == [
        "Ноябрь-декабрь 2026",
        "Январь-февраль 2027",
        "Весь сезон",
    ]
    assert "Сдать заключения на бумаге" in view.picture.accessibleDescription()
    choose(view, "Какой период показать", "Январь-февраль 2027")
    assert "12 февраля" in texts(view)
    assert "10 декабря" not in texts(view)
    assert find(view, QPushButton, "Напечатать период").isEnabled()
    dialog = view.print_plan()
    assert dialog is not None
    assert dialog.accessibleName() == "Печать: Январь-февраль 2027: сроки аттестации"
    qtbot.waitUntil(lambda: dialog.pages.canvas.book is not None)
    dialog.close()
