"""A view whose store cannot be read says so, and reads again on a press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.gui.card.view import CardView
from attest_desktop.gui.context import Context
from attest_desktop.gui.control import ControlView
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.outbox import OutboxView
from attest_desktop.gui.paper import PaperView
from attest_desktop.gui.profile import ProfileView
from attest_desktop.gui.season import SeasonView
from attest_desktop.gui.signatures import SignaturesView
from attest_desktop.gui.timeline.view import TimelineView
from attest_desktop.gui.view import View
from attest_desktop.store import Store
from attest_desktop.work.people import people
from tests.support.window import press, texts

VIEWS: dict[str, Callable[[Context], View]] = {
    "card": CardView,
    "control": ControlView,
    "editor": EditorView,
    "home": HomeView,
    "outbox": OutboxView,
    "paper": PaperView,
    "profile": ProfileView,
    "season": SeasonView,
    "signatures": SignaturesView,
    "timeline": TimelineView,
}


class BrokenStore:
    """What is left of a store whose disk does not answer."""

    def __getattr__(self, _name: str) -> object:
        raise EnvironmentFault("Диск не отвечает.", "Проверьте диск и попробуйте снова.")


@pytest.mark.parametrize("name", VIEWS)
def test_what_cannot_be_read_is_told_with_the_way_out(qtbot: QtBot, sync_context: Context, name: str) -> None:
    desk = sync_context.desk
    view = VIEWS[name](sync_context)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    first = people(desk)[0].id
    whole: Store = desk.store
    desk.store = BrokenStore()  # type: ignore[assignment]  # stands for a disk that failed
    view.opened(first)
    said = " ".join(texts(view).split())
    assert "Диск не отвечает. Проверьте диск и попробуйте снова. Ваши записи и файлы не тронуты." in said
    desk.store = whole
    press(qtbot, view, "Попробовать снова")
    assert "Диск не отвечает" not in texts(view)
    assert len(texts(view)) > 100
