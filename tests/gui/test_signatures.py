"""«Подписи»: from a file, a photograph, the clipboard or drawn; looked at, framed, named, chosen, taken off."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputDevice,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.signatures import SignaturesView
from attest_desktop.gui.signatures.dialog import SignatureDialog
from attest_desktop.gui.signatures.sheet import Sheet
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.work.desk import Desk
from attest_desktop.work.finish import own_signatures
from attest_desktop.work.signatures import kept_signatures, remove_signature, signature_image, signatures
from attest_desktop.work.training import Training
from tests.papers.ink.paper_photo import handwriting, photograph
from tests.support.window import choose, find, find_all, press, press_when_there, texts, until, until_shown, write

MINE = "Соболева Марина Аркадьевна"
COLLEAGUE = "Заречная Полина Андреевна"
NAME = "Фамилия, имя, отчество"


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> SignaturesView:
    made = SignaturesView(context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.opened(None)
    until(qtbot, lambda: find(made, QLineEdit, NAME).text() != "")
    return made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "подпись.png"
    path.write_bytes(draw_sample_signature("Лаптева Ирина Сергеевна", seed=9))
    return path


def keep(qtbot: QtBot, view: SignaturesView, context: Context) -> None:
    """Look at it and press «Сохранить»."""
    until_shown(qtbot, view, "На строке заключения, в натуральную величину")
    with qtbot.waitSignal(context.signatures_changed, timeout=10_000):
        press_when_there(qtbot, view, "Сохранить")


def ink_of(desk: Desk, signature_id: int) -> npt.NDArray[np.uint8]:
    """The kept picture: height x width x RGBA."""
    with Image.open(io.BytesIO(signature_image(desk, signature_id))) as image:
        return np.asarray(image.convert("RGBA"))


def newest(desk: Desk) -> int:
    return max(one.id for one in signatures(desk))


def drag(widget: QWidget, *spots: tuple[int, int]) -> None:
    """Press the mouse, lead it over the spots, let go."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(*spots[0]))
    for spot in spots[1:]:
        QTest.mouseMove(widget, QPoint(*spot))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(*spots[-1]))


def with_ctrl(widget: QWidget, key: Qt.Key) -> None:
    """Press a key with Ctrl where the focus is; shortcuts go by the active window."""
    widget.window().activateWindow()
    for _ in range(100):
        if QApplication.activeWindow() is widget.window():
            break
        QTest.qWait(20)
    widget.setFocus()
    assert widget.hasFocus()
    QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_a_colleagues_signature_from_a_file(
    qtbot: QtBot, view: SignaturesView, desk: Desk, picture: Path, context: Context
) -> None:
    press_when_there(qtbot, view, "Подпись коллеги (он сам передал её Вам)")
    assert find(view, QLineEdit, NAME).text() == ""
    view.adding.take(picture)
    assert "полностью" in texts(view)
    write(qtbot, view, NAME, "Лаптева  Ирина Сергеевна ")
    view.adding.take(picture)
    until_shown(qtbot, view, "На строке заключения")
    # A ready picture has nothing before it, and nothing is kept before it was looked at.
    assert "Обвести рамкой" not in texts(view)
    assert len(signatures(desk)) == 2
    keep(qtbot, view, context)
    until_shown(qtbot, view, "Лаптева Ирина Сергеевна")
    assert (signatures(desk)[-1].full_name, signatures(desk)[-1].is_mine) == ("Лаптева Ирина Сергеевна", False)
    assert find(view, QLineEdit, NAME).text() == ""


def test_pasted_and_dropped(
    qtbot: QtBot, view: SignaturesView, desk: Desk, picture: Path, context: Context
) -> None:
    QGuiApplication.clipboard().setText("не снимок")
    press(qtbot, view, "Вставить снимок")
    assert "В буфере обмена нет изображения" in texts(view)
    QGuiApplication.clipboard().setImage(QImage(str(picture)))
    with_ctrl(find(view, QPushButton, "Вставить снимок"), Qt.Key.Key_V)
    keep(qtbot, view, context)
    assert [one.is_mine for one in signatures(desk)].count(True) == 2
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    action, left, no_keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(10, 10), action, data, left, no_keys)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()
    view.dropEvent(QDropEvent(QPointF(10, 10), action, data, left, no_keys))
    keep(qtbot, view, context)
    assert [one.is_mine for one in signatures(desk)].count(True) == 3
    assert np.array_equal(ink_of(desk, newest(desk)), ink_of(desk, newest(desk) - 1))
    QGuiApplication.clipboard().clear()


def test_the_ink_is_taken_off_a_photograph_and_nothing_else_is_kept(
    qtbot: QtBot, view: SignaturesView, training: Training, desk: Desk, tmp_path: Path, context: Context
) -> None:
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(photograph(handwriting(800, 600)))
    view.adding.take(photo)
    until_shown(qtbot, view, "На строке заключения")
    assert "Снимок" in texts(view)
    keep(qtbot, view, context)
    # The paper is gone, the ink is opaque.
    opacities = ink_of(desk, newest(desk))[..., 3]
    assert (opacities == 0).sum() > 1000
    assert (opacities > 200).sum() > 1000
    assert own_signatures(desk, [MINE])[0].signature_id == newest(desk)
    # Neither the photograph nor the ink is on the disk in the clear.
    folder = Path(training._folder.name)
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert written
    secrets = (photo.read_bytes()[200:264], signature_image(desk, newest(desk))[64:128], b"\x89PNG")
    assert not any(secret in content for content in written for secret in secrets)


def test_the_signature_is_framed_on_a_photograph_of_two(
    qtbot: QtBot, view: SignaturesView, desk: Desk, tmp_path: Path, context: Context
) -> None:
    scrawl = handwriting(480, 360)
    alpha = np.concatenate((scrawl, scrawl[:, ::-1]), axis=1)
    photo = tmp_path / "две подписи.jpg"
    photo.write_bytes(photograph(alpha))
    view.adding.take(photo)
    until_shown(qtbot, view, "На снимке не одна подпись")
    press_when_there(qtbot, view, "Обвести подпись рамкой")
    frame = find(view, QWidget, "Рамка подписи на снимке")
    QApplication.processEvents()
    width, height = frame.width(), frame.height()
    # The right half: a new frame outside the old one would begin inside it, so the old one is made small first.
    QTest.keyClick(frame, Qt.Key.Key_Left)
    for _ in range(60):
        QTest.keyClick(
            frame, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert "ширина 2%" in frame.accessibleDescription().replace("\u00a0", "")
    drag(frame, (width // 2 + 4, height // 2 - 120), (width - 200, height // 2), (width - 12, height // 2 + 120))
    press(qtbot, view, "Взять подпись из рамки")
    keep(qtbot, view, context)
    kept = ink_of(desk, newest(desk))
    half = scrawl[:, ::-1] > 0.5
    columns, lines = np.flatnonzero(half.any(axis=0)), np.flatnonzero(half.any(axis=1))
    assert kept.shape[1] == pytest.approx(columns[-1] - columns[0], abs=16)
    assert kept.shape[0] == pytest.approx(lines[-1] - lines[0], abs=16)


def test_what_is_wrong_with_a_picture_is_said(
    qtbot: QtBot, view: SignaturesView, desk: Desk, tmp_path: Path
) -> None:
    path, words, empty = tmp_path / "лист.jpg", tmp_path / "words.png", tmp_path / "empty.png"
    Image.new("RGB", (500, 200), "white").save(path)
    words.write_bytes(b"words")
    Image.new("RGBA", (50, 20), (0, 0, 0, 0)).save(empty)
    view.adding.take(path)
    # A photograph on which no ink is found asks for the frame by itself.
    until_shown(qtbot, view, "Обведите подпись рамкой или возьмите другой снимок.")
    press(qtbot, view, "Взять подпись из рамки")
    until_shown(qtbot, view, "В рамке подпись не найдена")
    press_when_there(qtbot, view, "Взять другой снимок")
    dialog = view.findChild(SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    dialog.take(words)
    until_shown(qtbot, view, "Снимок не подходит")
    dialog.take(empty)
    until_shown(qtbot, view, "Изображение подписи не подходит")
    press_when_there(qtbot, view, "Отмена")
    assert len(signatures(desk)) == 2


def test_a_signature_is_drawn_by_mouse(qtbot: QtBot, view: SignaturesView, desk: Desk, context: Context) -> None:
    press(qtbot, view, "Нарисовать…")
    sheet = find(view, Sheet, "Лист для подписи")
    drag(sheet, (200, 180), (260, 60), (320, 190), (380, 80), (440, 200))
    drag(sheet, (180, 210), (330, 220), (480, 205))
    drag(sheet, (600, 20), (700, 40))
    assert len(sheet.strokes) == 3
    with_ctrl(sheet, Qt.Key.Key_Z)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    dialog = view.findChild(SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    press_when_there(qtbot, dialog, "Нарисовать…")
    assert "Штрихов: 2" in sheet.accessibleDescription()
    press(qtbot, view, "Чернила: чёрные")
    choose(view, "Толщина линии", "толстая")
    shown = sheet.grab().toImage()
    darkest = min((shown.pixelColor(330, y) for y in range(210, 230)), key=lambda one: one.lightness())
    assert max(darkest.red(), darkest.green(), darkest.blue()) < 60
    press(qtbot, view, "Посмотреть подпись")
    until_shown(qtbot, view, "На строке заключения")
    # Not content: back to the sheet, where everything is still there; wiped and drawn again.
    press_when_there(qtbot, view, "Вернуться к листу")
    assert len(sheet.strokes) == 2
    press(qtbot, view, "Стереть")
    assert not find(view, QWidget, "Посмотреть подпись").isEnabled()
    drag(sheet, (200, 100), (400, 100))
    drag(sheet, (300, 50), (300, 150))
    press(qtbot, view, "Посмотреть подпись")
    keep(qtbot, view, context)
    ink = ink_of(desk, newest(desk))
    height, width = ink.shape[:2]
    # A cross, twice as wide as tall: opaque where the lines went, clear between them; black.
    assert width == pytest.approx(2 * height, rel=0.1)
    assert ink[height // 2, width // 4, 3] > 200
    assert ink[height // 4, width // 2, 3] > 200
    assert ink[height // 4, width // 4, 3] == 0
    assert max(ink[height // 2, width // 2, :3]) < 40


def test_pen_and_finger(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.resize(sheet.sizeHint())
    sheet.show()
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure,
        1,
        1,
    )
    left = Qt.MouseButton.LeftButton
    for kind, x, pressure in (
        (QEvent.Type.TabletPress, 100, 0.2),
        (QEvent.Type.TabletMove, 200, 0.9),
        (QEvent.Type.TabletRelease, 200, 0.0),
    ):
        spot = QPointF(x, 100)
        event = QTabletEvent(
            kind, pen, spot, spot, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, left, left
        )
        QApplication.sendEvent(sheet, event)
        assert event.isAccepted()
    assert sheet.strokes[0].points == [(100, 100, 0.2), (200, 100, 0.9)]
    assert sheet.strokes[0].shares[1] > 1.4 * sheet.strokes[0].shares[0]
    fingers = QTest.createTouchDevice()
    QTest.touchEvent(sheet, fingers).press(0, QPoint(300, 100), sheet)
    # The palm comes down beside the finger.
    QTest.touchEvent(sheet, fingers).move(0, QPoint(340, 120), sheet).press(1, QPoint(700, 250), sheet)
    QTest.touchEvent(sheet, fingers).move(0, QPoint(400, 100), sheet).stationary(1)
    QTest.touchEvent(sheet, fingers).release(0, QPoint(400, 100), sheet).release(1, QPoint(700, 250), sheet)
    assert [point[:2] for point in sheet.strokes[1].points] == [(300, 100), (340, 120), (400, 100)]
    assert len(sheet.strokes) == 2


def test_several_of_one_person(
    qtbot: QtBot, view: SignaturesView, desk: Desk, picture: Path, context: Context
) -> None:
    first = signatures(desk)[0].id
    view.adding.take(picture)
    until_shown(qtbot, view, "На строке заключения")
    assert find(view, QLineEdit, "Название").text() == "с расшифровкой"
    find(view, QCheckBox, "Ставить на заключения эту подпись").setChecked(False)
    keep(qtbot, view, context)
    second = newest(desk)
    assert own_signatures(desk, [MINE])[0].signature_id == first
    press_when_there(qtbot, view, f"Ставить эту подпись: {MINE}, с расшифровкой")
    until(qtbot, lambda: own_signatures(desk, [MINE])[0].signature_id == second)
    press_when_there(qtbot, view, f"Переименовать подпись: {MINE}, с расшифровкой")
    write(qtbot, view, f"Название подписи: {MINE}, с расшифровкой", "для дистанционных")
    QTest.keyClick(find(view, QLineEdit, f"Название подписи: {MINE}, с расшифровкой"), Qt.Key.Key_Return)
    until_shown(qtbot, view, "Для дистанционных")
    told: list[Message] = []
    context.message.connect(told.append)
    press_when_there(qtbot, view, f"Убрать подпись: {MINE}, для дистанционных")
    until(qtbot, lambda: bool(told))
    assert own_signatures(desk, [MINE])[0].signature_id == first
    assert told[0].action is not None
    told[0].action()
    until(qtbot, lambda: len(signatures(desk)) == 3)
    until(qtbot, lambda: not context.runner.tasks)
    # It is what it was: the name, the choice, the day.
    kept = [(one.name, one.chosen) for one in kept_signatures(desk) if one.stored.full_name == MINE]
    assert kept == [("обычная", False), ("для дистанционных", True)]


def test_whose_they_are_taken_off_and_brought_back(
    qtbot: QtBot, view: SignaturesView, desk: Desk, context: Context
) -> None:
    until_shown(qtbot, view, COLLEAGUE)
    shown = texts(view)
    for words in (MINE, "Ваша подпись", "Подпись коллеги", "зашифрованном виде"):
        assert words in shown
    assert find(view, QLineEdit, NAME).text() == MINE
    told: list[Message] = []
    context.message.connect(told.append)
    press_when_there(qtbot, view, f"Убрать подпись: {COLLEAGUE}, обычная")
    until(qtbot, lambda: bool(told))
    until(qtbot, lambda: COLLEAGUE not in texts(view))
    assert [one.full_name for one in signatures(desk)] == [MINE]
    assert told[0].action is not None
    told[0].action()
    until_shown(qtbot, view, COLLEAGUE)
    assert [(one.full_name, one.is_mine) for one in signatures(desk)] == [(MINE, True), (COLLEAGUE, False)]


def test_nobodys_yet_and_somebodys_wanted(qtbot: QtBot, view: SignaturesView, desk: Desk) -> None:
    for one in signatures(desk):
        remove_signature(desk, one.id)
    view.opened(COLLEAGUE)
    until_shown(qtbot, view, "Подписей пока нет")
    assert find(view, QLineEdit, NAME).text() == COLLEAGUE
    assert find_all(view, QRadioButton, "Подпись коллеги (он сам передал её Вам)")[0].isChecked()
