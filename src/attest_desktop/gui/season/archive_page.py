"""«Архив»: people of past periods, found by name or period; what was written, and the PDF as it was sent."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.outside import keep_for_opening, open_path
from attest_desktop.gui.season.table import Entry, ReadTable
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Card, EmptyState, PrimaryButton, SearchField, Second, SecondaryButton, Title
from attest_desktop.gui.words import counted
from attest_desktop.work.season_archive import Passage, Past, find, pdf_of, texts_of

HEADS = ("ФИО", "Период", "Состояние")
WIDTHS = (0, 206, 150)
NOTHING_WRITTEN = "Текста заключения в программе нет."
GONE = "В таблице личного кабинета этой строки больше нет."


class ArchivePage(QWidget):
    """`show_past` gives it whom to show; texts are read when somebody is chosen."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Архив")
        self._context = context
        self._past: tuple[Past, ...] = ()
        self._chosen: Past | None = None
        self.search = SearchField("Фамилия, период, предмет…", "Найти в архиве")
        self.search.textChanged.connect(lambda _text: self._show_found())
        self._count = Second("")
        self.table = ReadTable("Архив прошлых периодов", HEADS, WIDTHS)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._open_pdf)
        self._name = Title("")
        self._about = Second("")
        self.texts = QTextBrowser()
        self.texts.setAccessibleName("Текст заключения")
        self.texts.setOpenLinks(False)
        # Read only: it must not look like a field.
        self.texts.setStyleSheet("QTextBrowser { border: none; padding: 0; }")
        self.pdf_button = PrimaryButton(
            "Открыть PDF", lambda: self._open_pdf(self._chosen), icon="file-text", name="Открыть отправленный PDF"
        )
        self.card_button = SecondaryButton("Карточка", self._open_card, icon="id-card", name="Открыть карточку")
        self._empty = EmptyState(
            "archive",
            "Архив пуст",
            "Сюда попадают те, чей период окончен, и те, кого больше нет в таблице личного кабинета.",
        )
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = Card(padding=tokens.L), Card(padding=tokens.L)
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self.search, 1)
        top.addWidget(self._count)
        left.body.addLayout(top)
        left.body.addWidget(self.table, 1)
        right.setAccessibleName("Выбранный педагог")
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        for button in (self.pdf_button, self.card_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._name, self._about):
            right.body.addWidget(part)
        right.body.addLayout(buttons)
        right.body.addWidget(self.texts, 1)
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(left, 3)
        row.addWidget(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.addWidget(self._both, 1)
        column.addWidget(self._empty, 1)

    def show_past(self, past: tuple[Past, ...]) -> None:
        """Show the newest state."""
        self._past = past
        self._both.setVisible(bool(past))
        self._empty.setVisible(not past)
        self._show_found()

    def _show_found(self) -> None:
        found = find(self._past, self.search.text())
        words = counted(len(self._past), "человек", "человека", "человек")
        self._count.setText(f"{len(found)} из {len(self._past)}" if self.search.text() else words)
        self.table.show_entries([_entry(one) for one in found], choose_first=True)

    def _on_chosen(self, past: object) -> None:
        chosen = self._chosen = past if isinstance(past, Past) else None
        self._name.setText(chosen.line.name if chosen else "Никого не нашлось")
        self._about.setText(_about(chosen) if chosen else "Проверьте, как написано, или очистите поиск.")
        self.pdf_button.setVisible(chosen is not None and chosen.has_pdf)
        self.card_button.setVisible(chosen is not None)
        self.texts.clear()
        if chosen is None:
            return
        desk = self._context.desk

        def show(texts: tuple[Passage, ...]) -> None:
            if self._chosen is chosen:
                self.texts.setHtml(_html(texts))

        self._context.runner.start(lambda _p, _c: texts_of(desk, chosen.id), owner=self, on_done=show, quiet=True)

    def _open_pdf(self, past: object) -> None:
        if not isinstance(past, Past) or not past.has_pdf:
            return
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: keep_for_opening(*pdf_of(desk, past.id)),
            owner=self,
            title="Открываем заключение",
            on_done=open_path,
        )

    def _open_card(self) -> None:
        if self._chosen is not None:
            self._context.navigate.emit("card", self._chosen.id)


def _entry(one: Past) -> Entry:
    return Entry((one.line.name, one.line.period_words or "не указан", one.line.state), (), one)


def _about(one: Past) -> str:
    line = one.line
    parts = [" · ".join(part for part in (one.position, ", ".join(one.subjects)) if part)]
    form = f"{line.form.russian}, {line.category} категория" if line.category else line.form.russian
    parts.append(", ".join(part for part in (line.period_words, form) if part))
    if line.sent_on:
        parts.append(f"Сдано {line.sent_on:%d.%m.%Y}: {line.state}.")
    if one.gone:
        parts.append(GONE)
    return "\n".join(part for part in parts if part)


def _html(texts: tuple[Passage, ...]) -> str:
    if not texts:
        return f"<p>{escape(NOTHING_WRITTEN)}</p>"
    return "".join(
        f'<p style="margin-bottom:2px;"><b>{escape(one.title)}</b></p>'
        f'<p style="margin-top:0;">{escape(one.text).replace(chr(10), "<br>")}</p>'
        for one in texts
    )
