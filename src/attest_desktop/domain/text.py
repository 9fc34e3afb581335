"""Comparing what is written for people: case, spaces, ё/е, punctuation and line breaks do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-zа-я№+]+")
# Controls but for tab and line feed, halves of surrogates, what is no character at all, and signs that turn the
# direction of writing: a file can carry them to make a text look like another one.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Latin letters that a page's author may have typed in a Russian word by mistake are left alone:
# guessing them would make two different labels equal.


def one_line(text: str) -> str:
    """The text on one line: every run of white space (NBSP too) becomes one space, the ends are trimmed."""
    return " ".join(text.replace("\u00ad", "").split())


def without_unseen(text: str) -> str:
    """The text without signs that nobody types: controls, turns of direction, halves of characters."""
    return _UNSEEN.sub("", text)


@lru_cache(maxsize=16384)
def normalised(text: str) -> str:
    """The text as it is compared: NFKC, lower case, ё as е, words parted by one space, no punctuation."""
    folded = (
        unicodedata.normalize("NFKC", text.replace("№", "\ue000")).replace("\ue000", "№").replace("\u00ad", "")
    )
    return _NOT_WORD.sub(" ", folded.lower().replace("ё", "е")).strip()


def words(text: str) -> tuple[str, ...]:
    """The normalised words of the text."""
    return tuple(normalised(text).split())


@lru_cache(maxsize=4096)
def without_brackets(text: str) -> str:
    """The text without what stands in round brackets, nested ones too; an unclosed bracket is kept."""
    previous = None
    while previous != text:
        previous = text
        text = re.sub(r"\([^()]*\)", " ", text)
    return one_line(text)
