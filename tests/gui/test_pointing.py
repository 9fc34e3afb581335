"""A click on the pages leads to the place of the form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from attest_desktop.domain.record import CriterionText
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.editor.missing import Missing
from attest_desktop.gui.editor.pointing import Written, field_pointed_at, place_pointed_at
from attest_desktop.gui.pages import Pointed, Sought
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import people
from tests.support.window import until

SAME = "Качество знаний выросло с 54 % до 63 %, все подтвердили отметки."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Шапка1.МониторингиКачествознаний", "вырослос54%до63%", (0, 15)),
        ("Шапка1.МониторингиКачествознаний…2.СпособностиКачество", "знанийвыросло", (1, 8)),
        ("Класс7", "«Б»Тема", (2, 1)),
        ("Совсемдругое", "ничего", None),
    ],
)
def test_the_field_is_found_by_its_words_and_the_heading_before(
    before: str, after: str, expected: tuple[int, int] | None
) -> None:
    fields = [Written(SAME, "Мониторинги"), Written(SAME, "Способности…"), Written("7 «Б»"), Written("")]
    assert field_pointed_at(fields, Pointed(before, after)) == expected


def test_an_empty_place_is_found_by_its_label() -> None:
    places = [Missing("attestee.municipality", "Муниципальное образование"), Missing("date", "Дата")]
    assert place_pointed_at(places, Pointed("ФИОМуниципальноеобра", "зование")) == "attestee.municipality"
    assert place_pointed_at(places, Pointed("Прочее", "Иное")) is None


def test_a_click_on_the_pages_puts_the_cursor_there(qtbot: QtBot, context: Context, desk: Desk) -> None:
    attestee_id = people(desk)[0].id
    text = open_draft(desk, attestee_id).text
    criteria = tuple(CriterionText(one.number, SAME) for one in text.conclusion.criteria)
    save_draft(desk, attestee_id, replace(text, conclusion=replace(text.conclusion, criteria=criteria)))
    editor = EditorView(context)
    qtbot.addWidget(editor)
    editor.resize(1150, 700)
    editor.show()
    editor.opened(attestee_id)
    until(qtbot, lambda: editor.pages.pdf is not None and bool(editor._missing))
    book, canvas = editor.pages.canvas.book, editor.pages.canvas
    assert book is not None

    def click(sought: Sought, right: float = 0.0) -> None:
        spot = book.spot(sought)
        assert spot is not None
        page, x, y = spot
        canvas.show_spot(page, x, y)
        left, top = canvas.layout_of_pages.to_canvas(page, x + right, y + 2)
        at = QPoint(round(left - canvas.origin().x()), round(top - canvas.origin().y()))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    heading = editor.form.long_fields()[1].accessibleDescription().rstrip("…")
    click(Sought("Качество знаний", heading, "2"))
    until(qtbot, lambda: isinstance(editor.focusWidget(), QTextEdit))
    box = editor.focusWidget()
    assert isinstance(box, QTextEdit)
    assert box.accessibleName() == "Показатель 2"
    assert abs(box.textCursor().position() - len("Качество знаний")) <= 1
    # An empty place beside its label.
    one = next(one for one in editor._missing if one.place.startswith("attestee."))
    click(Sought(one.label), 60.0)
    until(qtbot, lambda: isinstance(editor.focusWidget(), QLineEdit))
