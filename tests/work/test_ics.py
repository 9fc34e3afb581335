"""The calendar file, read by its rules line by line and by a reader of the format."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.deadlines import Where
from attest_desktop.work.ics import CalendarFile, calendar_file
from attest_desktop.work.people import Person, Stage
from attest_desktop.work.remind import agenda_of
from tests.work.test_remind import TODAY, somebody

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
LONG_NAME = "Преображенская-Константинопольская, Аполлинария; Виссарионовна\\Оглы"


def exported(
    *people: Person, before: CalendarFile | None = None, now: datetime = NOW, today: date = TODAY
) -> CalendarFile:
    return calendar_file(agenda_of(people, Where.CITY, today), before.ledger if before else {}, now, "account")


def events(file: CalendarFile) -> dict[str, Any]:
    found = {str(one["UID"]): one for one in Calendar.from_ical(file.content).walk("VEVENT")}
    assert len(found) == file.events + file.withdrawn
    return found


def test_events_are_whole_days_with_alarms_and_their_rule() -> None:
    file = exported(somebody())
    scan, control = events(file).values()
    assert scan["SUMMARY"] == "Разместить подписанное заключение в электронной системе: Ольхова\u00a0В.П."
    assert str(control["SUMMARY"]).startswith("Проверить, что аттестуемый загрузил все страницы")
    assert (scan["DTSTART"].dt, scan["DTEND"].dt) == (date(2026, 12, 12), date(2026, 12, 13))
    assert b"DTSTART;VALUE=DATE:20261212\r\n" in file.content
    assert scan["DTSTAMP"].dt == datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
    description = str(scan["DESCRIPTION"])
    assert description.startswith("12.12.2026 — суббота, срок не переносится.\nПри дистанционной форме")
    assert "Источник: Презентация ЦОПМиКП" in description
    # At nine o'clock a week and a day before.
    triggers = [one["TRIGGER"].dt for one in scan.walk("VALARM")]
    assert triggers == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]
    assert {str(one["ACTION"]) for one in scan.walk("VALARM")} == {"DISPLAY"}


def test_past_and_done_things_are_left_out() -> None:
    assert exported(somebody(stage=Stage.CONFIRMED)).events == 1  # the control is still ahead
    (contract,) = events(exported(somebody(), today=date(2026, 12, 13))).values()
    assert contract["SUMMARY"] == "Лично подписать договор на первую половину 2027 года"
    empty = exported(somebody(form=Form.REMOTE), today=date(2027, 3, 1))
    assert events(empty) == {}
    assert [one.name for one in Calendar.from_ical(empty.content).subcomponents] == ["VTIMEZONE"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_name_is_folded_and_escaped_by_the_rules(name: str) -> None:
    file = exported(somebody(f"{LONG_NAME}{name}"))
    assert file.content.endswith(b"END:VCALENDAR\r\n")
    lines = file.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
        assert b"\n" not in line
        assert b"\r" not in line
    unfolded = file.content.replace(b"\r\n ", b"").decode()
    assert "Преображенская-Константинопольская\\," in unfolded
    names = [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n") if line]
    assert names.count("BEGIN") == names.count("END") == 1 + 2 * 3
    assert str(next(iter(events(file).values()))["SUMMARY"]).startswith("Разместить подписанное заключение")


def test_second_import_replaces_the_first() -> None:
    first = exported(somebody(), somebody("Яр Ян"))
    later = NOW + timedelta(days=3)
    again = exported(somebody(), somebody("Яр Ян"), before=first, now=later, today=date(2026, 11, 25))
    assert again.content == first.content
    moved = exported(somebody(period="январь-февраль 2027"), somebody("Яр Ян"), before=again, now=later)
    old, new = events(again), events(moved)
    assert {*old} < {*new}  # the new period has materials to look at and a contract
    changed = {uid for uid, one in old.items() if new[uid].to_ical() != one.to_ical()}
    assert len(changed) == 2
    for uid in changed:
        assert (old[uid]["SEQUENCE"], new[uid]["SEQUENCE"]) == (0, 1)
        assert new[uid]["DTSTAMP"].dt - old[uid]["DTSTAMP"].dt == timedelta(days=3)
        assert new[uid]["DTSTART"].dt == date(2027, 2, 12)


def test_what_became_done_is_taken_back_until_its_day_has_passed() -> None:
    first = exported(somebody())
    done = exported(somebody(stage=Stage.CONFIRMED), before=first, now=NOW + timedelta(days=1))
    assert (done.events, done.withdrawn) == (1, 1)
    (gone,) = (one for one in events(done).values() if one["STATUS"] == "CANCELLED")
    assert gone["UID"] in events(first)
    assert (gone["SEQUENCE"], list(gone.walk("VALARM"))) == (1, [])
    same = exported(somebody(stage=Stage.CONFIRMED), before=done, now=NOW + timedelta(days=2))
    assert same.content == done.content
    back = exported(somebody(), before=same, now=NOW + timedelta(days=3))
    assert (events(back)[str(gone["UID"])]["SEQUENCE"], back.withdrawn) == (2, 0)
    passed = exported(somebody(stage=Stage.CONFIRMED), before=same, today=date(2026, 12, 13))
    assert passed.withdrawn == 0
    assert events(exported(somebody(), before=passed))[str(gone["UID"])]["SEQUENCE"] == 2


def test_accounts_have_events_of_their_own() -> None:
    made = agenda_of([somebody()], Where.CITY, TODAY)
    one, other = (calendar_file(made, {}, NOW, account) for account in ("one", "other"))
    assert not {*events(one)} & {*events(other)}
    assert {str(it["UID"]).count("@") for it in events(one).values()} == {1}
    assert "Ольхова Вера" not in one.content.decode()
