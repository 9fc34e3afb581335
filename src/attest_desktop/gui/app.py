"""Starting the program: fonts, theme, Russian dialogs, then sign-in or training, then the window."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from attest_desktop import __version__, bundled
from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui import keys, reader
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.crash import CrashKeeper
from attest_desktop.gui.help.update_keeper import UpdateKeeper
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.opening import Opening
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.reminders import ReminderKeeper
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.safety import CopyKeeper, IdleLock, OnlyWindow
from attest_desktop.gui.sign_in import SignInWindow
from attest_desktop.gui.theme import style
from attest_desktop.store import Secrets, Store
from attest_desktop.work.desk import DEFAULT_SERVER, Desk, default_data_dir
from attest_desktop.work.journal import begin_journal, end_journal
from attest_desktop.work.sign_in import account_at, sign_out
from attest_desktop.work.site import site_problem

if TYPE_CHECKING:
    from attest_desktop.work.training import Training

logger = logging.getLogger(__name__)


class Program(QObject):
    """Which window is open: sign-in, or the desk's."""

    def __init__(self, *, server: str, data_dir: Path, secrets: Secrets, preferences: Preferences) -> None:
        super().__init__()
        self._server, self._data_dir, self._secrets = server, data_dir, secrets
        self.preferences = preferences
        self.runner = Runner(self)
        self.crashes = CrashKeeper(self)
        self.runner.crashed.connect(self.crashes.show)
        self.sign_in: SignInWindow | None = None
        self.window: MainWindow | None = None
        self._training: Training | None = None
        self._lock: IdleLock | None = None
        self.opening = Opening(self, self)
        self._leaving = False
        self._entering = False

    def begin(self, *, training: bool, file: Path | None = None) -> None:
        """Show the first window; the file is opened as soon as that can be done."""
        self._show_sign_in()
        if training:
            self._begin_training()
        if file is not None:
            self.opening.give(file)

    def come_forward(self) -> None:
        """Bring whichever window is open before the others."""
        # A window that was closed because nobody sat there stays so: its password is asked for.
        locked = self._lock.window if self._lock is not None else None
        window = locked or self.window or self.sign_in
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def end(self) -> None:
        """Stop what still runs; called when the last window is closed."""
        self.runner.cancel_all()
        self.runner.wait_idle(5_000)
        self._close_training()

    def _show_sign_in(self) -> None:
        # Who comes from the training to sign in has chosen already.
        newcomer = not self._entering and not Store.any_here(self._data_dir)
        made = SignInWindow(self._server, self._data_dir, self._secrets, self.runner, welcome=newcomer)
        made.opened.connect(self._on_opened)
        made.training_wanted.connect(self._begin_training)
        keys.HELP.put(made, lambda: _open_guide(made))
        self.sign_in = made
        made.show()
        self.opening.look()

    def _begin_training(self) -> None:
        window = self.sign_in
        if window is None:
            return
        window.set_busy(True)

        def job(progress: Progress, cancelled: Cancelled) -> tuple[Training, Desk]:
            # The practice service is a web server: only the training pays for loading it.
            from attest_desktop.work.training import Training

            training = Training()
            try:
                return training, training.open_desk(progress=progress, cancelled=cancelled)
            except BaseException:
                training.close()
                raise

        def done(made: tuple[Training, Desk]) -> None:
            window.set_busy(False)
            self._training = made[0]
            self._on_opened(made[1])

        def failed(error: AttestError) -> None:
            window.set_busy(False)
            window.show_error(error)

        self.runner.start(job, owner=window, title="Учебный режим", on_done=done, on_failed=failed)

    def _on_opened(self, desk: Desk) -> None:
        context = Context(desk, self.runner, training=self._training is not None)
        window = MainWindow(context, self.preferences)
        context.setParent(window)
        window.closed.connect(lambda: self._on_closed(window, desk))
        window.left.connect(lambda: self._on_left(window))
        window.enter_wanted.connect(lambda: self._on_left(window, entering=True))
        self.window = window
        if self._training is None:
            CopyKeeper(context)
            self._lock = IdleLock(context)
            UpdateKeeper(context, self._data_dir)
            keeper = ReminderKeeper(context, self.come_forward)
            window.closed.connect(keeper.end)
        window.show()
        window.begin()
        if window.coach is not None:
            window.coach.begin()
        problem = site_problem(self._data_dir) if self._training is None else ""
        if problem:
            context.message.emit(Message(problem, title="Ваше описание сайта не прочитано", is_error=True))
        if self.sign_in is not None:
            self.sign_in.close()
            self.sign_in.deleteLater()
            self.sign_in = None
        self.opening.look()

    def _on_left(self, window: MainWindow, *, entering: bool = False) -> None:
        self._leaving, self._entering = True, entering
        window.close()
        self._leaving = self._entering = False

    def _on_closed(self, window: MainWindow, desk: Desk) -> None:
        """In the middle of the closing: a window shown now keeps the program going."""
        self.window = self._lock = None
        if self._leaving and self._training is None:
            self._sign_out(desk)
        else:
            desk.close()
        self._close_training()
        if self._leaving:
            self._show_sign_in()
        window.deleteLater()

    def _sign_out(self, desk: Desk) -> None:
        self.runner.start(lambda _p, _c: sign_out(desk), owner=self, on_failed=lambda _error: None, quiet=True)

    def _close_training(self) -> None:
        if self._training is not None:
            self._training.close()
            self._training = None


def _open_guide(parent: QWidget) -> None:
    # The guide's pages are loaded when they are asked for.
    from attest_desktop.gui.help.window import open_guide

    open_guide(parent, "first")


def make_application(arguments: list[str], preferences: Preferences) -> QApplication:
    """The QApplication with fonts, theme and Russian dialogs."""
    app = QApplication(arguments)
    app.setApplicationName("attest-desktop")
    app.setApplicationDisplayName("Аттестация")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("attest-desktop")
    reader.install()
    app.setWindowIcon(QIcon(str(bundled.path("icons", "app.svg"))))
    make_russian(app)
    style.install(app, preferences.look, preferences.scale)
    return app


def make_russian(app: QApplication) -> None:
    """Dates, numbers and Qt's own dialogs in Russian, whatever the system's language."""
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(app)
    if translator.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    else:
        logger.warning("Qt's Russian translation is missing")


def run(
    *,
    training: bool = False,
    server: str | None = None,
    data_dir: Path | None = None,
    file: Path | None = None,
) -> int:
    """Open the window, with the file, and stay until it is closed; returns the exit code."""
    folder = data_dir or default_data_dir()
    preferences = Preferences(folder)
    app = make_application(sys.argv[:1], preferences)
    only = OnlyWindow(folder, app)
    if not only.claim(file):
        logger.info("the program is open already; its window comes forward")
        return 0
    begin_journal(folder)
    collector = Collector(app)
    collector.begin()
    logger.info("version %s begins", __version__)
    # In its one spelling: window and command line must open the same store.
    address = account_at(server or DEFAULT_SERVER, "").server
    program = Program(server=address, data_dir=folder, secrets=Secrets(), preferences=preferences)
    program.crashes.install()
    only.forward.connect(program.come_forward)
    only.given.connect(program.opening.give)
    program.begin(training=training, file=file)
    code = app.exec()
    program.end()
    collector.end()
    only.release()
    end_journal()
    return code
