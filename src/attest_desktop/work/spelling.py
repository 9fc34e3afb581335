"""Which words are not Russian words, and what may have been meant.

The dictionary is that of `papers.russian` (OpenCorpora, every form of a word); beside it stand the words of the
school that it lacks, and the expert's own. A word is let pass rather than marked in error: abbreviations, numbers,
Latin, names of the record, compounds whose parts are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attest_desktop import bundled
from attest_desktop.domain.names import parts
from attest_desktop.domain.record import Record
from attest_desktop.papers.russian import is_common_word, is_known_word, readings
from attest_desktop.work.desk import Desk

OWN_WORDS = "spelling.words"
TURNED_ON = "settings.spelling"
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
MOST_SUGGESTIONS = 6
_TOKEN = re.compile(r"[^\W_]+(?:[-\u2010\u2011’'][^\W_]+)*")
_RUSSIAN = re.compile(r"[А-Яа-яЁё]+(?:[-\u2010\u2011][А-Яа-яЁё]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s*|[«\"„(]\s*|[•–—-]\s+)$")
_PREFIXES = (
    "авто", "аудио", "био", "веб", "видео", "внутри", "гео", "гипер", "здоровье", "интернет", "кибер", "макро",
    "медиа", "меж", "мета", "микро", "мини", "много", "моно", "мульти", "нейро", "онлайн", "офлайн", "поли",
    "психо", "разно", "само", "сверх", "социо", "супер", "теле", "транс", "ультра", "фото", "экзо", "эко", "этно",
)  # fmt: skip
_SHORTEST_REST = 4
_ENDINGS = ("ый", "ий", "ой")
# Slips of the ear: what Russian schoolchildren and their teachers confuse.
_ALIKE = ("ао", "еи", "ея", "её", "иы", "дт", "зс", "бп", "вф", "гк", "жш", "щш", "ьъ", "эе")


class Speller:
    """Knows words. `own` are the expert's additions, `names` words of the present record; one thread at a time.

    Answers are remembered by word: a text is looked up once.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = {_plain(word) for word in own}
        self._names: frozenset[str] = frozenset()
        self._answers: dict[str, bool] = {}

    def set_names(self, names: frozenset[str]) -> None:
        """Words that stand for persons and places of the present record."""
        if names != self._names:
            self._names = names
            self._answers.clear()

    def learn(self, word: str) -> None:
        """From now on the word and its other forms are known."""
        self._own.add(_plain(word))
        self._answers.clear()

    def unlearn(self, word: str) -> None:
        """Take `learn` back."""
        self._own.discard(_plain(word))
        self._answers.clear()

    def unknown(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the unknown words of a paragraph begin and how long they are."""
        for found in _TOKEN.finditer(text):
            word = found.group()
            known = self._answers.get(word)
            if known is None:
                known = self._answers[word] = self._knows(word)
            if not known and not self._excused(word, text, found.start(), found.end()):
                yield found.start(), len(word)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Known words one slip away, the likeliest first, written with a capital where the word was."""
        plain = word.lower().replace("\u2011", "-")
        found = sorted(
            (one for one in _one_slip_away(plain) if is_known_word(one)),
            key=lambda one: (not is_common_word(one), _unlikeliness(plain, one)),
        )
        if not found:
            found = list(_in_two(plain))
        made = [one[0].upper() + one[1:] if word[0].isupper() else one for one in dict.fromkeys(found)]
        return tuple(made[:MOST_SUGGESTIONS])

    def _knows(self, word: str) -> bool:
        if not _RUSSIAN.fullmatch(word) or len(word) == 1 or word.isupper():
            return True
        plain = word.lower().replace("\u2010", "-").replace("\u2011", "-")
        return self._word(plain) or ("-" in plain and all(self._part(piece) for piece in plain.split("-")))

    def _word(self, word: str) -> bool:
        if is_known_word(word) or _plain(word) in self._own or _plain(word) in self._names:
            return True
        extra = _school_words() | self._own
        if _plain(word) in extra or any(_plain(one.lemma) in extra for one in readings(word)):
            return True
        for prefix in _PREFIXES:
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) >= _SHORTEST_REST and is_known_word(rest):
                return True
        return False

    def _part(self, piece: str) -> bool:
        if len(piece) == 1 or piece in _PREFIXES or self._word(piece):
            return True
        # «научно-», «деятельностно-»: an adjective's stem.
        return piece.endswith(("о", "е")) and any(self._word(piece[:-1] + ending) for ending in _ENDINGS)

    def _excused(self, word: str, text: str, start: int, end: int) -> bool:
        """«обл.», «кв.м»; a capital in the middle of a sentence, when no common word is one slip away: a name."""
        if len(word) <= 4 and text[end : end + 1] == ".":
            return True
        if word[0].isupper() and not _SENTENCE_START.search(text[:start]):
            key = f"{word}?"
            if key not in self._answers:
                near = _one_slip_away(word.lower())
                self._answers[key] = not any(is_known_word(one) and is_common_word(one) for one in near)
            return self._answers[key]
        return False


def load_speller(desk: Desk) -> Speller | None:
    """The speller with the expert's words, its dictionary loaded; None when it is turned off."""
    if not spelling_on(desk):
        return None
    is_known_word("слово")
    return Speller(own_words(desk))


def spelling_on(desk: Desk) -> bool:
    """Whether words are checked."""
    return bool(desk.store.facts.get(TURNED_ON, default=True))


def turn_spelling(desk: Desk, *, on: bool) -> None:
    """Check words from now on, or leave it."""
    desk.store.facts.set(TURNED_ON, on, desk.now())


def own_words(desk: Desk) -> tuple[str, ...]:
    """The expert's additions to the dictionary, in alphabetical order."""
    return tuple(desk.store.facts.get(OWN_WORDS, default=[]))


def add_own_word(desk: Desk, word: str) -> None:
    """Add a word to the expert's own."""
    _keep_own(desk, {*own_words(desk), word.lower()})


def remove_own_word(desk: Desk, word: str) -> None:
    """Take a word out of the expert's own."""
    _keep_own(desk, {*own_words(desk)} - {word.lower()})


def names_of(record: Record) -> frozenset[str]:
    """Every word of names, places of work and posts in the record, in the forms that a name takes."""
    said = [record.attestee.workplace, record.attestee.municipality, record.attestee.position]
    said += [one.workplace for one in record.experts]
    found = {_plain(word) for text in said for word in _RUSSIAN.findall(text)}
    for name in (record.attestee.full_name, *(one.full_name for one in record.experts)):
        for piece in parts(name):
            found |= _forms(_plain(piece))
    return frozenset(found)


def _forms(name: str) -> set[str]:
    """Any ending of a name's stem: a name of the record is never marked."""
    if len(name) < 3:
        return {name}
    stem = name[:-1] if name[-1] in "аяйьоеы" else name
    endings = ("", "а", "я", "у", "ю", "ы", "и", "е", "ой", "ей", "ом", "ем", "ым", "им", "ого", "ому", "й", "ь")
    made = {name, *(stem + ending for ending in endings)}
    if name.endswith(("ий", "ой", "ый", "ая")):
        made |= {name[:-2] + ending for ending in ("ого", "ому", "им", "ым", "ом", "ой", "ую")}
    return made


@lru_cache(maxsize=1)
def _school_words() -> frozenset[str]:
    lines = bundled.path("spelling.txt").read_text("utf-8").splitlines()
    return frozenset(_plain(line) for line in lines if line and not line.startswith("#"))


def _keep_own(desk: Desk, kept: set[str]) -> None:
    desk.store.facts.set(OWN_WORDS, sorted(kept), desk.now())


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е").replace("\u2011", "-")


def _one_slip_away(word: str) -> set[str]:
    found: set[str] = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        found |= {head + letter + tail for letter in LETTERS}
        if tail:
            found.add(head + tail[1:])
            found |= {head + letter + tail[1:] for letter in LETTERS}
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return {one for one in found - {word} if len(one) > 1 and not one.endswith("-")}


def _unlikeliness(word: str, other: str) -> int:
    """How unlike a slip it is: sounds alike or doubled letters first, another first letter last."""
    if word[0] != other[0]:
        return 4
    if len(word) == len(other):
        differing = [(one, two) for one, two in zip(word, other, strict=True) if one != two]
        if len(differing) == 2:
            return 1
        one, two = differing[0]
        return 0 if one + two in _ALIKE or two + one in _ALIKE else 3
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    at = next((place for place, letter in enumerate(shorter) if longer[place] != letter), len(shorter))
    return 0 if longer[at] in (longer[at - 1 : at] or " ") or longer[at : at + 1] == "т" else 2


def _in_two(word: str) -> Iterator[str]:
    """«накаждом» — «на каждом»."""
    for at in range(2, len(word) - 2):
        if is_known_word(word[:at]) and is_known_word(word[at:]):
            yield f"{word[:at]} {word[at:]}"
