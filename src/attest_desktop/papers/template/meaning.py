"""What a blank's own words mean, before it is settled whose value it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.papers.template.blank import SURE_FROM, BlankKind, Case, Found, Way
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.lexicon import Lexicon, Reading
from attest_desktop.papers.template.surroundings import Surroundings

_SURE = 0.5
_HALF_SAID = 0.6
_DOUBTFUL = 0.6  # a label of which almost half says something that the lexicon does not know
_CLEAR = 0.75
_SHORT_CLAUSE = 7
_CRITERION_WORDS = 4
_A_ROLE = 3
_ADJECTIVE = re.compile(r"\w+(?:ий|ый|ой|ая|ого|его|ому|ему|ым|им)", re.IGNORECASE)
_PATRONYMIC = re.compile(r"(?:[А-ЯЁ][а-яё\-]+\s+){1,3}[А-ЯЁ][а-яё]+(?:ич|ича|ичу|ичем|иче|вн[аеыу]|вной)")
_DATE_KEYS = {"date", "lesson.date", "conclusion.date", "attestee.appointed_on"}


@dataclass(frozen=True, slots=True)
class Meant:
    """Keys of the lexicon in the order of the words, the case where the words tell it, how sure this is."""

    keys: tuple[str, ...] = ()
    confidence: float = 0.0
    case: Case | None = None
    #: The field itself where the words name it outright (tags, answers to tick).
    field: str | None = None


NOTHING = Meant()


def meaning(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> Meant:
    """What the blank asks for; nothing when its words are not in the lexicon."""
    if found.way in (Way.MARK_CHOSEN, Way.STRIKE_OTHERS, Way.TICK):
        return _of_options(found, near, words)
    if found.kind in (BlankKind.TAG, BlankKind.MERGE_FIELD):
        return _of_name(found.prompt, words)
    if found.way is Way.DATE:
        return _of_date(found, near, words)
    if scene.section in (None, "criteria") and _is_criterion(found, near, scene, words):
        return Meant(("criterion.text",), 0.85)
    if found.kind is BlankKind.TABLE_CELL:
        return _of_cell(found, words)
    return _of_line(found, near, words)


def _of_options(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    read = [words.option(option.text) for option in found.options]
    known = {one[0] for one in read if one}
    values = [one[1] for one in read if one]
    if len(known) != 1 or len(set(values)) != len(values) or (len(read) > 1 and None in read):
        return NOTHING
    field = known.pop()
    asked = words.read_label(near.lead or near.above or " ".join(found.row)).keys
    if field == "attestee.claimed_category" and "attestee.current_category" in asked:
        field = "attestee.current_category"
    return Meant(field=field, confidence=0.95)


def _of_name(name: str, words: Lexicon) -> Meant:
    field = words.tag(name)
    if field is not None:
        return Meant(field=field or None, confidence=0.9)
    return _sure(words.read_label(name), 0.8)


def _of_date(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    for text in (found.caption, near.clause, found.row[-1] if found.row else "", found.column):
        reading = words.read_label(text) if text else Reading()
        if not reading.keys:
            reading = words.read_ending(text) if text else Reading()
        if reading.keys:
            keys = tuple(key for key in reading.keys if key in _DATE_KEYS)
            return Meant(keys[:1], 0.9) if keys and reading.keys[0] in _DATE_KEYS else Meant(("",), 0.9)
    alone = not re.search(r"\w", near.before) and not re.search(r"\w", near.after)
    return Meant(("date",), 0.75) if alone else NOTHING


def _is_criterion(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> bool:
    """Whether the blank is the room under the wording of a criterion."""
    if found.kind is BlankKind.TABLE_CELL:
        reading = words.read_label(found.column) if found.column else Reading()
        if reading.keys and reading.covered >= _SURE and "criterion.text" not in reading.keys:
            return False
        wording = found.row[-1] if found.row else ""
        if scene.under and (not found.row or words.justification(wording)):
            wording = scene.under
    else:
        if re.search(r"\w", near.after):
            return False
        wording = near.before if re.search(r"\w{3}", near.before) else near.above or scene.under
        if words.justification(wording) and not found.caption:
            return bool(scene.under)  # «Обоснование: ____» under the wording of a criterion
        if words.read_label(wording).covered > 0.8:
            return False
    if words.criterion(wording):
        return True
    return scene.section == "criteria" and len(wording.split()) > _CRITERION_WORDS


def _of_cell(found: Found, words: Lexicon) -> Meant:
    if found.caption:
        return _sure(words.read_label(found.caption))
    row = next((text for text in reversed(found.row) if re.search(r"[^\W\d]", text)), "")
    by_column = _sure(words.read_label(found.column)) if found.column else NOTHING
    if (
        not by_column.keys
        and not row
        and len(found.column.split()) == 1
        and words.person(found.column) == "expert"
    ):
        return Meant(("person.full_name",), 0.7)  # «Эксперт | Подпись | Дата»
    by_row = _sure(words.read_label(row)) if row else NOTHING
    if by_column.keys in ((), ("criterion.text",)) or by_row.keys == ("",):
        return by_row if by_row.keys else by_column
    return by_column


def _of_line(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    own = found.caption or (
        found.prompt if found.kind in (BlankKind.BRACKET, BlankKind.SDT, BlankKind.FORM_FIELD) else ""
    )
    if found.kind in (BlankKind.SDT, BlankKind.FORM_FIELD):
        for name in (found.caption, found.prompt):
            field = words.tag(name) if name else None
            if field:
                return Meant(field=field, confidence=0.9)
    if found.options and found.way is Way.SAMPLE:
        known = {one[0] for option in found.options if (one := words.option(option.text))}
        if len(known) == 1:
            return Meant(
                field=known.pop(), confidence=0.85, case=words.case_by_neighbours(near.before, near.after)
            )
    if own:
        meant = _sure(words.read_label(own))
        if meant.keys:
            return Meant(meant.keys, meant.confidence, words.case_by_hint(own))
        if found.kind is BlankKind.UNDERSCORE:
            # The caption says something that the lexicon does not know; a clear label before may still tell.
            reading = words.read_label(near.clause)
            return _sure(reading) if reading.covered > _CLEAR and not words.read_label(own).keys else NOTHING
    between = words.around(near.before or near.above or near.run_on, near.after)
    if between:
        return Meant(field=between[0], case=between[1], confidence=0.85)
    clause = near.clause
    if clause and (near.colon or len(clause.split()) <= _SHORT_CLAUSE):
        meant = _sure(words.read_label(clause))
        last = words.read_ending(clause).keys if meant.confidence < SURE_FROM else ()
        if last and last[0] in meant.keys:
            return Meant(last, 0.75)
        if meant.keys:
            return Meant(meant.keys, meant.confidence, words.case_by_hint(clause) if "(" in clause else None)
    who = words.person(clause) if near.colon and 0 < len(clause.split()) <= _A_ROLE else None
    if who is not None and not _begins_with_person(clause, words):
        who = None  # «Замечания эксперта 1: ____» asks for the remarks
    if who in ("attestee", "expert"):
        return Meant(("person.full_name",), 0.7)  # «Учитель: ______»
    ending = words.read_ending(clause) if clause else Reading()
    if ending.keys:
        return Meant(ending.keys, 0.75)
    if found.kind is BlankKind.HIGHLIGHT:
        return _of_sample(found, words)
    if not near.before.strip(' \t«"(') and (found.row or found.column):
        return _of_cell(found, words)
    return NOTHING


def _begins_with_person(clause: str, words: Lexicon) -> bool:
    """«Второй эксперт», «Аттестуемый», but not «Замечания эксперта»."""
    first = clause.split()[0]
    return words.person(first) is not None or _ADJECTIVE.fullmatch(first) is not None or not first[0].isalpha()


def _of_sample(found: Found, words: Lexicon) -> Meant:
    option = words.option(found.prompt)
    if option and found.options:
        return Meant(field=option[0], confidence=0.8)
    if words.sample("full_name", found.prompt) or _PATRONYMIC.fullmatch(found.prompt):
        return Meant(("person.full_name",), 0.7)
    if words.sample("position", found.prompt):
        return Meant(("person.position",), 0.7)
    return _sure(words.read_label(found.prompt))


def _sure(reading: Reading, most: float = 0.95) -> Meant:
    if not reading.keys or reading.covered < _SURE:
        return NOTHING
    if reading.covered < _HALF_SAID:
        most = _DOUBTFUL
    return Meant(reading.keys, most * (0.6 + 0.4 * reading.covered))
