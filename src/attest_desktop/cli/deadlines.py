"""The command calendar: deadlines from what this machine keeps, also as a file for another calendar."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from attest_desktop.cli import files
from attest_desktop.cli.account import open_kept
from attest_desktop.cli.run import DONE, print_json, print_table
from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.names import short_name
from attest_desktop.domain.tomsk import ZONE_NAME
from attest_desktop.work.desk import Desk
from attest_desktop.work.remind import Agenda, Reminder, State, agenda, mark
from attest_desktop.work.where import choose_where

_DAY_OFF = {"суббота": "сб", "воскресенье": "вс", "праздничный день": "праздник"}
_PRIVATE = "В файле есть фамилии аттестуемых: не передавайте его другим."


def calendar(options: argparse.Namespace) -> int:
    """Show the deadlines; with --ics write those ahead for a calendar. Nothing is asked of the network."""
    with open_kept(options) as desk:
        if options.where:
            choose_where(desk, None if options.where == "auto" else Where(options.where))
        for keys, done in ((options.done, True), (options.undone, False)):
            for key in keys:
                mark(desk, key, done=done)
        made = agenda(desk, options.today)
        written = _write(desk, made, options.ics) if options.ics else None
    if options.json:
        document = _document(made)
        if written:
            document["ics"] = written
        print_json(document)
    else:
        _print(made)
        if written:
            print(
                f"Файл календаря: {written['file']}. Событий: {written['events']}, снято: {written['withdrawn']}."
            )
    if written and written["events"]:
        print(_PRIVATE, file=sys.stderr)
    return DONE


def _write(desk: Desk, made: Agenda, path: Path) -> dict[str, Any]:
    # The library of the format takes long to load: only who writes a file pays for it.
    from attest_desktop.work.ics import export, remember

    file = export(desk, made)
    files.write(path, file.content)
    remember(desk, file)
    return {"file": str(path), "events": file.events, "withdrawn": file.withdrawn}


def _document(made: Agenda) -> dict[str, Any]:
    return {
        "today": made.today.isoformat(),
        "timezone": ZONE_NAME,
        "where": made.where.value,
        "deadlines": [_row(one) for one in made.reminders],
        "problems": list(made.problems),
    }


def _row(one: Reminder) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind.value,
        "attestee": one.attestee_id,
        "full_name": one.full_name,
        "what": one.what,
        "date": one.day.isoformat(),
        "days_left": one.days_left,
        "state": one.state.value,
        "weekend": one.weekend,
        "day_off": one.day_off,
        "note": one.note,
        "rule": one.rule,
        "source": one.source,
    }


def _print(made: Agenda) -> None:
    rules = list(dict.fromkeys((one.rule, one.source) for one in made.open))
    notes = list(dict.fromkeys(one.note for one in made.open if one.note))
    if made.open:
        rows = [("Срок", "Осталось", "Аттестуемый", "Что сделать", "Правило", "Ключ")]
        rows += [
            (
                f"{one.day:%d.%m.%Y} {_DAY_OFF.get(one.day_off, '')}".rstrip(),
                one.left,
                short_name(one.full_name) or "—",
                one.what,
                str(rules.index((one.rule, one.source)) + 1) + "*" * bool(one.note),
                one.key,
            )
            for one in made.open
        ]
        print_table(rows)
        print()
        for number, (rule, source) in enumerate(rules, 1):
            print(f"{number}. {rule} ({source}.)")
        for note in notes:
            print(f"* {note[0].upper()}{note[1:]}.")
    else:
        print("Невыполненных сроков нет.")
    done = sum(one.state is State.DONE for one in made.reminders)
    print(f"Сегодня в Томске {made.today:%d.%m.%Y}. Вы работаете: {made.where.russian}. Сделано: {done}.")
    for problem in made.problems:
        print(f"! {problem}")
