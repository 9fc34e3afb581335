"""What every reader of the document needs at hand: styles, list counters, the part being read, the warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from attest_desktop.papers.pdf.builtin.autospacing import LIKE_WORD, Spacing
from attest_desktop.papers.pdf.builtin.keeping import ReadBlocks
from attest_desktop.papers.pdf.builtin.metaplaying import MOST_PIXELS
from attest_desktop.papers.pdf.builtin.model import Block
from attest_desktop.papers.pdf.builtin.numbering import Numbering
from attest_desktop.papers.pdf.builtin.ooxml import Element, Properties
from attest_desktop.papers.pdf.builtin.styles import NO_TABLE_LOOK, StyleSheet, TableLook

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
# A chart of as many numbers as are drawn has a quarter of it.
_MOST_MARKUP, _MOST_TAGS = 4_000_000, 300_000
_BYTES_A_MARK = 400
BlockReader = Callable[[Element, "Source"], tuple[Block, ...]]
"""Reads the paragraphs and tables inside an element."""


class Warnings:
    """What could not be drawn, each said once, in the order found (Russian, for the user)."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, text: str) -> None:
        """Say it unless it was said."""
        self._said.setdefault(text)

    def all(self) -> tuple[str, ...]:
        """Everything said."""
        return tuple(self._said)


class Allowance:
    """How much of drawings and formulas is still drawn; more than this stands in no document made by hand.

    `pixels` are those of bitmaps within metafiles, where a few bytes may stand for millions.
    """

    def __init__(self, left: int = 100_000, pixels: int = MOST_PIXELS) -> None:
        self._left = left
        self._pixels = pixels

    def take(self, count: int) -> bool:
        """Whether so much more is allowed; it is taken then. After the first time that it is not, nothing is."""
        if count > self._left:
            self._left = -1
            return False
        self._left -= count
        return True

    def take_pixels(self, count: int) -> bool:
        """Whether bitmaps of so many pixels more are allowed; they are taken then."""
        if count > self._pixels:
            return False
        self._pixels -= count
        return True


@dataclass(frozen=True, slots=True)
class Source:
    """A part of the document (body, header, note) with what is needed to read it.

    `files` gives the bytes behind a relationship of this part; `read_blocks` goes down into cells and text boxes.
    """

    styles: StyleSheet
    numbering: Numbering
    list_levels: dict[tuple[str, str], Properties]
    warnings: Warnings
    files: Callable[[str], bytes | None]
    read_blocks: BlockReader
    look: TableLook = NO_TABLE_LOOK
    note_marks: dict[str, str] = field(default_factory=dict)
    shifts_tables: bool = True
    note_mark: str = ""
    spacing: Spacing = LIKE_WORD
    kept: ReadBlocks | None = None
    formula_side: str = ""
    colors: Mapping[str, str] = field(default_factory=dict)
    allowance: Allowance = field(default_factory=Allowance)

    def markup(self, identifier: str | None) -> Element | None:
        """The root of a part with a chart or diagram; None when it is missing, torn, or larger than any."""
        data = self.files(identifier) if identifier else None
        # Looked at before it is parsed: elements take a hundred times what they do in the file.
        if not data or len(data) > _MOST_MARKUP or data.count(b"<") > _MOST_TAGS:
            return None
        if not self.allowance.take(len(data) // _BYTES_A_MARK):
            return None
        try:
            return etree.fromstring(data, _PARSER)
        except etree.XMLSyntaxError:
            return None

    def with_own_warnings(self) -> Source:
        """The same, with nothing said yet."""
        return replace(self, warnings=Warnings())
