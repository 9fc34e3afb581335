"""Spans of text that a finder has already taken, so that the next ones keep off them."""

from __future__ import annotations

from collections import defaultdict

from attest_desktop.papers.template.blank import Place
from attest_desktop.papers.template.layout import Paragraph


class Claims:
    """Who was here first; a span belongs to one blank."""

    def __init__(self) -> None:
        self._captions: set[tuple[str, int]] = set()
        self._spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)

    def take(self, *places: Place) -> None:
        """Marks the places as taken."""
        for place in places:
            self._spans[place.part, place.paragraph].append((place.start, place.end))

    def explain(self, paragraph: Paragraph) -> None:
        """Marks the paragraph as the caption of a line."""
        self._captions.add((paragraph.part, paragraph.index))

    def explains(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is the caption of a line."""
        return (paragraph.part, paragraph.index) in self._captions

    def free(self, paragraph: Paragraph, start: int, end: int) -> bool:
        """Whether nothing was found in the span yet."""
        taken = self._spans.get((paragraph.part, paragraph.index), ())
        return all(end <= one or other <= start for one, other in taken)

    def inside(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The taken spans of the paragraph, left to right."""
        return sorted(self._spans.get((paragraph.part, paragraph.index), ()))

    def any(self, paragraph: Paragraph) -> bool:
        """Whether anything was found in the paragraph."""
        return bool(self._spans.get((paragraph.part, paragraph.index)))


def span(paragraph: Paragraph, start: int, end: int) -> Place:
    """The place of a span of the paragraph."""
    return Place(paragraph.part, paragraph.index, start, end)
