"""The live preview in the real editor: from a keystroke until the new page is on the screen; and typing meanwhile.

Every letter is a real key press. «Shown» is the moment when the page made from the text with this letter stands on
the screen; pages of a text before it do not count. Pauses between letters are short and long in turn: after a long
one the program is at work with the PDF of the pages. How long a press keeps the window busy is measured too:
typing must never wait for the pages.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.preview import Made
from attest_desktop.gui.editor.view import EditorView
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.style import Look
from attest_desktop.work.people import people
from attest_desktop.work.training import Training
from benchmarks.harness import WALL, Line, Scale, quantile, within

LIMIT, FRAME = 0.150, 0.050
PATIENCE = 60.0
TYPED = "urok "
PAUSES = (0.05, 0.37, 0.05, 0.42, 0.6)


def _process_until(done: object, limit: float = PATIENCE) -> None:
    assert callable(done)
    end = time.perf_counter() + limit
    while not done():
        if time.perf_counter() > end:
            raise TimeoutError("the preview did not come")
        QApplication.processEvents()
        time.sleep(0.001)


def _let_pass(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def measure(scale: Scale) -> Sequence[Line]:
    """On the wall: single letters with pauses, as one types who watches the page; then a run of letters."""
    if not isinstance(QApplication.instance(), QApplication):
        style.install(QApplication(["bench"]), Look.LIGHT)
    collector = Collector()
    collector.begin()
    runner = Runner(QApplication.instance())
    try:
        with Training() as training, training.open_desk() as desk:
            context = Context(desk, runner, training=True)
            view = EditorView(context)
            try:
                return _typed(scale, view, people(desk)[0].id)
            finally:
                view.may_leave()
                runner.cancel_all()
                runner.wait_idle(10_000)
                view.close()
                context.end()
                view.deleteLater()
                QApplication.processEvents()
    finally:
        collector.end()


def _typed(scale: Scale, view: EditorView, attestee_id: str) -> list[Line]:
    made: list[float] = []
    typed = False

    def on_made(one: Made) -> None:
        # The view, which was told before, has put the page on the canvas already.
        if not typed or one.text == view.form.text():
            made.append(time.perf_counter())

    view.preview.made.connect(on_made)
    view.resize(1366, 768)
    view.show()
    view.activateWindow()
    view.opened(attestee_id)
    _process_until(lambda: made)
    _let_pass(1.0)
    fields: list[QPlainTextEdit | QTextEdit] = [*view.findChildren(QPlainTextEdit), *view.findChildren(QTextEdit)]
    field = next(one for one in fields if not one.isReadOnly() and one.isVisible())
    field.setFocus()
    QApplication.processEvents()
    typed = True
    pressed: list[float] = []
    shown: list[float] = []
    for number in range(scale.runs(40)):
        made.clear()
        began = time.perf_counter()
        QTest.keyClicks(field, TYPED[number % len(TYPED)])
        QApplication.processEvents()
        pressed.append(time.perf_counter() - began)
        _process_until(lambda: made)
        QApplication.processEvents()
        shown.append(time.perf_counter() - began)
        _let_pass(PAUSES[number % len(PAUSES)])
    busy: list[float] = []
    for number in range(scale.runs(120)):
        began = time.perf_counter()
        QTest.keyClicks(field, TYPED[number % len(TYPED)])
        QApplication.processEvents()
        busy.append(time.perf_counter() - began)
        _let_pass(0.08)
    return [
        within(
            "live preview: the new page after a keystroke, 95th percentile",
            LIMIT,
            quantile(shown, 0.95),
            shown,
            clock=WALL,
            target="≤ 150 ms at the 95th percentile",
        ),
        within(
            "live preview: what a keystroke keeps the window busy while pages are made, 95th percentile",
            FRAME,
            quantile(busy, 0.95),
            busy,
            clock=WALL,
            target="typing never waits (≤ 50 ms)",
            why=f"the slowest {1000 * max(busy):.0f} ms",
        ),
    ]
