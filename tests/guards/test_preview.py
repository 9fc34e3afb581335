"""How often the pages are made anew while a person types: not for every letter, and only from the newest text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from attest_desktop.domain.errors import CancelledError
from attest_desktop.gui.editor.preview import Preview
from attest_desktop.gui.runner import Task
from attest_desktop.work.draft import DraftText


class _Runner:
    """Keeps jobs instead of running them; a person types on meanwhile."""

    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []

    def start(self, job: object, **more: object) -> Task | None:
        self.asked.append({"job": job, **more})
        return None


class _Context:
    def __init__(self) -> None:
        self.runner = _Runner()
        self.desk = None


@pytest.fixture
def preview(qapp: QApplication) -> Iterator[tuple[Preview, _Runner]]:
    context = _Context()
    owner = QObject()
    yield Preview(context, owner), context.runner  # type: ignore[arg-type]  # all that it uses of a context
    owner.deleteLater()


def test_a_hundred_letters_make_one_page_at_a_time(preview: tuple[Preview, _Runner]) -> None:
    shown, runner = preview
    shown.begin("a1", DraftText())
    for _ in range(100):
        shown.note(DraftText())
    # The first page is being made; nothing else was begun, and the last text waits for its turn.
    assert len(runner.asked) == 1
    shown._timer.timeout.emit()
    assert len(runner.asked) == 1
    done = runner.asked[0]["on_failed"]
    assert callable(done)
    shown._timer.stop()
    done(CancelledError())
    assert len(runner.asked) == 2
