"""Posts: leading adjectives and the first noun decline, what they govern stays."""

from __future__ import annotations

import re

from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian import dictionary
from attest_desktop.papers.russian.case import OBLIQUE, Case, Forms
from attest_desktop.papers.russian.dictionary import Word
from attest_desktop.papers.russian.exceptions import Exceptions
from attest_desktop.papers.russian.spelling import is_word, like

_TOKEN = re.compile(r"[^\s,;:/()«»\"„“]+")
_SHORTENED = re.compile(r"(?:[а-яё]{1,12}\.)+|[а-яё]/[а-яё]\.?", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[А-ЯЁA-Z][А-ЯЁA-Z0-9-]+")
_JOINING = ("и", "или")
_RANKS = ("старший", "младший", "главный")
_OPENING, _CLOSING = '«„"', '»“"'


def phrase(text: str, case: Case, exceptions: Exceptions) -> str | None:
    """The text in an oblique case; None when its head is not known."""
    whole = exceptions.post(text)
    if whole is not None:
        return _all_like(text, whole[OBLIQUE.index(case)])
    tokens = list(_TOKEN.finditer(text))
    heads = _Heads(text, [token.group() for token in tokens], [token.span() for token in tokens], exceptions)
    formed = heads.formed()
    if formed is None:
        return None
    out, at = [], 0
    for number, token in enumerate(tokens):
        forms = formed.get(number)
        out.append(text[at : token.start()])
        out.append(like(token.group(), forms[OBLIQUE.index(case)]) if forms else token.group())
        at = token.end()
    return "".join(out) + text[at:]


def _all_like(text: str, form: str) -> str:
    pieces = re.split(r"(\s+)", text.strip())
    words = form.split()
    return "".join(piece if number % 2 else like(piece, words[number // 2]) for number, piece in enumerate(pieces))


class _Heads:
    """The words of one post that decline."""

    def __init__(self, text: str, words: list[str], spans: list[tuple[int, int]], exceptions: Exceptions) -> None:
        self._text = text
        self._words = words
        self._spans = spans
        self._exceptions = exceptions

    def formed(self) -> dict[int, Forms] | None:
        """Forms by the number of the word; None when the first head is not known."""
        starts = self._clauses()
        if not starts:
            return None
        first = self._clause(starts[0], leading=True)
        if first is None:
            return None
        formed = dict(first)
        for start in starts[1:]:
            # «учитель истории, директор музея»: the second post too; «…, обществознания» is still governed.
            formed.update(self._clause(start, leading=False) or {})
        return formed

    def _clauses(self) -> list[int]:
        """Numbers of the words that may begin a post: the first, and those after «,», «/», «(», «и»."""
        starts, quoted = [], False
        for number, (start, _) in enumerate(self._spans):
            between = self._text[self._spans[number - 1][1] if number else 0 : start]
            for sign in between:
                quoted = (sign in _OPENING and not quoted) or (quoted and sign not in _CLOSING)
            if quoted:
                continue
            after = number and self._words[number - 1].lower() in _JOINING
            if not number or after or any(sign in ",;:/()" for sign in between):
                starts.append(number)
        return starts

    def _clause(self, start: int, *, leading: bool) -> dict[int, Forms] | None:
        number = start
        while number < len(self._words) and self._stays(number):
            number += 1
        skipped = number > start
        adjectives: list[tuple[int, list[Word]]] = []
        while number < len(self._words) and self._together(start, number):
            word = self._words[number]
            noun = self._noun(word)
            readings = dictionary.adjectives(word) if is_word(word) else []
            if readings and (noun is None or self._head_follows(number + 1)):
                adjectives.append((number, readings))
                number += 1
                continue
            if noun is not None and (leading or noun[2]):
                forms, gender, _ = noun
                return self._agreeing(adjectives, gender) | {number: forms}
            break
        if adjectives and (leading or self._of_the_post(*adjectives[0])):
            # «заведующий хозяйством», «дежурный»: the adjective is the post itself.
            return self._agreeing(adjectives, Gender.MASCULINE)
        # «зам. директора», «ПДО»: the shortened word is the head, and stays.
        return {} if skipped else None

    def _of_the_post(self, number: int, readings: list[Word]) -> bool:
        """«(старший)», «курирующий воспитание»; but not «учитель языка (английский)»."""
        return any(one.participle for one in readings) or self._words[number].lower() in _RANKS

    def _stays(self, number: int) -> bool:
        word = self._words[number]
        if _SHORTENED.fullmatch(word):
            return True
        return bool(_ABBREVIATION.fullmatch(word)) and self._noun(word) is None and not dictionary.adjectives(word)

    def _together(self, start: int, number: int) -> bool:
        """Whether only spaces stand between the words of the clause up to this one."""
        return number == start or not self._text[self._spans[number - 1][1] : self._spans[number][0]].strip()

    def _head_follows(self, number: int) -> bool:
        """Whether a nominative adjective or noun comes next, for which the word before can be an adjective."""
        if number >= len(self._words) or not self._together(0, number):
            return False
        word = self._words[number]
        noun = self._noun(word)
        return (noun is not None and noun[2]) or (is_word(word) and bool(dictionary.adjectives(word)))

    def _noun(self, word: str) -> tuple[Forms, Gender, bool] | None:
        """Forms, gender and whether it is somebody; of a hyphenated word both posts decline."""
        own = self._exceptions.post(word)
        if own is not None:
            return own, Gender.MASCULINE, True
        pieces = word.split("-")
        last = self._simple(pieces[-1])
        if last is None or (len(pieces) > 1 and not last[2]):
            return None
        columns = []
        for piece in pieces[:-1]:
            simple = self._simple(piece)
            # «арт-педагог», «IT-специалист»: what is nobody's post is a mere beginning.
            columns.append(simple[0] if simple is not None and simple[2] else (piece.lower(),) * len(OBLIQUE))
        columns.append(last[0])
        genitive, dative, accusative, instrumental, locative = (
            "-".join(one) for one in zip(*columns, strict=True)
        )
        return (genitive, dative, accusative, instrumental, locative), last[1], last[2]

    def _simple(self, word: str) -> tuple[Forms, Gender, bool] | None:
        own = self._exceptions.post(word)
        if own is not None:
            return own, Gender.MASCULINE, True
        if not is_word(word):
            return None
        found = next(iter(dictionary.nouns(word)), None)
        return (found.forms, found.gender or Gender.MASCULINE, found.alive) if found is not None else None

    def _agreeing(self, adjectives: list[tuple[int, list[Word]]], gender: Gender) -> dict[int, Forms]:
        formed = {}
        for number, readings in adjectives:
            chosen = next((one for one in readings if one.gender is gender), readings[0])
            formed[number] = chosen.forms
        return formed
