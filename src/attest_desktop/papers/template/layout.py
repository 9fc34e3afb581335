"""The form as a person sees it: paragraphs and tables in reading order, cells with their places in the grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.ooxml import (
    MC_FALLBACK,
    W_P,
    W_SDT,
    W_SDT_CONTENT,
    W_TBL,
    W_TC,
    W_TEXT_BOX,
    W_TR,
    Element,
    child,
    children,
    qn,
    value,
)
from attest_desktop.papers.template.package import Package
from attest_desktop.papers.template.runs import Line

_THROUGH = {qn("w:" + name) for name in ("ins", "customXml", "moveTo", "smartTag")}
_NUMBERED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,4}[.)])\s+\S")
_SAMPLE = re.compile(r"\[[^\[\]]{3,}\]|\{\{|<<")  # a line to fill heads nothing
_PICTURES = {qn("w:" + name) for name in ("drawing", "pict", "object")}


@dataclass(eq=False)
class Paragraph:
    """A paragraph; `index` is its place in its part (the same whenever the same file is read)."""

    part: str
    index: int
    element: Element
    cell: Cell | None = None
    boxed: bool = False

    @cached_property
    def line(self) -> Line:
        """Its character map."""
        return Line.of(self.element)

    @property
    def text(self) -> str:
        """What it says; one character for every tab, line break and box."""
        return self.line.text

    @cached_property
    def numbered(self) -> bool:
        """Whether Word numbers it by itself."""
        number = child(self.element, "pPr", "numPr")
        return number is not None and value(child(number, "numId")) != "0"

    @cached_property
    def has_picture(self) -> bool:
        """Whether a picture or an embedded object stands in it."""
        return any(True for _ in self.element.iter(*_PICTURES))

    @cached_property
    def heading(self) -> str:
        """The text that heads what follows; empty for plain text.

        The whole of a bold, numbered or colon-ended paragraph, or its bold beginning («5. Вывод:»).
        """
        text = self.text
        plain = one_line(text)
        if not plain or "__" in plain or _SAMPLE.search(plain):
            return self._bold_beginning()
        style = (value(child(self.element, "pPr", "pStyle")) or "").lower()
        headed = (
            style.startswith(("heading", "заголовок", "title"))
            or child(self.element, "pPr", "outlineLvl") is not None
        )
        letters = [one for one in plain if one.isalpha()]
        capital = len(letters) > 3 and all(one.isupper() for one in letters)
        if headed or capital or plain.endswith(":") or self.line.all_runs(0, len(text), "b"):
            return plain
        if len(plain) < 90 and (self.numbered or _NUMBERED.match(plain)):
            return plain
        return self._bold_beginning()

    def _bold_beginning(self) -> str:
        text = self.text
        end = 0
        for found in re.finditer(r"\S+", text):
            if not self.line.all_runs(found.start(), found.end(), "b") or "_" in found.group():
                break
            end = found.end()
        return one_line(text[:end])


@dataclass(eq=False)
class Cell:
    """A cell; `column` counts grid columns, `continued` means that a cell above reaches into it."""

    table: Table
    row: int
    column: int
    span: int
    continued: bool
    element: Element
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its own paragraphs, without those of tables in it."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def text(self) -> str:
        """What it says on one line."""
        return one_line(" ".join(paragraph.text for paragraph in self.paragraphs))

    @cached_property
    def vacant(self) -> bool:
        """Whether there is nothing in it at all: no text, no automatic number, no picture, control or table."""
        if self.text or self.continued or len(self.paragraphs) != len(self.blocks):
            return False
        return not any(
            paragraph.numbered or paragraph.has_picture or paragraph.line.fields or paragraph.line.controls
            for paragraph in self.paragraphs
        )

    @property
    def columns(self) -> range:
        """The grid columns that it covers."""
        return range(self.column, self.column + self.span)


@dataclass(eq=False)
class Table:
    """A table as a grid of cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    inside: Cell | None = None

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers the grid place; of vertically merged cells the one with the text."""
        while 0 <= row < len(self.rows):
            cell = next((one for one in self.rows[row] if column in one.columns), None)
            if cell is None or not cell.continued:
                return cell
            row -= 1
        return None

    @cached_property
    def width(self) -> int:
        """How many grid columns there are."""
        return max((cell.column + cell.span for row in self.rows for cell in row), default=0)


Block = Paragraph | Table


@dataclass(eq=False)
class Part:
    """One XML part of the form (the body, a header, …)."""

    name: str
    root: Element
    blocks: list[Block]
    paragraphs: list[Paragraph]


@dataclass(eq=False)
class Form:
    """All parts of the form that a reader sees, the body first."""

    parts: list[Part]

    def paragraph(self, part: str, index: int) -> Paragraph:
        """The paragraph at its place."""
        return next(one for one in self.parts if one.name == part).paragraphs[index]

    def walk(self) -> Iterator[Block]:
        """Paragraphs and tables in reading order; a table comes before what is in it."""
        for part in self.parts:
            yield from walk(part.blocks)


def walk(blocks: list[Block]) -> Iterator[Block]:
    """Paragraphs and tables in reading order, those inside tables too."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from walk(cell.blocks)


def read_form(package: Package) -> Form:
    """The form in the package."""
    names = (package.main, *package.related(("header", "footer", "footnotes", "endnotes")))
    return Form([_read_part(name, package.xml(name)) for name in names])


def _read_part(name: str, root: Element) -> Part:
    # Word keeps a second copy of every text box for old programs; it is rewritten from the first one on saving.
    elements = [one for one in root.iter(W_P) if next(one.iterancestors(MC_FALLBACK), None) is None]
    numbers = {element: index for index, element in enumerate(elements)}
    paragraphs: list[Paragraph | None] = [None] * len(elements)

    def read_paragraph(element: Element, cell: Cell | None, boxed: bool) -> Iterator[Block]:
        paragraph = Paragraph(name, numbers[element], element, cell, boxed)
        paragraphs[paragraph.index] = paragraph
        yield paragraph
        for box in element.iter(W_TEXT_BOX):
            nearest = next(box.iterancestors(W_P), None)
            if nearest is element and next(box.iterancestors(MC_FALLBACK), None) is None:
                yield from read_blocks(box, None, True)

    def read_blocks(parent: Element, cell: Cell | None, boxed: bool = False) -> Iterator[Block]:
        for node in children(parent):
            if node.tag == W_P:
                yield from read_paragraph(node, cell, boxed)
            elif node.tag == W_TBL:
                yield read_table(node, cell, boxed)
            elif node.tag == W_SDT:
                content = node.find(W_SDT_CONTENT)
                if content is not None:
                    yield from read_blocks(content, cell, boxed)
            elif node.tag in _THROUGH:
                yield from read_blocks(node, cell, boxed)

    def read_table(element: Element, inside: Cell | None, boxed: bool) -> Table:
        table = Table(inside=inside)
        for row in _through_controls(element, W_TR):
            cells: list[Cell] = []
            column = _number(child(row, "trPr", "gridBefore"), 0)
            for node in _through_controls(row, W_TC):
                span = _number(child(node, "tcPr", "gridSpan"), 1)
                merge = child(node, "tcPr", "vMerge")
                continued = merge is not None and (value(merge) or "continue") == "continue"
                cell = Cell(table, len(table.rows), column, span, continued, node)
                cell.blocks = list(read_blocks(node, cell, boxed))
                cells.append(cell)
                column += span
            table.rows.append(cells)
        return table

    top = child(root, "body") if root.tag == qn("w:document") else root
    blocks: list[Block] = []
    if top is not None and root.tag in (qn("w:footnotes"), qn("w:endnotes")):
        for note in children(top):
            if note.get(qn("w:type")) is None:
                blocks += read_blocks(note, None)
    elif top is not None:
        blocks += read_blocks(top, None)
    for index, element in enumerate(elements):
        if paragraphs[index] is None:  # in a place that is not read (a deleted part): kept so that numbers hold
            paragraphs[index] = Paragraph(name, index, element)
    return Part(name, root, blocks, [one for one in paragraphs if one is not None])


def _through_controls(parent: Element, tag: str) -> Iterator[Element]:
    for node in children(parent):
        if node.tag == tag:
            yield node
        elif node.tag == W_SDT:
            content = node.find(W_SDT_CONTENT)
            if content is not None:
                yield from _through_controls(content, tag)
        elif node.tag in _THROUGH:
            yield from _through_controls(node, tag)


def _number(element: Element | None, otherwise: int) -> int:
    text = value(element) or ""
    return max(1, int(text)) if text.isdigit() and int(text) < 1000 else otherwise
