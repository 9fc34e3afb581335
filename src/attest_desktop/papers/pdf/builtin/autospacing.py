"""Word's "automatic" space above and below paragraphs, which pages pasted from the web are full of.

It is worth as much as an empty line, except where a web page would leave none: at the beginning and the end of a
cell, above the first paragraph of all, and between the items of one list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from attest_desktop.papers.pdf.builtin.model import Block, Paragraph

_LIKE_WEB, _PLAIN = 280.0, 100.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """How the document wants spaces reckoned; `like_web` is how Word does it unless told otherwise.

    `added` when the space below a paragraph and that above the next stand one under the other, instead of the
    larger of both.
    """

    like_web: bool = True
    added: bool = False

    @property
    def automatic(self) -> float:
        """The automatic space in twips."""
        return _LIKE_WEB if self.like_web else _PLAIN


LIKE_WORD = Spacing()


def between_items(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without automatic space between items of one list."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, Paragraph) and isinstance(above, Paragraph):
            upper, lower = above.format, block.format
            if lower.listed and upper.listed == lower.listed:
                if upper.auto_after:
                    found[-1] = replace(above, format=replace(upper, after=0.0))
                if lower.auto_before:
                    block = replace(block, format=replace(lower, before=0.0))
        found.append(block)
    return tuple(found)


def at_edges(blocks: tuple[Block, ...], *, end: bool) -> tuple[Block, ...]:
    """The blocks without automatic space above the first and, with `end`, below the last."""
    result = list(blocks)
    if result and isinstance(first := result[0], Paragraph) and first.format.auto_before:
        result[0] = replace(first, format=replace(first.format, before=0.0))
    if end and result and isinstance(last := result[-1], Paragraph) and last.format.auto_after:
        result[-1] = replace(last, format=replace(last.format, after=0.0))
    return tuple(result)
