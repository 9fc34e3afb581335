"""Printing: pages at their natural size, as they look in the PDF; cancelled, refused, without a printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import CancelledError
from attest_desktop.domain.progress import never, silent
from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.printing import PrintDialog
from attest_desktop.gui.printing.fitting import Page, Rect, Sheet, common_scale, fit
from attest_desktop.gui.printing.job import PrinterFaultError, dots, make_printer, print_pages
from attest_desktop.gui.printing.russian import in_russian
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine, finish
from attest_desktop.work.people import people
from tests.support.window import press_when_there, texts, until

A4, A6 = (595.28, 841.89), (297.64, 419.53)
Grey = npt.NDArray[np.float32]
PAPER = Sheet(*A4, Rect(12, 12, 583.28, 829.89))


def page(left: float, top: float, right: float, bottom: float, size: tuple[float, float] = A4) -> Page:
    return Page(*size, Rect(left, top, right, bottom))


def test_a_page_with_margins_keeps_its_size() -> None:
    assert fit(page(57, 57, 540, 780), PAPER).scale == 1
    assert fit(Page(*A4, None), PAPER).scale == 1
    # Other paper of nearly the same size: in the middle, not shrunk, as long as nothing is cut off.
    letter = Sheet(612, 792, Rect(12, 12, 600, 780))
    found = fit(page(57, 57, 540, 780), letter)
    assert (found.scale, round(found.left, 1), round(found.top, 1)) == (1, 8.4, -24.9)


def test_what_the_printer_would_cut_off_makes_all_pages_smaller() -> None:
    wide, usual = page(4, 57, 540, 780), page(57, 57, 540, 780)
    scale = common_scale([usual, wide], PAPER)
    assert scale == pytest.approx(571.28 / 595.28)
    found = fit(wide, PAPER, scale)
    assert found.left >= 12
    assert found.left + found.scale * A4[0] <= 583.3
    assert fit(usual, PAPER, scale).scale == scale


def test_a_page_that_lies_is_turned() -> None:
    lying = page(60, 57, 800, 540, size=(841.89, 595.28))
    found = fit(lying, Sheet(*A4, Rect(12, 12, 583.28, 800)))
    assert (found.turned, found.scale) == (True, 1)
    # The foot of the sheet, where the printer holds it, is the left edge of the page.
    assert fit(lying, Sheet(*A4, Rect(12, 12, 583.28, 770))).scale < 1


def test_pictures_have_the_printers_own_dots() -> None:
    assert [dots(one) for one in (96, 300, 360, 600, 720, 1200)] == [384, 300, 360, 300, 360, 400]


@pytest.fixture(scope="module")
def two_pages(qapp: QApplication) -> bytes:
    """Two postcards with a black field each, the second's smaller."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.fillRect(40, 40, 200, 300, Qt.GlobalColor.black)
    writer.newPage()
    painter.fillRect(80, 80, 100, 200, Qt.GlobalColor.black)
    painter.end()
    return bytes(kept.data().data())


def into(path: Path, resolution: int = 300) -> Callable[[QPrinter, int, QWidget], bool]:
    """The user's choice in the system's dialog: a printer that writes a file, two copies of the second page."""

    def choose(printer: QPrinter, pages: int, _parent: QWidget) -> bool:
        assert pages > 1
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(resolution)
        return True

    return choose


def grey(pdf: bytes, scale: float) -> list[Grey]:
    with PdfPages(pdf) as pages:
        return [pages.grey(number, scale=scale).astype(np.float32) for number in range(1, len(pages) + 1)]


def squares(shown: Grey) -> Grey:
    """Mean brightness of every eight by eight pixels."""
    means: Grey = shown[:3360, :2376].reshape(420, 8, 297, 8).mean(axis=(1, 3))
    return means


def edges(shown: Grey) -> tuple[int, ...]:
    """Left, right, top and bottom of all that is dark."""
    across, down = np.flatnonzero((shown < 128).any(axis=0)), np.flatnonzero((shown < 128).any(axis=1))
    return int(across[0]), int(across[-1]), int(down[0]), int(down[-1])


def test_what_comes_out_looks_like_the_pages(
    qtbot: QtBot, context: Context, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_engine(desk, EngineName.BUILTIN)
    first = people(desk)[0].id
    save_draft(desk, first, open_draft(desk, first).text)
    pdf = desk.store.conclusions.pdf(finish(desk, first).id)
    view = CardView(context)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    told: list[Message] = []
    context.message.connect(told.append)
    view.opened(first)
    press_when_there(qtbot, view, "Напечатать…")
    shown = view.findChild(PrintDialog)
    assert isinstance(shown, PrintDialog)
    until(qtbot, shown.pages.canvas.isVisible)
    # Without a printer it is said what to do.
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
    press_when_there(qtbot, shown, "Напечатать…")
    assert "В системе не установлен ни один принтер." in texts(shown)
    assert "сохраните заключение в PDF" in texts(shown)
    printed = tmp_path / "напечатано.pdf"
    shown.ask = into(printed)
    press_when_there(qtbot, shown, "Напечатать…")
    until(qtbot, lambda: bool(told))
    wanted, found = grey(pdf, 4), grey(printed.read_bytes(), 4)
    assert f"Отправлено на печать: {len(wanted)}" in told[0].text
    assert "Размер" not in told[0].text
    assert len(found) == len(wanted) > 1
    for one, other in zip(wanted, found, strict=True):
        # In squares of two points, of 255: the same words at the same places, not half a point off or larger.
        assert float(np.abs(squares(one) - squares(other)).mean()) < 4
        assert edges(other) == pytest.approx(edges(one), abs=2)
    with PdfPages(printed.read_bytes()) as pages:
        assert pages.size(1) == pytest.approx(A4, abs=0.5)


def test_chosen_pages_copies_and_order(qapp: QApplication, two_pages: bytes, tmp_path: Path) -> None:
    path = tmp_path / "напечатано.pdf"
    printer = make_printer(A6, "Заключение")
    into(path, resolution=72)(printer, 2, QWidget())
    printer.setFromTo(1, 2)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert print_pages(two_pages, printer, silent, never).pages == 4
    wanted, found = grey(two_pages, 1), grey(path.read_bytes(), 1)
    for place, number in enumerate((1, 0, 1, 0)):
        edge = edges(found[place])
        assert edge == pytest.approx(edges(wanted[number]), abs=2)
        assert edge != pytest.approx(edges(wanted[1 - number]), abs=2)


def test_smaller_paper_shrinks_the_pages(qapp: QApplication, two_pages: bytes, tmp_path: Path) -> None:
    path = tmp_path / "напечатано.pdf"
    printer = make_printer(A6, "Заключение")
    into(path, resolution=72)(printer, 2, QWidget())
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A7),
        QPageLayout.Orientation.Portrait,
        QMarginsF(20, 20, 20, 20),
        QPageLayout.Unit.Point,
    )
    assert printer.setPageLayout(layout)
    assert print_pages(two_pages, printer, silent, never).scale < 0.75


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_cancelled_and_refused(qapp: QApplication, two_pages: bytes, tmp_path: Path) -> None:
    printer = make_printer(A6, "Заключение")
    into(tmp_path / "напечатано.pdf", resolution=72)(printer, 2, QWidget())
    told: list[str] = []
    with pytest.raises(CancelledError):
        print_pages(two_pages, printer, lambda step, _part=None: told.append(step), lambda: bool(told))
    assert len(told) == 1
    into(tmp_path / "нет такой папки" / "напечатано.pdf")(printer, 2, QWidget())
    with pytest.raises(PrinterFaultError, match="не принимает"):
        print_pages(two_pages, printer, silent, never)


def test_the_systems_dialog_speaks_russian(qapp: QApplication) -> None:
    printer = make_printer(A4, "Заключение")
    with in_russian():
        shown = QPrintDialog(printer)
    words = [one.text() for one in shown.findChildren(QLabel)]
    words += [one.text() for one in shown.findChildren(QAbstractButton)]
    shown.deleteLater()
    latin = [one for one in words if any("a" <= letter <= "z" for letter in one.lower().replace("pdf", ""))]
    assert {"&Печать", "Количество копий:", "&Какие страницы:"} <= set(words)
    assert not [one for one in latin if not one.startswith("/")]
