"""Words of Qt's print dialog that its own Russian translation leaves in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

MISSING = {
    "&Billing information:": "Сведения для &оплаты:",
    "&Start:": "&Начало:",
    "Banner page at end": "Страница-разделитель в конце",
    "Banner page at start": "Страница-разделитель в начале",
    "CUPS Banner page": "Страница-разделитель",
    "Form": "Печать",
    "Job &priority:": "&Важность задания:",
    "Page &Set:": "&Какие страницы:",
    "Page &order:": "&Порядок страниц:",
    "Pages &per sheet:": "Страниц на &листе:",
    "Scheduled &printing:": "&Время печати:",
}


class MissingWords(QTranslator):
    """Knows the words above and no others."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | bytes | None = None, _n: int = -1
    ) -> str:
        """The Russian words; empty for what Qt translates itself."""
        return MISSING.get(source, "")

    def isEmpty(self) -> bool:
        """Never."""
        return False


@contextmanager
def in_russian() -> Iterator[None]:
    """While one of Qt's print dialogs is made and shown."""
    app = QCoreApplication.instance()
    words = MissingWords()
    if app is not None:
        app.installTranslator(words)
    try:
        yield
    finally:
        if app is not None:
            app.removeTranslator(words)
