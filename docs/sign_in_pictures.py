"""Pictures of the window before the desk while it waits, when it fails, and of the ways back to the data."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring.backends.null
from camera import Camera
from front import put_in_front
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget
from scene import live

from attest_desktop.domain.errors import UserError
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.sign_in import SignInWindow
from attest_desktop.gui.widgets import LinkButton
from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, PracticeServer
from attest_desktop.store import Copy, Secrets

WRONG = "не тот пароль"
BEFORE = ("sign-in", "sign-in-first", "registration", "reset", "welcome")

Go = Callable[[SignInWindow, PracticeServer], None]


def take_sign_in(runner: Runner, camera: Camera, room: QSize) -> None:
    """The window before the desk."""
    with tempfile.TemporaryDirectory() as folder:
        window = SignInWindow(
            "https://coko.tomsk.ru/cpnew/",
            Path(folder),
            Secrets(keyring.backends.null.Keyring()),  # type: ignore[no-untyped-call]  # keyring has no types here
            runner,
        )
        window.resize(QSize(1040, 700).boundedTo(room))
        put_in_front(window)
        live(400)
        camera.take(window, "sign-in")
        window.form.set_user_name("soboleva")
        live(400)
        window.form.button.click()
        live(200)
        camera.take(window, "sign-in-first")
        for name, words in (
            ("registration", "Регистрация по ссылке координатора"),
            ("reset", "Забыли пароль или имя пользователя?"),
        ):
            next(one for one in window.findChildren(LinkButton) if one.text() == words).click()
            live(400)
            camera.take(window, name)
            window.registration.back.emit()
        window.close()
        first = SignInWindow(
            "https://coko.tomsk.ru/cpnew/",
            Path("/home/teacher/.local/share/attest-desktop"),
            Secrets(keyring.backends.null.Keyring()),  # type: ignore[no-untyped-call]  # keyring has no types here
            runner,
            welcome=True,
        )
        first.resize(QSize(1040, 700).boundedTo(room))
        put_in_front(first)
        live(400)
        camera.take(first, "welcome")
        first.close()


def sign_in_states() -> dict[str, Go]:
    """By name, how to come there."""
    return {
        "sign-in-working": _working,
        "sign-in-wrong": lambda window, _server: _enter(window, WRONG),
        "sign-in-offline": _offline,
        "rescue-code": _code,
        "rescue-copies": _copies,
        "rescue-file": _file,
    }


def take_sign_in_states(wanted: set[str], room: QSize, take: Callable[[QWidget, str], None]) -> None:
    """Each in a window of its own, against a practice service."""
    runner = Runner()
    for name, go in sign_in_states().items():
        if wanted and name not in wanted:
            continue
        with PracticeServer() as server, tempfile.TemporaryDirectory() as folder:
            window = SignInWindow(
                server.url,
                Path(folder),
                Secrets(keyring.backends.null.Keyring()),  # type: ignore[no-untyped-call]  # keyring has no types here
                runner,
            )
            window.resize(QSize(1040, 700).boundedTo(room))
            put_in_front(window)
            live(400)
            go(window, server)
            take(window, name)
            server.faults.clear()
            runner.cancel_all()
            runner.wait_idle(20_000)
            window.close()
            window.deleteLater()


def _enter(window: SignInWindow, password: str, *, seconds: float = 4) -> None:
    window.form.set_user_name(SAMPLE_ACCOUNT.user_name)
    live(500)
    for line in window.form.findChildren(QLineEdit):
        if line.isVisible() and line.accessibleName() == "Пароль":
            line.setText(password)
        elif line.isVisible() and "раза" in line.accessibleName():
            line.setText("три зелёных жирафа")
    window.form.button.click()
    live(round(seconds * 1000))


def _working(window: SignInWindow, server: PracticeServer) -> None:
    server.faults.set(Fault.SLOW)
    _enter(window, SAMPLE_ACCOUNT.password, seconds=0.7)


def _offline(window: SignInWindow, server: PracticeServer) -> None:
    server.stop()
    _enter(window, SAMPLE_ACCOUNT.password)


def _code(window: SignInWindow, _server: PracticeServer) -> None:
    window.rescue.shown.emit(window.rescue.code)
    window.rescue.code.begin()
    window.rescue.code.show_error(
        UserError("Код не подошёл.", "Проверьте цифры: шесть групп по четыре.", title="Данные не открыты")
    )
    live(200)


def _copies(window: SignInWindow, _server: PracticeServer) -> None:
    now = datetime.now(UTC)
    # By the machine's clock, as the pane reckons how old they are.
    made = [
        Copy(now - timedelta(hours=age), Path(f"{number}.attest"), 9_400_000)
        for number, age in enumerate((2, 26, 50, 170))
    ]
    window.rescue.shown.emit(window.rescue.copies)
    window.rescue.copies.begin(made, now)
    live(200)


def _file(window: SignInWindow, _server: PracticeServer) -> None:
    window.rescue.shown.emit(window.rescue.backup)
    window.rescue.backup.begin()
    live(200)
