"""«Открыть файл от коллеги»: whose it is, what differs, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.hand_over.changes_view import ChangesView
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    PrimaryButton,
    Second,
    SecondaryButton,
    Title,
    Tone,
    resize_within_screen,
)
from attest_desktop.gui.words import ago, counted
from attest_desktop.papers.handover import Change
from attest_desktop.work.draft import DraftText
from attest_desktop.work.hand_over import put_back, take_texts
from attest_desktop.work.received import Comparison, Received, compared_with_own, not_taken, read_file

TITLE = "Файл от коллеги"
TAKE, SIGN_ONLY, SIGN = "Взять тексты в свой черновик", "Только подписать", "Подписать и закончить"
SINCE, WITH_OWN = "Сравнение с тем, что было передано", "Сравнение с текстом {}"
NOBODY = (
    "Среди Ваших аттестуемых такого педагога нет. Нажмите «Обновить», чтобы взять список из личного кабинета, "
    "или проверьте, тот ли это файл."
)
NO_TEXTS = (
    "В файле нет текстов, вложенных программой: его сделали или пересохранили в другой. Его можно сравнить, "
    "подписать и отправить таким, какой он есть."
)
UNCHANGED = "После передачи текст не меняли."
NO_OWN = "Вашего текста по этому педагогу ещё нет: сравнивать не с чем."
SAME_AS_OWN = "Отличий нет."
SIZE = (860, 600)
MOST_QUOTES, LONGEST_QUOTE = 3, 60


@dataclass(frozen=True, slots=True)
class Differences:
    """Both comparisons for one attestee."""

    since: tuple[Change, ...]
    own: Comparison
    left: tuple[str, ...] = ()  # paragraphs that «Взять тексты» does not bring


class ReceivedDialog(QDialog):
    """Shows the file; what is done with it is done by the views behind."""

    def __init__(self, context: Context, received: Received, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._received = context, received
        self._found: Differences | None = None
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        resize_within_screen(self, *SIZE)
        self._who = QComboBox()
        self._who.setAccessibleName("Чьё это заключение")
        for one in received.candidates:
            self._who.addItem(f"{one.full_name}, {one.period}", one)
        self._with = QComboBox()
        self._with.setAccessibleName("Сравнить")
        self._changes = ChangesView()
        self._left = Banner()
        self._take = SecondaryButton(TAKE, self._on_take)
        self._sign = PrimaryButton(SIGN_ONLY if received.draft else SIGN, self._on_sign)
        self._build()
        self._who.currentIndexChanged.connect(self._compare)
        self._with.currentIndexChanged.connect(self._show_changes)
        for button in (self._take, self._sign):
            button.setEnabled(bool(received.candidates))
        self._take.setVisible(received.draft is not None)
        if received.candidates:
            self._compare()

    @property
    def attestee(self) -> Attestee | None:
        """Whose conclusion it is."""
        chosen: Attestee | None = self._who.currentData()
        return chosen

    def _compare(self) -> None:
        attestee, received, desk = self.attestee, self._received, self._context.desk
        if attestee is None:
            return
        wanted = attestee.id

        def show(found: Differences) -> None:
            if self.attestee is not None and self.attestee.id == wanted:
                self._found = found
                self._show_found(found)

        self._context.runner.start(
            lambda _p, _c: Differences(
                received.changes, compared_with_own(desk, wanted, received), not_taken(received)
            ),
            owner=self,
            title="Сравниваем тексты",
            on_done=show,
            quiet=True,
        )

    def _show_found(self, found: Differences) -> None:
        self._with.blockSignals(True)
        self._with.clear()
        if self._received.handover is not None:
            self._with.addItem(f"{SINCE}: {_count(found.since)}", "since")
        if found.own.with_what:
            self._with.addItem(f"{WITH_OWN.format(found.own.with_what)}: {_count(found.own.changes)}", "own")
        self._with.blockSignals(False)
        self._with.setVisible(self._with.count() > 0)
        if not found.since and found.own.changes:
            self._with.setCurrentIndex(self._with.count() - 1)
        self._left.setVisible(bool(found.left))
        self._left.show_as(left_words(found.left), tone=Tone.WARN)
        self._show_changes()

    def _show_changes(self) -> None:
        if self._found is None:
            return
        match self._with.currentData():
            case "since":
                self._changes.show_changes(self._found.since, UNCHANGED)
            case "own":
                self._changes.show_changes(self._found.own.changes, SAME_AS_OWN)
            case _:
                self._changes.show_changes((), NO_OWN)

    def _on_take(self) -> None:
        attestee, received, context = self.attestee, self._received, self._context
        if attestee is None:
            return
        desk, wanted = context.desk, attestee.id

        def undo(former: DraftText) -> None:
            context.runner.start(
                lambda _p, _c: put_back(desk, wanted, former),
                owner=context,
                on_done=lambda _: reopen(),
                quiet=True,
                in_order=True,
            )

        def reopen() -> None:
            context.people_changed.emit()
            context.navigate.emit("editor", wanted)

        def done(former: DraftText | None) -> None:
            context.signatures_changed.emit()
            reopen()
            if former is None:
                context.say("Тексты коллеги взяты в Ваш черновик.")
            else:
                context.say("Тексты коллеги взяты. Прежний черновик — в «Истории».", lambda: undo(former))

        context.runner.start(
            lambda _p, _c: take_texts(desk, wanted, received),
            owner=context,
            title="Берём тексты коллеги",
            on_done=done,
            in_order=True,
        )
        self.accept()

    def _on_sign(self) -> None:
        attestee = self.attestee
        if attestee is not None:
            self.accept()
            self._context.navigate.emit("editor", (attestee.id, self._received))

    def _build(self) -> None:
        received = self._received
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.M)
        layout.addWidget(Title(self._heading()))
        layout.addWidget(Second(self._about()))
        if not received.candidates:
            layout.addWidget(Banner(NOBODY, title="Чьё это заключение, неясно", tone=Tone.WARN))
        elif len(received.candidates) > 1:
            layout.addWidget(Second("Подходит несколько аттестуемых. Выберите, чьё это заключение:"))
            layout.addWidget(self._who)
        if received.damage:
            layout.addWidget(Banner(f"{received.damage} Сам документ цел.", tone=Tone.WARN))
        elif received.handover is None:
            layout.addWidget(Banner(NO_TEXTS, tone=Tone.INFO))
        layout.addWidget(self._with)
        layout.addWidget(self._changes, 1)
        layout.addWidget(self._left)
        self._left.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addWidget(SecondaryButton("Закрыть", self.reject))
        buttons.addStretch(1)
        buttons.addWidget(self._take)
        buttons.addWidget(self._sign)
        layout.addLayout(buttons)
        for unused in (self._who, self._with):
            if unused.parentWidget() is None:
                unused.setParent(self)
                unused.hide()
        self._with.hide()
        self._changes.setVisible(bool(received.candidates))

    def _heading(self) -> str:
        handover, candidates = self._received.handover, self._received.candidates
        if handover is not None:
            return f"{handover.full_name}, {handover.period}"
        if len(candidates) == 1:
            return f"{candidates[0].full_name}, {candidates[0].period}"
        return self._received.file_name

    def _about(self) -> str:
        handover = self._received.handover
        if handover is None:
            return f"Файл «{self._received.file_name}»."
        when = ago(handover.handed_at, self._context.now())
        signature = " Подпись вложена." if handover.signature is not None else ""
        return f"Передал специалист: {short_name(handover.handed_by) or 'не указан'}, {when}.{signature}"


def open_received(context: Context, path: Path, parent: QWidget) -> None:
    """Read the file in the background and show what it is."""
    desk = context.desk

    context.runner.start(
        lambda _p, _c: read_file(desk, path),
        owner=parent,
        title="Открываем файл от коллеги",
        on_done=lambda received: show_received(context, received, parent),
    )


def show_received(context: Context, received: Received, parent: QWidget) -> None:
    """Show what the file is."""
    dialog = ReceivedDialog(context, received, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()


def choose_received(context: Context, parent: QWidget) -> None:
    """Ask for the file, then show it."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, "Открыть файл от коллеги", "", "Документы Word (*.docx *.docm);;Все файлы (*)"
    )
    if chosen:
        open_received(context, Path(chosen), parent)


def left_words(left: Sequence[str]) -> str:
    """What does not come with the texts, for reading; empty when everything comes."""
    if not left:
        return ""
    quoted = ", ".join(f"«{shorten(one, LONGEST_QUOTE, placeholder='…')}»" for one in left[:MOST_QUOTES])
    more = f" и ещё {len(left) - MOST_QUOTES}" if len(left) > MOST_QUOTES else ""
    return f"В черновик не перейдёт то, что стоит вне показателей, занятий и рекомендаций: {quoted}{more}."


def _count(changes: tuple[Change, ...]) -> str:
    return counted(len(changes), "отличие", "отличия", "отличий") if changes else "отличий нет"
