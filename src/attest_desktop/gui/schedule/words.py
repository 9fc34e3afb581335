"""What the comparison says to a person, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.counting import counted
from attest_desktop.domain.likeness import Likeness
from attest_desktop.papers.schedule import ScheduleRow
from attest_desktop.work.schedule_matching import Comparison, Match

ALIKE, DIFFERING, SURPLUS, MISSING = "Похожие имена", "Расхождения", "Нет в личном кабинете", "Нет в графике"
NOT_MINE, NOT_READ = "В графике другие специалисты", "Не прочитано в файле"
ALIKE_TODO = "Отметьте тех, кто действительно тот же педагог: остальных программа не тронет."
SURPLUS_TODO = (
    "Нажмите «Обновить» на главной странице. Если педагога в личном кабинете по-прежнему нет, сообщите "
    "муниципальному координатору."
)
MISSING_TODO = "Проверьте, весь ли график открыт. Если весь, сообщите муниципальному координатору."
NOT_READ_TODO = "Найдите эти места в файле и проверьте, нет ли в них Вас."


@dataclass(frozen=True, slots=True)
class Line:
    """One person or place: a heading, what is to be said, what to do. `tick` is the attestee to be confirmed."""

    head: str
    said: tuple[str, ...] = ()
    todo: str = ""
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of lines with one advice for all of them."""

    title: str
    lines: tuple[Line, ...]
    todo: str = ""


def totals(found: Comparison) -> str:
    """How many there are here and there."""
    said = [f"В графике за Вами {_people(found.mine)}", f"в личном кабинете на эти периоды — {found.cabinet}"]
    if found.assigned is not None:
        said.append(f"на главной странице сервиса всего — {found.assigned}")
    others = found.rows - found.mine
    tail = f" Остальные строки графика ({others}) — других специалистов." if others else ""
    if found.elsewhere:
        tail += f" О других периодах графика нет: {_people(len(found.elsewhere))} в сверку не входят."
    return ", ".join(said) + "." + tail


def parts(found: Comparison) -> tuple[Part, ...]:
    """What there is to look into, the most urgent first; empty when all agrees."""
    made = (
        Part(NOT_MINE, tuple(_of_match(one) for one in found.not_mine)),
        Part(ALIKE, tuple(_alike(one, found.me) for one in found.alike), ALIKE_TODO),
        Part(DIFFERING, tuple(_of_match(one) for one in found.differing)),
        Part(SURPLUS, tuple(_surplus(row) for row in found.surplus), SURPLUS_TODO),
        Part(MISSING, tuple(_missing(one) for one in found.missing), MISSING_TODO),
        Part(
            NOT_READ,
            tuple(
                Line(_first_up(one.where) + (f" и дальше, всего {_rows(one.rows)}" if one.rows > 1 else ""),
                     (f"{_first_up(one.why)}: {one.text}",))
                for one in found.not_read
            ),
            NOT_READ_TODO,
        ),
    )  # fmt: skip
    return tuple(part for part in made if part.lines)


def agreeing(found: Comparison) -> Part:
    """Those in whom nothing differs: what the schedule tells of each."""
    return Part("Совпало", tuple(_agreed(one) for one in found.matches if not one.differences))


def as_text(found: Comparison) -> str:
    """Everything as plain text, for a letter to the coordinator."""
    return "\n".join(_as_text(found))


def _as_text(found: Comparison) -> Iterator[str]:
    yield f"Сверка графика «{found.file_name}» с личным кабинетом. {totals(found)}"
    for part in parts(found):
        yield ""
        yield part.title
        for line in part.lines:
            yield " ".join([f"— {line.head}.", *line.said])


def _of_match(one: Match) -> Line:
    said = [f"{each.what}: в графике — {each.schedule}, в кабинете — {each.cabinet}." for each in one.differences]
    todo = " ".join(dict.fromkeys(each.todo for each in one.differences))
    return Line(one.attestee.full_name, (*said, *one.notes, _place(one.row)), todo)


def _agreed(one: Match) -> Line:
    row = one.row
    days = " – ".join(f"{day:%d.%m.%Y}" for day in (row.begins, row.ends) if day)
    second = f"второй специалист — {one.second.full_name}" if one.second else "второй специалист не указан"
    told = ", ".join(part for part in (row.form.russian, days or str(row.period or ""), second) if part)
    return Line(one.attestee.full_name, (f"{_first_up(told)}.", *one.notes))


def _alike(one: Match, me: str) -> Line:
    said = []
    if one.likeness is not Likeness.SAME:
        said.append(f"В графике — «{one.row.attestee}»: {one.likeness.value}.")
    if one.me not in (Likeness.SAME, Likeness.REORDERED, Likeness.INITIALS):
        named = ", ".join(f"«{each.full_name}»" for each in one.row.experts)
        said.append(f"Специалисты в графике — {named}; Ваше имя — «{me}»: {one.me.value}.")
    said += [f"{each.what}: в графике — {each.schedule}, в кабинете — {each.cabinet}." for each in one.differences]
    return Line(one.attestee.full_name, (*said, _place(one.row)), tick=one.attestee.id)


def _surplus(row: ScheduleRow) -> Line:
    about = ", ".join(part for part in (row.position, row.workplace, row.municipality) if part)
    when = ", ".join(part for part in (str(row.period or ""), row.form.russian) if part)
    return Line(row.attestee, (*(f"{_first_up(part)}." for part in (about, when) if part), _place(row)))


def _missing(one: Attestee) -> Line:
    about = ", ".join(part for part in (one.position, one.period, one.form.russian) if part)
    return Line(one.full_name, (f"{_first_up(about)}.",) if about else ())


def _place(row: ScheduleRow) -> str:
    return f"{_first_up(row.where)}."


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _people(count: int) -> str:
    return counted(count, "педагог", "педагога", "педагогов")


def _rows(count: int) -> str:
    return counted(count, "строка", "строки", "строк")
