"""Another attestee's name left over from the text that this one was begun with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.names import gender, parts, short_name
from attest_desktop.papers.russian import is_common_word
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, Written, around, written
from attest_desktop.work.checks.surnames import surname_forms

_CAPITALISED = re.compile(r"(?<![\w-])[А-ЯЁ][^\W\d_]*(?:-[^\W\d_]+)*")
_INITIALS_AFTER = re.compile(r"\s*([А-ЯЁ])\.\s*(?:([А-ЯЁ])\.)?")
_INITIALS_BEFORE = re.compile(r"([А-ЯЁ])\.\s*(?:([А-ЯЁ])\.)?\s*$")
_NAME_AFTER = re.compile(r"\s+([А-ЯЁ][а-яё]+)")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s*|\n\s*|[«\"(]\s*)$")


def other_people(subject: Subject) -> Iterator[Finding]:
    """The surname of another attestee, in any case, in any text."""
    record = subject.record
    own = [record.attestee.full_name, *(expert.full_name for expert in record.experts)]
    known = {form for name in own if name.strip() for form in surname_forms(parts(name)[0], gender(name))}
    wanted: dict[str, list[str]] = {}
    for name in subject.others:
        for form in surname_forms(parts(name)[0], gender(name)) - known:
            wanted.setdefault(form, []).append(name)
    for one in written(subject):
        told: set[str] = set()
        for found in _CAPITALISED.finditer(one.text):
            for name in wanted.get(found.group().lower(), ()):
                if name not in told and _is_meant(name, one.text, found):
                    told.add(name)
                    yield _finding(one, name, found)


def _finding(one: Written, name: str, found: re.Match[str]) -> Finding:
    return Finding(
        Kind.OTHER_PERSON,
        Severity.STOP,
        f"{one.label}: упомянут другой аттестуемый, {short_name(name)}: "
        f"«{around(one.text, found.start(), found.end())}».",
        one.place,
        found.group(),
    )


def _is_meant(name: str, text: str, found: re.Match[str]) -> bool:
    """Whether the surname stands for this person and not for a namesake or a thing."""
    _, first, patronymic = parts(name)
    before, after = text[: found.start()], text[found.end() :]
    initials = _INITIALS_AFTER.match(after) or _INITIALS_BEFORE.search(before)
    if initials:
        return _initials_fit(initials, first, patronymic)
    follows = _NAME_AFTER.match(after)
    if follows and first and _starts_alike(follows.group(1), first):
        return True
    ordinary = is_common_word(found.group().lower())
    return not (ordinary and _SENTENCE_START.search(before))


def _initials_fit(initials: re.Match[str], first: str, patronymic: str) -> bool:
    one, two = initials.group(1), initials.group(2)
    if first and one != first[0].upper():
        return False
    return not (two and patronymic and two != patronymic[0].upper())


def _starts_alike(word: str, name: str) -> bool:
    stem = name.lower().replace("ё", "е")[: max(2, len(name) - 2)]
    return word.lower().replace("ё", "е").startswith(stem)
