"""Putting text into the places of a form: lines, cells, dates, marks. Printed words are never touched."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date

from attest_desktop.domain.names import NBSP
from attest_desktop.domain.period import MONTHS_GENITIVE
from attest_desktop.papers.template.blank import DatePieces
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Cell, Paragraph
from attest_desktop.papers.template.ooxml import W_P, W_TC, Element, child, make, qn
from attest_desktop.papers.template.run_elements import as_run_look, new_run, own_paragraph_look, without
from attest_desktop.papers.template.runs import Style
from attest_desktop.papers.template.widths import width

_UNDERLINED = Style(underline=True, plain_ground=True)
_PLAIN = Style(plain_ground=True)
_NOT_INHERITED = ("b", "bCs", "i", "iCs", "highlight", "shd", "u", "strike", "caps", "vertAlign")
_RANGES = tuple(
    qn("w:" + name)
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "sectPr",
    )
)


def write_line(paragraph: Paragraph, start: int, end: int, text: str, *, centred: bool) -> None:
    """Puts the text on the line, underlined, with the line kept as long as it was when the text is shorter."""
    first, *others = text.split("\n")
    line = paragraph.line
    font = line.font(start)
    if "\t" in line.text[start:end]:
        # The line is drawn by a tab: it closes up to the tab stop by itself.
        line.replace(start, start, first, _UNDERLINED)
    else:
        if not others:
            first = _padded(first, width("_" * (end - start), font), font, centred=centred)
        line.replace(start, end, first, _UNDERLINED)
    _add_paragraphs(paragraph, others, underlined=True)


def drop_line(paragraph: Paragraph) -> None:
    """Takes away a further line of a blank: the paragraph when nothing else is in it, else nothing."""
    element = paragraph.element
    rest = drawn(paragraph).replace("_", "").strip(" \t\u00a0")
    parent = element.getparent()
    if rest or parent is None or any(True for _ in element.iter(*_RANGES)) or paragraph.has_picture:
        return
    if parent.tag == W_TC:
        before, following = element.getprevious(), element.getnext()
        # A cell must end with a paragraph.
        if following is None and (before is None or before.tag != W_P):
            return
    parent.remove(element)


def write_sample(paragraph: Paragraph, start: int, end: int, text: str) -> None:
    """Puts the text in place of a sample or prompt, in its look but without the marker's ground."""
    paragraph.line.replace(start, end, text, _PLAIN)


def write_cell(cell: Cell, text: str) -> None:
    """Puts the text into a vacant cell; every line of it becomes a paragraph of the cell's look."""
    paragraph = cell.paragraphs[0]
    first, *others = text.split("\n")
    look = _cell_look(cell)
    for run in paragraph.element.findall(qn("w:r")):
        if all(node.tag in (qn("w:rPr"), qn("w:t")) for node in run):
            paragraph.element.remove(run)
    paragraph.element.append(new_run(first, look))
    for extra in cell.paragraphs[1:]:
        # Empty paragraphs only gave the cell its height.
        parent = extra.element.getparent()
        if parent is not None and not any(True for _ in extra.element.iter(*_RANGES)):
            parent.remove(extra.element)
    last = paragraph.element
    for line in others:
        last = _paragraph_after(last, new_run(line, deepcopy(look)))


def write_date(paragraph: Paragraph, pieces: DatePieces, day: date) -> bool:
    """Writes the day, the month and the year into their pieces; False when the printed century is another."""
    line = paragraph.line
    text = line.text
    year = str(day.year)
    if not year.startswith(pieces.century):
        return False
    by_number = (
        pieces.day is not None and pieces.month is not None and "." in text[pieces.day[1] : pieces.month[0]]
    )
    month = f"{day.month:02}" if by_number else MONTHS_GENITIVE[day.month - 1]
    if pieces.day is None:
        month = f"{day.day}{NBSP}{month}"
    whole_year = len(pieces.century) == len(year)
    if pieces.year is None and not whole_year:
        printed = re.match(r"[ \u00a0]*г", text[pieces.month[1] :]) if pieces.month else None
        month += f"{'.' if by_number else NBSP}{year}" + ("" if printed else f"{NBSP}г.")
    elif pieces.year is not None:
        start, end = pieces.year
        glued = text[end : end + 1].isalnum()
        line.replace(start, end, year[len(pieces.century) :], _UNDERLINED)
        if glued:
            line.replace(start + len(year) - len(pieces.century), start + len(year) - len(pieces.century), NBSP)
    if pieces.month is not None:
        _write_piece(paragraph, pieces.month, month)
    if pieces.day is not None:
        _write_piece(paragraph, pieces.day, f"{day.day:02}")
    return True


def _write_piece(paragraph: Paragraph, piece: tuple[int, int], text: str) -> None:
    font = paragraph.line.font(piece[0])
    room = width("_" * (piece[1] - piece[0]), font)
    line = paragraph.line.text
    padded = _padded(text, room, font, centred=True)
    # «__»______20__: where nothing parts the pieces in print, the words must not run together.
    if padded == text and text[:1].isalpha():
        before, after = line[: piece[0]][-1:], line[piece[1] :][:1]
        padded = (NBSP if before and not before.isspace() else "") + text + (NBSP if after.isalnum() else "")
    paragraph.line.replace(*piece, padded, _UNDERLINED)


def mark(paragraph: Paragraph, start: int, end: int, *, strike: bool) -> None:
    """Underlines or strikes out printed words; their text and other looks stay."""
    paragraph.line.restyle(start, end, Style(strike=True) if strike else Style(underline=True))


def _padded(text: str, room: float, font: str, *, centred: bool) -> str:
    """The text with underlined spaces around it, as wide as the line that it replaces."""
    spare = int((room - width(text, font)) / width(NBSP, font))
    if spare <= 0:
        return text
    left = spare // 2 if centred else min(1, spare)
    return NBSP * left + text + NBSP * (spare - left)


def _add_paragraphs(paragraph: Paragraph, lines: list[str], *, underlined: bool) -> None:
    """Further paragraphs of a long text, in the look of the one that it begins in."""
    last = paragraph.element
    line = paragraph.line
    look = without(line.run_look(len(line.text) - 1), ("b", "bCs", "highlight"))
    for text in lines:
        run = new_run(text, deepcopy(look))
        last = _paragraph_after(last, run)
        if underlined:
            added = Paragraph(paragraph.part, paragraph.index, last)
            added.line.restyle(0, len(text), _UNDERLINED)


def _paragraph_after(element: Element, run: Element) -> Element:
    added = make(W_P)
    look = own_paragraph_look(element)
    if look is not None:
        for node in look.findall(qn("w:numPr")):
            look.remove(node)
        added.append(look)
    added.append(run)
    element.addnext(added)
    return added


def _cell_look(cell: Cell) -> Element | None:
    """How text in the vacant cell looks: as its paragraph mark says, else as the printed words of its row."""
    look = as_run_look(child(cell.paragraphs[0].element, "pPr", "rPr"))
    if look is not None and len(look):
        return look
    row = cell.table.rows[cell.row]
    beside = [one for one in reversed(row) if one.column < cell.column] + [
        one for one in row if one.column > cell.column
    ]
    above = cell.table.at(cell.row - 1, cell.column)
    for other in (*beside, above):
        if other is None:
            continue
        for paragraph in other.paragraphs:
            if paragraph.text.strip():
                return without(paragraph.line.run_look(0), _NOT_INHERITED)
    return None
