"""Texts as such: unfinished, repeated, too short, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.text import normalised
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, Written, around, written

SHORTEST = 40
# Two short texts may well be the same: «Нет.»
_REPEATED_FROM = 15
_PLACEHOLDERS = (
    re.compile(r"\{[^{}\n]{0,80}\}"),
    re.compile(r"_{3,}"),
    re.compile(r"\[\s*(?:…|\.{2,}|[^\]\d\n][^\]\n]{0,60})?\s*\]"),
    re.compile(r"<[а-яё][^<>\n]{0,60}>", re.IGNORECASE),
    re.compile(r"\bХ{3,}\b|\bX{4,}\b|\bXXX\b(?!\s+[А-Яа-яё])"),
    re.compile(r"\?{2,}"),
    re.compile(r"\A\s*(?:текст|тест|проба|вставить|дописать|уточнить)[\s.!…]*\Z", re.IGNORECASE),
    re.compile(r"(?:…|\.{3,})\s*\Z"),
)
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")
_NO_SPACE = re.compile(r"(?<=[а-яё]{2}[.!?])(?=[А-ЯЁ][а-яё])|(?<=[а-яё],)(?=[а-яё])|(?<=[а-яё]{2};)(?=[а-яёА-ЯЁ])")
_SPACE_BEFORE = re.compile(r"(?<=[а-яёА-ЯЁ\d»)]) +(?=[,.;:!?](?:\s|\Z))")


def unfinished(subject: Subject) -> Iterator[Finding]:
    """Places that still wait for words: «{ФИО}», «____», «[…]», «…» at the end."""
    for one in written(subject):
        for pattern in _PLACEHOLDERS:
            found = pattern.search(one.text)
            if found:
                words = f"{one.label}: не дописано — «{around(one.text, found.start(), found.end(), 12)}»."
                yield Finding(Kind.PLACEHOLDER, Severity.STOP, words, one.place, found.group().strip())
                break


def repeated(subject: Subject) -> Iterator[Finding]:
    """The same text under two criteria."""
    seen: dict[str, Written] = {}
    for one in written(subject):
        plain = normalised(one.text)
        if not one.place.startswith("criterion.") or len(plain) < _REPEATED_FROM:
            continue
        former = seen.setdefault(plain, one)
        if former is not one:
            number = former.label.removeprefix("Показатель ")
            words = f"{one.label}: тот же текст, что и в показателе {number}."
            yield Finding(Kind.TEXT, Severity.LOOK, words, one.place, one.text)


def too_short(subject: Subject) -> Iterator[Finding]:
    """A criterion about which hardly anything is said."""
    for one in written(subject):
        size = len(one.text.strip())
        if one.place.startswith("criterion.") and 0 < size < SHORTEST:
            words = f"{one.label}: очень короткий текст — «{one.text.strip()}»."
            yield Finding(Kind.TEXT, Severity.LOOK, words, one.place, one.text.strip())


def spaces(subject: Subject) -> Iterator[Finding]:
    """Double spaces, no space after a full stop or a comma, a space before one; mended with one press."""
    for one in written(subject):
        mended = with_right_spaces(one.text)
        if mended == one.text:
            continue
        at = next(at for at, letter in enumerate(one.text) if at >= len(mended) or mended[at] != letter)
        words = f"{one.label}: лишний или пропущенный пробел — «{around(one.text, at, at + 1, 14)}»."
        quote = one.text[max(0, at - 1) : at + 1]
        yield Finding(Kind.TEXT, Severity.LOOK, words, one.place, quote, mended)


def with_right_spaces(text: str) -> str:
    """The text with the spaces that `spaces` finds wrong put right."""
    return _SPACE_BEFORE.sub("", _NO_SPACE.sub(" ", _SPACES.sub(" ", text)))
