"""The line below the table: how many are shown, what can be done with the chosen rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from attest_desktop.gui.attestees.jobs import ready
from attest_desktop.gui.attestees.row import Row
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import LinkButton, Muted, PrimaryButton, SecondaryButton
from attest_desktop.gui.widgets.flow import Flow
from attest_desktop.gui.words import counted

# So many names are told in a tooltip; of more only the number.
MOST_NAMES = 12


class ActionBar(QWidget):
    """Emits what is wanted; does nothing itself. Sending takes the chosen rows if they are several, else all."""

    send = Signal(object)
    fetch = Signal(object)
    copy = Signal(object)
    export = Signal()
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Row] = []
        self._chosen: list[Row] = []
        self._busy = ""
        self.count = Muted("")
        self.count.setWordWrap(False)
        self.reset_button = LinkButton("Сбросить", self.reset.emit, name="Сбросить поиск и отбор")
        self.send_button = PrimaryButton("Отправить готовые", lambda: self.send.emit(self.to_send()), icon="send")
        self.fetch_button = SecondaryButton(
            "Скачать документы", lambda: self.fetch.emit(self._chosen), icon="download"
        )
        self.copy_button = SecondaryButton("Копировать", lambda: self.copy.emit(self._chosen), icon="copy")
        self.export_button = SecondaryButton("Выгрузить…", self.export.emit, icon="file-down")
        self._words = {one: one.text() for one in (self.fetch_button, self.copy_button, self.export_button)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        left = self._left = QWidget()
        left.setFixedHeight(self.send_button.sizeHint().height())
        inside = QHBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.M)
        inside.addWidget(self.count)
        inside.addWidget(self.reset_button)
        row.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QWidget()
        flow = self._flow = Flow(buttons, to_right=True)
        for button in self.buttons():
            flow.addWidget(button)
        row.addWidget(buttons, 1)
        self.reset_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons alone where the words need a second line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for button, words in self._words.items():
            button.setText(words)
        room = self.width() - self._left.sizeHint().width() - tokens.M
        if self._flow.sizeHint().width() > room:
            for button in self._words:
                button.setText("")

    def buttons(self) -> tuple[QPushButton, ...]:
        """The actions on rows."""
        return self.send_button, self.fetch_button, self.copy_button, self.export_button

    def to_send(self) -> list[Row]:
        """The rows that «Отправить готовые» would send."""
        if len(self._chosen) > 1:
            return [row for row in self._chosen if ready(row)]
        # What was taken out of the outbox goes only when it is chosen by name.
        return [row for row in self._found if ready(row) and not row.taken_back]

    def show_rows(self, found: list[Row], chosen: list[Row], whole: int, *, narrowed: bool) -> None:
        """Say how many are shown and chosen; allow what can be done with them."""
        self._found, self._chosen = found, chosen
        told = counted(whole, "аттестуемый", "аттестуемых", "аттестуемых") if whole else ""
        if narrowed:
            told = f"Показано {len(found)} из {whole}"
        if len(chosen) > 1:
            told += f" · выбрано {len(chosen)}"
        self.count.setText(told)
        self.reset_button.setVisible(narrowed)
        self._allow()
        self._fit()

    def set_busy(self, what: str) -> None:
        """While one action goes on no other begins; empty when it has ended."""
        self._busy = what
        self._allow()

    def _allow(self) -> None:
        to_send = self.to_send()
        number = f" ({len(to_send)})" if to_send else ""
        self.send_button.setText(f"Отправить готовые{number}")
        self.send_button.setAccessibleName(self.send_button.text())
        several = len(self._chosen) > 1
        whom = "Среди выбранных" if several else "Среди показанных"
        _allow(
            self.send_button,
            "" if to_send else f"{whom} нет готовых к отправке: допишите и подпишите заключение.",
            f"Отправить и проверить: {names(to_send)}",
            self._busy,
        )
        nobody = "" if self._chosen else "Сначала выберите одну или несколько строк."
        who = names(self._chosen)
        _allow(self.fetch_button, nobody, f"Скачать приложенное к заявлению: {who}", self._busy)
        _allow(self.copy_button, nobody, f"Скопировать для Word или Excel (Ctrl+C): {who}", "")
        _allow(
            self.export_button,
            "" if self._found else "Показанных строк нет: выгружать нечего.",
            "Сохранить показанные строки в файл для Excel (Ctrl+S)",
            "",
        )


def _allow(button: QPushButton, reason: str, hint: str, busy: str) -> None:
    """Switch a button on with its hint, or off with the reason."""
    why = busy or reason
    button.setEnabled(not why)
    button.setToolTip(why or hint)
    button.setAccessibleDescription(why or hint)


def names(rows: Sequence[Row]) -> str:
    """Whom an action is about, as far as it can be told in a line or two."""
    if len(rows) > MOST_NAMES:
        return counted(len(rows), "аттестуемый", "аттестуемых", "аттестуемых")
    return ", ".join(row.person.attestee.full_name for row in rows)
