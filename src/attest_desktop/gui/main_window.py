"""The window: joins the views, nothing more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from attest_desktop.domain.names import short_name
from attest_desktop.domain.profile import Profile
from attest_desktop.gui import keys
from attest_desktop.gui.commands import Commands
from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.catcher import DropCatcher
from attest_desktop.gui.makers import makers
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.returning import Returning
from attest_desktop.gui.shell import (
    Keyboard,
    MessageStrip,
    OverDialog,
    Place,
    ProgressStrip,
    Sidebar,
    Stage,
    TopBar,
    first_of,
)
from attest_desktop.gui.sign_in import SignInAgain
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.welcome.first_steps import FIRST_STEPS
from attest_desktop.gui.widgets import bring_into_sight, restyle
from attest_desktop.work.desk import SignInNeededError
from attest_desktop.work.first_steps import FirstStep, looked_at
from attest_desktop.work.refresh import kept_profile

if TYPE_CHECKING:
    from attest_desktop.gui.coach import Coach

PLACES = (
    Place("home", "Главная", "house"),
    Place("attestees", "Аттестуемые", "users"),
    Place("outbox", "Исходящие", "send"),
    Place("signatures", "Подписи", "signature"),
    Place("profile", "Профиль", "id-card"),
    Place("settings", "Настройки", "settings"),
    Place("help", "Справка", "circle-help"),
)
# Views without an entry of their own belong to that of another.
BELONGS_TO = {
    "card": "attestees",
    "editor": "attestees",
    "paper": "attestees",
    "control": "home",
    "timeline": "home",
    "season": "home",
}
# Views of one attestee.
OF_ONE = ("card", "editor", "paper")
GEOMETRY = "window"
# Half of a 1366×768 screen at 150 % has 910×512; the frame takes its part.
SMALLEST = QSize(680, 400)
# In a narrower window the navigation keeps its icons only.
ROOMY = 1040
AGE_EVERY_MS = 30_000
CLOSING_MS = 15_000


class MainWindow(QMainWindow):
    """Emits `closed` when it is gone, `left` when the user signed out or left the training.

    `enter_wanted` comes when the user is through with the training and wants to sign in.
    """

    closed = Signal()
    left = Signal()
    enter_wanted = Signal()

    def __init__(self, context: Context, preferences: Preferences) -> None:
        super().__init__()
        self.context = context
        self.preferences = preferences
        self.setWindowTitle("Аттестация: учебный режим" if context.training else "Аттестация")
        self.setMinimumSize(SMALLEST)
        self._makers = makers(context, preferences)
        self.views: dict[str, View] = {}
        self._trail: list[tuple[str, object]] = []
        self.sidebar = Sidebar(PLACES, context.desk.account.user_name, "")
        self.top_bar = TopBar(context)
        self.strip = MessageStrip()
        self.stage = Stage()
        self.keyboard = Keyboard(self, lambda: self.current)
        self.coach = self._make_coach() if context.training else None
        self.progress = ProgressStrip(context.runner)
        self._lay_out()
        self.commands = Commands(self, self, PLACES)
        self.drops = DropCatcher(self, context, lambda: self.current, self.go)
        self.returning = Returning(self, self, context, frozenset(self._makers))
        self._connect()
        self._fit()
        self._restore()
        self.go("home")

    def _make_coach(self) -> Coach:
        # It points at controls of many views: only the training pays for loading them.
        from attest_desktop.gui.coach import Coach

        return Coach(self, self, self.context)

    # Layout

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self.top_bar, self.strip):
            right.addWidget(part)
        right.addWidget(self.stage, 1)
        if self.coach is not None:
            right.addWidget(self.coach.panel)
        right.addWidget(self.progress)
        whole = QWidget()
        whole.setObjectName("ground")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.coach is not None:
            column.addWidget(self.coach.bar(self.leave))
            restyle(self.sidebar, "training", True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        context = self.context
        self.sidebar.chosen.connect(self.go)
        self.top_bar.back.connect(self.go_back)
        self.top_bar.sought.connect(self.commands.find)
        self.top_bar.sign_in.connect(self._on_sign_in)
        context.navigate.connect(self.go)
        context.message.connect(self.strip.show_message)
        OverDialog(self, context, self.strip)
        context.sign_in_wanted.connect(self._ask_sign_in)
        context.left.connect(self.leave)
        context.guide_wanted.connect(self._on_guide)
        if self.coach is not None:
            self.coach.enter_wanted.connect(self._on_enter)
        context.connection_changed.connect(self._show_waiting)
        context.people_changed.connect(self._load_who)
        self._age = QTimer(self, interval=AGE_EVERY_MS)
        self._age.timeout.connect(self.top_bar.show_connection)
        self._age.start()

        theme.changed.connect(self._fit)
        for by, key in ((1, keys.NEXT), (-1, keys.PREVIOUS)):
            key.put(self, partial(self._step_person, by))
        keys.PANES.put(self, self._next_pane)
        (self._undo,) = keys.UNDO.put(self, self.strip.undo)
        self._undo.setEnabled(False)
        self.strip.changed.connect(self._allow_undo)

    def _allow_undo(self) -> None:
        """Only what the message offers; views that can undo by themselves come first."""
        own = self.current is not None and self.current.name == "paper"
        self._undo.setEnabled(self.strip.can_undo and not own)

    def _fit(self) -> None:
        self.sidebar.set_narrow(narrow=self.width() < ROOMY * max(1.0, theme.scale))

    def showEvent(self, event: QShowEvent) -> None:
        """From now on files may be dropped; the keyboard is in the view, not in the navigation."""
        super().showEvent(event)
        if self.current is not None:
            self._take_keyboard(self.current)
        self.setAcceptDrops(True)
        self.drops.listen()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """By Tab; and by Qt when the control that has the keyboard vanishes: then it stays in its view."""
        if self.isVisible() and self.keyboard.passes_on(self.focusWidget()):
            return True
        moved = super().focusNextPrevChild(forward)
        bring_into_sight(self.focusWidget())
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The navigation gives way to the view."""
        super().resizeEvent(event)
        self._fit()

    def _step_person(self, by: int) -> None:
        self.commands.step_person(by, self.current.name if self.current is not None else "")

    def _next_pane(self) -> None:
        """Navigation, top bar, message, view, navigation again."""
        now = QApplication.focusWidget()
        coach = self.coach.panel if self.coach is not None else None
        parts = (self.sidebar, self.top_bar, self.strip, self.current, coach)
        panes = [one for one in parts if one and one.isVisible()]
        at = next((place for place, one in enumerate(panes) if now is not None and one.isAncestorOf(now)), -1)
        for step in range(1, len(panes) + 1):
            pane = panes[(at + step) % len(panes)]
            first = self._first_of(pane)
            if first is not None:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                bring_into_sight(first)
                return

    def _first_of(self, pane: QWidget) -> QWidget | None:
        if pane is self.sidebar:
            return next((one for one in self.sidebar.entries.values() if one.isChecked()), None)
        return first_of(pane)

    # Going about

    @property
    def current(self) -> View | None:
        """The view in front."""
        shown = self.stage.current
        return shown if isinstance(shown, View) else None

    @property
    def place(self) -> tuple[str, str]:
        """The view in front, and whose it is; nobody's is empty."""
        name, payload = self._trail[-1] if self._trail else ("", None)
        who = payload[0] if isinstance(payload, tuple) and payload else payload
        return name, who if name in OF_ONE and isinstance(who, str) else ""

    def go(self, name: str, payload: object = None) -> None:
        """Bring a view to the front, unless the one in front may not be left."""
        if (
            self.current is not None
            and self._trail
            and self._trail[-1][0] != name
            and not self.current.may_leave()
        ):
            return
        if name in self.sidebar.entries and payload is None:
            self._trail.clear()
        elif self._trail and self._trail[-1][0] == name:
            self._trail.pop()
        self._trail.append((name, payload))
        self._show(name, payload)

    def go_back(self) -> None:
        """To the view before; from the first one to «Главная»."""
        if len(self._trail) > 1 and self.current is not None and self.current.may_leave():
            self._trail.pop()
            self._show(*self._trail[-1])

    def _show(self, name: str, payload: object) -> None:
        if name not in self.views:
            view = self.views[name] = self._makers[name]()
            view.retitled.connect(self._show_title)
            self.stage.add(view)
        view = self.views[name]
        self.stage.show_view(view)
        self.sidebar.show_current(BELONGS_TO.get(name, name))
        self._show_title()
        self._allow_undo()
        self.commands.note_place(name, payload)
        if name == "profile" and not self.context.training:
            self._note_first_step(FirstStep.PROFILE)
        view.opened(payload)
        self._take_keyboard(view)

    def _take_keyboard(self, view: View) -> None:
        """Tab begins within the view, unless the keyboard was left where it still can be seen."""
        now = self.focusWidget()
        if now is None or not now.isVisible() or not self.isActiveWindow():
            view.take_keyboard()

    def _show_title(self) -> None:
        view = self.current
        if view is None:
            return
        before = self._trail[-2][0] if len(self._trail) > 1 else ""
        places = {place.view: place.title for place in PLACES}
        back_to = places.get(before) or (self.views[before].title if before in self.views else "")
        self.top_bar.show_place(view.title, back_to=back_to)

    # What the context says

    def _show_waiting(self) -> None:
        self.sidebar.entries["outbox"].set_count(self.context.waiting, "Ждут отправки или внимания")

    def _load_who(self) -> None:
        def loaded(profile: Profile | None) -> None:
            if profile is not None and profile.full_name:
                self.sidebar.set_who(short_name(profile.full_name), self.context.desk.account.user_name)

        self.context.runner.start(
            lambda _p, _c: kept_profile(self.context.desk), owner=self, on_done=loaded, quiet=True
        )

    def _on_sign_in(self) -> None:
        self.context.ask_sign_in(
            SignInNeededError("Сейчас программа работает без связи с личным кабинетом."), self.context.refresh
        )

    def _ask_sign_in(self, error: SignInNeededError) -> None:
        prompt = SignInAgain(self.context, error, self)
        prompt.accepted.connect(self.context.signed_in_again)
        prompt.rejected.connect(self.context.sign_in_put_off)
        prompt.finished.connect(prompt.deleteLater)
        prompt.open()

    def leave(self) -> None:
        """Sign out, or leave the training."""
        if self.current is None or self.current.may_leave():
            self.left.emit()

    def _on_guide(self) -> None:
        """What leads a beginner: through the training, or through the first days."""
        if self.coach is not None:
            self.coach.begin()
        else:
            self.go("home", FIRST_STEPS)

    def _on_enter(self) -> None:
        if self.current is None or self.current.may_leave():
            self.enter_wanted.emit()

    def _note_first_step(self, step: FirstStep) -> None:
        desk = self.context.desk
        self.context.runner.start(lambda _p, _c: looked_at(desk, step), owner=self, quiet=True, in_order=True)

    # Beginning and ending

    def begin(self) -> None:
        """Start the background work; go back to where the window was closed."""
        self.context.begin()
        self._load_who()
        if self.context.desk.signed_in and not self.context.training:
            self.context.refresh()
        self.returning.begin()

    def _restore(self) -> None:
        kept = self.preferences.state(GEOMETRY)
        if kept is None or not self.restoreGeometry(kept):
            # The title bar needs room as well.
            self.resize(QSize(1280, 760).boundedTo(self.screen().availableSize() - QSize(0, 40)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being saved is finished, what is being sent is stopped where it can go on later."""
        if self.current is not None and not self.current.may_leave():
            event.ignore()
            return
        self.preferences.keep_state(GEOMETRY, self.saveGeometry())
        self.context.end()
        self.setEnabled(False)
        self.context.runner.cancel_all()
        self.context.runner.wait_idle(CLOSING_MS)
        self.returning.keep()
        super().closeEvent(event)
        self.closed.emit()
