"""A page of the strip as it is shown, and the words for how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from attest_desktop.papers.identity.telling import standing
from attest_desktop.work.paper_lot import Sheet
from attest_desktop.work.paper_way import Seen

WAITS, UNREADABLE = "ещё не узнана", "файл не читается"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: `total` are printed; `busy` while its file is being looked at, `problem` when that failed."""

    sheet: Sheet
    total: int
    seen: Seen | None = None
    picture: QImage | None = None
    doubled: bool = False
    busy: bool = False
    problem: str = ""

    @property
    def title(self) -> str:
        """What the page was recognised as."""
        if self.seen is None:
            return "Не читается" if self.problem else "Узнаём…" if self.busy else "Ещё не узнана"
        page = self.seen.page
        if page.blank:
            return "Пустая страница"
        if page.matches is None:
            return "Не из этого документа" if page.sure else "Не удалось узнать"
        if len(page.alike) > 1:
            return f"Страница {' или '.join(map(str, page.alike))} из {self.total}: они одинаковые"
        return f"Страница {page.matches} из {self.total}"

    @property
    def mark(self) -> tuple[str, str, str]:
        """How it stands: a few words, icon, tone."""
        if self.seen is None:
            return (UNREADABLE, "circle-alert", "bad") if self.problem else (WAITS, "clock", "neutral")
        page = self.seen.page
        if page.blank or (page.matches is None and page.sure):
            return "лишняя", "x", "bad"
        if page.matches is None and not page.altered:
            return "посмотрите", "circle-help", "warn"
        if page.altered:
            return "текст отличается", "triangle-alert", "bad"
        if self.doubled:
            return "повторяется", "copy", "warn"
        if any(place.doubtful for place in page.signatures):
            return "подпись: посмотрите", "circle-help", "warn"
        signed = sum(place.present for place in page.signatures)
        if signed < len(page.signatures):
            return f"подписи: {signed} из {len(page.signatures)}", "signature", "warn"
        return ("подписи есть" if page.signatures else "в порядке"), "check", "ok"

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader and the tooltip."""
        parts = [self.title, self.mark[0]]
        if self.seen is not None:
            page = self.seen.page
            parts += [f"{one.label}: подпись — {standing(one)}" for one in page.signatures]
            parts += [one.value for one in page.treatment]
            parts += page.doubts
        if self.problem:
            parts.append(self.problem)
        parts.append(f"файл «{self.sheet.name}»")
        return "; ".join(parts)
