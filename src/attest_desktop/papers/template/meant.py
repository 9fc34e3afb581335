"""What a blank was taken for, and what several readers of its words need."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.lexicon import Lexicon, Reading
from attest_desktop.papers.template.surroundings import Surroundings

DATE_KEYS = {"date", "lesson.date", "conclusion.date", "attestee.appointed_on"}
DOUBTED = 0.55
POST_HELD = re.compile(r"занимаем\w+ должност", re.IGNORECASE)
UNTIL = re.compile(r"\s*(?:\w+\s+)?по\b(?!\s+(?:настоящ|сегодня|данн|сей))", re.IGNORECASE)
SURE = 0.5
_HALF_SAID = 0.6
_DOUBTFUL = 0.6  # a label of which almost half says something that the lexicon does not know
_SINCE = re.compile(r"[сc]", re.IGNORECASE)
_HOLDS = re.compile(r"работа|занима|в должности|назначен", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """Keys of the lexicon in the order of the words, the case where the words tell it, how sure this is."""

    keys: tuple[str, ...] = ()
    confidence: float = 0.0
    case: Case | None = None
    #: The field itself where the words name it outright (tags, answers to tick).
    field: str | None = None


NOTHING = Meant()


def sure(reading: Reading, most: float = 0.95) -> Meant:
    """What a reading tells, when it covers enough of the words; `most`: how sure at best."""
    if not reading.keys or reading.covered < SURE:
        return NOTHING
    if reading.covered < _HALF_SAID:
        most = _DOUBTFUL
    return Meant(reading.keys, most * (0.6 + 0.4 * reading.covered))


def since_when(near: Surroundings, words: Lexicon) -> Meant | None:
    """«работает в должности ______ с ______»: since when; None when the place asks for something else."""
    if not _SINCE.fullmatch(near.before.strip(" ,;:")) or not near.prior:
        return None
    if UNTIL.match(near.raw_after):
        return None
    prior = near.prior.rstrip(' ,:«"(')
    if words.read_ending(prior).keys != ("person.position",):
        return None
    return Meant(("attestee.appointed_on",), 0.75 if _HOLDS.search(prior) else DOUBTED)
