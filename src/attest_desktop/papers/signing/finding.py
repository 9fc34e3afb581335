"""Every place in a document where somebody signs."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from attest_desktop.domain.text import one_line
from attest_desktop.papers.pdf_guards import refuse_long
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing.admitted import refuse_unsafe_once
from attest_desktop.papers.signing.cells import SignatureCell, signature_cells
from attest_desktop.papers.signing.fitting import UNDER_LINE
from attest_desktop.papers.signing.gaps import SignatureGap, signature_gaps
from attest_desktop.papers.signing.layout import Box, PageLayout, read_layout
from attest_desktop.papers.signing.lines import SignatureLine, signature_lines
from attest_desktop.papers.signing.places import TALLEST_INK, Place, SignerRole

log = logging.getLogger(__name__)

# A page without any of these words has nothing to sign, and needs no closer look.
_WORTH_LOOKING = re.compile(
    r"подпис|специалист|эксперт|ознаком|аттестуем|руководител|директор|председател|комисси"
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.|заведующ|начальник|секретар",
    re.I,
)
# Smaller ink is hard to read: rather over the line above (over letters never).
_LEAST_INK = 18.0
# Ink ends under the next line above, if there is room: there somebody else signs.
_UNDER_RULE = 1.0
_SIDE = 3.0
_LONGEST_ANCHOR = 120
_ROLE_NAMES = {
    SignerRole.EXPERT: "Специалист",
    SignerRole.ATTESTEE: "Аттестуемый",
    SignerRole.HEAD: "Руководитель",
    SignerRole.OTHER: "Подпись",
}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with the words that tell whose it is."""

    place: Place
    context: str
    names: tuple[str, ...]


def find_places(pdf: bytes) -> tuple[Place, ...]:
    """Every place where somebody signs, in document order; empty when there is none (or the pages are pictures).

    Raises BadFileError when the bytes are not a readable PDF.
    """
    return tuple(found.place for found in find_all(pdf))


@lru_cache(maxsize=1)
def find_all(pdf: bytes) -> tuple[FoundPlace, ...]:
    """The places with their context, in document order.

    The last answer is kept: both who sign are looked for in the same pages, and the same bytes say the same.
    """
    found: list[FoundPlace] = []
    refuse_unsafe_once(pdf)
    with PdfPages(pdf) as pages:
        refuse_long(len(pages))
        for number in range(1, len(pages) + 1):
            text = pages.text(number)
            # In turned text the library breaks lines within words.
            if _WORTH_LOOKING.search(text) or _WORTH_LOOKING.search(re.sub(r"[\r\n]+", "", text)):
                found += places_on(read_layout(pages, number))
    log.info("%d signature places found", len(found))
    return tuple(found)


def places_on(layout: PageLayout) -> list[FoundPlace]:
    """The places of one page, from top to bottom, left to right."""
    cells = signature_cells(layout)
    lines = [
        line
        for line in signature_lines(layout)
        if not any(cell.box.holds((line.rule.left + line.rule.right) / 2, line.rule.y + 1) for cell in cells)
    ]
    gaps = signature_gaps(layout, lines)
    found = [
        *(_of_cell(layout, cell) for cell in cells),
        *(_of_line(layout, line) for line in lines),
        *(_of_gap(layout, gap) for gap in gaps),
    ]
    found = [replace(one, place=_with_print(layout, one.place)) for one in found]
    return sorted(found, key=lambda one: (-round(one.place.y / 4), one.place.x))


def _of_cell(layout: PageLayout, cell: SignatureCell) -> FoundPlace:
    box = cell.box
    words = f"{cell.header} {cell.row}".strip()
    place = Place(
        layout.number,
        box.left + _SIDE,
        box.bottom + _SIDE,
        box.width - 2 * _SIDE,
        min(TALLEST_INK, max(_LEAST_INK, box.height - 2 * _UNDER_RULE)),
        anchor=one_line(words)[:_LONGEST_ANCHOR],
        label=cell.names[0] if cell.names else _label(cell.row or cell.header, cell.role),
        confidence=cell.confidence,
        role=cell.role,
    )
    return FoundPlace(place, cell.row, cell.names)


def _of_line(layout: PageLayout, line: SignatureLine) -> FoundPlace:
    rule = line.rule
    place = Place(
        layout.number,
        rule.left,
        rule.y,
        rule.length,
        _room_above(layout, rule.left, rule.right, rule.y),
        anchor=one_line(f"{line.before} {line.after or line.caption}")[:_LONGEST_ANCHOR],
        label=line.names[0] if line.names else _label(line.before, line.role),
        confidence=line.confidence,
        role=line.role,
    )
    return FoundPlace(place, f"{line.before} | {line.after} | {line.under}", line.names)


def _of_gap(layout: PageLayout, gap: SignatureGap) -> FoundPlace:
    place = Place(
        layout.number,
        gap.left,
        gap.y,
        gap.right - gap.left,
        _room_above(layout, gap.left, gap.right, gap.y),
        anchor=one_line(gap.row)[:_LONGEST_ANCHOR],
        label=gap.names[0] if gap.names else _label(gap.row, gap.role),
        confidence=gap.confidence,
        role=gap.role,
    )
    return FoundPlace(place, gap.row, gap.names)


def _label(words: str, role: SignerRole) -> str:
    if role is SignerRole.ATTESTEE and "ознаком" in words.lower():
        return _ROLE_NAMES[role]
    label = re.split(r"[:/(]|\s{2,}", one_line(words).strip(" /(),"))[0].strip(" ,.")
    return label if 2 < len(label) <= 60 else _ROLE_NAMES[role]


def _room_above(layout: PageLayout, left: float, right: float, y: float) -> float:
    """How tall ink may stand on a line: up to the line above it."""
    over = (rule.y for rule in layout.rules if rule.right > left and rule.left < right and rule.y > y + 3)
    return min(TALLEST_INK, max(_LEAST_INK, min(over, default=y + TALLEST_INK) - y - _UNDER_RULE))


def _with_print(layout: PageLayout, place: Place) -> Place:
    """The place with the letters around it."""
    around = Box(
        place.x, place.y - UNDER_LINE * place.height - 1, place.x + place.width, place.y + place.height + 1
    )
    return replace(place, near=tuple(glyph for glyph in layout.glyphs if glyph.meets(around)))
