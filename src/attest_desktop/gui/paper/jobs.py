"""Recognising the pages of an added file, as one background job."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.pages.book import Book
from attest_desktop.papers.scans import Cleaning
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_way import Seen, look

# Wide enough for a dense screen, small enough for a hundred pages.
THUMBNAIL = 420
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Looked:
    """The pages of one file as recognised, with their pictures; by their sheets' keys."""

    seen: dict[Key, Seen]
    pictures: dict[Key, QImage]


def look_at(
    desk: Desk, attestee_id: str, file_id: int, cleaning: Cleaning, progress: Progress, cancelled: Cancelled
) -> Looked:
    """Recognise a file's pages and draw them small, as they will stand in the PDF."""
    seen = look(desk, attestee_id, file_id, cleaning, progress=progress, cancelled=cancelled)
    pictures: dict[Key, QImage] = {}
    if seen:
        book = Book(next(iter(seen.values())).pdf)
        try:
            for key, one in seen.items():
                number = one.page.page
                picture = book.picture(number, THUMBNAIL / max(book.sizes[number - 1]))
                if picture is not None:
                    pictures[key] = picture
        finally:
            book.close()
    return Looked(seen, pictures)
