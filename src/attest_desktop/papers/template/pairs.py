"""Lines that answer a label part by part: «Имеет / претендует: ____ / ____»."""

from __future__ import annotations

import re

from attest_desktop.papers.template.blank import Found, Way
from attest_desktop.papers.template.labels import tidy
from attest_desktop.papers.template.lexicon import Lexicon, Reading
from attest_desktop.papers.template.meant import NOTHING, Meant
from attest_desktop.papers.template.surroundings import Surroundings

_SURE = 0.75
_CONFIDENCE = 0.85
# «Имеет / претендует» leave out what is had and claimed.
_LEFT_OUT = ("", " категорию", " на категорию")


def part_of_label(found: Found, near: Surroundings, neighbours: list[Found], words: Lexicon) -> Meant | None:
    """What the blank asks for when its line has as many blanks as its label has parts; None when it has not."""
    line = line_of(found, neighbours)
    if len(line) < 2 or any(one.way is not Way.LINE or one.caption for one in line) or found not in line:
        return None
    parts = label_parts(found, near)
    between = near.whole.removeprefix(near.lead).replace(" ", "").strip(".,;")
    if len(parts) != len(line) or between != "/" * (len(line) - 1):
        return None
    if words.person(" ".join(parts)) in ("expert", "other"):
        return NOTHING  # whose of the two, the form does not tell
    reading = _read(parts[line.index(found)], words)
    return Meant(reading.keys[:1], _CONFIDENCE) if reading.keys else NOTHING


def parts_are_named(found: Found, near: Surroundings, neighbours: list[Found], words: Lexicon) -> bool:
    """Whether the line answers a label of parts none of which is signed: «Должность / место работы: __ / __»."""
    if part_of_label(found, near, neighbours, words) is None:
        return False
    parts = label_parts(found, near)
    signed = any(words.signature_word("words", part) for part in parts)
    return not signed and any(words.read_label(part).keys for part in parts)


def is_transcript_part(found: Found, near: Surroundings, neighbours: list[Found], words: Lexicon) -> bool:
    """Whether the blank is the second part of «Подпись / расшифровка: ____ / ____»."""
    line = line_of(found, neighbours)
    parts = label_parts(found, near)
    if len(line) != 2 or len(parts) != 2 or found is not line[1] or line[0].caption or found.caption:
        return False
    return words.signature_word("words", parts[0]) and words.signature_word("transcript", parts[1])


def label_of_part(label: str, found: Found, near: Surroundings, neighbours: list[Found]) -> str:
    """The words of the blank's own part, with what the program takes it for."""
    part = tidy(label_parts(found, near)[line_of(found, neighbours).index(found)])
    return f"{part} ({label})" if part and part.lower() not in label.lower() else part or label


def line_of(found: Found, neighbours: list[Found]) -> list[Found]:
    """The blanks of the same paragraph."""
    place = found.places[0]
    return [
        one for one in neighbours if (one.places[0].part, one.places[0].paragraph) == (place.part, place.paragraph)
    ]


def label_parts(found: Found, near: Surroundings) -> list[str]:
    """The label before the lines, or in the cell beside, cut at its slashes."""
    label = near.lead.strip(" :/") or (found.row[-1] if found.row else "")
    within = re.fullmatch(r"([^()]+)\(([^()/]+(?:/[^()/]+)+)\)?", label.strip(" :"))
    if within:  # «Категория (имеющаяся / заявленная)»
        return [f"{within.group(1).strip()} {part.strip()}" for part in within.group(2).split("/")]
    return label.strip(" :").split("/")


def _read(part: str, words: Lexicon) -> Reading:
    for ending in _LEFT_OUT:
        reading = words.read_label(part.strip() + ending)
        if len(reading.keys) == 1 and reading.covered >= (1.0 if ending else _SURE):
            return reading
    return Reading()
