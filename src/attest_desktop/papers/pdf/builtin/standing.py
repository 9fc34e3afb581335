"""Where things placed by the page came to stand, once the text was parted into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attest_desktop.papers.pdf.builtin.floating import FloatingBox
from attest_desktop.papers.pdf.builtin.flow import Stack
from attest_desktop.papers.pdf.builtin.paragraphs import ParagraphBox
from attest_desktop.papers.pdf.builtin.wrapping import Known, Paper, Zone, by_page, zone

# Less than this (in twips) moves no line.
_NEAR = 1.0


def misplaced(parts: Sequence[tuple[Stack, float, float]], width: float, paper: Paper) -> dict[int, Known] | None:
    """What is found out of things placed by the page, from stacks each with its place on its page.

    None when all text was set round them as they stand.
    """
    found: dict[int, Known] = {}
    right = True
    last = parts[-1][0] if parts else None
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
                if stack is not last:
                    # On the next page the text goes on beside nothing.
                    stands = replace(stands, bottom=min(stands.bottom, edge + y + stack.height))
                found[one.key] = Known(edge, stands)
                known = paper.known.get(one.key)
                heeded = known.zone if known is not None else one.zone
                early = known is not None or stands.top >= one.top - _NEAR
                right = right and early and heeded is not None and _same(heeded, stands)
    return None if right else found


def _same(one: Zone, other: Zone) -> bool:
    sides = (one.left - other.left, one.top - other.top, one.bottom - other.bottom)
    return all(abs(side) <= _NEAR for side in sides)
