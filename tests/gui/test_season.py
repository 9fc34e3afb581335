"""«Итоги» as a user meets it: register to file and paper, the archive searched, removal asked about and done."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.record import CriterionText
from attest_desktop.gui.context import Context
from attest_desktop.gui.season import ARCHIVE, REMOVAL, SeasonView
from attest_desktop.gui.season.paper import HEADS, register_pdf
from attest_desktop.gui.season.register_page import HEADS as COLUMNS
from attest_desktop.gui.season.register_page import WIDTHS
from attest_desktop.gui.season.removal_dialog import RemovalDialog
from attest_desktop.gui.season.table import Entry, ReadTable
from attest_desktop.papers.rendering import render_page
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import people
from attest_desktop.work.season import Line, Span, register
from attest_desktop.work.season_archive import Past
from attest_desktop.work.send import enqueue, send_due
from tests.support.fitting import too_large
from tests.support.window import choose, find, press, texts, type_keys
from tests.work.conftest import a_pdf

WRITTEN = "Обучающиеся побеждают в олимпиадах."


def _send_two(desk: Desk) -> tuple[str, str]:
    """Two remote attestees' conclusions written and confirmed; their names."""
    names = []
    for one in [one for one in people(desk) if one.attestee.form.russian == "дистанционно"][:2]:
        text = open_draft(desk, one.id).text
        criteria = (CriterionText(text.conclusion.criteria[0].number, WRITTEN),)
        save_draft(desk, one.id, replace(text, conclusion=replace(text.conclusion, criteria=criteria)))
        frozen = desk.store.conclusions.freeze(one.id, {}, b"docx", a_pdf(one.id), "builtin", (), desk.now())
        enqueue(desk, frozen)
        names.append(one.attestee.full_name)
    send_due(desk)
    return names[0], names[1]


def _opened(qtbot: QtBot, context: Context, page: str = "") -> SeasonView:
    view = SeasonView(context)
    qtbot.addWidget(view)
    view.resize(1120, 660)
    view.show()
    view.opened(page)
    return view


def test_register_to_screen_file_and_paper(qtbot: QtBot, sync_context: Context, tmp_path: Path) -> None:
    first, second = _send_two(sync_context.desk)
    view = _opened(qtbot, sync_context)
    page = view.register
    shown = page.shown
    assert shown is not None
    assert {line.name for line in shown.lines} == {first, second}
    assert f"Сдано 2 из {2 + len(shown.left)}" in texts(view)
    page.save(tmp_path / "реестр.csv")
    table = (tmp_path / "реестр.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 3
    assert shown.lines[0].sha256 in table[1]
    dialog = page.print_register()
    assert dialog is not None
    qtbot.addWidget(dialog)
    choose(view, "За какое время показать реестр", "Всё время")
    assert page.shown is not None
    assert page.shown.span.title == "Всё время"


def test_on_paper_no_row_is_cut_and_the_ink_is_dark_in_any_look(qapp: QApplication) -> None:
    name = "Константинопольская Мария Ильинична"
    many = [
        Line(
            str(number),
            f"{name} {number:02}",
            Form.REMOTE,
            "высшая",
            None,
            "",
            None,
            "есть",
            "ab" * 32,
            "Файл.pdf",
        )
        for number in range(28)
    ]
    made = register_pdf(register(Span("Всё время"), many), "Соболева Марина", date(2026, 12, 22))
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 1
    assert all(HEADS[3] in page for page in pages[:-1])
    # A line's hash, in two halves, stands whole on the line's own page.
    assert [page.count("ab" * 16) % 2 for page in pages] == [0] * len(pages)
    assert sum(page.count("ab" * 16) for page in pages) == 56
    assert "Сколькосдано" in pages[-1]
    # The ink is dark in the dark look as well.
    before = qapp.palette()
    white = QPalette(before)
    white.setColor(QPalette.ColorRole.Text, QColor("white"))
    qapp.setPalette(white)
    try:
        in_dark = register_pdf(register(Span("Всё время"), many), "Соболева Марина", date(2026, 12, 22))
    finally:
        qapp.setPalette(before)
    one, other = (render_page(pdf, 1, scale=1.0).colours() for pdf in (made, in_dark))
    assert np.array_equal(one, other)
    assert f"страница{len(pages)}из{len(pages)}" in pages[-1]


def test_the_archive_is_searched_and_read(qtbot: QtBot, sync_context: Context) -> None:
    desk = sync_context.desk
    first, _second = _send_two(desk)
    desk.store.attestees.replace_all([], desk.now())
    view = _opened(qtbot, sync_context, ARCHIVE)
    page = view.archive
    assert page.table.rows.rowCount() == 14
    type_keys(page.search, first.split()[0].lower())
    assert page.table.rows.rowCount() == 1
    chosen = page.table.current
    assert isinstance(chosen, Past)
    assert chosen.line.name == first
    assert chosen.gone
    assert page.pdf_button.isVisible()
    page.search.setText("такого нет")
    assert "Никого не нашлось" in texts(view)
    assert not page.pdf_button.isVisible()


def test_removal_asks_says_what_goes_and_does_exactly_that(qtbot: QtBot, sync_context: Context) -> None:
    desk = sync_context.desk
    first, second = _send_two(desk)
    desk.store.attestees.replace_all([], desk.now())
    desk.now = lambda: datetime(2029, 1, 1, 5, tzinfo=UTC)
    view = _opened(qtbot, sync_context, REMOVAL)
    assert "Хранить всегда" in view.removal.box.currentText()
    assert not view.removal.button.isVisible()
    choose(view, "Когда можно удалять", "Через год")
    assert "Можно удалить данные: 2 человека" in texts(view)
    press(qtbot, view, "Удалить личные данные…")
    (dialog,) = view.findChildren(RemovalDialog)
    assert too_large(dialog) == []
    assert "Это 2 заключения, 2 черновика, 2 записи об отправке" in texts(dialog)
    button = find(dialog, QPushButton, "Удалить личные данные сейчас")
    assert not button.isEnabled()
    find(dialog, QCheckBox, "Оставить строки реестра без имён").click()
    find(dialog, QCheckBox, "Да, удалить навсегда").click()
    button.click()
    left = [one.attestee.full_name for one in people(desk)]
    assert len(left) == 12
    assert not {first, second} & {*left}
    assert view.removal.plan is not None
    assert view.removal.plan.going == ()
    kept = [line.name for line in view.register._lines if line.removed]
    assert sorted(kept) == sorted(" ".join(f"{word[0]}." for word in name.split()) for name in (first, second))


def test_names_stay_whole_in_a_narrow_window(qtbot: QtBot) -> None:
    table = ReadTable("Реестр", COLUMNS, WIDTHS)
    qtbot.addWidget(table)
    cells = ("Константинопольская Александра Владимировна", "дистанционно", "высшая", "март-апрель 2026")
    table.show_entries([Entry((*cells, "05.10.2026", "подтверждено", "25618a25299e"))])
    table.resize(700, 300)
    table.show()
    room = QRect(0, 0, table.columnWidth(0) - 8, 500)
    needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, cells[0])
    assert needed.width() <= room.width()
    assert needed.height() <= table.rowHeight(0)
    tip = table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Код файла: 25618a25299e" in tip
    table.resize(1300, 300)
    assert not any(table.isColumnHidden(one) for one in range(len(COLUMNS)))
