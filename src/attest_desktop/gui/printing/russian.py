"""Words of Qt's print dialog that its own Russian translation leaves in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

MISSING = {
    "&Billing information:": "Сведения для &оплаты:",
    "&End:": "В &конце:",
    "&Start:": "В &начале:",
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


class FullRussian(QTranslator):
    """Qt's own translation and the words above."""

    def __init__(self) -> None:
        super().__init__()
        self.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def translate(self, context: str, source: str, disambiguation: str | bytes | None = None, n: int = -1) -> str:
        """The Russian words. An empty answer would be shown as it is: what nobody knows stays as it was."""
        known = super().translate(context, source, disambiguation, n)  # type: ignore[arg-type]  # str, says Qt
        return known or MISSING.get(source, source)


@contextmanager
def in_russian() -> Iterator[None]:
    """While one of Qt's print dialogs is made and shown."""
    app = QCoreApplication.instance()
    words = FullRussian()
    if app is not None:
        app.installTranslator(words)
    try:
        yield
    finally:
        if app is not None:
            app.removeTranslator(words)
