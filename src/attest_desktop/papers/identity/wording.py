"""Pages whose words can be read (not scans): which page of the original says the same, and which words differ."""

from __future__ import annotations

import difflib
import io
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from attest_desktop.domain.text import normalised
from attest_desktop.papers.pdf_guards import MOST_PAGES
from attest_desktop.papers.pdf_objects import DAMAGE, inherited, resolved
from attest_desktop.papers.rendering import PdfPages

_FEWEST_WORDS = 8
_ALIKE = 0.6
_CLEARLY = 0.02
_LARGE_PICTURE = 800_000  # pixels: a scanned page, even a poor one


@dataclass(frozen=True, slots=True)
class Wording:
    """A page's words; empty for a page that is a picture, whatever words a recogniser laid under it."""

    words: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether there are words enough to go by."""
        return len(self.words) >= _FEWEST_WORDS


def wordings(pdf: bytes, pages: PdfPages) -> list[Wording]:
    """The words of every page, in their order."""
    pictures = _pages_of_pictures(pdf)
    return [
        Wording(() if number in pictures else tuple(normalised(pages.text(number)).split()))
        for number in range(1, len(pages) + 1)
    ]


def same_words(one: list[Wording], other: list[Wording]) -> bool:
    """Whether two documents say the same from the first word to the last, however they are parted into pages."""
    left, right = (list(chain.from_iterable(page.words for page in pages)) for pages in (one, other))
    return len(left) >= _FEWEST_WORDS and left == right


def page_saying(page: Wording, originals: list[Wording]) -> tuple[int | None, float, bool]:
    """The original's page (from 1) that says nearly the same, how alike (0 to 1), and if every word is the same.

    No page when two fit almost equally.
    """
    if not page.readable:
        return None, 0.0, False
    own = Counter(page.words)
    rough = sorted(
        range(len(originals)), key=lambda number: -sum((own & Counter(originals[number].words)).values())
    )[:6]
    scores = sorted(
        (
            (difflib.SequenceMatcher(None, page.words, originals[number].words, autojunk=False).ratio(), -number)
            for number in rough
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < _ALIKE:
        return None, scores[0][0] if scores else 0.0, False
    (best, negative), second = scores[0], scores[1][0] if len(scores) > 1 else 0.0
    same = page.words == originals[-negative].words
    if not same and best - second < _CLEARLY:
        return None, best, False
    return 1 - negative, best, same


def _pages_of_pictures(pdf: bytes) -> set[int]:
    """Numbers of pages that hold a picture as large as a scan."""
    found: set[int] = set()
    try:
        for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
            resources = resolved(inherited(page, "/Resources")) or {}
            for one in (resolved(resources.get("/XObject")) or {}).values():
                kept = resolved(one)
                if kept.get("/Subtype") == "/Image" and _pixels(kept) >= _LARGE_PICTURE:
                    found.add(number)
    except DAMAGE:
        # What cannot be looked into is compared by its looks alone.
        return set(range(1, MOST_PAGES + 1))
    return found


def _pixels(image: DictionaryObject) -> int:
    return int(resolved(image.get("/Width", 0))) * int(resolved(image.get("/Height", 0)))
