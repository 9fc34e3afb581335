"""Pages of a PDF to a printer, one at a time, as pictures of the printer's own dots."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from attest_desktop.domain.errors import CancelledError, EnvironmentFault
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.gui.printing.fitting import WHITE, Fit, Page, Rect, Sheet, common_scale, fit
from attest_desktop.papers.rendering import PdfPages

logger = logging.getLogger(__name__)
# Even parts of a printer's usual 600 and 1200 dots. With their grey edges letters are sharp on paper at that; the
# finest would take four times the memory and the way to the printer.
FINEST, COARSEST = 400, 300
# A page with less between its colours is grey: a third of the memory and of the way to the printer.
COLOURFUL = 24


class PrinterFaultError(EnvironmentFault):
    """The printer does not take the pages."""

    title = "Принтер не печатает"
    todo = "Проверьте, что принтер включён и в нём есть бумага, или выберите другой принтер и повторите."


@dataclass(frozen=True, slots=True)
class Printed:
    """How many pages went to which printer, and how large: 1 is the natural size."""

    pages: int
    printer: str
    scale: float


def make_printer(size: tuple[float, float], title: str) -> QPrinter:
    """A printer set up for pages of this size (points), to be chosen in the system's dialog."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    upright = QSizeF(*sorted(size))
    printer.setPageSize(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch)
    )
    lies = size[0] > size[1]
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress, cancelled: Cancelled) -> Printed:
    """Print what the printer's settings ask for. Raises BadFileError, PrinterFaultError, CancelledError."""
    with PdfPages(pdf) as pages:
        # The system's dialog may have set it back: margins are the pages' own.
        printer.setFullPage(True)
        numbers = wanted_pages(printer, len(pages))
        sheet = sheet_of(printer)
        known, coloured = {}, set()
        for number in numbers:
            stop_if(cancelled)
            known[number], has_colour = _looked_at(pages, number)
            if has_colour and printer.colorMode() == QPrinter.ColorMode.Color:
                coloured.add(number)
        scale = common_scale(list(known.values()), sheet)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrinterFaultError("Принтер не принимает задание.")
        try:
            painter.setRenderHints(
                QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.LosslessImageRendering
            )
            run = _copies(printer, numbers)
            for done, number in enumerate(run):
                if cancelled():
                    printer.abort()
                    raise CancelledError
                progress(f"Печатаем страницу {done + 1} из {len(run)}…", done / len(run))
                if done and not printer.newPage():
                    raise PrinterFaultError("Принтер перестал принимать страницы.")
                lying = fit(known[number], sheet, scale)
                _draw(painter, printer.resolution(), pages, number, lying, coloured=number in coloured)
        finally:
            painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise PrinterFaultError("Принтер сообщил об ошибке.")
    logger.info("%d pages printed at %.3f", len(run), scale)
    return Printed(len(run), printer.printerName(), scale)


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """Numbers of the pages that were asked for, in the order in which they shall come out."""
    ranges = printer.pageRanges()
    numbers = [number for number in range(1, count + 1) if ranges.isEmpty() or ranges.contains(number)]
    return numbers[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else numbers


def sheet_of(printer: QPrinter) -> Sheet:
    """The paper that the printer is set up for."""
    layout = printer.pageLayout()
    layout.setUnits(QPageLayout.Unit.Point)
    margins = layout.minimumMargins()
    # In points Qt knows whole ones only.
    paper = layout.pageSize().size(QPageSize.Unit.Millimeter) * (72 / 25.4)
    if layout.orientation() == QPageLayout.Orientation.Landscape:
        paper.transpose()
    printable = Rect(
        margins.left(), margins.top(), paper.width() - margins.right(), paper.height() - margins.bottom()
    )
    return Sheet(paper.width(), paper.height(), printable)


def dots(resolution: int) -> float:
    """Dots an inch that pages are rendered at: the printer's own, or an even part or multiple of them."""
    if resolution > FINEST:
        return resolution / math.ceil(resolution / FINEST)
    return resolution * math.ceil(COARSEST / resolution)


def _copies(printer: QPrinter, numbers: list[int]) -> list[int]:
    """The run of pages; copies that the printer does not make by itself are in it."""
    count = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * count
    return [number for number in numbers for _ in range(count)]


def _looked_at(pages: PdfPages, number: int) -> tuple[Page, bool]:
    """Where on the page there is anything, and whether any of it is coloured."""
    width, height = pages.size(number)
    seen = pages.render(number, scale=2.0)
    pixels = seen.colours()
    darkest = pixels.min(axis=2)
    coloured = bool((pixels.max(axis=2) - darkest > COLOURFUL).any())
    inked = darkest < WHITE
    if not inked.any():
        return Page(width, height, None), coloured
    across, down = np.flatnonzero(inked.any(axis=0)) / 2, np.flatnonzero(inked.any(axis=1)) / 2
    box = Rect(float(across[0]), float(down[0]), float(across[-1]) + 0.5, float(down[-1]) + 0.5)
    return Page(width, height, box), coloured


def _draw(painter: QPainter, resolution: int, pages: PdfPages, number: int, lying: Fit, *, coloured: bool) -> None:
    """One page. `resolution` is the printer's dots an inch; its picture has those or an even part of them."""
    fine = dots(resolution)
    step, scale = resolution / fine, lying.scale * fine / 72
    if coloured:
        made = pages.render(number, scale=scale)
        # The picture looks at the bytes; both are let go together.
        data, form = made.data, QImage.Format.Format_RGB32
        picture = QImage(data, made.width, made.height, made.stride, form)
    else:
        grey = np.ascontiguousarray(pages.grey(number, scale=scale))
        picture = QImage(grey.data, grey.shape[1], grey.shape[0], grey.shape[1], QImage.Format.Format_Grayscale8)
    # What was too large to be rendered at that scale is stretched to its place.
    width, height = pages.size(number)
    wide = step * max(picture.width(), math.floor(width * scale))
    tall = step * max(picture.height(), math.floor(height * scale))
    dot = resolution / 72
    target = QRectF(round(lying.left * dot), round(lying.top * dot), wide, tall)
    painter.save()
    if lying.turned:
        paper_height = painter.device().height()
        painter.translate(0, paper_height)
        painter.rotate(-90)
    painter.drawImage(target, picture)
    painter.restore()
