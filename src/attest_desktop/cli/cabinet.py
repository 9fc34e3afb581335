"""Commands that talk to the cabinet: sync, documents, send, outbox."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from attest_desktop.cli import files
from attest_desktop.cli.account import open_desk, open_kept
from attest_desktop.cli.run import DONE, NOT_DONE, OUTCOME_UNKNOWN, print_json, print_table
from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.sending import SendState
from attest_desktop.store import OutboxRow, StoreBusyError
from attest_desktop.work.desk import Desk
from attest_desktop.work.documents import fetch_documents, save_document
from attest_desktop.work.send import enqueue_file, retry_all, send_due
from attest_desktop.work.send import outbox as outbox_rows

if TYPE_CHECKING:
    from attest_desktop.work.refresh import Refreshed

_EXIT = {SendState.CONFIRMED: DONE, SendState.SENT: DONE, SendState.OUTCOME_UNKNOWN: OUTCOME_UNKNOWN}
_OFFLINE = "Нет связи с сервисом."
_IN_QUEUE = "Файл в очереди: повторите «outbox --retry»."
_WORDS = {
    SendState.QUEUED: "ждёт отправки",
    SendState.SENDING: "отправляется",
    SendState.OUTCOME_UNKNOWN: "нужно проверить",
    SendState.SENT: "отправлено",
    SendState.CONFIRMED: "подтверждено",
    SendState.FAILED: "не отправлено",
    SendState.CANCELLED: "отозвано",
}


def sync(options: argparse.Namespace) -> int:
    """Refresh attestees, counts and templates."""
    with open_desk(options) as desk:
        done = _refreshed(desk)
        attestees = [stored.attestee for stored in desk.store.attestees.all(include_gone=False)]
    if options.json:
        print_json(
            {
                "assigned": done.assigned,
                "attestees": [one.as_json() for one in attestees],
                "templates": [
                    {"title": title, "file": name, "sha256": sha256} for title, name, sha256 in done.templates
                ],
                "problems": list(done.problems),
            }
        )
        return DONE
    if attestees:
        rows = [("id", "Аттестуемый", "Период", "Форма", "Заявлена", "Заключение")]
        rows += [
            (
                one.id,
                one.full_name,
                one.period,
                one.form.russian or "—",
                one.claimed_category,
                "прикреплено" if one.conclusion_attached else "—",
            )
            for one in attestees
        ]
        print_table(rows)
    print(f"Назначено на сервисе: {'—' if done.assigned is None else done.assigned}. В таблице: {len(attestees)}.")
    for problem in done.problems:
        print(f"! {problem}")
    return DONE


def documents(options: argparse.Namespace) -> int:
    """Download what is attached to an application."""
    with open_desk(options) as desk:
        attestee = _find(desk, options.attestee)
        fetched = fetch_documents(desk, attestee.id)
        for one in fetched:
            if one.file is not None:
                print(save_document(desk, one, options.out))
            if one.url:
                print(f"{one.title}: {one.url}")
    if not fetched:
        print("К заявлению ничего не приложено.")
    return DONE


def send(options: argparse.Namespace) -> int:
    """Put a PDF into the outbox, send it and read it back."""
    content = files.read(options.file)
    with open_desk(options, offline_ok=True) as desk:
        attestee = _find(desk, options.attestee)
        row = enqueue_file(desk, attestee.id, options.file.name, content)
        hindrance = _OFFLINE
        if desk.signed_in:
            hindrance = _try_now(desk, row.id)
        row = desk.store.outbox.get(row.id)
    # Another process is sending it at this moment: how that ends is not known here.
    state = SendState.OUTCOME_UNKNOWN if row.state is SendState.SENDING else row.state
    code = _EXIT.get(state, NOT_DONE)
    reason = row.last_answer or hindrance
    if hindrance and code == DONE:
        # It had arrived before; whether it still is there was to be read now.
        code, reason = OUTCOME_UNKNOWN, f"Файл был отправлен раньше, но проверить это сейчас нельзя. {hindrance}"
    elif hindrance and row.state is SendState.QUEUED:
        reason = f"{hindrance} {_IN_QUEUE}"
    if options.json:
        print_json({"attestee": attestee.id, "sha256": row.sha256, "state": state.value, "reason": reason})
    else:
        print(f"{attestee.full_name}: {_WORDS[state]}. {reason if code == DONE else ''}".rstrip())
    if code != DONE:
        print(reason, file=sys.stderr)
    return code


def _try_now(desk: Desk, row_id: int) -> str:
    """Send the row; what kept it from being sent, if anything did."""
    try:
        _, stopped = send_due(desk, only=[row_id])
    except StoreBusyError as busy:
        return str(busy)
    return stopped.reason if stopped else ""


def outbox(options: argparse.Namespace) -> int:
    """Show the queue; with --retry send everything that waits."""
    code, reasons = DONE, []
    if options.retry:
        with open_desk(options) as desk:
            sent, stopped = retry_all(desk)
            code = max((_EXIT.get(row.state, NOT_DONE) for row in sent), default=DONE)
            reasons = [row.last_answer for row in sent if row.state not in _EXIT or _EXIT[row.state] != DONE]
            if stopped:
                code = max(code, NOT_DONE)
                reasons.append(stopped.reason)
            rows = _described(desk)
    else:
        with open_kept(options) as desk:
            rows = _described(desk)
    if options.json:
        print_json({"rows": rows})
    elif rows:
        table = [("№", "Аттестуемый", "Файл", "Состояние", "Попыток", "Ответ")]
        table += [
            (
                str(row["id"]),
                row["full_name"],
                row["file"],
                _WORDS[SendState(row["state"])],
                str(row["attempts"]),
                row["reason"],
            )
            for row in rows
        ]
        print_table(table)
    else:
        print("Очередь пуста.")
    for reason in dict.fromkeys(filter(None, reasons)):
        print(reason, file=sys.stderr)
    return code


def _described(desk: Desk) -> list[dict[str, Any]]:
    return [_row(desk, row) for row in outbox_rows(desk)]


def _row(desk: Desk, row: OutboxRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "attestee": row.attestee_id,
        "full_name": desk.store.attestees.get(row.attestee_id).attestee.full_name,
        "file": row.file_name,
        "sha256": row.sha256,
        "size": row.size,
        "state": row.state.value,
        "attempts": row.attempts,
        "reason": row.last_answer,
        "next_try_at": row.next_try_at.isoformat() if row.next_try_at else None,
        "created_at": row.created_at.isoformat(),
    }


def _refreshed(desk: Desk) -> Refreshed:
    from attest_desktop.work.refresh import refresh  # it knows forms, which the other commands do without

    return refresh(desk)


def _find(desk: Desk, piece: str) -> Attestee:
    """By id or a piece of the name; somebody not seen yet may have been added on the service just now."""
    try:
        return desk.store.attestees.find(piece).attestee
    except NotFoundError:
        if not desk.signed_in:
            raise
        _refreshed(desk)
        return desk.store.attestees.find(piece).attestee
