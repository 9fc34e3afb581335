"""A window of its own for the pictures of states: with faults of the practice service, calm again after each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from front import put_in_front
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner
from attest_desktop.store import Store
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import people
from attest_desktop.work.training import Training

SAID = (
    "Результаты освоения обучающимися образовательных программ по итогам мониторингов стабильны: качество знаний "
    "за межаттестационный период выросло с 54 % до 63 %.",
    "Обучающиеся подтверждают годовые отметки на итоговой аттестации; неуспевающих за три года нет.",
    "Педагог ведёт кружок, его воспитанники ежегодно становятся призёрами муниципальных олимпиад и конкурсов.",
    "Опыт работы представлен на областном семинаре; методические разработки размещены на сайте организации.",
    "Педагог руководит школьным методическим объединением и наставляет молодого коллегу.",
)
LESSONS = (
    Lesson(date(2026, 11, 11), "7 «Б»", "Линейная функция и её график"),
    Lesson(date(2026, 11, 13), "9 «А»", "Арифметическая прогрессия"),
)


class NoDisk:
    """What is left of a store whose disk does not answer."""

    def __getattr__(self, _name: str) -> object:
        raise EnvironmentFault(
            "Диск с данными программы не отвечает.",
            "Проверьте, подключён ли он, и попробуйте снова.",
            title="Не прочитано",
        )


@dataclass
class Scene:
    """A running training with its window in front."""

    training: Training
    desk: Desk
    window: MainWindow
    held: list[threading.Event] = field(default_factory=list)

    def hold(self, *, steady: bool = False) -> None:
        """What is read in order waits until the picture is taken, or, `steady`, the making of pages."""
        event = threading.Event()
        self.held.append(event)
        self.context.runner.start(
            lambda _p, _c: event.wait(20), owner=self.window, quiet=True, in_order=not steady, steady=steady
        )

    @property
    def context(self) -> Context:
        """The window's."""
        return self.window.context

    @property
    def ids(self) -> list[str]:
        """The attestees, in the order of the table."""
        return [one.id for one in people(self.desk)]

    def go(self, name: str, payload: object = None) -> QWidget:
        """Open a view and wait until it is there."""
        self.window.go(name, payload)
        self.calm_down()
        return self.window.views[name]

    def calm_down(self) -> None:
        """Until nothing is being done."""
        self.context.runner.wait_idle(20_000)
        live(100)
        self.context.runner.wait_idle(20_000)

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Press the visible button whose name begins so."""
        for one in (inside or self.window).findChildren(QAbstractButton):
            if one.isVisible() and one.accessibleName().startswith(words):
                one.click()
                return
        raise LookupError(f"no button «{words}»")

    @contextmanager
    def no_disk(self) -> Iterator[None]:
        """Nothing that is kept can be read meanwhile."""
        whole: Store = self.desk.store
        self.desk.store = NoDisk()  # type: ignore[assignment]  # stands for a disk that failed
        try:
            yield
            self.calm_down()
        finally:
            self.desk.store = whole

    def write(self, attestee_id: str) -> None:
        """A whole conclusion, ready for the last look."""
        text = open_draft(self.desk, attestee_id).text
        criteria = tuple(
            CriterionText(one.number, SAID[place % len(SAID)])
            for place, one in enumerate(text.conclusion.criteria)
        )
        conclusion = replace(
            text.conclusion,
            criteria=criteria,
            lessons=LESSONS,
            result=Result.MEETS,
            date=date(2026, 11, 20),
            recommendations="Продолжить работу по обобщению опыта.",
        )
        save_draft(self.desk, attestee_id, replace(text, conclusion=conclusion))

    def settle(self) -> None:
        """As it was before the last picture."""
        self.training.server.faults.clear()
        for event in self.held:
            event.set()
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible():
                QDialog.reject(one)
        self.calm_down()
        self.context.note_reached(True)
        self.window.strip.clear()
        self.window.commands.search.close_up()


@contextmanager
def scene(size: QSize, preferences: Preferences, *, training: bool = True, empty: bool = False) -> Iterator[Scene]:
    """A new training in a window of this size.

    Without `training` the window looks as in earnest; an `empty` one has never asked the cabinet for anything.
    """
    with Training() as running, running.signed_in() if empty else running.open_desk() as desk:
        runner = Runner()
        context = Context(desk, runner, training=training)
        window = MainWindow(context, preferences)
        window.resize(size)
        put_in_front(window)
        context.begin()
        window.commands.load()
        made = Scene(running, desk, window)
        made.calm_down()
        yield made
        made.settle()
        context.end()
        runner.cancel_all()
        runner.wait_idle(10_000)
        window.hide()
        window.deleteLater()


def live(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(ready: Callable[[], bool], seconds: int = 30) -> None:
    """Let the window live until it is ready."""
    for _ in range(seconds * 20):
        if ready():
            return
        live(50)
    raise TimeoutError("the window did not become ready: the picture would show something else")


def until_still(ready: Callable[[], bool], seconds: int = 30) -> None:
    """Let the window live until it is ready, and what moved has come to rest."""
    until(ready, seconds)
    live(400)
