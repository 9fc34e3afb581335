"""Letters: what is a Russian word, and a form in the look of the word as it was written."""

from __future__ import annotations

import re

_WORD = re.compile(r"[А-Яа-яЁё]+(?:['’][А-Яа-яЁё]+)?")
VOWELS = "аеёиоуыэюя"


def is_word(text: str) -> bool:
    """Whether the text is one Russian word without a hyphen."""
    return _WORD.fullmatch(text) is not None


def syllables(word: str) -> int:
    """How many vowels the word has."""
    return sum(letter in VOWELS for letter in word.lower())


def begins_alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def like(written: str, form: str) -> str:
    """The form (in lower case) with the capitals of the word as it was written, and with its «е» for «ё»."""
    kept = 0
    for had, has in zip(written, form, strict=False):
        # «Ученый», as people write «учёный», stays without dots; «Пётр» and «Петра» differ.
        if had.lower() != has and (had.lower(), has) != ("е", "ё"):
            break
        kept += 1
    shouted = len(written) > 1 and written.isupper()
    tail = form[kept:]
    if kept == 0 and written[:1].isupper():
        tail = tail[:1].upper() + tail[1:]
    return written[:kept] + (tail.upper() if shouted else tail)
