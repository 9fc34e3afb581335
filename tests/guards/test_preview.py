"""How often pages are made anew while a person types: at once, one at a time, only from the newest text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from attest_desktop.domain.errors import CancelledError
from attest_desktop.gui.editor.preview import Preview
from attest_desktop.gui.pages.sheet_book import Sight
from attest_desktop.work.draft import DraftText


class _Task:
    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class _Runner:
    """Keeps jobs instead of running them; a person types on meanwhile."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.tasks: list[_Task] = []

    def start(self, job: Callable[..., object], **more: object) -> _Task:
        self.asked.append({"job": job, **more})
        self.tasks.append(_Task())
        return self.tasks[-1]


@pytest.fixture
def preview(qapp: QApplication) -> Iterator[tuple[Preview, _Runner]]:
    context = SimpleNamespace(runner=_Runner(), desk=None)
    owner = QObject()
    yield Preview(context, lambda: Sight((1,), 1.0, 1.0), owner), context.runner  # type: ignore[arg-type]  # all that it uses of a context
    owner.deleteLater()


def test_a_hundred_letters_make_one_page_at_a_time(preview: tuple[Preview, _Runner]) -> None:
    shown, runner = preview
    shown.begin("a1", DraftText())
    for _ in range(100):
        shown.note(DraftText())
    # The first page is being made; nothing else was begun, and the last text waits for its turn.
    assert len(runner.asked) == 1
    runner.asked[0]["on_failed"](CancelledError())
    assert len(runner.asked) == 2
    # Nothing newer has come: nothing is made again.
    runner.asked[1]["on_failed"](CancelledError())
    assert len(runner.asked) == 2


def test_a_letter_waits_for_no_pause_and_the_file_for_one(preview: tuple[Preview, _Runner]) -> None:
    shown, runner = preview
    seen: list[object] = []
    shown.made.connect(seen.append)
    shown.begin("a1", DraftText())
    runner.asked[0]["on_done"](SimpleNamespace(made="first"))
    assert seen == ["first"]
    assert len(runner.asked) == 1
    shown._pause.timeout.emit()
    assert len(runner.asked) == 2
    shown.note(DraftText())
    # The file of the former text is given up for the new page, which is begun as soon as the letter is painted.
    assert runner.tasks[1].cancelled
    QApplication.processEvents()
    assert len(runner.asked) == 3


def test_pages_of_another_person_are_never_shown(preview: tuple[Preview, _Runner]) -> None:
    shown, runner = preview
    seen: list[object] = []
    shown.made.connect(seen.append)
    shown.begin("a1", DraftText())
    shown.begin("a2", DraftText())
    runner.asked[0]["on_done"](SimpleNamespace(made="of the first"))
    assert seen == []
    runner.asked[1]["on_done"](SimpleNamespace(made="of the second"))
    assert seen == ["of the second"]
