"""What the paper way asks of the use cases, each in one background job."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from attest_desktop.domain.errors import CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.finish.jobs import Outcome, row_now
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.sending import send_rows
from attest_desktop.papers.scans import Cleaning
from attest_desktop.store import FrozenConclusion, StoreBusyError
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_way import Seen, look
from attest_desktop.work.send import Unsent, enqueue

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


def send_frozen(desk: Desk, frozen: FrozenConclusion, progress: Progress, cancelled: Cancelled) -> Outcome:
    """Put the conclusion into the outbox and send it; it stays there whatever happens then."""
    row = enqueue(desk, frozen)
    stopped: Unsent | None = None
    try:
        stopped = send_rows(desk, [row.id], progress, cancelled)
    except CancelledError:
        stopped = Unsent("Отправка остановлена.", sign_in_needed=False)
    except StoreBusyError as busy:
        stopped = Unsent(str(busy), sign_in_needed=False)
    return Outcome(row_now(desk, row.id), stopped, desk.store.outbox.content(row.id))
