"""What is kept of one document for the next that is nearly the same: paragraphs read, and paragraphs in lines.

Everything is found again by what it was made from, never by where it stood: what is found is what would be made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from lxml import etree

from attest_desktop.papers.pdf.builtin.model import Block
from attest_desktop.papers.pdf.builtin.ooxml import Element
from attest_desktop.papers.pdf.builtin.styles import TableLook

T = TypeVar("T")
# What refers to other parts of the document, or floats and is told from its equals, is read anew each time.
_REFERRING = (b":drawing", b":pict", b":object", b":AlternateContent", b"oteRef", b":embed=", b":tblpPr")


class Generations(Generic[T]):
    """Values by key: what a round has not asked for is gone after it."""

    def __init__(self) -> None:
        self._before: dict[Hashable, T] = {}
        self._now: dict[Hashable, T] = {}
        self.made = 0

    def begin(self) -> None:
        """A new round."""
        self._before, self._now = self._now, {}
        self.made = 0

    def get(self, key: Hashable) -> T | None:
        """What is kept under the key; it stays for the next round."""
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key)
            if found is not None:
                self._now[key] = found
        return found

    def put(self, key: Hashable, value: T) -> T:
        """Keep it; `made` counts them within a round."""
        self._now[key] = value
        self.made += 1
        return value


@dataclass(frozen=True, slots=True)
class _Read:
    """Blocks of one element, what was due after it and what was said about it; all under one look."""

    look: TableLook
    blocks: tuple[Block, ...]
    due: str
    said: tuple[str, ...]


class ReadBlocks:
    """Paragraphs and tables that were read, by their own markup and all that it is read with."""

    def __init__(self) -> None:
        self._kept: Generations[_Read] = Generations()
        self._read_with: object = None

    @property
    def made(self) -> int:
        """How many were read anew in this round."""
        return self._kept.made

    def begin(self, read_with: object) -> None:
        """A new round; with other styles, settings or lists than before nothing is kept."""
        if read_with != self._read_with:
            self._kept, self._read_with = Generations(), read_with
        self._kept.begin()

    def read(self, element: Element, source: Any, due: str, reader: Reader) -> tuple[tuple[Block, ...], str]:
        """The element's blocks and what is due after it: kept ones when they must be the same."""
        markup = etree.tostring(element, encoding="utf-8", with_tail=False)
        if any(mark in markup for mark in _REFERRING):
            return reader(element, source, due)
        key = (markup, due, source.note_mark)
        found = self._kept.get(key)
        if found is not None and found.look == source.look:
            for text in found.said:
                source.warnings.add(text)
            return found.blocks, found.due
        own = source.with_own_warnings()
        counted = source.numbering.counted
        blocks, after = reader(element, own, due)
        said = own.warnings.all()
        for text in said:
            source.warnings.add(text)
        if counted == source.numbering.counted:
            # What counts in a list depends on all that was counted before.
            self._kept.put(key, _Read(source.look, blocks, after, said))
        return blocks, after


Reader = Callable[[Element, Any, str], tuple[tuple[Block, ...], str]]
"""Reads one element: itself, with what, and the break due before it."""
