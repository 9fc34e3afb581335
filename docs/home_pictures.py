"""Pictures of «Главная» in its states, of the period on one sheet, of «Где Вы работаете»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from scene import live, until

from attest_desktop.domain.deadlines import Kind, Where
from attest_desktop.gui.home import HomeView, open_where
from attest_desktop.gui.home.plan import HomeData, load
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.timeline.view import TimelineView
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Stage, people
from attest_desktop.work.refresh import LastRefresh
from attest_desktop.work.remind import agenda_of


def home_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """«Главная» in its states, and the period on one sheet."""

    def home(window: MainWindow, *, reached: bool = True) -> HomeView:
        window.context.note_reached(reached)
        window.go("home")
        view = window.views["home"]
        assert isinstance(view, HomeView)
        until(lambda: bool(view.agenda.isVisible() or view.nothing.isVisible()))
        window.context.runner.wait_idle(5_000)
        for button in view.agenda.findChildren(QPushButton):
            # Left open by the pictures of the other look.
            if button.isVisible() and button.text() == "Свернуть":
                button.click()
                break
        view.findChildren(QScrollArea)[0].verticalScrollBar().setValue(0)
        return view

    def plain(window: MainWindow) -> None:
        home(window)

    def unfolded(window: MainWindow) -> None:
        view = home(window)
        for button in view.agenda.findChildren(QPushButton):
            if button.isVisible() and button.text() in ("Показать", "Сделано: 3"):
                button.click()
                break
        live(300)
        # On a low screen the list begins below the window's foot.
        folder = next(
            one for one in view.agenda.findChildren(QPushButton) if one.isVisible() and one.text() == "Свернуть"
        )
        view.findChildren(QScrollArea)[0].ensureWidgetVisible(folder, 0, 240)
        live(100)

    def below(window: MainWindow) -> None:
        view = home(window)
        live(300)
        bar = view.findChildren(QScrollArea)[0].verticalScrollBar()
        bar.setValue(bar.maximum())

    def empty(window: MainWindow) -> None:
        view = home(window)
        view.show_data(HomeData((), 0, LastRefresh(), None, agenda_of((), Where.CITY, date(2026, 10, 1)), ()))

    def all_done(window: MainWindow) -> None:
        view = home(window)
        known = tuple(replace(one, stage=Stage.CONFIRMED) for one in people(desk) if "2026" in one.attestee.period)
        today = date(2026, 11, 28)
        first = agenda_of(known, Where.CITY, today)
        made = agenda_of(known, Where.CITY, today, {one.key for one in first.reminders if one.kind is Kind.PAPER})
        view.show_data(replace(load(desk, today), people=known, agenda=made))

    def offline(window: MainWindow) -> None:
        home(window, reached=False)

    def where(window: MainWindow) -> QWidget:
        home(window)
        return open_where(window.context, window)

    def timeline(window: MainWindow) -> TimelineView:
        home(window)
        window.go("timeline")
        view = window.views["timeline"]
        assert isinstance(view, TimelineView)
        window.context.runner.wait_idle(5_000)
        until(lambda: view.picture.plan is not None)
        return view

    def timeline_period(window: MainWindow) -> None:
        timeline(window)

    def timeline_season(window: MainWindow) -> None:
        view = timeline(window)
        view.box.setCurrentIndex(view.box.count() - 1)
        view.box.activated.emit(view.box.currentIndex())

    def timeline_print(window: MainWindow) -> QWidget:
        dialog = timeline(window).print_plan()
        assert dialog is not None
        until(dialog.pages.canvas.isVisible)
        return dialog

    return {
        "home": plain,
        "home-unfolded": unfolded,
        "home-people": below,
        "home-empty": empty,
        "home-done": all_done,
        "home-offline": offline,
        "where": where,
        "timeline": timeline_period,
        "timeline-season": timeline_season,
        "timeline-print": timeline_print,
    }
