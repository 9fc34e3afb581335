"""Word documents of the measuring set, written in a small markup.

`<1:____>` in a text is the line of place 1, `<1>` alone in a table's cell makes the cell itself the place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tests.papers.signing.layouts.tags import ground_of, ink_of

_TAGGED = re.compile(r"<(\d+):([^>]*)>")
_CELL = re.compile(r"<(\d+)>$")
_LEADERS = {"": WD_TAB_LEADER.SPACES, "_": WD_TAB_LEADER.LINES, ".": WD_TAB_LEADER.DOTS, "-": WD_TAB_LEADER.DASHES}
_ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
FILLER = (
    "Анализ профессиональной деятельности проведён специалистами на основании заявления аттестуемого, материалов "
    "межаттестационного периода и результатов посещения учебных занятий. Педагогический работник владеет "
    "современными образовательными технологиями и применяет их, обобщает опыт на методических объединениях."
)


class Sheet:
    """A document being written; sizes in centimetres, type in points."""

    def __init__(
        self,
        *,
        size: float = 12,
        font: str = "Liberation Serif",
        landscape: bool = False,
        left: float = 3,
        right: float = 1.5,
    ) -> None:
        self.document: Any = docx.Document()
        self.size = size
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = font, Pt(size)
        section = self.document.sections[0]
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin, section.right_margin = Cm(left), Cm(right)
        section.top_margin = section.bottom_margin = Cm(2)

    def p(
        self,
        text: str = "",
        *,
        tabs: Sequence[tuple[float, str]] = (),
        size: float | None = None,
        align: str = "left",
        bold: bool = False,
        after: float = 0,
        indent: float = 0,
    ) -> Any:
        """A paragraph; `tabs` are (centimetres, leader: «», «_», «.»)."""
        one = self.document.add_paragraph()
        one.paragraph_format.space_after = Pt(after)
        one.paragraph_format.left_indent = Cm(indent)
        one.alignment = _ALIGNED[align]
        for at, leader in tabs:
            one.paragraph_format.tab_stops.add_tab_stop(Cm(at), WD_TAB_ALIGNMENT.LEFT, _LEADERS[leader])
        self._runs(one, text, size, bold)
        return one

    def filler(self, count: int = 1) -> None:
        """Paragraphs of prose, which speak of experts and signers as conclusions do."""
        for _ in range(count):
            self.p(FILLER, align="justify", after=6)

    def page_break(self) -> None:
        """The next paragraph begins a page."""
        self.document.add_page_break()

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        grid: bool = True,
        bottoms: Sequence[tuple[int, int]] = (),
        height: float = 0,
        size: float | None = None,
        merged: Sequence[tuple[int, int, int, int]] = (),
    ) -> Any:
        """A table; `bottoms` are (row, column) with a lower border, `merged` (row, column) pairs of corners."""
        table = self.document.add_table(rows=len(rows), cols=len(widths))
        table.autofit = False
        if grid:
            table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            if height:
                row.height = Cm(height)
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Cm(width)
                place = _CELL.match(text)
                if place:
                    _shade(cell, int(place[1]))
                    continue
                for number, part in enumerate(text.split("\n")):
                    paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                    paragraph.paragraph_format.space_after = Pt(0)
                    self._runs(paragraph, part, size, False)
        for row_, column in bottoms:
            _underline(table.cell(row_, column))
        for top, left, bottom, right in merged:
            table.cell(top, left).merge(table.cell(bottom, right))
        return table

    def content(self) -> bytes:
        """The .docx."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def _runs(self, paragraph: Any, text: str, size: float | None, bold: bool) -> None:
        at = 0
        for tagged in _TAGGED.finditer(text):
            self._run(paragraph, text[at : tagged.start()], size, bold, 0)
            self._run(paragraph, tagged[2], size, bold, int(tagged[1]))
            at = tagged.end()
        self._run(paragraph, text[at:], size, bold, 0)

    def _run(self, paragraph: Any, text: str, size: float | None, bold: bool, tag: int) -> None:
        if not text:
            return
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size or self.size), bold
        if tag:
            run.font.color.rgb = RGBColor(*ink_of(tag))


def _shade(cell: Any, tag: int) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (
        ("val", "clear"),
        ("color", "auto"),
        ("fill", "{:02X}{:02X}{:02X}".format(*ground_of(tag))),
    ):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _underline(cell: Any) -> None:
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties = cell._tc.get_or_add_tcPr()
    # The schema wants borders before the ground.
    ground = properties.find(qn("w:shd"))
    if ground is None:
        properties.append(borders)
    else:
        ground.addprevious(borders)
