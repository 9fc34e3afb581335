"""Where things placed by the page came to stand, once the text was parted into pages."""

from __future__ import annotations

from collections.abc import Iterable

from attest_desktop.papers.pdf.builtin.floating import FloatingBox
from attest_desktop.papers.pdf.builtin.flow import Stack
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox
from attest_desktop.papers.pdf.builtin.wrapping import Known, Paper, Zone, by_page, zone

# Less than this (in twips) moves no line.
_NEAR = 1.0


def misplaced(parts: Iterable[tuple[Stack, float, float]], width: float, paper: Paper) -> dict[int, Known] | None:
    """What is found out of things placed by the page, from stacks each with its place on its page.

    None when all text was set round them as they stand.
    """
    found: dict[int, Known] = {}
    right = True
    for stack, _, y in parts:
        for box, top in zip(stack.boxes, stack.places, strict=False):
            if not isinstance(box, ParagraphBox):
                continue
            for one in box.floats:
                if not isinstance(one, FloatingBox) or not by_page(one.floating):
                    continue
                edge = one.top - (y + top)
                stands = zone(one.floating, one.top, width, paper, edge)
                if stands is None:
                    continue
                found[one.key] = Known(edge, stands)
                heeded = one.key in paper.known or stands.top >= one.top - _NEAR
                right = right and heeded and one.zone is not None and _same(one.zone, stands)
    return None if right else found


def _same(one: Zone, other: Zone) -> bool:
    return abs(one.top - other.top) <= _NEAR and abs(one.left - other.left) <= _NEAR
