"""Views that stand still look as they did: compared small and with tolerance, so that another machine agrees.

A difference that is meant: `make pictures`, look at the new ones in tests/gui/reference, commit them.
"""

from __future__ import annotations

import os
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import keyring.backends.null
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.view import HelpView
from attest_desktop.gui.outbox import OutboxView
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import SyncRunner
from attest_desktop.gui.settings import SettingsView
from attest_desktop.gui.sign_in import SignInWindow
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.gui.view import View
from attest_desktop.store import Secrets
from tests.support.likeness import COMPARED, difference, small
from tests.support.window import until

REFERENCE = Path(__file__).parent / "reference"
RENEW = "RENEW_PICTURES"
SIZE = (1100, 720)
# Looked at every 10 ms.
CALM = 8
DAY = date(2026, 11, 20)
VIEWS: dict[str, Callable[[Context], View]] = {
    "attestees": lambda context: AttesteesView(context, Preferences()),
    "outbox": OutboxView,
    "settings": lambda context: SettingsView(context, Preferences()),
    "help": HelpView,
}


@pytest.fixture
def sign_in(tmp_path: Path) -> SignInWindow:
    secrets = Secrets(keyring.backends.null.Keyring())  # type: ignore[no-untyped-call]  # no types here
    return SignInWindow("https://coko.tomsk.ru/cpnew/", tmp_path, secrets, SyncRunner())


def agrees(qtbot: QtBot, shown: QWidget, name: str, folder: Path) -> None:
    """The widget looks like its reference picture, or the message says how to see where it does not."""
    picture = _settled(qtbot, shown)
    path = REFERENCE / f"{name}.png"
    if os.environ.get(RENEW):
        path.parent.mkdir(exist_ok=True)
        picture.save(str(path))
        return
    was = QImage(str(path))
    assert not was.isNull(), f"there is no {path.name}: RENEW_PICTURES=1 makes it"
    told, marked = difference(was, picture)
    if told:
        kept = folder / f"{name}-now.png", folder / f"{name}-difference.png"
        picture.save(str(kept[0]))
        marked.save(str(kept[1]))
        pytest.fail(f"«{name}» looks otherwise: {told}\nnow: {kept[0]}\nwhere: {kept[1]}\nmeant? make pictures")


def _settled(qtbot: QtBot, shown: QWidget) -> QImage:
    """The picture when the layouts have come to rest: the same several times in a row."""
    seen: list[QImage] = []

    def at_rest() -> bool:
        seen.append(small(shown.grab().toImage()))
        return len(seen) >= CALM and all(one == seen[-1] for one in seen[-CALM:])

    until(qtbot, at_rest)
    return seen[-1]


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_views_look_as_they_did(qtbot: QtBot, context: Context, tmp_path: Path, look: Look) -> None:
    context.today = lambda: DAY
    theme.apply(look, 1.0)
    try:
        for name, make in VIEWS.items():
            view = make(context)
            qtbot.addWidget(view)
            _show(view)
            view.opened(None)
            until(qtbot, lambda: context.runner.wait_idle(10_000))
            agrees(qtbot, view, f"{name}-{look.name.lower()}", tmp_path)
            view.close()
    finally:
        theme.apply(Look.LIGHT, 1.0)


def test_the_sign_in_looks_as_it_did(qtbot: QtBot, sign_in: SignInWindow, tmp_path: Path) -> None:
    qtbot.addWidget(sign_in)
    _show(sign_in)
    agrees(qtbot, sign_in, "sign-in-light", tmp_path)


def _show(widget: QWidget) -> None:
    widget.resize(*SIZE)
    # Without a caret that may blink or a control lit up by a pointer.
    widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    widget.show()


def test_a_moved_button_is_seen_and_a_softer_edge_is_not() -> None:
    was = _drawn(100, QColor("#0f766e"))
    assert difference(was, _drawn(100, QColor("#12786f")))[0] == ""
    assert difference(was, _drawn(140, QColor("#0f766e")))[0]
    assert "size" in difference(was, was.scaled(COMPARED, 100))[0]


def test_pictures_for_the_documents_keep_their_colours(tmp_path: Path) -> None:
    keeping = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "keep_picture.py"))
    rising = np.linspace(0, 255, 640).astype(np.uint8)
    flat = np.full((200, 640, 3), 246, np.uint8)
    flat[20:180, 100:500] = (15, 110, 105)
    # Edges of letters on both grounds, and a chip of a state that is nowhere else.
    for row, (ground, ink) in enumerate((((246, 246, 246), (27, 31, 36)), ((15, 110, 105), (255, 255, 255)))):
        mixed = np.linspace(ground, ink, 200).round().astype(np.uint8)
        flat[4 + 36 * row, 100:500:2] = mixed
    flat[90:98, 560:572] = (168, 32, 26)
    photograph = np.dstack(np.broadcast_arrays(rising, rising[:200, None], np.uint8(90)))
    for name, pixels in (("flat", flat), ("photograph", photograph)):
        keeping["write"](np.ascontiguousarray(pixels), tmp_path / f"{name}.png", roughly=False)
    kept = {name: Image.open(tmp_path / f"{name}.png") for name in ("flat", "photograph")}
    assert [one.mode for one in kept.values()] == ["P", "RGB"]
    assert np.array_equal(np.asarray(kept["photograph"]), photograph)
    shown = np.asarray(kept["flat"].convert("RGB")).astype(int)
    for spot in ((5, 5), (150, 300), (94, 566)):
        assert tuple(shown[spot]) == tuple(flat[spot])
    assert np.abs(shown - flat).max() <= keeping["FARTHEST"]


def _drawn(top: int, ink: QColor) -> QImage:
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.fillRect(40, top, 160, 36, ink)
    painter.end()
    return small(picture)
