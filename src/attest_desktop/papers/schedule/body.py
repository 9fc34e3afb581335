"""One row of a table under a head that is understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.papers.schedule.entry import ScheduledExpert, ScheduleRow
from attest_desktop.papers.schedule.heads import Head
from attest_desktop.papers.schedule.lexicon import PARTS_OF_NAME, Meaning, Role, Whose
from attest_desktop.papers.schedule.people import Named, cleaned, people_in
from attest_desktop.papers.schedule.raw import RawCell, RawRow
from attest_desktop.papers.schedule.values import (
    Days,
    around_in,
    is_tick,
    municipality_in,
    period_in,
    read_days,
    read_form,
)

_NOTHING = frozenset(("", "-", "–", "—", "нет", "н/д"))
_EXPERT_TITLE = re.compile(r"^(?:эксперт|специалист)", re.IGNORECASE)
_FORM_TITLE = re.compile(r"форм|^(?:очн|дистанц|заочн)")
_SCHOOL = re.compile(
    r"\b(?:М[АБК]Д?ОУ|М[АБ]УДО|ОГБП?ОУ|ОГ[АК]ОУ|М[АБ]У|ЧОУ|НОУ|[Шш]кол|[Гг]имнази|[Лл]ице[йя]|СОШ|ООШ|[Дд]етск|Центр|ЦДО|ДШИ|ДЮСШ|колледж|техникум)"
)


@dataclass(slots=True)
class Around:
    """What titles have said so far for the rows that follow; `year` is a day in the year that they name."""

    period: Period | None = None
    period_assumed: str = ""
    municipality: str = ""
    form: Form = Form.UNKNOWN
    experts: tuple[Named, ...] = ()
    year: date | None = None

    def heard(self, line: str, *, strict: bool = False) -> bool:
        """Take in a title; whether it said anything. `strict` is for rows within a table."""
        line = one_line(line)
        if len(line) > 300:
            return False
        told = False
        year = around_in(line)
        if year is not None:
            self.year, told = year, True
        period, assumed = period_in(line, self.year)
        if period is not None:
            # Words of a title that say nothing of the period are no wonder there: only the year matters.
            said = [part for part in assumed.split("; ") if part and not part.startswith("не поняты слова")]
            self.period, self.period_assumed, told = period, "; ".join(said), True
        place = municipality_in(line)
        if place and (strict or len(line) < 80):
            self.municipality, told = place, True
        if _FORM_TITLE.search(normalised(line)) and (form := read_form(line)) is not Form.UNKNOWN:
            self.form, told = form, True
        if strict and _EXPERT_TITLE.match(line) and (people := people_in(re.sub(r"^[^:]*:\s*", "", line))):
            self.experts, told = people, True
        return told


@dataclass(slots=True)
class _Row:
    """A row being read."""

    head: Head
    row: RawRow
    assumed: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def cell(self, at: int) -> RawCell:
        return self.row.cells[at] if at < len(self.row.cells) else RawCell()

    def text(self, role: Role, *whose: Whose) -> str:
        """What the cells of that meaning say, on one line."""
        texts = [self.cell(at).line for one in whose or Whose for at in self.head.columns(role, one)]
        return "; ".join(dict.fromkeys(text for text in texts if text.lower() not in _NOTHING))

    def cells(self, role: Role, *whose: Whose) -> list[RawCell]:
        found = [self.cell(at) for one in whose or Whose for at in self.head.columns(role, one)]
        return [one for one in found if one.line.lower() not in _NOTHING]


def row_of(head: Head, row: RawRow, where: str, around: Around) -> ScheduleRow | str:
    """The row as it is understood; else why it is not (Russian, without a full stop)."""
    it = _Row(head, row)
    attestee = _attestee(it)
    if isinstance(attestee, str):
        return attestee
    period, begins, ends = _when(it, around)
    return ScheduleRow(
        where,
        attestee.full_name,
        _experts(it, around),
        _form(it, around),
        period,
        begins,
        ends,
        position=it.text(Role.POSITION, Whose.ATTESTEE, Whose.NOBODY),
        workplace=it.text(Role.WORKPLACE, Whose.ATTESTEE, Whose.NOBODY) or attestee.about,
        municipality=it.text(Role.MUNICIPALITY, Whose.ATTESTEE, Whose.NOBODY) or around.municipality,
        claimed_category=it.text(Role.CLAIMED),
        note=attestee.note,
        assumed=tuple(it.assumed),
        unclear=tuple(it.unclear),
    )


def _attestee(it: _Row) -> Named | str:
    text = _joined_name(it, it.head.names)
    if not text.strip():
        return "имя аттестуемого не указано"
    people = people_in(text)
    if not people:
        return "имя аттестуемого не понято"
    if len(people) > 1:
        return "в ячейке аттестуемого несколько имён"
    return people[0]


def _joined_name(it: _Row, columns: Sequence[int]) -> str:
    """The name of one cell, or of the cells of its parts; brackets of each part go to the end."""
    texts = [it.cell(at).text for at in columns]
    return texts[0] if len(texts) == 1 else " ".join(one_line(text) for text in texts)


def _experts(it: _Row, around: Around) -> tuple[ScheduledExpert, ...]:
    made: list[ScheduledExpert] = []
    columns = it.head.experts
    for at in columns:
        meaning = it.head.meanings[at]
        assert meaning is not None
        text = it.cell(at).text
        if meaning.role is Role.SURNAME:
            text = _joined_name(it, _parts_from(it.head, at))
        if one_line(text).lower() in _NOTHING:
            continue
        people = people_in(text)
        if not people:
            it.unclear.append(f"специалист: «{_short(text)}»")
        alone = len(people) == 1
        for one in people:
            position, workplace = _about(one.about)
            if alone:
                position = _beside(it, at, Role.POSITION, meaning) or position
                workplace = _beside(it, at, Role.WORKPLACE, meaning) or workplace
            made.append(
                ScheduledExpert(one.full_name, position, workplace, meaning.number if alone else 0, one.about)
            )
    if not made and not it.unclear:
        if columns:
            it.unclear.append("специалисты не указаны")
        made = [ScheduledExpert(one.full_name, *_about(one.about), about=one.about) for one in around.experts]
    elif around.experts:
        known = {normalised(one.full_name) for one in made}
        made += [
            ScheduledExpert(one.full_name) for one in around.experts if normalised(one.full_name) not in known
        ]
    return tuple(made)


def _parts_from(head: Head, at: int) -> list[int]:
    """The columns of one expert's name by parts: surname and what follows it."""
    columns = [at]
    for role in PARTS_OF_NAME[1:]:
        following = next((one for one in head.columns(role, Whose.EXPERT) if one > columns[-1]), None)
        if following is not None and following - columns[-1] <= 1:
            columns.append(following)
    return columns


def _beside(it: _Row, at: int, role: Role, meaning: Meaning) -> str:
    """The expert's own column of that role: of the same number, else to the right before another expert."""
    columns = it.head.columns(role, Whose.EXPERT)
    numbered = [one for one in columns if meaning.number and _number(it.head, one) == meaning.number]
    later = [one for one in it.head.experts if one > at]
    near = [
        one
        for one in columns
        if at < one < (later[0] if later else len(it.head.meanings)) and not _number(it.head, one)
    ]
    found = (numbered or near)[:1]
    text = it.cell(found[0]).line if found else ""
    return "" if text.lower() in _NOTHING else text


def _number(head: Head, at: int) -> int:
    meaning = head.meanings[at]
    return meaning.number if meaning is not None else 0


def _about(text: str) -> tuple[str, str]:
    """«учитель, МАОУ СОШ № 4» as position and workplace, where it is clear which is which."""
    found = _SCHOOL.search(text)
    if found is None:
        return (text, "") if text and len(text) <= 60 else ("", "")
    return text[: found.start()].strip(" ,;:-–—"), text[found.start() :].strip(" ,;")


def _form(it: _Row, around: Around) -> Form:
    written = it.text(Role.FORM)
    if written:
        form = read_form(written)
        if form is Form.UNKNOWN:
            it.unclear.append(f"форма: «{_short(written)}»")
        return form
    here = any(is_tick(one.line) for one in it.cells(Role.IN_PERSON))
    away = any(is_tick(one.line) for one in it.cells(Role.REMOTE))
    if here != away:
        return Form.IN_PERSON if here else Form.REMOTE
    if here or it.cells(Role.IN_PERSON) or it.cells(Role.REMOTE):
        it.unclear.append("форма: не ясно, какая отмечена")
        return Form.UNKNOWN
    return around.form


def _when(it: _Row, around: Around) -> tuple[Period | None, date | None, date | None]:
    period, days = None, Days()
    about_year = around.period.first_day if around.period else around.year
    for cell in it.cells(Role.PERIOD) + it.cells(Role.DAYS):
        if cell.day is not None:
            days = Days(cell.day) if days.begins is None else days
            continue
        named, assumed = period_in(cell.text, about_year)
        if named is not None:
            period = period or named
            it.assumed += [assumed] if assumed else []
        read = read_days(cell.text, about_year.year if about_year else None)
        if read.begins is not None and days.begins is None:
            days = read
        if named is None and read.begins is None:
            it.unclear.append(f"период: «{_short(cell.text)}»" + (f" ({read.problem})" if read.problem else ""))
    begins, ends = (
        _one_day(it, Role.BEGINS, "начало") or days.begins,
        _one_day(it, Role.ENDS, "окончание") or days.ends,
    )
    if begins and ends and begins > ends:
        it.unclear.append(f"первый день ({begins:%d.%m.%Y}) позже последнего ({ends:%d.%m.%Y})")
        begins = ends = None
    if period is None and not it.cells(Role.PERIOD):
        period = around.period
        if period is not None and around.period_assumed:
            it.assumed.append(around.period_assumed)
    return period, begins, ends


def _one_day(it: _Row, role: Role, what: str) -> date | None:
    for cell in it.cells(role):
        if cell.day is not None:
            return cell.day
        read = read_days(cell.text)
        if read.begins is not None and read.ends is None:
            return read.begins
        it.unclear.append(f"{what}: «{_short(cell.text)}»" + (f" ({read.problem})" if read.problem else ""))
    return None


def _short(text: str) -> str:
    line = one_line(cleaned(text))
    return line if len(line) <= 60 else line[:59] + "…"
