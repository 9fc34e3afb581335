"""The schedule beside the cabinet in one look, then what of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.counting import counted
from attest_desktop.gui.context import Context
from attest_desktop.gui.schedule.lines import Counts, PartCard
from attest_desktop.gui.schedule.taking import TakingPage
from attest_desktop.gui.schedule.words import agreeing, as_text, parts, totals
from attest_desktop.gui.shell.connection import STALE
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    Second,
    SecondaryButton,
    TextButton,
    Title,
    Tone,
    resize_within_screen,
    scrolled,
)
from attest_desktop.gui.words import ago
from attest_desktop.work.last_place import left_open
from attest_desktop.work.schedule import rows_to_keep
from attest_desktop.work.schedule_filling import Filling, Taken, fillings, put_back, take_schedule
from attest_desktop.work.schedule_matching import Comparison

TITLE = "График"
TAKE, ACCEPT = "Принять данные второго специалиста…", "Принять"
COPY, COPIED = "Скопировать итог", "Итог сверки скопирован: его можно вставить в письмо координатору."
ALL_AGREES = "График и личный кабинет совпадают."
NOT_YOU_TITLE = "В этом графике Вас нет"
NOT_YOU = (
    "Ни одна строка не записана за Вами. Проверьте, тот ли это файл и Ваш ли период. Если файл тот, спросите "
    "муниципального координатора."
)
SIZE = (900, 640)


class ScheduleDialog(QDialog):
    """Shows the comparison; nothing is kept or written before «Принять».

    `other` lets the user open another file over the same window: for who is not in this one.
    """

    def __init__(
        self,
        context: Context,
        comparison: Comparison,
        parent: QWidget | None = None,
        other: Callable[[QWidget | None], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._found, self._other = context, comparison, other
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        resize_within_screen(self, *SIZE)
        self._cards: list[PartCard] = []
        self._taking = TakingPage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._result())
        self._pages.addWidget(self._taking)
        self._copy = TextButton(COPY, self._on_copy, icon="copy")
        self._back = SecondaryButton("Закрыть", self._on_back)
        self._next = PrimaryButton(TAKE, self._on_next)
        self._next.setEnabled(bool(comparison.matches or comparison.alike))
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._copy)
        bottom.addStretch(1)
        bottom.addWidget(self._back)
        bottom.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.L)
        column.addWidget(self._pages, 1)
        column.addLayout(bottom)

    @property
    def confirmed(self) -> tuple[str, ...]:
        """The attestees whose alike names the user confirmed."""
        return tuple(id_ for card in self._cards for id_ in card.ticked)

    def _result(self) -> QWidget:
        found = self._found
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(Title(found.file_name or TITLE))
        column.addWidget(Second(totals(found)))
        column.addWidget(Counts(found))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, tokens.S, 0)
        lines.setSpacing(tokens.M)
        for said in self._said():
            lines.addWidget(said)
        for part in parts(found):
            card = PartCard(part)
            self._cards.append(card)
            lines.addWidget(card)
        if (agreed := agreeing(found)).lines:
            lines.addWidget(PartCard(agreed))
        lines.addStretch(1)
        column.addWidget(scrolled(inside), 1)
        return page

    def _said(self) -> Iterator[Banner]:
        """Above the parts: what the comparison is worth."""
        found, context = self._found, self._context
        last = context.last_refresh.at
        if last is not None and (not context.online or context.now() - last > STALE):
            without = "Сейчас связи нет. " if not context.online else ""
            words = f"{without}Список аттестуемых взят {ago(last, context.now())}: с тех пор он мог измениться."
            yield Banner(words, title="Сверено с сохранённым списком", tone=Tone.NEUTRAL, icon="cloud-off")
        if not found.mine:
            nobody = Banner(NOT_YOU, title=NOT_YOU_TITLE, tone=Tone.WARN)
            if self._other is not None:
                nobody.add_button(SecondaryButton("Другой файл…", self._on_other, icon="folder-open"))
            yield nobody
        elif found.agrees:
            yield Banner(ALL_AGREES, tone=Tone.OK)

    def _on_other(self) -> None:
        above = self.parentWidget()
        self.reject()
        if self._other is not None:
            self._other(above)

    def _on_back(self) -> None:
        if self._pages.currentIndex():
            self._show_page(0)
        else:
            self.reject()

    def _on_next(self) -> None:
        desk, found, confirmed = self._context.desk, self._found, self.confirmed
        if self._pages.currentIndex():
            self._accept(self._taking.chosen)
            return

        def job(_progress: object, _cancelled: object) -> tuple[tuple[Filling, ...], int]:
            rows = rows_to_keep(desk, found, confirmed)
            return fillings(desk, rows), len(rows)

        def show(changes: tuple[tuple[Filling, ...], int]) -> None:
            self._taking.show_fillings(*changes)
            self._show_page(1)
            self._next.setEnabled(changes[1] > 0)

        self._context.runner.start(job, owner=self, title="Сверяем с черновиками", on_done=show, quiet=True)

    def _show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._copy.setVisible(not number)
        for button, words in ((self._back, ("Закрыть", "Назад")), (self._next, (TAKE, ACCEPT))):
            button.setText(words[number])
            button.setAccessibleName(words[number])
        self._next.setEnabled(True)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._found))
        self._copy.setText("Скопировано")
        self._context.say(COPIED)

    def _accept(self, chosen: tuple[Filling, ...]) -> None:
        context, found, confirmed = self._context, self._found, self.confirmed
        desk = context.desk

        def refreshed(taken: Taken, opened: str | None) -> None:
            context.people_changed.emit()
            if opened in [one.attestee_id for one in taken.filled]:
                # The editor would save its own copy over the change.
                context.navigate.emit("editor", opened)

        def putting_back(taken: Taken) -> str | None:
            put_back(desk, taken)
            return left_open(desk)

        def undo(taken: Taken) -> None:
            context.runner.start(
                lambda _p, _c: putting_back(taken),
                owner=context,
                on_done=lambda opened: refreshed(taken, opened),
                quiet=True,
                in_order=True,
            )

        def done(result: tuple[Taken, str | None]) -> None:
            taken, opened = result
            refreshed(taken, opened)
            context.say(_told(taken), lambda: undo(taken))

        context.runner.start(
            lambda _p, _c: (take_schedule(desk, found, confirmed, chosen), left_open(desk)),
            owner=context,
            title="Принимаем данные графика",
            on_done=done,
            in_order=True,
        )
        self.accept()


def _told(taken: Taken) -> str:
    kept = counted(taken.kept, "педагог", "педагога", "педагогов")
    if not taken.filled:
        return f"График запомнен: {kept}."
    drafts = counted(len(taken.filled), "черновик", "черновика", "черновиков")
    return f"График запомнен: {kept}. Второй специалист записан в {drafts}."


def show_schedule(
    context: Context,
    comparison: Comparison,
    parent: QWidget | None,
    other: Callable[[QWidget | None], None] | None = None,
) -> ScheduleDialog:
    """Open the dialog over the window; `other` opens another file."""
    dialog = ScheduleDialog(context, comparison, parent, other)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
