"""What is printed where the pages were clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest_desktop.gui.pages.searching import squeezed
from attest_desktop.papers.rendering import Character

AFTER = 80
# A line's own letters win over nearer ones of another line.
LINE_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Pointed:
    """Everything printed before the clicked spot and a little after it, without white space."""

    before: str
    after: str


def pointed_at(
    texts: Sequence[str], characters: Sequence[Character], page: int, x: float, y: float
) -> Pointed | None:
    """What stands around a spot of the page (from 1; points); None on a page without letters."""
    printed = [one for one in characters if one.text.strip()]
    if not printed:
        return None

    def distance(number: int) -> float:
        one = printed[number]
        across = max(one.left - x, x - one.right, 0.0)
        along = max(one.bottom - y, y - one.top, 0.0)
        return across + LINE_WEIGHT * along

    nearest = min(range(len(printed)), key=distance)
    if x > (printed[nearest].left + printed[nearest].right) / 2:
        nearest += 1
    plain = squeezed(texts[page - 1])
    earlier = "".join(squeezed(text) for text in texts[: page - 1])
    return Pointed(earlier + plain[:nearest], plain[nearest : nearest + AFTER])
