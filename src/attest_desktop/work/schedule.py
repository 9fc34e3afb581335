"""«График»: a published schedule read, compared with the cabinet, and what it says of the own attestees kept."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.domain.record import Expert
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.papers.schedule import BadScheduleError, Hints, read_schedule
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import kept_profile, last_refresh
from attest_desktop.work.schedule_kept import Scheduled, ScheduleFile, keep_scheduled
from attest_desktop.work.schedule_matching import PERIOD, Comparison, Match, compared

logger = logging.getLogger(__name__)
LARGEST_FILE = 100_000_000
"""Bytes."""


def compare_file(
    desk: Desk, path: Path, *, progress: Progress = silent, cancelled: Cancelled = never
) -> Comparison:
    """Read the schedule that the user chose and compare it with the rows of the cabinet; nothing is kept yet.

    Raises BadScheduleError, UnsafePdfError, BadFileError, NotFoundError (the own name not known), CancelledError.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadScheduleError("Файл слишком большой: больше 100 МБ.", "Проверьте, тот ли файл выбран.")
        content = path.read_bytes()
    except OSError as fault:
        raise BadScheduleError("Файл не открывается.", "Проверьте, что он на месте и доступен.") from fault
    return compare_content(desk, content, path.name, progress=progress, cancelled=cancelled)


def compare_content(
    desk: Desk, content: bytes, file_name: str, *, progress: Progress = silent, cancelled: Cancelled = never
) -> Comparison:
    """The same for the file's bytes."""
    profile = kept_profile(desk)
    me = profile.full_name if profile else ""
    if not me:
        raise NotFoundError(
            "Программа не знает Вашего имени: данные из личного кабинета ещё не взяты.",
            "Нажмите «Обновить», затем откройте график ещё раз.",
        )
    attestees = [one.attestee for one in desk.store.attestees.all()]
    hints = Hints(tuple(one.full_name for one in attestees), me)
    schedule = read_schedule(content, hints, progress=progress, cancelled=cancelled)
    stop_if(cancelled)
    logger.info("schedule read: %d rows, %d not read", len(schedule.rows), len(schedule.not_read))
    return compared(
        schedule,
        attestees,
        me,
        file_name=file_name,
        assigned=last_refresh(desk).assigned,
        around=day_in_tomsk(desk.now()),
    )


def rows_to_keep(desk: Desk, comparison: Comparison, confirmed: Collection[str] = ()) -> tuple[Scheduled, ...]:
    """What the schedule says of the certain matches and of the alike ones whose attestee's id is `confirmed`.

    Rows of another period than the cabinet's are left out: that is an old schedule or a mistake to ask about.
    """
    now = desk.now()
    alike = [one for one in comparison.alike if one.attestee.id in confirmed]
    return tuple(
        Scheduled(
            one.attestee.id,
            one.second or Expert(),
            one.row.form,
            one.row.begins,
            one.row.ends,
            one.row.where,
            comparison.file_name,
            now,
        )
        for one in (*comparison.matches, *alike)
        if not _of_other_period(one)
    )


def keep_comparison(desk: Desk, comparison: Comparison, confirmed: Collection[str] = ()) -> int:
    """Keep `rows_to_keep`; how many they are. Nothing changes when there is none.

    What earlier schedules said of people whom this one misses, or gives to others, is forgotten.
    """
    rows = rows_to_keep(desk, comparison, confirmed)
    if rows:
        file = ScheduleFile(comparison.file_name, rows[0].read_at, comparison.mine, comparison.rows)
        gone = [one.id for one in comparison.missing] + [one.attestee.id for one in comparison.not_mine]
        keep_scheduled(desk, file, rows, instead_of=gone)
    return len(rows)


def _of_other_period(match: Match) -> bool:
    return any(one.what == PERIOD for one in match.differences)
