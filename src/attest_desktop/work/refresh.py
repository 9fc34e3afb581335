"""«Обновить»: take in what the cabinet shows now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from attest_desktop.domain.profile import Profile
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service import AttestationPage, Cabinet, Download, Home, PageNotUnderstoodError, Reference
from attest_desktop.store import Changes, FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.template import take_answers_over

FETCHED = "refresh"
PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What the last refresh brought; `assigned` is None when the home page did not say the count."""

    at: datetime
    assigned: int | None
    changes: Changes
    templates: tuple[tuple[str, str, str], ...]
    problems: tuple[str, ...]


def refresh(desk: Desk, *, progress: Progress = silent, cancelled: Cancelled = never) -> Refreshed:
    """Read home, profile, the attestation table and the templates; store them in one go each.

    What a page does not give is left in the store as it was and named in `problems`. Raises the service's errors
    when the table itself could not be read: then nothing in the store has changed.
    """
    problems: list[str] = []
    progress("Главная страница…", 0.05)
    home = desk.online(_home)
    stop_if(cancelled)
    progress("Таблица аттестуемых…", 0.25)
    page = desk.online(Cabinet.attestation)
    problems += page.problems
    stop_if(cancelled)
    if not page.rows and isinstance(home, Home) and home.assigned:
        # An empty table would take everybody off the expert's list.
        raise PageNotUnderstoodError("Аттестация", f"строки таблицы (на главной назначено: {home.assigned})")
    progress("Ваши данные…", 0.5)
    profile = desk.online(_profile)
    if isinstance(home, str):
        problems.append(home)
        assigned = None
    else:
        assigned = home.assigned
    if assigned is not None and assigned != len(page.rows):
        problems.append(
            f"На главной странице сервиса назначено аттестуемых: {assigned}, а в таблице строк: {len(page.rows)}. "
            "Уточните у муниципального координатора."
        )
    stop_if(cancelled)
    now = desk.now()
    changes = desk.store.attestees.replace_all([row.attestee for row in page.rows], now)
    if isinstance(profile, str):
        problems.append(profile)
    else:
        desk.store.facts.set(PROFILE, asdict(profile), now)
    progress("Шаблоны…", 0.7)
    templates = _fetch_templates(desk, page, problems, cancelled)
    desk.store.facts.set(
        FETCHED, {"at": now.isoformat(), "assigned": assigned, "problems": problems, "rows": len(page.rows)}, now
    )
    progress("Готово", 1.0)
    return Refreshed(now, assigned, changes, templates, tuple(problems))


def _home(cabinet: Cabinet) -> Home | str:
    try:
        return cabinet.home()
    except PageNotUnderstoodError as unclear:
        return unclear.what


def _profile(cabinet: Cabinet) -> Profile | str:
    try:
        return cabinet.profile()
    except PageNotUnderstoodError as unclear:
        return unclear.what


def _fetch_templates(
    desk: Desk, page: AttestationPage, problems: list[str], cancelled: Cancelled
) -> tuple[tuple[str, str, str], ...]:
    """Download what the page offers; (title, file name, SHA-256) of each."""
    fetched = []
    for offered in page.templates:
        stop_if(cancelled)
        download = _download(desk, offered.link, cancelled)
        kind = FileKind.GUIDE if offered.is_guide else FileKind.TEMPLATE
        desk.store.files.put(kind, offered.title, download.file_name, download.content, desk.now())
        fetched.append((offered.title, download.file_name, download.sha256))
    take_answers_over(desk)
    if all(offered.is_guide for offered in page.templates):
        problems.append("На странице аттестации не найден шаблон итогового заключения.")
    return tuple(fetched)


def _download(desk: Desk, link: Reference, cancelled: Cancelled) -> Download:
    return desk.online(lambda cabinet: cabinet.download(link, cancelled=cancelled))


@dataclass(frozen=True, slots=True)
class LastRefresh:
    """What is remembered of the last refresh."""

    at: datetime | None = None
    assigned: int | None = None
    rows: int | None = None
    problems: tuple[str, ...] = ()


def last_refresh(desk: Desk) -> LastRefresh:
    """When the store was last brought up to date, and what was wrong then."""
    kept: dict[str, Any] | None = desk.store.facts.get(FETCHED)
    if not kept:
        return LastRefresh()
    return LastRefresh(datetime.fromisoformat(kept["at"]), kept["assigned"], kept["rows"], tuple(kept["problems"]))


def kept_profile(desk: Desk) -> Profile | None:
    """The profile as last fetched; None before the first refresh."""
    kept: dict[str, Any] | None = desk.store.facts.get(PROFILE)
    if not kept:
        return None
    return Profile(**{**kept, "subjects": tuple(kept["subjects"])})
