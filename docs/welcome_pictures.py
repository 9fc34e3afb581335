"""Pictures of the first run: the welcome, «Первые шаги», and the steps of the training's first conclusion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from scene import until

from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.coach.coach import Coach
from attest_desktop.gui.editor import FINISH, EditorView
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.work.desk import Desk
from attest_desktop.work.first_steps import FirstStep, FirstSteps
from attest_desktop.work.people import Stage, people


def welcome_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """The card on «Главная», and the coach at its steps."""

    def coach_of(window: MainWindow) -> Coach:
        assert window.coach is not None
        return window.coach

    def begin(window: MainWindow) -> Coach:
        coach = coach_of(window)
        coach.restart()
        home = window.views["home"]
        assert isinstance(home, HomeView)
        home.first.hide()
        coach.begin()
        return coach

    def first_steps(window: MainWindow) -> None:
        window.go("home")
        view = window.views["home"]
        assert isinstance(view, HomeView)
        done = frozenset((FirstStep.PROFILE, FirstStep.RECOVERY))
        # The training has none: shown as they stand in the window of a new account.
        QTimer.singleShot(300, view, lambda: view.first.show_steps(FirstSteps(done, True)))

    def coach_first(window: MainWindow) -> None:
        begin(window)

    def coach_person(window: MainWindow) -> None:
        begin(window)
        window.go("attestees")
        view = window.views["attestees"]
        assert isinstance(view, AttesteesView)
        until(lambda: view.model.rowCount() > 0)
        coach_of(window).look()

    def untouched() -> str:
        return next(one.id for one in people(desk) if one.stage is Stage.NOT_STARTED)

    def coach_card(window: MainWindow) -> None:
        begin(window)
        window.go("card", untouched())

    def coach_texts(window: MainWindow) -> None:
        coach = begin(window)
        window.go("editor", untouched())
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        until(lambda: view.missing is not None)
        coach.look()
        for _ in range(5):
            coach.put_example()
        coach.show_me()

    def coach_pages(window: MainWindow) -> None:
        coach = begin(window)
        window.go("editor", untouched())
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        until(lambda: view.missing is not None)
        coach.look()
        coach.put_examples()
        window.go("editor", (view.attestee_id, FINISH))
        until(lambda: bool(view.finish.pages.layer.items))
        coach.look()
        coach.panel.go_on.emit()

    def coach_end(window: MainWindow) -> None:
        coach = begin(window)
        coach.pause()
        coach.ring.show_around(None)
        coach.panel.show_end(" за 4 мин.")

    return {
        "first-steps": first_steps,
        "coach": coach_first,
        "coach-person": coach_person,
        "coach-card": coach_card,
        "coach-texts": coach_texts,
        "coach-pages": coach_pages,
        "coach-end": coach_end,
    }
