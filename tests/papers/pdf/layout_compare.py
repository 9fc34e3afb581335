"""How far two PDFs of one document differ: words on the same page, and shift of words in points."""

from __future__ import annotations

import ctypes
import statistics
from collections import defaultdict
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the page it is on and the origin of its first letter, in points from the upper left corner."""

    text: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Difference:
    """`same_page` is a share of all words, shifts are medians over words on the same page, in points."""

    pages: tuple[int, int]
    words: tuple[int, int]
    same_page: float
    across: float
    down: float
    far: tuple[tuple[Word, Word], ...]


def words(pdf: bytes) -> list[Word]:
    """The words of a PDF in reading order of each page."""
    found: list[Word] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            height, text = page.get_height(), page.get_textpage()
            letters: list[str] = []
            start = (0.0, 0.0)
            for index in range(text.count_chars() + 1):
                sign = chr(pdfium.FPDFText_GetUnicode(text, index)) if index < text.count_chars() else " "
                if sign.isspace() or sign == "\u200b":
                    if letters:
                        found.append(Word("".join(letters), number, start[0], height - start[1]))
                    letters = []
                    continue
                if not letters:
                    x, y = ctypes.c_double(), ctypes.c_double()
                    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                    start = (x.value, y.value)
                letters.append(sign)
            text.close()
            page.close()
    finally:
        document.close()
    return found


def page_count(pdf: bytes) -> int:
    """Number of pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def compare(reference: bytes, other: bytes) -> Difference:
    """Pair equal words in the order of the pages and measure how far they are apart."""
    ours: dict[str, list[Word]] = defaultdict(list)
    theirs: dict[str, list[Word]] = defaultdict(list)
    first, second = words(reference), words(other)
    for found, where in ((first, ours), (second, theirs)):
        for word in sorted(found, key=lambda word: (word.page, round(word.y), word.x)):
            where[word.text].append(word)
    pairs = [pair for text, mine in ours.items() for pair in zip(mine, theirs.get(text, ()), strict=False)]
    same = [(a, b) for a, b in pairs if a.page == b.page]
    return Difference(
        pages=(page_count(reference), page_count(other)),
        words=(len(first), len(second)),
        same_page=len(same) / max(1, len(first)),
        across=statistics.median(abs(a.x - b.x) for a, b in same) if same else 0.0,
        down=statistics.median(abs(a.y - b.y) for a, b in same) if same else 0.0,
        far=tuple(pairs),
    )
