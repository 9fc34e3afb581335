"""«Подписи»: whose they are, adding by file and by dropping, bad pictures, taking off and undoing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.signatures import SignaturesView
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.work.desk import Desk
from attest_desktop.work.signatures import remove_signature, signature_image, signatures
from tests.papers.ink.paper_photo import handwriting, photograph
from tests.support.window import find, find_all, press_when_there, texts, until, until_shown, write

MINE = "Соболева Марина Аркадьевна"
COLLEAGUE = "Заречная Полина Андреевна"


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> SignaturesView:
    made = SignaturesView(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "подпись.png"
    path.write_bytes(draw_sample_signature("Лаптева Ирина Сергеевна", seed=9))
    return path


def open_in(qtbot: QtBot, view: SignaturesView, payload: object = None) -> None:
    view.opened(payload)
    until(qtbot, lambda: find(view, QLineEdit, "Фамилия, имя, отчество").text() != "")


def test_whose_they_are(qtbot: QtBot, view: SignaturesView) -> None:
    open_in(qtbot, view)
    until_shown(qtbot, view, COLLEAGUE)
    shown = texts(view)
    assert MINE in shown
    assert "Ваша подпись" in shown
    assert "Подпись коллеги" in shown
    assert "зашифрованном виде" in shown
    assert find(view, QLineEdit, "Фамилия, имя, отчество").text() == MINE


def test_a_colleagues_signature_from_a_file(
    qtbot: QtBot, view: SignaturesView, desk: Desk, picture: Path, context: Context
) -> None:
    open_in(qtbot, view)
    press_when_there(qtbot, view, "Подпись коллеги (он сам передал её Вам)")
    assert find(view, QLineEdit, "Фамилия, имя, отчество").text() == ""
    view.adding.take(picture)
    assert "полностью" in texts(view)
    write(qtbot, view, "Фамилия, имя, отчество", "Лаптева  Ирина Сергеевна ")
    with qtbot.waitSignal(context.signatures_changed, timeout=10_000):
        view.adding.take(picture)
    until_shown(qtbot, view, "Лаптева Ирина Сергеевна")
    assert (signatures(desk)[-1].full_name, signatures(desk)[-1].is_mine) == ("Лаптева Ирина Сергеевна", False)


def test_a_file_is_dropped(
    qtbot: QtBot, view: SignaturesView, desk: Desk, picture: Path, context: Context
) -> None:
    open_in(qtbot, view)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    action, button, no_keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(10, 10), action, data, button, no_keys)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(context.signatures_changed, timeout=10_000):
        view.dropEvent(QDropEvent(QPointF(10, 10), action, data, button, no_keys))
    assert [one.is_mine for one in signatures(desk)].count(True) == 2


def test_the_ink_is_taken_off_a_photograph(
    qtbot: QtBot, view: SignaturesView, desk: Desk, tmp_path: Path, context: Context
) -> None:
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(photograph(handwriting()))
    open_in(qtbot, view)
    with qtbot.waitSignal(context.signatures_changed, timeout=10_000):
        view.adding.take(photo)
    added = signatures(desk)[1]
    with Image.open(io.BytesIO(signature_image(desk, added.id))) as image:
        # The paper is gone, the ink is opaque.
        opacities = image.getchannel("A").histogram()
    assert added.full_name == MINE
    assert opacities[0] > 1000
    assert sum(opacities[200:]) > 1000


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("jpeg", "Снимок не подходит"),
        ("empty", "Изображение подписи не подходит"),
        ("not a picture", "Снимок не подходит"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(
    qtbot: QtBot, view: SignaturesView, desk: Desk, tmp_path: Path, kind: str, title: str
) -> None:
    written = io.BytesIO()
    if kind == "jpeg":
        Image.new("RGB", (500, 200), "white").save(written, "JPEG")
    elif kind == "empty":
        Image.new("RGBA", (50, 20), (0, 0, 0, 0)).save(written, "PNG")
    else:
        written.write(b"words")
    path = tmp_path / "bad.png"
    path.write_bytes(written.getvalue())
    open_in(qtbot, view)
    view.adding.take(path)
    until_shown(qtbot, view, title)
    assert len(signatures(desk)) == 2


def test_taken_off_and_brought_back(qtbot: QtBot, view: SignaturesView, desk: Desk, context: Context) -> None:
    open_in(qtbot, view)
    until_shown(qtbot, view, COLLEAGUE)
    told: list[Message] = []
    context.message.connect(told.append)
    press_when_there(qtbot, view, f"Убрать подпись: {COLLEAGUE}")
    until(qtbot, lambda: bool(told))
    until(qtbot, lambda: COLLEAGUE not in texts(view))
    assert [one.full_name for one in signatures(desk)] == [MINE]
    assert told[0].action is not None
    told[0].action()
    until_shown(qtbot, view, COLLEAGUE)
    assert [(one.full_name, one.is_mine) for one in signatures(desk)] == [(MINE, True), (COLLEAGUE, False)]


def test_nobodys_yet(qtbot: QtBot, view: SignaturesView, desk: Desk) -> None:
    for one in signatures(desk):
        remove_signature(desk, one.id)
    view.opened(None)
    until_shown(qtbot, view, "Подписей пока нет")


def test_somebodys_is_wanted(qtbot: QtBot, view: SignaturesView) -> None:
    open_in(qtbot, view, COLLEAGUE)
    assert find(view, QLineEdit, "Фамилия, имя, отчество").text() == COLLEAGUE
    assert find_all(view, QRadioButton, "Подпись коллеги (он сам передал её Вам)")[0].isChecked()
