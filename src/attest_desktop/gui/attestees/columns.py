"""The columns of the table: what stands in them, what is read aloud, what they are sorted by."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Any

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.names import parts
from attest_desktop.domain.text import normalised, one_line, without_brackets
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.words import day
from attest_desktop.work.people import Stage


class Column(IntEnum):
    """The columns as they stand from left to right before the user moves them; the value is the section."""

    NAME = 0
    PERIOD = 1
    POSITION = 2
    WORKPLACE = 3
    CATEGORY = 4
    FORM = 5
    DEADLINE = 6
    STAGE = 7
    EMAIL = 8
    EDITED = 9

    @property
    def title(self) -> str:
        """What stands above it."""
        return _TITLES[self]

    @property
    def head(self) -> str:
        """Its title where there is little room: over the column itself."""
        return _HEADS.get(self, self.title)

    @property
    def hint(self) -> str:
        """What is said of the column beyond its title."""
        return _HINTS.get(self, "")


_TITLES = {
    Column.NAME: "ФИО",
    Column.PERIOD: "Период",
    Column.POSITION: "Должность и предмет",
    Column.WORKPLACE: "Место работы",
    Column.CATEGORY: "Категория",
    Column.FORM: "Форма",
    Column.DEADLINE: "Срок",
    Column.STAGE: "Состояние",
    Column.EMAIL: "E-mail",
    Column.EDITED: "Текст изменён",
}
_HEADS = {Column.POSITION: "Должность"}
_HINTS = {
    Column.POSITION: "Должность; ниже — предмет",
    Column.CATEGORY: "Заявленная категория; ниже — имеющаяся",
    Column.DEADLINE: "Ближайший срок: сдать заключение или проверить загрузку. Самые срочные — первыми",
    Column.WORKPLACE: "Место работы, как Вы записали его в заключении",
    Column.EDITED: "Когда текст заключения менялся в последний раз",
}
SHOWN_FIRST = (
    Column.NAME, Column.POSITION, Column.CATEGORY, Column.FORM, Column.DEADLINE, Column.STAGE,
)  # fmt: skip
CATEGORY_ORDER = ("нет", "без", "перв", "высш")
STAGE_ORDER = {stage: place for place, stage in enumerate(Stage)}
NOTHING = "—"


def lines(row: Row, column: Column, today: date) -> tuple[str, str]:
    """Main and second line of a cell; worked out when they are first asked for."""
    told = row.texts.get(column)
    if told is None:
        told = row.texts[column] = _lines(row, column, today)
    return told


def _lines(row: Row, column: Column, today: date) -> tuple[str, str]:
    person, who = row.person, row.person.attestee
    match column:
        case Column.NAME:
            surname, first, patronymic = parts(who.full_name)
            return surname, f"{first} {patronymic}".strip()
        case Column.PERIOD:
            head, _, tail = who.period.rpartition(" ")
            return (head, tail) if tail.isdigit() and head else (who.period or NOTHING, "")
        case Column.POSITION:
            return who.position or NOTHING, ", ".join(who.subjects)
        case Column.WORKPLACE:
            return row.workplace or NOTHING, row.municipality
        case Column.CATEGORY:
            return (_category(who.claimed_category)[0] or "не указана"), _current(who.current_category)
        case Column.FORM:
            return who.form.russian or "не указана", ""
        case Column.DEADLINE:
            return (day(row.due.day, today) if row.due.day else NOTHING), row.due.words
        case Column.STAGE:
            return person.stage.value, _stage_note(row)
        case Column.EMAIL:
            return who.email or NOTHING, ""
        case Column.EDITED:
            return (_moment(person.draft_saved_at, today) if person.draft_saved_at else NOTHING), ""


def spoken(row: Row, column: Column, today: date) -> str:
    """A cell in full, with the column's name: for the tooltip and a screen reader."""
    who = row.person.attestee
    match column:
        case Column.NAME:
            return sentence(row, today)
        case Column.CATEGORY:
            now = who.current_category or "нет"
            return f"Категория: заявленная {who.claimed_category or 'не указана'}, имеющаяся {now}"
        case Column.DEADLINE:
            return "Срок: " + " ".join(row.due.in_full(today))
        case _:
            told = ", ".join(part for part in lines(row, column, today) if part)
            return f"{column.title}: {told.replace(NOTHING, 'не указано')}"


def sentence(row: Row, today: date) -> str:
    """The row as a screen reader says it: name, category, state, deadline, form."""
    who = row.person.attestee
    first, second = lines(row, Column.DEADLINE, today)
    due = f"срок {first}, {second}" if second else f"срок {first}" if row.due.day else "срок не определён"
    category = f"категория {who.claimed_category or 'не указана'}"
    stage = ", ".join(filter(None, lines(row, Column.STAGE, today)))
    form = f"форма: {who.form.russian or 'не указана'}"
    return "; ".join((who.full_name, category, f"состояние: {stage}", due, form))


def sort_key(row: Row, column: Column) -> tuple[Any, ...]:
    """What a column is sorted by: days by time, categories and stages by their order, the rest by letters."""
    who = row.person.attestee
    match column:
        case Column.NAME:
            return (normalised(who.full_name),)
        case Column.PERIOD:
            return row.period_rank
        case Column.POSITION:
            return (normalised(who.position), normalised(" ".join(who.subjects)))
        case Column.WORKPLACE:
            return (not row.workplace, normalised(row.workplace))
        case Column.CATEGORY:
            return (_category_rank(who.claimed_category), _category_rank(who.current_category))
        case Column.FORM:
            return (_FORM_ORDER[who.form],)
        case Column.DEADLINE:
            return row.due.rank
        case Column.STAGE:
            return (STAGE_ORDER[row.person.stage],)
        case Column.EMAIL:
            return (not who.email, who.email.casefold())
        case Column.EDITED:
            saved = row.person.draft_saved_at
            return (saved is None, -saved.timestamp() if saved else 0)


_FORM_ORDER = {form: place for place, form in enumerate(Form)}


def _category(text: str) -> tuple[str, str]:
    """«первая (срок истёк)» as «первая» and «срок истёк»."""
    plain = without_brackets(text)
    return plain, one_line(text.replace(plain, "", 1)).strip("() ") if plain and plain != text else ""


def _current(text: str) -> str:
    """«сейчас первая»; with a note, which tells that its term is over: «была первая»."""
    plain, note = _category(text)
    if not plain or normalised(plain).startswith(CATEGORY_ORDER[:2]):
        return "сейчас нет"
    return f"{'была' if note else 'сейчас'} {plain}"


def _category_rank(text: str) -> int:
    plain = normalised(text)
    return next((place for place, stem in enumerate(CATEGORY_ORDER) if plain.startswith(stem)), -1)


def _stage_note(row: Row) -> str:
    if row.person.gone:
        return "нет в таблице сервиса"
    return "изменено после отправки" if row.person.edited_since and row.person.sending else ""


def _moment(then: datetime, today: date) -> str:
    local = then.astimezone()
    clock = f"{local.hour}:{local.minute:02}"
    return f"сегодня в {clock}" if local.date() == today else day(local.date(), today)
