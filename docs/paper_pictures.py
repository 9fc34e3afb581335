"""Pictures of what was signed on paper coming back: scans are made here, of finished conclusions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget
from scene import until_still

from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.paper import PaperView
from attest_desktop.gui.paper.closer import CloserDialog
from attest_desktop.papers.signing import draw_sample_signature, find_places
from attest_desktop.store import ConclusionShelf
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_lot import printed_of
from attest_desktop.work.people import people


def paper_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """By name, how to come there."""
    ids = [one.id for one in people(desk)]

    def paper(window: MainWindow, *names: str) -> PaperView:
        window.go("card", ids[4])
        window.go("paper", ids[4])
        view = window.views["paper"]
        assert isinstance(view, PaperView)
        until_still(lambda: view.lot.way is not None)
        view.lot.remove(range(len(view.lot.strip.sheets)))
        if names:
            with tempfile.TemporaryDirectory() as folder:
                paths = [Path(folder) / name for name in names]
                for path in paths:
                    path.write_bytes(SCANS[path.name](desk.store.conclusions, ids[4]))
                view.lot.add(paths)
                until_still(lambda: view.lot.bound is not None, 90)
        return view

    def paper_empty(window: MainWindow) -> None:
        paper(window)

    def paper_amiss(window: MainWindow) -> None:
        view = paper(window, "Скан 0002.jpg", "Скан 0001.jpg", "IMG_3112.jpg")
        view.board.strip.choose([1])
        view.board.strip.setFocus(Qt.FocusReason.TabFocusReason)

    def paper_result(window: MainWindow) -> None:
        view = paper(window, "Скан 0002.jpg")
        view.side.build.emit()

    def paper_closer(window: MainWindow) -> QWidget:
        view = paper(window, "Скан 0002.jpg")
        view.board.closer.emit(0)
        dialog = view.findChild(CloserDialog)
        assert isinstance(dialog, CloserDialog)
        until_still(lambda: bool(dialog.scan.pdf and dialog.printed.pdf))
        return dialog

    def paper_own_ink(window: MainWindow) -> None:
        window.go("paper", ids[0])
        view = window.views["paper"]
        assert isinstance(view, PaperView)
        until_still(lambda: view.lot.way is not None)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "Скан 0001.jpg"
            path.write_bytes(signed_scan(printed_of(desk, ids[0]).pdf))
            view.lot.add([path])
            until_still(lambda: view.lot.bound is not None, 90)
        view.side.own_ink.emit()
        until_still(view.result.isVisible)

    return {
        "paper-empty": paper_empty,
        "paper": paper_amiss,
        "paper-result": paper_result,
        "paper-closer": paper_closer,
        "paper-own-ink": paper_own_ink,
    }


def scanned(page: int) -> Callable[[ConclusionShelf, str], bytes]:
    """A scan of a page of somebody's finished conclusion; page 0 is a page of something else."""

    def made(conclusions: ConclusionShelf, attestee_id: str) -> bytes:
        first = conclusions.all(attestee_id)[-1]
        book = Book(conclusions.pdf(first.id))
        image = book.picture(max(1, min(page, len(book))), 150 / 72)
        book.close()
        assert image is not None
        painter = QPainter(image)
        if not page:
            image.fill(QColor(250, 249, 246))
            painter.setFont(QFont("Inter", 26))
            for number in range(9):
                painter.drawText(160, 200 + number * 150, f"{number + 1}. Расписание занятий кружка")
        painter.end()
        return as_jpeg(image)

    return made


def signed_scan(pdf: bytes) -> bytes:
    """A scan of the first page with places to sign, with ink on the first of them."""
    place = find_places(pdf)[0]
    book = Book(pdf)
    image, height = book.picture(place.page, 200 / 72), book.sizes[place.page - 1][1]
    book.close()
    assert image is not None
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(200 / 72, 200 / 72)
    ink = QImage.fromData(draw_sample_signature("Соболева Марина Аркадьевна", seed=5))
    width = 90.0
    tall = width * ink.height() / ink.width()
    painter.drawImage(QRectF(place.x + 8, height - place.y - tall * 0.8, width, tall), ink)
    painter.end()
    return as_jpeg(image)


def as_jpeg(image: QImage) -> bytes:
    """The picture as a file."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]  # the stubs want bytes, Qt wants a name
    return bytes(kept.data())


SCANS = {"Скан 0001.jpg": scanned(1), "Скан 0002.jpg": scanned(2), "IMG_3112.jpg": scanned(0)}
