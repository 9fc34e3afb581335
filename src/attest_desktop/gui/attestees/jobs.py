"""What the table asks of the use cases, each in one background job."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from attest_desktop.domain.errors import AttestError, CancelledError, EnvironmentFault, UserError
from attest_desktop.domain.names import short_name
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.attestees.due import by_person, due_of
from attest_desktop.gui.attestees.row import Row, make_row
from attest_desktop.gui.attestees.sheet import Sheet
from attest_desktop.gui.sending import send_rows, when_free
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.documents import fetch_documents
from attest_desktop.work.people import Stage, people
from attest_desktop.work.people_filter import KeptFilter, kept_filters
from attest_desktop.work.remind import agenda
from attest_desktop.work.send import Unsent, enqueue, take_back


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the view shows."""

    sheet: Sheet
    filters: tuple[KeptFilter, ...]


def load(desk: Desk, today: date) -> Loaded:
    """Everybody, with deadlines, and the kept filters."""
    rows = people(desk)
    due = by_person(agenda(desk, today, known=[one for one in rows if not one.gone]).reminders)
    back = {row.conclusion_id for row in desk.store.outbox.rows() if row.state is SendState.CANCELLED}
    made = []
    for one in rows:
        draft = desk.store.drafts.load(one.id) if one.draft_saved_at is not None else None
        correction = draft.content.get("corrections") if draft else None
        taken_back = one.conclusion is not None and one.conclusion.id in back
        made.append(make_row(one, due_of(one, due.get(one.id, ())), today, correction, taken_back=taken_back))
    return Loaded(Sheet(made, today), kept_filters(desk))


@dataclass(slots=True)
class Summary:
    """What came of an action on several rows: sentences for the user, whether all went well, what stopped it.

    `left` are the ids of attestees whose turn did not come.
    """

    title: str
    lines: list[str] = field(default_factory=list)
    good: bool = True
    to_outbox: bool = False
    left: tuple[str, ...] = ()
    stopped: Unsent | None = None


def ready(row: Row) -> bool:
    """Whether the row's conclusion can be sent as it is."""
    return row.person.stage is Stage.FINISHED and row.person.conclusion is not None


def send_ready(desk: Desk, rows: list[Row], progress: Progress, cancelled: Cancelled) -> Summary:
    """Send these finished conclusions, and the files that wait already.

    What the user stopped before its turn does not stay in the outbox, unless it was there before.
    """
    fresh = [enqueue(desk, row.person.conclusion).id for row in rows if ready(row) and row.person.conclusion]
    waiting = [row.person.sending.id for row in rows if not ready(row) and row.person.sending is not None]
    ids = [*waiting, *fresh]
    stopped: Unsent | None = None
    halted = False
    try:
        stopped = send_rows(desk, ids, progress, cancelled)
    except CancelledError:
        halted = True
        for row_id in fresh:
            if desk.store.outbox.get(row_id).state is SendState.QUEUED:
                when_free(partial(take_back, desk, row_id), lambda: False)
    states = [desk.store.outbox.get(row_id).state for row_id in ids]
    summary = _told(states, stopped, halted=halted)
    rows_of = [desk.store.outbox.get(row_id) for row_id in fresh]
    summary.left = tuple(row.attestee_id for row in rows_of if row.state is SendState.CANCELLED)
    return summary


def _told(states: list[SendState], stopped: Unsent | None, *, halted: bool) -> Summary:
    count = {state: states.count(state) for state in SendState}
    summary = Summary("Отправка остановлена" if halted else "Отправка закончена", stopped=stopped)
    waiting = count[SendState.QUEUED] + count[SendState.SENDING]
    for number, words in (
        (count[SendState.CONFIRMED], "Отправлено и подтверждено: {}."),
        (count[SendState.SENT], "Отправлено, но сравнить файл сервис не даёт: {}."),
        (count[SendState.CANCELLED], "Не отправлено, осталось готовым: {}."),
        (waiting, "Ждёт отправки в «Исходящих»: {}."),
        (count[SendState.OUTCOME_UNKNOWN], "Нужно проверить: {}."),
        (count[SendState.FAILED], "Не принято: {}."),
    ):
        if number:
            summary.lines.append(words.format(number))
    if stopped is not None:
        summary.title = "Отправлено не всё"
        summary.lines.append(stopped.reason)
    bad = count[SendState.FAILED] + count[SendState.OUTCOME_UNKNOWN] + waiting
    summary.good = not bad and not halted
    summary.to_outbox = bool(bad)
    return summary


def fetch_all(desk: Desk, rows: list[Row], progress: Progress, cancelled: Cancelled) -> Summary:
    """Download the documents of these attestees; a fault of one does not stop the others, an outage does."""
    summary = Summary("Документы скачаны")
    files, owners, empty, done = 0, 0, 0, 0
    failed: list[str] = []
    for number, row in enumerate(rows):
        name = short_name(row.person.attestee.full_name)
        try:
            stop_if(cancelled)
            progress(f"{name}, {number + 1} из {len(rows)}", number / len(rows))
            documents = fetch_documents(desk, row.id, cancelled=cancelled)
        except CancelledError:
            summary.title = "Скачивание остановлено"
            break
        except (EnvironmentFault, SignInNeededError) as fault:
            summary.title = "Скачано не всё"
            summary.stopped = Unsent(str(fault), sign_in_needed=isinstance(fault, SignInNeededError))
            failed.append(str(fault))
            break
        except UserError as error:
            failed.append(f"{name}: {_plain(error)}")
            continue
        here = sum(one.file is not None for one in documents)
        files += here
        owners += bool(here)
        empty += not documents
        done += 1
    summary.lines.append(f"Скачано файлов: {files}, аттестуемых: {owners}.")
    if empty:
        summary.lines.append(f"Ничего не приложено к заявлению: {empty}.")
    if done + len(failed) < len(rows) and summary.title != "Документы скачаны":
        summary.lines.append(f"Не дошла очередь: {len(rows) - done - len(failed)}.")
    summary.lines += failed
    summary.good = not failed and summary.title == "Документы скачаны"
    return summary


def _plain(error: AttestError) -> str:
    return error.what
