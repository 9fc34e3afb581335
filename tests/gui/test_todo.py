"""The agenda's lines: every reminder in exactly one, sections by their days, words as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.gui.editor import FINISH
from attest_desktop.gui.home.going import SCHEDULE, Way, way
from attest_desktop.gui.home.plan import count_difference, unsaid
from attest_desktop.gui.home.ring import CIRCLE, sweep
from attest_desktop.gui.home.todo import (
    LATER,
    NEXT_WEEK,
    OVERDUE,
    THIS_WEEK,
    TODAY,
    done_lines,
    sections,
    until_next,
)
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.refresh import LastRefresh
from attest_desktop.work.remind import Reminder, State, agenda_of

SEEN = datetime(2026, 10, 1, tzinfo=UTC)
ORDER = (OVERDUE, TODAY, THIS_WEEK, NEXT_WEEK, LATER)
PERIODS = ("ноябрь-декабрь 2026", "декабрь 2026 - январь 2027", "январь-февраль 2027", "непонятно")


def somebody(
    number: int, period: str = PERIODS[0], form: Form = Form.REMOTE, stage: Stage = Stage.NOT_STARTED
) -> Person:
    attestee = Attestee(f"{number}", f"Ольхова-{number} Вера Павловна", period=period, form=form)
    return Person(attestee, stage, None, None, None, None, edited_since=False, gone=False, first_seen_at=SEEN)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(PERIODS), st.sampled_from(Form), st.sampled_from(Stage)), max_size=8
    ),
    st.sampled_from(Where),
    st.dates(date(2026, 9, 1), date(2027, 4, 1)),
    st.sets(st.integers(0, 30), max_size=4),
)  # fmt: skip
def test_every_reminder_stands_in_one_line(
    rows: list[tuple[str, Form, Stage]], place: Where, today: date, ticked: set[int]
) -> None:
    known = [somebody(number, *row) for number, row in enumerate(rows)]
    first = agenda_of(known, place, today)
    keys = {one.key for number, one in enumerate(first.reminders) if number in ticked}
    made = agenda_of(known, place, today, keys)
    found = sections(made)
    standing = [one.key for section in found for line in section.lines for one in line.reminders]
    folded = [one.key for line in done_lines(made) for one in line.reminders]
    assert sorted(standing + folded) == sorted(one.key for one in made.reminders)
    assert keys <= set(folded)
    titles = [section.title for section in found]
    assert titles == [title for title in ORDER if title in titles]
    for section in found:
        days = [line.first.day for line in section.lines]
        assert days == sorted(days)
        assert section.urgent is (section.title in (OVERDUE, TODAY))
        for line in section.lines:
            assert {(one.kind, one.day) for one in line.reminders} == {(line.first.kind, line.first.day)}
            assert (line.first.day < today) is (section.title == OVERDUE)
            assert (line.first.day == today) is (section.title == TODAY)
    assert (until_next(made) is None) is (not standing)


def test_weeks_end_on_sunday() -> None:
    def title(today: date) -> str:
        made = agenda_of([somebody(0, form=Form.IN_PERSON)], Where.OTHER, today)
        (found,) = (
            section.title for section in sections(made) for line in section.lines if line.first.kind is Kind.PAPER
        )
        return found

    saturday = date(2026, 12, 12)
    for days, expected in (
        (-1, OVERDUE),
        (0, TODAY),
        (1, THIS_WEEK),
        (5, THIS_WEEK),
        (6, NEXT_WEEK),
        (12, NEXT_WEEK),
        (13, LATER),
    ):
        assert title(saturday - timedelta(days=days)) == expected


def test_several_are_one_line_that_says_how_many() -> None:
    made = agenda_of([somebody(number) for number in range(5)], Where.CITY, date(2026, 11, 22))
    words = [line.words.replace("\u00a0", " ") for section in sections(made) for line in section.lines]
    assert words == [
        "Проверить материалы и видео: 5 аттестуемых",
        "Разместить заключения: 5 аттестуемых",
        "Проверить загрузку и подписи: 5 аттестуемых",
    ]
    (single,) = (
        line
        for line in sections(agenda_of([somebody(1)], Where.CITY, made.today))[-1].lines
        if line.first.kind is Kind.SCAN
    )
    assert single.read_aloud == "Разместить заключение: Ольхова-1 В.П., 12 декабря, суббота, осталось 20 дней"


def test_button_leads_to_where_it_is_done() -> None:
    def there(kind: Kind, stage: Stage) -> tuple[str, str, object] | None:
        one = somebody(7, stage=stage)
        reminder = Reminder("key", kind, one.id, "", "", date(2026, 12, 12), 1, State.SOON, "", "")
        found = way(reminder, one)
        return (found.words, found.view, found.payload) if found else None

    assert there(Kind.SCAN, Stage.NOT_STARTED) == ("Написать", "editor", "7")
    assert there(Kind.SCAN, Stage.DRAFT) == ("Продолжить", "editor", "7")
    assert there(Kind.PAPER, Stage.FINISHED) == ("К отправке", "editor", ("7", FINISH))
    assert there(Kind.SCAN, Stage.FAILED) == ("В «Исходящие»", "outbox", None)
    assert there(Kind.SCAN, Stage.DECIDED) == ("Открыть", "card", "7")
    assert there(Kind.MATERIALS, Stage.NOT_STARTED) == ("К материалам", "card", "7")
    assert there(Kind.CONTROL, Stage.CONFIRMED) == ("К проверке", "card", "7")
    schedule = Reminder("key", Kind.SCHEDULE, None, "", "", date(2026, 12, 18), 9, State.LATER, "", "")
    assert way(schedule, None) == Way("Сверить…", SCHEDULE)
    contract = Reminder("key", Kind.CONTRACT, None, "", "", date(2027, 1, 31), 9, State.LATER, "", "")
    assert way(contract, None) is None


def test_ring_is_round_only_when_all_is_done() -> None:
    assert (sweep(0, 0), sweep(0, 14), sweep(14, 14)) == (0, 0, CIRCLE)
    filled = [sweep(done, 400) for done in range(401)]
    assert filled == sorted(filled)
    assert filled[1] > 0
    assert filled[399] < CIRCLE - 100


def test_difference_of_the_counts_is_said_once() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    theirs = "На главной странице сервиса назначено аттестуемых: 11, а в таблице строк: 14. Уточните."
    last = LastRefresh(at, 11, 14, (theirs, "Другое."))
    assert (
        count_difference(last, 14)
        == "В таблице на 3 больше, чем назначено. Уточните у муниципального координатора."
    )
    assert "на 2 меньше" in count_difference(last, 9)
    assert unsaid(last.problems, last) == ("Другое.",)
    assert count_difference(LastRefresh(at, 14, 14), 14) == ""
    assert count_difference(LastRefresh(at, None, 14), 14) == ""
