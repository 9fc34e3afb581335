"""What the card asks of the use cases, each in one background job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from attest_desktop.domain.errors import NotFoundError, UserError
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.outside import keep_for_opening
from attest_desktop.gui.sending import send_rows
from attest_desktop.store import Attempt
from attest_desktop.work.control_look import Look, last_look
from attest_desktop.work.desk import Desk
from attest_desktop.work.documents import Document, kept_documents
from attest_desktop.work.paper_lot import waiting_pages
from attest_desktop.work.people import Person, person
from attest_desktop.work.refresh import last_refresh
from attest_desktop.work.send import Unsent, enqueue
from attest_desktop.work.signing_trail import standing


@dataclass(frozen=True, slots=True)
class CardData:
    """Everything the card shows; `documents` is None when they were never fetched.

    `unsigned` tells that the text was changed after signing, and is empty when it was not; `scans` counts pages
    that were scanned and not made the conclusion yet; `look` is the last one into the cabinet.
    """

    person: Person
    documents: tuple[Document, ...] | None
    attempts: tuple[Attempt, ...]
    seen_at: datetime | None
    unsigned: str = ""
    scans: int = 0
    look: Look | None = None


def load(desk: Desk, attestee_id: str) -> CardData:
    """The card of one attestee."""
    found = person(desk, attestee_id)
    attempts = desk.store.outbox.attempts(found.sending.id) if found.sending else ()
    return CardData(
        found,
        kept_documents(desk, attestee_id),
        attempts,
        last_refresh(desk).at,
        _unsigned(desk, found),
        waiting_pages(desk, attestee_id),
        last_look(desk, attestee_id),
    )


def _unsigned(desk: Desk, found: Person) -> str:
    if not found.edited_since:
        return ""
    try:
        now = standing(desk, found.id)
    except UserError:
        return ""  # without a template there is nothing to compare; the card is shown all the same
    return now.message if now else ""


def send(desk: Desk, found: Person, progress: Progress, cancelled: Cancelled) -> Unsent | None:
    """Send the finished conclusion, or the row that waits already; what stopped it, if anything did."""
    row = found.sending
    if found.conclusion is not None and (row is None or row.conclusion_id != found.conclusion.id):
        row = enqueue(desk, found.conclusion)
    if row is None:
        raise NotFoundError("Готового заключения нет.", "Напишите и подпишите его.")
    return send_rows(desk, [row.id], progress, cancelled)


def document_to_open(desk: Desk, document: Document) -> Path:
    """A kept document where the system's viewer can read it."""
    if document.file is None:
        raise NotFoundError("Этот документ — ссылка, а не файл.", "Откройте её в браузере.")
    return keep_for_opening(document.file.file_name, desk.store.files.content(document.file.id))


def pdf_to_open(desk: Desk, found: Person) -> Path:
    """The newest file of the conclusion where the system's viewer can read it."""
    name = file_name_for(found.attestee.full_name)
    if found.conclusion is None and found.sending is not None:
        name = found.sending.file_name
    return keep_for_opening(name, newest_pdf(desk, found))


def newest_pdf(desk: Desk, found: Person) -> bytes:
    """The newest file of the conclusion."""
    if found.conclusion is not None:
        return desk.store.conclusions.pdf(found.conclusion.id)
    if found.sending is not None:
        return desk.store.outbox.content(found.sending.id)
    raise NotFoundError("Готового файла ещё нет.", "Напишите и подпишите заключение.")
