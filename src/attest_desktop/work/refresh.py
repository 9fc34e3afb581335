"""«Обновить»: take in what the cabinet shows now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from attest_desktop import service
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service import PageNotUnderstoodError
from attest_desktop.store import Changes, FileKind, StoreDamagedError
from attest_desktop.work.desk import Desk
from attest_desktop.work.kept import FETCHED, PROFILE
from attest_desktop.work.kept import LastRefresh as LastRefresh
from attest_desktop.work.kept import kept_profile as kept_profile
from attest_desktop.work.kept import last_refresh as last_refresh

if TYPE_CHECKING:
    from attest_desktop.service import AttestationPage, Cabinet, Download, Home, TemplateLink

MARK = "refresh.mark."


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
    page = desk.online(lambda cabinet: cabinet.attestation())
    problems += page.problems
    stop_if(cancelled)
    if not page.rows and not isinstance(home, str) and home.assigned:
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
        kind = FileKind.GUIDE if offered.is_guide else FileKind.TEMPLATE
        download = _download(desk, kind, offered, cancelled)
        desk.store.files.put(kind, offered.title, download.file_name, download.content, desk.now())
        fetched.append((offered.title, download.file_name, download.sha256))
    # What finds blanks in forms is loaded here, in the background: the window shows before it.
    from attest_desktop.work.template import take_answers_over

    take_answers_over(desk)
    if all(offered.is_guide for offered in page.templates):
        problems.append("На странице аттестации не найден шаблон итогового заключения.")
    return tuple(fetched)


def _download(desk: Desk, kind: FileKind, offered: TemplateLink, cancelled: Cancelled) -> Download:
    """The file as it is now: the service is always asked, and sends it only if it is not the one we have."""
    kept = _kept_copy(desk, kind, offered)
    mark = kept.mark if kept else ""
    fresh = desk.online(lambda cabinet: cabinet.download_changed(offered.link, mark, cancelled=cancelled))
    if fresh is None and kept is not None:
        return kept
    if fresh is None:
        raise PageNotUnderstoodError(offered.title, "файл (вместо него пришёл пустой ответ)")
    if fresh.mark and isinstance(offered.link, service.Link):
        desk.store.facts.set(MARK + offered.link.address, [fresh.mark, fresh.sha256], desk.now())
    return fresh


def _kept_copy(desk: Desk, kind: FileKind, offered: TemplateLink) -> Download | None:
    """What was last downloaded from there, if it is still here whole and the service gave it a mark."""
    if not isinstance(offered.link, service.Link):
        return None
    said: list[str] | None = desk.store.facts.get(MARK + offered.link.address)
    if not said:
        return None
    for one in desk.store.files.all(kind):
        if one.sha256 == said[1] and one.title == offered.title:
            try:
                return service.Download(one.file_name, desk.store.files.content(one.id), one.sha256, said[0])
            except StoreDamagedError:
                return None  # the service's own copy is whole
    return None
