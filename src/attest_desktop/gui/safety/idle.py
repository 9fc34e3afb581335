"""Closes the window when nobody has touched it for a while, until the expert shows that it is they."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QInputEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.sign_in.fields import PasswordLine
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Field, Heading, PrimaryButton, Second
from attest_desktop.work.lock import can_lock, lock_minutes, note_word, opens

TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
TITLE = "Окно закрыто, чтобы никто не увидел данные"
ABOUT = "Всё написанное сохранено, отправка и обновление идут своим чередом. Введите пароль, чтобы продолжить."
WRONG = "Не подходит. Нужен пароль личного кабинета или секретная фраза; проверьте раскладку и Caps Lock."
WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)
WIDTH, HEIGHT = 520, 340
WATCH_AFTER_MS = 1000


class LockWindow(QWidget):
    """Stands in for the closed windows. Emits `entered` with what was typed, `left` when the user closes it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Аттестация")
        self.resize(round(WIDTH * theme.scale), round(HEIGHT * theme.scale))
        self._line = PasswordLine("Пароль или секретная фраза")
        self._line.returnPressed.connect(self._on_go)
        self.field = Field("Пароль или секретная фраза", self._line)
        self.button = PrimaryButton("Продолжить работу", self._on_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XXL, tokens.XXL, tokens.XXL, tokens.XXL)
        column.setSpacing(tokens.M)
        heading = Heading(TITLE)
        heading.setWordWrap(True)
        column.addStretch(1)
        for part in (heading, Second(ABOUT), self.field):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self._line.setFocus()

    def refuse(self) -> None:
        """What was typed does not open."""
        self.set_busy(False)
        self.field.show_error(WRONG)
        self._line.selectAll()
        self._line.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While it is being looked at."""
        self._line.setEnabled(not busy)
        self.button.setEnabled(not busy)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it by its own button leaves the program."""
        if event.spontaneous():
            self.left.emit()
        super().closeEvent(event)

    def _on_go(self) -> None:
        if self._line.text():
            self.field.show_error("")
            self.set_busy(True)
            self.entered.emit(self._line.text())


class IdleLock(QObject):
    """Watches the whole program. Emits `locked`, `opened`."""

    locked = Signal()
    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._hidden: list[QWidget] = []
        self.window: LockWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.lock)
        # Nobody is away in the first second, in which thousands of events make the window.
        QTimer.singleShot(WATCH_AFTER_MS, self, self._watch)
        context.lock_changed.connect(self.load)
        self.load()

    def _watch(self) -> None:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr] # there is one by now
        if self._timer.isActive():
            self._timer.start()

    def load(self) -> None:
        """Ask for the user's choice."""
        desk = self._context.desk

        def choice() -> int | None:
            note_word(desk)
            return lock_minutes(desk) if can_lock(desk) else None

        def done(minutes: int | None) -> None:
            self._timer.setInterval((minutes or 0) * 60_000)
            if minutes is None:
                self._timer.stop()
            else:
                self._timer.start()

        self._context.runner.start(lambda _p, _c: choice(), owner=self, on_done=done, quiet=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Each touch begins the time anew."""
        # The kind of each event is dear to ask for, and most are none of the user's.
        if isinstance(event, QInputEvent) and event.type() in TOUCHES and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """Close all windows of the program behind one that asks for the password."""
        if self.window is not None:
            return
        self._timer.stop()
        self._hidden = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowType() in WINDOWS
        ]
        made = self.window = LockWindow()
        made.entered.connect(self._on_entered)
        made.left.connect(self._on_left)
        made.show()
        for one in self._hidden:
            one.destroyed.connect(self._on_gone)
            one.hide()
        self.locked.emit()

    def _on_entered(self, word: str) -> None:
        desk = self._context.desk

        def done(right: bool) -> None:
            if right:
                self._open()
            elif self.window is not None:
                self.window.refuse()

        self._context.runner.start(lambda _p, _c: opens(desk, word), owner=self, on_done=done, quiet=True)

    def _on_gone(self, gone: QObject) -> None:
        self._hidden = [one for one in self._hidden if one is not gone]

    def _on_left(self) -> None:
        for one in list(self._hidden):
            one.close()

    def _open(self) -> None:
        for one in self._hidden:
            one.show()
        self._hidden = []
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self._timer.interval():
            self._timer.start()
        self.opened.emit()
