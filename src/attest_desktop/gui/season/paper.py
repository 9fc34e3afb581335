"""The register on paper: landscape A4, the heads on each page, the totals and lines to sign at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.tokens import LIGHT
from attest_desktop.gui.words import day as dated
from attest_desktop.work.season import Line, Register
from attest_desktop.work.season_files import totals

TITLE = "Реестр выполненной работы специалиста по аттестации"
HEADS = (
    "№",
    "ФИО аттестуемого",
    "Форма",
    "Категория",
    "Период",
    "Сдано",
    "Состояние",
    "Файл и его контрольная сумма",
)
_WIDTHS = (3, 19, 11, 8, 15, 8, 11, 25)  # percent
DPI = 1200
MARGIN_MM = 12.0
_FOOT_MM = 6.0
_BODY, _HEAD, _SMALL = 8.5, 14.0, 7.0  # points


def register_pdf(shown: Register, expert: str, today: date) -> bytes:
    """The register as a PDF; `expert` is named beneath the title, if told. Needs a QGuiApplication."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{TITLE}: {shown.span.title}")
    writer.setCreator("attest-desktop")
    writer.setResolution(DPI)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size, unit = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, margins, unit))
    foot = _FOOT_MM / 25.4 * DPI
    width, height = float(writer.width()), writer.height() - foot
    sheets = _sheets(shown, expert, today, height, lambda html: _document(html, writer, width))
    # On paper the ink is dark, whatever the screen's look.
    ink = QAbstractTextDocumentLayout.PaintContext()
    ink.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    painter = QPainter(writer)
    try:
        for number, sheet in enumerate(sheets):
            if number:
                writer.newPage()
            sheet.documentLayout().draw(painter, ink)
            painter.setFont(_font(_SMALL))
            painter.setPen(QColor(LIGHT.text_2))
            words = f"{shown.span.title} · страница {number + 1} из {len(sheets)}"
            painter.drawText(QRectF(0, height, width, foot), _FOOT, words)
    finally:
        painter.end()
    return bytes(kept.data())


_LINES = (
    'border="1" cellspacing="0" cellpadding="4" '
    'style="border-collapse:collapse; border-style:solid; border-color:#b0b0b0;"'
)
_FOOT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


def _font(points: float) -> QFont:
    made = QFont(style.FAMILY)
    made.setPointSizeF(points)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _document(html: str, device: QPdfWriter, width: float) -> QTextDocument:
    made = QTextDocument()
    made.documentLayout().setPaintDevice(device)
    made.setDefaultFont(_font(_BODY))
    made.setDocumentMargin(0)
    made.setHtml(html)
    made.setTextWidth(width)
    return made


def _sheets(
    shown: Register, expert: str, today: date, height: float, lay: Callable[[str], QTextDocument]
) -> list[QTextDocument]:
    """A document for each page: a row is never cut in two, the heads stand on each page with rows."""
    sheets: list[QTextDocument] = []
    held: list[str] = []
    top = _top(shown, expert, today)
    end = _end(shown, expert)
    for row in map(_row, range(1, len(shown.lines) + 1), shown.lines):
        if held and lay(top + _table([*held, row])).size().height() > height:
            sheets.append(lay(top + _table(held)))
            held, top = [], ""
        held.append(row)
    whole = lay(top + _table(held) + end)
    if whole.size().height() <= height:
        return [*sheets, whole]
    return [*sheets, lay(top + _table(held)), lay(end)]


def _top(shown: Register, expert: str, today: date) -> str:
    about = "; ".join(escape(part) for part in (shown.span.title, expert, f"на {dated(today)}") if part)
    return (
        f'<p style="font-size:{_HEAD}pt; font-weight:600; margin-bottom:0;">{escape(TITLE)}</p>'
        f'<p style="color:{LIGHT.text_2}; margin-top:0; margin-bottom:0;">{about}</p>'
        '<p style="font-size:4pt; margin-top:0; margin-bottom:0;">&nbsp;</p>'
    )


def _table(rows: list[str]) -> str:
    heads = "".join(
        f'<td width="{width}%" bgcolor="{LIGHT.ground}"><b>{escape(head)}</b></td>'
        for head, width in zip(HEADS, _WIDTHS, strict=True)
    )
    return f'<table width="100%" {_LINES}><tr>{heads}</tr>{"".join(rows)}</table>'


def _row(number: int, line: Line) -> str:
    halves = f"{line.sha256[:32]}<br>{line.sha256[32:]}" if line.sha256 else ""
    file = escape(line.file_name) + ("<br>" if line.file_name and halves else "")
    cells = (
        str(number),
        escape(line.name),
        escape(line.form.russian),
        escape(line.category),
        escape(line.period_words),
        f"{line.sent_on:%d.%m.%Y}" if line.sent_on else "",
        escape(line.state),
        f'{file}<span style="font-size:6.5pt; color:{LIGHT.text_2};">{halves}</span>',
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _end(shown: Register, expert: str) -> str:
    sums = totals(shown)
    summary = "".join(
        "<tr>" + "".join(f"<td>{_strong(cell, strong=place in (0, len(sums) - 1))}</td>" for cell in row) + "</tr>"
        for place, row in enumerate(sums)
    )
    return (
        f'<p style="font-weight:600;">Сколько сдано</p><table {_LINES}>{summary}</table>'
        f"<p>&nbsp;<br>Специалист по аттестации ____________________ {escape(expert)}</p>"
    )


def _strong(words: str, *, strong: bool) -> str:
    return f"<b>{escape(words)}</b>" if strong else escape(words)
