"""«Подписано на бумаге»: scans are added, looked at, put right, made the conclusion and sent."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListView, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.gui.card.words import Do, paper_words
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.paper import PaperView
from attest_desktop.gui.paper.closer import CloserDialog
from attest_desktop.gui.paper.model import moved_before
from attest_desktop.store import FileKind, FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_lot import Sheet
from attest_desktop.work.paper_way import ENGINE
from attest_desktop.work.people import Stage, people, person
from attest_desktop.work.training import Training
from tests.support.paper import photograph_of_something, printed, scan
from tests.support.window import choose, find, find_all, press_when_there, texts, until, until_shown

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def frozen(desk: Desk) -> FrozenConclusion:
    """A finished conclusion as it was printed."""
    who = people(desk)[0].id
    word = io.BytesIO()
    docx.Document().save(word)
    return desk.store.conclusions.freeze(who, {}, word.getvalue(), printed(), "builtin", (), desk.now())


@pytest.fixture
def view(qtbot: QtBot, context: Context, frozen: FrozenConclusion) -> PaperView:
    made = PaperView(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    made.opened(frozen.attestee_id)
    until_shown(qtbot, made, "Добавьте сканы подписанных страниц")
    return made


def drop(view: PaperView, folder: Path, files: dict[str, bytes]) -> None:
    """Files are dropped onto the board, as from the system's file manager."""
    carried = QMimeData()
    urls = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        urls.append(QUrl.fromLocalFile(str(folder / name)))
    carried.setUrls(urls)
    view.board.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def spoken(view: PaperView) -> list[str]:
    """The pages of the strip as a screen reader tells them."""
    model = view.board.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.data(model.index(row), role)) for row in range(model.rowCount())]


def ready(qtbot: QtBot, view: PaperView) -> None:
    """Until all pages are looked at and the PDF is bound."""
    until(qtbot, lambda: find(view, QAbstractButton, "Собрать PDF").isEnabled(), 30_000)


def key(view: PaperView, *pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    strip = find(view, QListView, "Страницы")
    for one in pressed:
        QTest.keyClick(strip, one, held)


def test_scans_become_the_conclusion_and_are_sent(
    qtbot: QtBot, view: PaperView, tmp_path: Path, desk: Desk, frozen: FrozenConclusion, training: Training
) -> None:
    who = frozen.attestee_id
    drop(view, tmp_path, {"b.jpg": scan(2, 0, 1, 2, turned=90), "a.jpg": scan(1)})
    ready(qtbot, view)
    # Recognised and put in order, whichever way they came.
    first, second = spoken(view)
    assert "Страница 1 из 2; в порядке" in first
    assert "Страница 2 из 2; подписи есть" in second
    assert "повёрнута" in second
    assert "Все страницы на месте, текст не изменён, подписи есть." in texts(view)
    assert "Подпись, Соболева М.А., страница 2: есть" in names(view)
    press_when_there(qtbot, view, "Собрать PDF")
    until_shown(qtbot, view, "Посмотрите, что получилось")
    press_when_there(qtbot, view, "Сделать готовым заключением")
    until_shown(qtbot, view, "Заключение готово")
    latest = desk.store.conclusions.latest(who)
    assert latest is not None
    assert (latest.engine, latest.revision) == (ENGINE, 2)
    assert desk.store.files.all(FileKind.SCAN, who) == ()
    assert person(desk, who).stage is Stage.FINISHED
    press_when_there(qtbot, view, "Отправить")
    until_shown(qtbot, view, "Подтверждено")
    assert person(desk, who).stage is Stage.CONFIRMED
    assert training.server.state.attest_posts == 0


def test_what_is_amiss_is_said_and_wants_consent(
    qtbot: QtBot, view: PaperView, tmp_path: Path, context: Context, desk: Desk, frozen: FrozenConclusion
) -> None:
    told: list[Message] = []
    context.message.connect(told.append)
    drop(view, tmp_path, {"вторая.jpg": scan(2, 0), "меню.jpg": photograph_of_something(), "битый.pdf": b"%PDF-1"})
    until(qtbot, lambda: bool(told))
    assert "битый.pdf" in told[0].text
    ready(qtbot, view)
    shown = texts(view)
    assert "Нет страницы 1." in shown
    assert "(«меню.jpg») не из этого документа. Уберите её." in shown
    assert "Нет подписи на странице 2: Заречная П.А." in shown
    assert "Подпись, Заречная П.А., страница 2: нет" in names(view)
    # Delete takes the foreign page out, Ctrl+Z brings it back.
    pressed_close_up(qtbot, view)
    row = next(place for place, words in enumerate(spoken(view)) if "Не из этого документа" in words)
    view.activateWindow()
    view.board.strip.setFocus()
    until(qtbot, view.board.strip.hasFocus)
    view.board.strip.choose([row])
    key(view, Qt.Key.Key_Delete)
    until(qtbot, lambda: len(spoken(view)) == 1)
    assert "не из этого документа" not in texts(view)
    key(view, Qt.Key.Key_Z, held=CONTROL)
    until(qtbot, lambda: len(spoken(view)) == 2)
    view.board.strip.choose([row])
    press_when_there(qtbot, view, "Убрать (Delete)")
    until(qtbot, lambda: len(spoken(view)) == 1)
    ready(qtbot, view)
    press_when_there(qtbot, view, "Собрать PDF")
    until_shown(qtbot, view, "Посмотрите, что получилось")
    assert not find(view, QAbstractButton, "Сделать готовым заключением").isEnabled()
    press_when_there(qtbot, view, "Вижу, оставить как есть")
    press_when_there(qtbot, view, "Сделать готовым заключением")
    until_shown(qtbot, view, "Заключение готово")
    latest = desk.store.conclusions.latest(frozen.attestee_id)
    assert latest is not None
    assert any("решил оставить" in note for note in latest.notes)


def test_pages_are_moved_turned_and_kept_when_the_window_is_closed(
    qtbot: QtBot, view: PaperView, tmp_path: Path, context: Context, frozen: FrozenConclusion
) -> None:
    drop(view, tmp_path, {"напечатано.pdf": printed()})
    ready(qtbot, view)
    view.board.strip.choose([0])
    key(view, Qt.Key.Key_Right, held=CONTROL)
    until_shown(qtbot, view, "Страницы стоят не по порядку.")
    assert view.board.strip.rows == (1,)
    key(view, Qt.Key.Key_R, held=CONTROL)
    until(qtbot, lambda: [one.turns for one in view.board.model.sheets] == [0, 3])
    # A page is dragged back before the other.
    carried = view.board.model.mimeData([view.board.model.index(1)])
    spot = QPointF(view.board.strip.visualRect(view.board.model.index(0)).topLeft()) + QPointF(5, 5)
    none = Qt.KeyboardModifier.NoModifier
    view.board.strip.dropEvent(
        QDropEvent(spot, Qt.DropAction.MoveAction, carried, Qt.MouseButton.LeftButton, none)
    )
    until(qtbot, lambda: [one.number for one in view.board.model.sheets] == [1, 2])
    choose(view, "Обработка изображений", "Чёрно-белое")
    until_shown(qtbot, view, "Синие чернила станут чёрными")
    ready(qtbot, view)
    # Another window later: everything is as it was left.
    assert context.runner.wait_idle(10_000)
    again = PaperView(context)
    qtbot.addWidget(again)
    again.show()
    again.opened(frozen.attestee_id)
    until_shown(qtbot, again, "Синие чернила станут чёрными")
    assert [(one.number, one.turns) for one in again.board.model.sheets] == [(1, 3), (2, 0)]
    press_when_there(qtbot, again, "Остановить")
    until(qtbot, lambda: bool(find_all(again, QAbstractButton, "Узнать страницы")))
    assert not find(again, QAbstractButton, "Собрать PDF").isEnabled()


def test_own_ink_goes_onto_the_clean_page_when_the_expert_agrees(
    qtbot: QtBot, view: PaperView, tmp_path: Path, desk: Desk, frozen: FrozenConclusion
) -> None:
    drop(view, tmp_path, {"вторая.jpg": scan(2, 0)})
    ready(qtbot, view)
    press_when_there(qtbot, view, "Перенести мою подпись…")
    until_shown(qtbot, view, "Ваша подпись на чистой странице")
    assert not find(view, QAbstractButton, "Сделать готовым заключением").isEnabled()
    press_when_there(qtbot, view, "Это моя подпись, перенести")
    press_when_there(qtbot, view, "Сделать готовым заключением")
    until_shown(qtbot, view, "Сканы остались среди добавленных страниц.")
    assert len(desk.store.signings.all(frozen.attestee_id, 2)) == 1


def test_without_a_text_there_is_nothing_to_compare_with(qtbot: QtBot, context: Context, desk: Desk) -> None:
    view = PaperView(context)
    qtbot.addWidget(view)
    view.show()
    view.opened(people(desk)[0].id)
    until_shown(qtbot, view, "Заключение пустое")
    with qtbot.waitSignal(context.navigate) as told:
        press_when_there(qtbot, view, "К карточке аттестуемого")
    assert told.args == ["card", people(desk)[0].id]


def test_pages_dropped_among_others() -> None:
    sheets = [Sheet(1, number, 4, "скан.pdf") for number in range(4)]

    def order(rows: list[int], before: int) -> list[int]:
        return [one.number for one in moved_before(sheets, rows, before)]

    assert order([0], 2) == [1, 0, 2, 3]
    assert order([3], 0) == [3, 0, 1, 2]
    assert order([1, 2], 4) == [0, 3, 1, 2]
    assert order([1], 1) == order([1], 2) == [0, 1, 2, 3]


def test_the_card_tells_of_pages_that_wait() -> None:
    assert paper_words(0) == Do.PAPER.value
    assert "добавлено 2\u00a0страницы" in paper_words(2)


def pressed_close_up(qtbot: QtBot, view: PaperView) -> None:
    """Enter shows the recognised page beside what was printed."""
    row = next(place for place, words in enumerate(spoken(view)) if "Страница 2 из 2" in words)
    view.board.strip.choose([row])
    press_when_there(qtbot, view, "Посмотреть крупно (Enter)")
    until(qtbot, lambda: bool(view.findChildren(CloserDialog)))
    dialog = view.findChildren(CloserDialog)[0]
    until(qtbot, lambda: dialog.printed.canvas.page == 2)
    assert dialog.printed.pdf == printed()
    press_when_there(qtbot, dialog, "Закрыть")


def names(view: QWidget) -> list[str]:
    return [one.accessibleName() for one in view.findChildren(QWidget) if one.isVisible()]
