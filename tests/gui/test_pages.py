"""Pages on screen: where they lie, how they are zoomed and swapped, and signatures dragged over them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import BadFileError
from attest_desktop.gui.context import Context
from attest_desktop.gui.pages import PagesView, Signature
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.pages.layout import MARGIN, fitting_scale, lay_out, next_zoom
from attest_desktop.gui.pages.searching import Sought, place_of
from attest_desktop.gui.pages.signature import SignatureItem
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Place, Placement, draw_sample_signature, ink_box, read_signature, stamp
from tests.support.window import press, texts, until

A4 = (595.0, 842.0)
INK = read_signature(draw_sample_signature("Соболева Марина Аркадьевна", seed=1)).png


def pdf(count: int, size: tuple[float, float] = A4) -> bytes:
    """White pages."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(*size)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_ink(count: int) -> bytes:
    """Pages of which the first carries ink at its foot."""
    return stamp(pdf(count), [Placement(Place(1, 100, 100, 200), INK)])


@pytest.fixture
def pages(qtbot: QtBot, context: Context) -> PagesView:
    made = PagesView(context)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def show(qtbot: QtBot, pages: PagesView, content: bytes) -> None:
    with qtbot.waitSignal(pages.shown, timeout=10_000):
        pages.show_pdf(content)


def paper_begins(pages: PagesView) -> tuple[int, int]:
    """Where white is seen first: across the middle, and down the middle below the bar."""
    image = pages.grab().toImage()
    middle, white = image.height() * 2 // 3, QColor("white")
    left = next(x for x in range(image.width()) if image.pixelColor(x, middle) == white)
    top = next(y for y in range(60, image.height()) if image.pixelColor(left + 9, y) == white)
    return left, top


def test_pages_come_where_their_paper_lay(qtbot: QtBot, pages: PagesView) -> None:
    pages.show_waiting()
    assert "Готовим страницы…" in texts(pages)
    waited = paper_begins(pages)
    show(qtbot, pages, pdf(2))
    assert paper_begins(pages) == waited
    assert "Готовим страницы…" not in texts(pages)


def test_pages_ask_for_no_room_that_only_a_fault_needs(qtbot: QtBot, pages: PagesView) -> None:
    pages.resize(400, 400)
    show(qtbot, pages, pdf(2))
    assert not pages.hasHeightForWidth()
    asked = pages.minimumSizeHint()
    assert asked.height() < 160
    assert asked.width() < 320
    pages.show_fault(BadFileError("Шаблон не читается.", "Выберите другой."))
    assert pages.minimumSizeHint().height() > asked.height()


def dark_dots(pages: PagesView) -> int:
    """How many dots of the viewport are ink."""
    image = pages.canvas.viewport().grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 110
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )


@given(
    st.lists(st.tuples(st.floats(200, 1200), st.floats(200, 1700)), min_size=1, max_size=6),
    st.floats(0.2, 4),
    st.integers(1, 6),
    st.floats(0, 200),
    st.floats(0, 200),
)
def test_canvas_and_paper_measure_the_same(
    sizes: list[tuple[float, float]], scale: float, page: int, x: float, y: float
) -> None:
    page = min(page, len(sizes))
    laid = lay_out(sizes, scale, 640)
    back = laid.to_points(page, *laid.to_canvas(page, x, y))
    assert back == pytest.approx((x, y), abs=1e-6)
    assert all(one.bottom < other.top for one, other in zip(laid.pages, laid.pages[1:], strict=False))
    assert laid.page_at((laid.pages[page - 1].top + laid.pages[page - 1].bottom) / 2) == page


def test_the_widest_page_fits() -> None:
    scale = fitting_scale([A4, (842, 595)], 900)
    assert 842 * scale == pytest.approx(900 - 2 * MARGIN)


def test_zoom_goes_by_steps_and_stops_at_the_ends() -> None:
    assert next_zoom(1.0, larger=True) == 1.1
    assert next_zoom(1.03, larger=False) == 1.0
    assert next_zoom(4.0, larger=True) == 4.0
    assert next_zoom(0.25, larger=False) == 0.25


def test_a_closed_book_gives_no_pictures() -> None:
    book = Book(pdf(1))
    assert book.picture(1, 1.0) is not None
    book.close()
    book.close()
    assert book.picture(1, 1.0) is None
    with pytest.raises(BadFileError):
        Book(b"not a pdf")


def test_pages_are_drawn_and_counted(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages, with_ink(3))
    assert "Страница 1 из 3" in texts(pages)
    bar = pages.canvas.verticalScrollBar()
    until(qtbot, lambda: bar.maximum() > 0)
    bar.setValue(round(pages.canvas.layout_of_pages.pages[0].bottom) - 300)
    until(qtbot, lambda: dark_dots(pages) > 20)
    QTest.keyClick(pages.canvas, Qt.Key.Key_End)
    assert "Страница 3 из 3" in texts(pages)
    QTest.keyClick(pages.canvas, Qt.Key.Key_Home)
    assert "Страница 1 из 3" in texts(pages)


def test_zoom_by_buttons_and_keys(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages, pdf(2))
    fitted = pages.canvas.zoom
    assert pages.canvas.fits_width
    press(qtbot, pages, "Крупнее (Ctrl++)")
    assert pages.canvas.zoom > fitted
    QTest.keyClick(pages.canvas, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pages.canvas, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pages.canvas.zoom < fitted
    QTest.keyClick(pages.canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.canvas.zoom == pytest.approx(fitted)
    assert f"{round(fitted * 100)} %" in texts(pages).replace("\u00a0", " ")


def test_fit_follows_the_window(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages, pdf(1))
    narrow = pages.canvas.zoom
    pages.resize(900, 480)
    until(qtbot, lambda: pages.canvas.zoom > narrow * 1.2)


def test_swapping_keeps_the_spot(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages, with_ink(3))
    bar = pages.canvas.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = (bar.value(), pages.canvas.page)
    show(qtbot, pages, with_ink(3))
    assert (bar.value(), pages.canvas.page) == before
    show(qtbot, pages, pdf(1))
    assert "Страница 1 из 1" in texts(pages)


def test_swapping_never_shows_blank_paper(qtbot: QtBot, pages: PagesView) -> None:
    """The former picture stays until the new one is drawn."""
    show(qtbot, pages, with_ink(1))
    pages.canvas.verticalScrollBar().setValue(10_000)
    until(qtbot, lambda: dark_dots(pages) > 20)
    pages.show_pdf(with_ink(1))
    assert dark_dots(pages) > 20
    with qtbot.waitSignal(pages.shown, timeout=10_000):
        pass
    assert dark_dots(pages) > 20


def test_only_the_newest_is_shown(qtbot: QtBot, pages: PagesView, context: Context) -> None:
    pages.show_pdf(pdf(5))
    pages.show_pdf(pdf(4))
    show(qtbot, pages, pdf(2))
    assert context.runner.wait_idle(10_000)
    assert "Страница 1 из 2" in texts(pages)


def test_a_bad_file_is_told_and_words_take_the_pages_place(qtbot: QtBot, pages: PagesView) -> None:
    with qtbot.waitSignal(pages.failed, timeout=10_000) as told:
        pages.show_pdf(b"%PDF-1.4 broken")
    assert isinstance((told.args or [None])[0], BadFileError)
    pages.show_note("Шаблон ещё не скачан.")
    note = [one.text() for one in pages.findChildren(QLabel) if one.isVisible()]
    assert "Шаблон ещё не скачан." in note
    tried: list[bool] = []
    pages.show_fault(BadFileError("Шаблон не открылся.", "Обновите данные."), lambda: tried.append(True))
    shown = texts(pages)
    assert "Шаблон не открылся. Обновите данные." in shown
    assert BadFileError.title in shown
    press(qtbot, pages, "Подготовить ещё раз")
    assert tried == [True]


def signature(place: Place) -> Signature:
    return Signature(QImage.fromData(INK), "Соболева М.А.", place)


@given(st.floats(10, 300), st.floats(10, 700), st.floats(8, 120))
def test_ink_stands_exactly_where_it_was_dragged(left: float, bottom: float, height: float) -> None:
    moved = signature(Place(1, 100, 100, 200)).moved_to(2, left, bottom, height)
    box = ink_box(moved.place, moved.aspect)
    assert moved.place.page == 2
    assert (box.left, box.bottom, box.height) == pytest.approx((left, bottom, height), abs=1e-6)


@pytest.fixture
def item(qtbot: QtBot, pages: PagesView) -> SignatureItem:
    show(qtbot, pages, pdf(2))
    pages.show_signatures([signature(Place(1, 100, 650, 150))])
    return pages.layer.items[0]


def test_arrows_move_by_a_point(qtbot: QtBot, pages: PagesView, item: SignatureItem) -> None:
    before = item.signature.box()
    with qtbot.waitSignal(pages.signature_moved) as told:
        QTest.keyClick(item, Qt.Key.Key_Right)
    QTest.keyClick(item, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    after = item.signature.box()
    assert after.left() - before.left() == pytest.approx(1)
    assert after.top() - before.top() == pytest.approx(10)
    assert after.height() == pytest.approx(before.height())
    assert (told.args or [None])[0] == 0


def test_plus_and_minus_resize(item: SignatureItem) -> None:
    before = item.signature.box().height()
    QTest.keyClick(item, Qt.Key.Key_Plus)
    assert item.signature.box().height() == pytest.approx(before * 1.05)
    QTest.keyClick(item, Qt.Key.Key_Minus)
    assert item.signature.box().height() == pytest.approx(before)


def test_dragging_moves_by_what_the_mouse_moved(pages: PagesView, item: SignatureItem) -> None:
    before, scale = item.signature.box(), pages.canvas.layout_of_pages.scale
    start = item.rect().center()
    QTest.mousePress(item, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(item, start + QPoint(40, 30))
    QTest.mouseRelease(item, Qt.MouseButton.LeftButton)
    after = item.signature.box()
    assert (after.left() - before.left()) * scale == pytest.approx(40, abs=1.5)
    assert (before.top() - after.top()) * scale == pytest.approx(30, abs=1.5)


def test_ink_never_leaves_the_paper(pages: PagesView, item: SignatureItem) -> None:
    for _ in range(100):
        QTest.keyClick(item, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(item, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    box = item.signature.box()
    assert box.left() >= 0
    assert box.top() + box.height() <= A4[1] + 0.01


def test_what_is_seen_is_what_is_stamped(pages: PagesView, item: SignatureItem) -> None:
    """The ink of the stamped PDF lies inside the box that the item covers."""
    QTest.keyClick(item, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    box = item.signature.box()
    with PdfPages(stamp(pdf(2), [Placement(item.signature.place, INK)])) as stamped:
        grey = stamped.grey(1, scale=2)
    dark = grey < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    assert columns.min() / 2 == pytest.approx(box.left(), abs=3)
    assert columns.max() / 2 == pytest.approx(box.right(), abs=3)
    assert A4[1] - rows.max() / 2 == pytest.approx(box.top(), abs=3)
    assert A4[1] - rows.min() / 2 == pytest.approx(box.bottom(), abs=3)


def test_words_are_found_where_they_end() -> None:
    pages_texts = (
        "Иванова Мария\nИвановна учитель",
        "1. Качество знаний\nвыросло 2. Олимпиады выросло",
        "Иванова Мария",
    )
    assert place_of(pages_texts, Sought("Мария Ивановна")) == (1, 20)
    assert place_of(pages_texts, Sought("выросло", "Качество")) == (2, 23)
    assert place_of(pages_texts, Sought("выросло", "2. Олимпиады")) == (2, 41)
    # Nothing written yet: where the heading is.
    assert place_of(pages_texts, Sought("", "2. Олимпиады")) == (2, 34)
    assert place_of(pages_texts, Sought("нет таких слов")) is None
    assert place_of(pages_texts, Sought("  ")) is None
