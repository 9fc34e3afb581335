"""What the schedule said of the own attestees, kept on this machine; of other people's nothing is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.record import Expert
from attest_desktop.work.desk import Desk

SCHEDULE = "schedule"
_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An attestee's row of the schedule; what it does not tell is empty, UNKNOWN or None.

    `where` is the place in the file, `file_name` its name, `read_at` when it was read.
    """

    attestee_id: str
    second: Expert
    form: Form
    begins: date | None
    ends: date | None
    where: str
    file_name: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """A schedule that was read: how many of its rows are the user's own and how many there are."""

    file_name: str
    read_at: datetime
    mine: int
    rows: int


def scheduled(desk: Desk) -> Mapping[str, Scheduled]:
    """What is kept, by the attestee's id; empty before the first schedule."""
    return {id_: _scheduled(id_, row) for id_, row in _kept(desk)["people"].items()}


def schedule_of(desk: Desk, attestee_id: str) -> Scheduled | None:
    """What is kept of one attestee."""
    row = _kept(desk)["people"].get(attestee_id)
    return _scheduled(attestee_id, row) if row else None


def schedule_files(desk: Desk) -> tuple[ScheduleFile, ...]:
    """The schedules that were read, the newest first."""
    return tuple(
        ScheduleFile(one["file_name"], datetime.fromisoformat(one["read_at"]), one["mine"], one["rows"])
        for one in _kept(desk)["files"]
    )


def keep_scheduled(
    desk: Desk, file: ScheduleFile, people: Collection[Scheduled], *, instead_of: Collection[str] = ()
) -> None:
    """Keep these rows; what an earlier schedule said of them, and of `instead_of`, is forgotten."""
    kept = _kept(desk)
    known = {id_: row for id_, row in kept["people"].items() if id_ not in instead_of}
    known |= {one.attestee_id: _as_json(one) for one in people}
    line = {
        "file_name": file.file_name,
        "read_at": file.read_at.isoformat(),
        "mine": file.mine,
        "rows": file.rows,
    }
    desk.store.facts.set(SCHEDULE, {"people": known, "files": [line, *kept["files"]][:_MOST_FILES]}, file.read_at)


def forget_schedule(desk: Desk) -> None:
    """Forget all that schedules said."""
    desk.store.facts.forget(SCHEDULE)


def schedule_mark(desk: Desk) -> Any:
    """What is kept, as one value for `put_schedule_back`."""
    return desk.store.facts.get(SCHEDULE)


def put_schedule_back(desk: Desk, mark: Any) -> None:
    """Bring back what was kept before."""
    if mark is None:
        forget_schedule(desk)
    else:
        desk.store.facts.set(SCHEDULE, mark, desk.now())


def _kept(desk: Desk) -> dict[str, Any]:
    kept: dict[str, Any] | None = desk.store.facts.get(SCHEDULE)
    return kept or {"people": {}, "files": []}


def _as_json(one: Scheduled) -> dict[str, Any]:
    return {
        "second": [one.second.full_name, one.second.position, one.second.workplace],
        "form": one.form.value,
        "begins": one.begins.isoformat() if one.begins else None,
        "ends": one.ends.isoformat() if one.ends else None,
        "where": one.where,
        "file_name": one.file_name,
        "read_at": one.read_at.isoformat(),
    }


def _scheduled(id_: str, row: dict[str, Any]) -> Scheduled:
    return Scheduled(
        id_,
        Expert(*row["second"]),
        Form(row["form"]),
        date.fromisoformat(row["begins"]) if row["begins"] else None,
        date.fromisoformat(row["ends"]) if row["ends"] else None,
        row["where"],
        row["file_name"],
        datetime.fromisoformat(row["read_at"]),
    )
