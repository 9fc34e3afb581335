"""How far two PDFs of one document differ: words lost, words on another page, and shift of words in points."""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

# Dots that fill the way to a tab stop: each program spreads them in its own way, and a reader sees no word there.
_LEADER = re.compile(r"\.{4,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the page it is on and the origin of its first letter, in points from the upper left corner."""

    text: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How one PDF (the second of each pair) differs from another, the reference.

    `found` and `same_page` are shares of the reference's words, each counted as often as it stands there: those
    the other PDF has at all, and those it has on the same page. `across` and `down` are medians over words on the
    same page, in points. `missing` are words that the other PDF lacks, `moved` those it has on another page.
    """

    pages: tuple[int, int]
    words: tuple[int, int]
    found: float
    same_page: float
    across: float
    down: float
    missing: Counter[str]
    moved: Counter[str]


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
                    if word := _LEADER.sub("", "".join(letters)):
                        found.append(Word(word, number, start[0], height - start[1]))
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
    """Pair equal words of equal pages from the top down, and measure how far they are apart.

    What has neither letter nor digit, bullets for one, is no word: each program has signs of its own for them.
    """
    first, second = (
        [word for word in words(pdf) if any(sign.isalnum() for sign in word.text)] for pdf in (reference, other)
    )
    ours, theirs = _by_page(first), _by_page(second)
    same = [pair for place, mine in ours.items() for pair in zip(mine, theirs.get(place, ()), strict=False)]
    all_ours, all_theirs = (Counter(word.text for word in found) for found in (first, second))
    missing = all_ours - all_theirs
    count = max(1, len(first))
    return Difference(
        pages=(page_count(reference), page_count(other)),
        words=(len(first), len(second)),
        found=1 - missing.total() / count,
        same_page=len(same) / count if first else 1.0,
        across=statistics.median(abs(a.x - b.x) for a, b in same) if same else 0.0,
        down=statistics.median(abs(a.y - b.y) for a, b in same) if same else 0.0,
        missing=missing,
        moved=all_ours - missing - Counter(a.text for a, _ in same),
    )


def _by_page(found: list[Word]) -> dict[tuple[int, str], list[Word]]:
    places: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in sorted(found, key=lambda word: (word.page, round(word.y), word.x)):
        places[word.page, word.text].append(word)
    return places
