"""Verbs and short adjectives that do not agree with the attestee: «Ирина Петровна провёл»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attest_desktop.domain.names import Gender, gender, parts
from attest_desktop.papers.russian import Reading, readings
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, Written, around, written

_SENTENCE = re.compile(r"[^.!?…;\n]+(?:(?<=\s[А-ЯЁ])\.\s*[^.!?…;\n]+|(?<=[\s.][А-ЯЁ])\.[^.!?…;\n]*)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]|\d+")
_OTHER = {Gender.MASCULINE: "femn", Gender.FEMININE: "masc"}
_PRONOUNS = {"он": "masc", "она": "femn"}
_LOOK_AHEAD = 6
# What only people do: where the subject is not named, only these tell of a person.
_DEEDS = frozenset(
    (
        "провести",
        "проводить",
        "подготовить",
        "разработать",
        "разрабатывать",
        "создать",
        "организовать",
        "участвовать",
        "выступить",
        "выступать",
        "применять",
        "использовать",
        "внедрить",
        "вести",
        "преподавать",
        "обобщить",
        "опубликовать",
        "продемонстрировать",
        "руководить",
        "возглавить",
        "освоить",
        "осуществлять",
        "написать",
        "посетить",
        "посещать",
        "окончить",
        "закончить",
        "поделиться",
        "делиться",
    )
)
_STOPS = frozenset(("и", "а", "но", "или", "что", "который", "которая", "чтобы", "когда", "если"))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        return self.text.lower()


def wrong_genders(subject: Subject) -> Iterator[Finding]:
    """Past-tense verbs, participles and short adjectives in the wrong gender, where their subject is sure."""
    name = subject.record.attestee.full_name
    who = gender(name)
    if who is None:
        return
    for one in written(subject):
        if not one.free:
            continue
        for sentence in _SENTENCE.finditer(one.text):
            tokens = [
                _Token(found.group(), sentence.start() + found.start(), sentence.start() + found.end())
                for found in _TOKEN.finditer(sentence.group())
            ]
            yield from _in_sentence(one, tokens, name, who)


def _in_sentence(one: Written, tokens: list[_Token], name: str, who: Gender) -> Iterator[Finding]:
    told: set[int] = set()
    for said, subject_words, wrong in _subjects(tokens, name, who):
        if said.start not in told and _wrong(said, wrong):
            told.add(said.start)
            yield _finding(one, said, subject_words, name, who)


def _subjects(tokens: list[_Token], name: str, who: Gender) -> Iterator[tuple[_Token, str, str]]:
    """Pairs of what is said and of whom, with the gender that would be wrong there."""
    wrong = _OTHER[who]
    for first, last in _names(tokens, name, who):
        whom = " ".join(token.text for token in tokens[first : last + 1])
        said = _said_after(tokens, last + 1)
        if said is not None:
            yield said, whom, wrong
        elif first > 0 and _is_predicate(tokens[first - 1]):
            yield tokens[first - 1], whom, wrong
    for at, token in enumerate(tokens):
        own = _PRONOUNS.get(token.plain)
        said = _said_after(tokens, at + 1) if own else None
        if own is None or said is None:
            continue
        if _wrong(said, "femn" if own == "masc" else "masc"):
            # «она провёл» is wrong whoever she is.
            yield said, token.text, "femn" if own == "masc" else "masc"
        elif own == wrong and at == 0 and _is_deed(said):
            yield said, token.text, wrong
    if tokens and _is_deed(tokens[0]) and not _has_subject(tokens[1:], wrong):
        yield tokens[0], "", wrong


def _names(tokens: list[_Token], name: str, who: Gender) -> Iterator[tuple[int, int]]:
    """Where the attestee is named in the nominative: first and last token."""
    surname, first, patronymic = (part.lower().replace("ё", "е") for part in parts(name))
    plain = [token.plain.replace("ё", "е") for token in tokens]
    for at, word in enumerate(plain):
        following = plain[at + 1] if at + 1 < len(plain) else ""
        if word == first and patronymic and following == patronymic.split()[0]:
            start = at - 1 if at and plain[at - 1] == surname else at
            yield start, at + 1
        elif word == surname and tokens[at].text[0].isupper():
            if following == first:
                continue
            if _declines(surname, who) or at == 0:
                last = _after_initials(tokens, at)
                yield at, last


def _after_initials(tokens: list[_Token], at: int) -> int:
    last = at
    while last + 2 < len(tokens) and len(tokens[last + 1].text) == 1 and tokens[last + 1].text.isupper():
        if tokens[last + 2].text != ".":
            break
        last += 2
    return last


def _declines(surname: str, who: Gender) -> bool:
    """Whether the nominative of the surname differs from its other cases, so that it tells the subject."""
    if who is Gender.FEMININE:
        return surname.endswith(("а", "я"))
    return not surname.endswith(("о", "е", "и", "у", "ю", "ых", "их"))


def _said_after(tokens: list[_Token], at: int) -> _Token | None:
    """The predicate after a subject; None when something else comes between."""
    for token in tokens[at : at + _LOOK_AHEAD]:
        if not token.text[0].isalpha() or token.plain in _STOPS:
            return None
        best = readings(token.plain)[0]
        if best.part in ("VERB", "ADJS", "PRTS"):
            return token
        if _is_person(best) or best.part in ("PRTF", "GRND"):
            return None
    return None


def _wrong(token: _Token, gender_code: str) -> bool:
    """Whether the word can only be read as a predicate in that gender."""
    found = readings(token.plain)
    if found[0].part not in ("VERB", "ADJS", "PRTS"):
        return False
    said = [one for one in found if one.part in ("VERB", "ADJS", "PRTS")]
    return all(gender_code in one.grammemes and "sing" in one.grammemes for one in said) and _agrees(said)


def _agrees(said: list[Reading]) -> bool:
    return all(one.part != "VERB" or "past" in one.grammemes for one in said)


def _is_deed(token: _Token) -> bool:
    if not token.text[0].isalpha():
        return False
    best = readings(token.plain)[0]
    return best.part == "VERB" and best.lemma in _DEEDS


def _is_predicate(token: _Token) -> bool:
    return token.text[0].isalpha() and readings(token.plain)[0].part in ("VERB", "PRTS")


def _is_person(reading: Reading) -> bool:
    return reading.part in ("NOUN", "NPRO") and {"anim", "nomn"} <= reading.grammemes


def _is_agent(reading: Reading) -> bool:
    return reading.part == "NOUN" and {"anim", "nomn", "sing"} <= reading.grammemes


def _has_subject(tokens: list[_Token], gender_code: str) -> bool:
    """Whether somebody or something else may have done it: «Подготовил учитель», «Провела школа»."""
    for token in tokens:
        if not token.text[0].isalpha():
            continue
        found = readings(token.plain)
        if any(one.lemma in ("он", "она", "который") or _is_agent(one) for one in found):
            return True
        # «Провёл семинар»: what looks like a subject may as well be the object.
        objects = any({"accs", "sing"} <= one.grammemes for one in found)
        if not objects and found[0].part == "NOUN" and {"nomn", "sing", gender_code} <= found[0].grammemes:
            return True
    return False


def _finding(one: Written, said: _Token, whom: str, name: str, who: Gender) -> Finding:
    own = "она" if who is Gender.FEMININE else "он"
    about = f"«{whom} … {said.text}»" if whom else f"«{around(one.text, said.start, said.end, 20)}»"
    reason = (
        "слова не согласованы" if whom.lower() in _PRONOUNS else f"а {' '.join(parts(name)[1:]).strip()} — {own}"
    )
    return Finding(Kind.GENDER, Severity.STOP, f"{one.label}: {about}, {reason}.", one.place, said.text)
