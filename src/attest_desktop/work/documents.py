"""The application and the documents attached to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attest_desktop.domain.errors import NotFoundError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.store import FileKind, StoredFile
from attest_desktop.work.desk import Desk
from attest_desktop.work.saving import write_file

if TYPE_CHECKING:
    from attest_desktop.service import Reference

LISTED = "documents."


@dataclass(frozen=True, slots=True)
class Document:
    """One document: kept on this machine (`file`), or a link to a video or another site (`url`)."""

    title: str
    file: StoredFile | None
    url: str | None


def kept_documents(desk: Desk, attestee_id: str) -> tuple[Document, ...] | None:
    """The documents as last fetched; None when they never were."""
    listed: list[dict[str, str]] | None = desk.store.facts.get(LISTED + attestee_id)
    if listed is None:
        return None
    files = {one.sha256: one for one in desk.store.files.all(FileKind.DOCUMENT, attestee_id)}
    return tuple(
        Document(item["title"], files.get(item.get("sha256", "")), item.get("url") or None) for item in listed
    )


def fetch_documents(
    desk: Desk, attestee_id: str, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[Document, ...]:
    """Download everything attached to the application into the store; links to video stay links."""
    progress("Открываем заявление…", 0.0)
    offered = desk.online(lambda cabinet: cabinet.documents(attestee_id))
    listed: list[dict[str, str]] = []
    for count, one in enumerate(offered):
        stop_if(cancelled)
        progress(f"Скачиваем {count + 1} из {len(offered)}…", count / len(offered))
        item = {"title": one.title}
        if one.external_url:
            item["url"] = one.external_url
        if one.link is not None:
            item["sha256"] = _download(desk, one.link, one.title, attestee_id, cancelled)
        listed.append(item)
    desk.store.facts.set(LISTED + attestee_id, listed, desk.now())
    progress("Готово", 1.0)
    return kept_documents(desk, attestee_id) or ()


def _download(desk: Desk, link: Reference, title: str, attestee_id: str, cancelled: Cancelled) -> str:
    download = desk.online(lambda cabinet: cabinet.download(link, cancelled=cancelled))
    kept = desk.store.files.put(
        FileKind.DOCUMENT, title, download.file_name, download.content, desk.now(), attestee_id=attestee_id
    )
    return kept.sha256


def save_document(desk: Desk, document: Document, folder: Path) -> Path:
    """Write a kept document into a folder that the user chose; an existing file is never overwritten."""
    if document.file is None:
        raise NotFoundError("Этот документ — ссылка, а не файл.", "Откройте её в браузере.")
    return write_file(folder / document.file.file_name, desk.store.files.content(document.file.id), keep_old=True)
