"""Cells of fixed height that hold more text than they show: Word cuts the rest off without a word."""

from __future__ import annotations

import math
from dataclasses import dataclass

from attest_desktop.papers.template.ooxml import W_P, W_T, W_TC, W_TR, Element, child, qn, value
from attest_desktop.papers.template.package import open_package

_TWIPS = 20  # to the point
_MARGINS = 216  # twips, left and right together, as Word sets them
_USUAL_SIZE = 12.0
_LETTER = 0.5  # of the type's size, on the average of Russian prose
_LINE = 1.15
_BREAKS = {qn("w:br"), qn("w:cr")}


@dataclass(frozen=True, slots=True)
class CrowdedCell:
    """A cell whose text needs `lines` where there is `room` for fewer."""

    text: str
    lines: int
    room: int


def crowded_cells(docx: bytes) -> tuple[CrowdedCell, ...]:
    """The cells whose text cannot fit by a careful estimate. Raises BadTemplateError when it is no Word file."""
    package = open_package(docx)
    found = []
    for row in package.xml(package.main).iter(W_TR):
        height = child(row, "trPr", "trHeight")
        if height is None or height.get(qn("w:hRule")) != "exact":
            continue
        points = _number(value(height)) / _TWIPS
        for cell in row.findall(W_TC):
            crowded = _crowded(cell, points)
            if crowded is not None:
                found.append(crowded)
    return tuple(found)


def _crowded(cell: Element, height: float) -> CrowdedCell | None:
    texts = [line for paragraph in cell.iter(W_P) for line in _lines(paragraph)]
    width = child(cell, "tcPr", "tcW")
    wide = (_number(width.get(qn("w:w"))) if width is not None else 0.0) - _MARGINS
    if wide <= 0 or not any(texts):
        return None
    size = max((_number(one.get(qn("w:val"))) / 2 for one in cell.iter(qn("w:sz"))), default=0) or _USUAL_SIZE
    in_line = max(1.0, wide / _TWIPS / (size * _LETTER))
    lines = sum(max(1, math.ceil(len(text) / in_line)) for text in texts)
    room = max(1, math.floor(height / (size * _LINE)))
    return CrowdedCell(" ".join(texts).strip(), lines, room) if lines > room else None


def _lines(paragraph: Element) -> list[str]:
    text = "".join("\n" if node.tag in _BREAKS else node.text or "" for node in paragraph.iter(W_T, *_BREAKS))
    return text.split("\n")


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
