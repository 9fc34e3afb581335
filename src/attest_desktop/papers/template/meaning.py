"""What a blank's own words mean, before it is settled whose value it is."""

from __future__ import annotations

import re
from dataclasses import replace

from attest_desktop.domain.text import without_brackets
from attest_desktop.papers.template.blank import SURE_FROM, BlankKind, Found, Way
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.lexicon import Lexicon, Reading
from attest_desktop.papers.template.meant import (
    DATE_KEYS,
    DOUBTED,
    NOTHING,
    POST_HELD,
    SURE,
    UNTIL,
    Meant,
    since_when,
    sure,
)
from attest_desktop.papers.template.sample_meaning import of_sample, of_shape
from attest_desktop.papers.template.surroundings import Surroundings
from attest_desktop.papers.template.tag_names import read_tag

_CLEAR = 0.75
_WHOLE = 0.9
_SHORT_CLAUSE = 7
_CRITERION_WORDS = 4
_A_ROLE = 3
_PERSON = 0.7  # a label that names a person and nothing else
_SIGNED_SECTIONS = ("signatures", "result", "recommendations", "acquaintance")
_IN_BRACKETS = re.compile(r"\([^()]+\)")
_PARTS = re.compile(r"\s*[,;/|]\s*|\s+или\s+", re.IGNORECASE)
# What Word itself shows in an empty control.
_PROMPT = re.compile(
    r"\W*(?:место для ввода|щ[её]лкните|нажмите|выберите (?:элемент|дату|значение)|введите (?:текст|дату|значение)"
    r"|click|choose an item)",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:^|\s)[сc]\s*$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\w+(?:ий|ый|ой|ая|ого|его|ому|ему|ым|им)", re.IGNORECASE)
_IN_CLASS = re.compile(r"класс|групп|параллел", re.IGNORECASE)
_OF_CRITERION = {"criterion.text", "conclusion.result"}  # «Выводы эксперта» over a column of a criterion's row
_HALF_OF_ORDER = re.compile(r"дата|номер|№|от", re.IGNORECASE)
_VAGUE = {"date"}  # says little without the words over it


def meaning(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> Meant:
    """What the blank asks for; nothing when its words are not in the lexicon."""
    if found.way in (Way.MARK_CHOSEN, Way.STRIKE_OTHERS, Way.TICK):
        return _of_options(found, near, words)
    if found.kind in (BlankKind.TAG, BlankKind.MERGE_FIELD):
        return _of_name(found, near, words)
    if found.way is Way.DATE:
        return _of_date(found, near, scene, words)
    told = found.way is Way.LINE and scene.section == "lessons" and words.criterion(near.before)
    if (scene.section in (None, "criteria") or told) and _is_criterion(found, near, scene, words):
        return Meant(("criterion.text",), 0.85)
    if found.kind is BlankKind.TABLE_CELL:
        return _of_cell(found, words)
    if found.kind is BlankKind.HIGHLIGHT:
        shaped = of_shape(found, near, scene, words)
        if shaped is not None:
            return shaped
    return _of_line(found, near, scene, words)


def _of_options(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    read = [words.option(option.text) for option in found.options]
    known = {one[0] for one in read if one}
    values = [one[1] for one in read if one]
    if len(known) != 1 or len(set(values)) != len(values) or (len(read) > 1 and None in read):
        return NOTHING
    field = known.pop()
    lead = near.lead or near.above or " ".join(found.row)
    asked = words.read_label(lead).keys or words.read_label(f"{lead.strip(' :')} категорию").keys
    if field == "attestee.claimed_category" and "attestee.current_category" in asked:
        field = "attestee.current_category"
    return Meant(field=field, confidence=0.95)


def _of_name(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    name = read_tag(found.prompt, words)
    found.short_name = name.short
    if name.field is not None:
        return Meant(field=name.field or None, confidence=0.9, case=name.case)
    said = words.read_label(name.plain)
    meant = sure(said, 0.8)
    if not said.keys:  # the name tells nothing; the words beside it may
        beside = words.read_label(near.clause if near.colon and near.before.strip() else "".join(found.row[-1:]))
        meant = sure(beside, 0.75) if beside.covered > _CLEAR else NOTHING
    return replace(meant, case=meant.case or name.case)


def _of_date(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> Meant:
    since = since_when(near, words)
    if since is not None:
        return since
    for text in (found.caption, near.clause, found.row[-1] if found.row else "", found.column):
        reading = words.read_label(text) if text else Reading()
        if not reading.keys:
            reading = words.read_ending(text) if text else Reading()
        if reading.keys:
            keys = tuple(key for key in reading.keys if key in DATE_KEYS)
            return Meant(keys[:1], 0.9) if keys and reading.keys[0] in DATE_KEYS else Meant(("",), 0.9)
    first = not re.search(r"[^\W\d]", near.before)
    if first and scene.section == "lessons":
        return Meant(("lesson.date",), 0.75)  # «1) __.__.20__ в ____ классе»
    alone = not re.search(r"\w", near.before) and not re.search(r"\w", near.after)
    return Meant(("date",), 0.75) if alone else NOTHING


def _is_criterion(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> bool:
    """Whether the blank is the room under the wording of a criterion."""
    if found.kind is BlankKind.TABLE_CELL:
        reading = words.read_label(found.column) if found.column else Reading()
        if reading.keys and reading.covered >= SURE and not _OF_CRITERION & set(reading.keys):
            return False
        wording = next((text for text in reversed(found.row) if re.search(r"[^\W\d]", text)), "")
        points = bool(found.row) and wording != found.row[-1] and any(one.isdigit() for one in found.row[-1])
        if points and "criterion.text" not in reading.keys:
            return False  # «Показатель | до 20 | Самооценка»: points
        if scene.under and (not found.row or words.justification(wording)):
            wording = scene.under
    else:
        if re.search(r"\w", near.after):
            return False
        asked = words.read_label(found.caption) if found.caption else Reading()
        if asked.keys and asked.covered >= SURE and not _OF_CRITERION & set(asked.keys):
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
        return _of_answers(found.caption, words) or _of_label(found.caption, words, DOUBTED)
    row = next((text for text in reversed(found.row) if re.search(r"[^\W\d]", text)), "")
    for text in (row, found.column):
        answered = _of_answers(text, words) if text else None
        if answered:
            return answered
    if found.group and not found.column:
        return _of_grouped(row, found.group, words)
    by_column = sure(_read_column(found.column, words)) if found.column else NOTHING
    if not by_column.keys and not row:
        return _of_label(found.column, words)  # «Эксперт | Подпись | Дата»
    by_row = NOTHING if not row else sure(words.read_label(row)) if found.column else _of_label(row, words)
    if not by_column.keys and not by_row.keys and row and found.column:
        joined = sure(words.read_label(f"{row} {found.column.rpartition(': ')[2]}"))
        if len(joined.keys) == 1 and joined.confidence > _CLEAR:
            return joined  # «Категория» beside, «имеющаяся» above
    if by_column.keys in ((), ("criterion.text",)) or by_row.keys == ("",):
        return by_row if by_row.keys else by_column
    return by_column


def _of_grouped(row: str, group: str, words: Lexicon) -> Meant:
    """«Категория | имеющаяся»: a label that tells enough only with the words over several rows."""
    alone = _of_label(row, words)
    if alone.keys and not set(alone.keys) <= _VAGUE:
        return alone
    grouped = sure(words.read_label(f"{group} {row}"))
    if grouped.keys[:1] == ("attestee.appointment_order",) and _HALF_OF_ORDER.fullmatch(row.strip(" .:")):
        return NOTHING  # «Приказ о назначении | номер | дата»: halves of what a record holds as one
    return grouped if grouped.keys else alone


def _read_column(column: str, words: Lexicon) -> Reading:
    """What a header of several rows asks for: its lowest name, with those above it where that is vague."""
    lowest = words.read_label(column.rpartition(": ")[2])
    if lowest.keys and not set(lowest.keys) <= _VAGUE and lowest.covered >= SURE:
        return lowest
    return words.read_label(column)


def _of_label(text: str, words: Lexicon, person: float = _PERSON) -> Meant:
    """What the label asks for; the name of the person when it says nothing but who that is, `person` sure."""
    meant = sure(words.read_label(text))
    if meant.keys not in ((), ("criterion.text",)) or not words.names_only_a_person(text):
        return meant  # «Анализ провёл» names a person, «Анализ» a criterion's column
    return Meant(("person.full_name",), person)


def _of_answers(text: str, words: Lexicon) -> Meant | None:
    """The field whose answers the text lists: «Решение (соответствует / не соответствует)»; None without such."""
    for group in (*_IN_BRACKETS.findall(text), text):
        read = [words.option(one) for one in _PARTS.split(group.strip("() "))]
        known = {one[0] for one in read if one}
        if len(read) < 2 or None in read or len(known) != 1 or len({one for one in read if one}) < 2:
            continue
        field = known.pop()
        if field == "conclusion.result" and POST_HELD.search(text):
            return NOTHING  # attestation for the post held: another matter than the category
        if field.endswith("_category"):
            plain = without_brackets(text)
            asked = words.read_label(text).keys or words.read_ending(plain).keys
            asked = asked or words.read_label(f"{plain} категория").keys  # «заявленная: ____ (первая, высшая)»
            named = next((key for key in asked if key.endswith("_category")), None)
            return Meant(field=named or field, confidence=0.85 if named else DOUBTED)
        return Meant(field=field, confidence=0.85)
    return None


def _innermost(near: Surroundings) -> str:
    """The clause before the blank, or the words of the bracket that it stands in: «… (приказ от ______)»."""
    if near.before.count("(") <= near.before.count(")"):
        return near.clause
    return near.before.rpartition("(")[2].strip(" ,;:")


def _from_to(near: Surroundings) -> bool:
    """«в период с ______ по ______»: two halves of what a record holds as one."""
    if _FROM.search(near.raw_before) and UNTIL.match(near.raw_after):
        return True
    return near.before.strip(" ,") == "по" and _FROM.search(near.prior) is not None


def _of_line(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> Meant:
    own = found.caption or (
        found.prompt if found.kind in (BlankKind.BRACKET, BlankKind.SDT, BlankKind.FORM_FIELD) else ""
    )
    if found.kind in (BlankKind.SDT, BlankKind.FORM_FIELD):
        beside = _of_cell(replace(found, caption=""), words) if found.row and not near.before.strip() else NOTHING
        if beside.keys or beside.field:
            return beside  # a label in the cell beside says more than what Word calls the field
        own = "" if _PROMPT.match(own) else own
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
    if found.answers:
        answered = _of_answers(f"{near.clause} ({found.answers.strip('() ')})", words)
        if answered:
            case = words.case_by_neighbours(near.before, near.after)
            return Meant(field=answered.field, confidence=answered.confidence, case=case)
    if not own and _from_to(near):
        return NOTHING
    since = None if own else since_when(near, words)
    if since is not None:
        return since
    if own:
        meant = _of_answers(own, words) or _of_label(own, words, DOUBTED)
        if meant.field:
            return meant
        if meant.keys:
            return Meant(meant.keys, meant.confidence, words.case_by_hint(own))
        if found.kind is BlankKind.UNDERSCORE:
            # The caption says something that the lexicon does not know; a clear label before may still tell.
            reading = words.read_label(near.clause)
            return sure(reading) if reading.covered > _CLEAR and not words.read_label(own).keys else NOTHING
    if scene.section == "lessons" and near.before.strip(" ,") == "в" and _IN_CLASS.match(near.after):
        return Meant(("lesson.group",), 0.75)
    if near.before.strip(" ,") == "от" and near.prior:
        return NOTHING  # «распорядительный акт № ____ от ____»: half of what a record holds as one
    between = words.around(near.before or near.above or near.run_on, near.after)
    if between:
        return Meant(field=between[0], case=between[1], confidence=0.85)
    clause = _innermost(near)
    reading = words.read_label(clause) if clause else Reading()
    if clause and (near.colon or len(clause.split()) <= _SHORT_CLAUSE or reading.covered > _WHOLE):
        meant = sure(reading)
        last = words.read_ending(clause).keys if meant.confidence < SURE_FROM else ()
        if last and last[0] in meant.keys:
            return Meant(last, 0.75)
        if not meant.keys and clause != near.clause:
            noun = near.before.rpartition("(")[0].split()[-1:]
            meant = sure(words.read_label(" ".join((clause, *noun))))  # «на категорию (имеющаяся – ____)»
        single = found.kind is BlankKind.HIGHLIGHT or not re.search(r"[,;/]| и ", clause)
        final = words.read_ending(clause).keys if single and not near.colon else ()
        if final and len(meant.keys) > 1 and final[0] in meant.keys:
            return Meant(final, min(meant.confidence, 0.85))  # «Педагог аттестуется в период ____»
        if meant.keys:
            return Meant(meant.keys, meant.confidence, words.case_by_hint(clause) if "(" in clause else None)
    who = words.person(clause) if near.colon and 0 < len(clause.split()) <= _A_ROLE else None
    if who is not None and not _begins_with_person(clause, words):
        who = None  # «Замечания эксперта 1: ____» asks for the remarks
    if who in ("attestee", "expert"):
        return Meant(("person.full_name",), _PERSON)  # «Учитель: ______»
    if (
        scene.section not in _SIGNED_SECTIONS
        and not near.after.strip(" .,;")
        and words.names_only_a_person(clause)
    ):
        return Meant(("person.full_name",), DOUBTED)  # «Аттестуемый педагог ______»
    ending = words.read_ending(clause) if clause else Reading()
    if ending.keys:
        return Meant(ending.keys, 0.75)
    head = re.match(r"(?:\d{1,2}[.)]\s*)?([^:.]{3,60}):", near.lead)
    if head and clause and near.before.strip() != near.lead.strip() and len(clause.split()) <= _A_ROLE:
        of_category = "категори" in head.group(1).lower()
        meant = sure(words.read_label(f"категория {clause}")) if of_category else NOTHING
        if not meant.keys:  # «Категория: имеющаяся ____, заявленная ____»
            meant = sure(words.read_label(f"{head.group(1)} {clause}"))
        if len(meant.keys) == 1 and meant.confidence > _CLEAR:
            return meant
    if found.row and clause and not words.read_label(found.row[-1]).keys:
        meant = sure(words.read_label(f"{found.row[-1]} {clause}"))  # «Категория | имеющаяся: ____»
        if meant.keys and meant.confidence >= SURE_FROM:
            return meant
    if found.kind is BlankKind.HIGHLIGHT:
        return of_sample(found, near, words)
    if not near.before.strip(' \t«"(') and (found.row or found.column):
        return _of_cell(found, words)
    return NOTHING


def _begins_with_person(clause: str, words: Lexicon) -> bool:
    """«Второй эксперт», «Аттестуемый», but not «Замечания эксперта»."""
    first = clause.split()[0]
    return words.person(first) is not None or _ADJECTIVE.fullmatch(first) is not None or not first[0].isalpha()
