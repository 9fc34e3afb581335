"""Files dropped onto the window, as the system's window hears of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from attest_desktop import bundled
from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.kinds import Kind, kind_of
from attest_desktop.gui.dropping.whose import WhoseDialog
from attest_desktop.gui.hand_over import ReceivedDialog
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.paper import PaperView
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.hand_over import handed_over
from attest_desktop.work.people import people
from attest_desktop.work.template import current_template
from tests.support.window import find, find_all, press, texts, type_keys, until, until_shown


@pytest.fixture
def window(window: MainWindow, context: Context) -> MainWindow:
    choose_engine(context.desk, EngineName.BUILTIN)
    return window


def held(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    return data


def drag(window: MainWindow, *files: Path) -> str:
    """Hold files over the middle of the window; what it says."""
    data = held(*files)
    event = QDragEnterEvent(
        QPoint(640, 360),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window.windowHandle(), event)
    assert window.drops.curtain.isVisible()
    return window.drops.curtain.text()


def drop(window: MainWindow, *files: Path) -> None:
    """Let them go."""
    data = held(*files)
    event = QDropEvent(
        QPointF(640, 360),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window.windowHandle(), event)
    assert not window.drops.curtain.isVisible()


def picture(folder: Path) -> Path:
    path = folder / "Скан 0001.png"
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(path))
    return path


def written(desk: Desk, number: int) -> str:
    one = people(desk)[number]
    save_draft(desk, one.id, open_draft(desk, one.id).text)
    return one.id


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["Заключение.DOCX"], Kind.WORD),
        (["а.docx", "б.docx"], Kind.SEVERAL_WORDS),
        (["1.JPG", "2.tiff"], Kind.PICTURES),
        (["1.jpg", "2.pdf"], Kind.PAGES),
        (["1.jpg", "а.docx"], Kind.MIXED),
        (["архив.zip"], Kind.OTHER),
        (["1.pdf", "архив.rar"], Kind.OTHER),
        ([], Kind.OTHER),
    ],
)
def test_kinds_by_names(names: list[str], kind: Kind) -> None:
    assert kind_of([Path(one) for one in names]) is kind


def test_scans_on_a_card_go_to_its_own_pages(
    qtbot: QtBot, window: MainWindow, context: Context, tmp_path: Path
) -> None:
    attestee_id = written(context.desk, 2)
    window.go("card", attestee_id)
    until_shown(qtbot, window, "Подписали на бумаге?")
    surname = people(context.desk)[2].attestee.full_name.split()[0]
    assert drag(window, picture(tmp_path)).startswith(f"Отпустите, чтобы добавить скан: {surname}")
    drop(window, picture(tmp_path))
    view = window.current
    assert isinstance(view, PaperView)
    until(qtbot, lambda: len(view.lot.strip.sheets) == 1, 30_000)
    # Back to the card and here again: the same page once.
    window.go_back()
    window.go("paper", attestee_id)
    until(qtbot, lambda: context.runner.wait_idle(20_000))
    assert len(view.lot.strip.sheets) == 1


def test_scans_elsewhere_ask_whose_they_are(
    qtbot: QtBot, window: MainWindow, context: Context, tmp_path: Path
) -> None:
    written(context.desk, 3)
    full_name = people(context.desk)[3].attestee.full_name
    assert drag(window, picture(tmp_path)) == "Отпустите, чтобы добавить скан и выбрать, к чьему заключению"
    drop(window, picture(tmp_path))
    dialog = window.findChild(WhoseDialog)
    assert isinstance(dialog, WhoseDialog)
    until(qtbot, lambda: dialog.list.entry is not None)
    assert dialog.list.entry is not None
    assert dialog.list.entry.title == full_name  # written, so the likeliest
    assert find_all(dialog, QAbstractButton, "Это изображение подписи")
    type_keys(find(dialog, QLineEdit, "Кто это"), full_name.split()[0].lower())
    press(qtbot, dialog, "Добавить сюда")
    view = window.current
    assert isinstance(view, PaperView)
    until(qtbot, lambda: len(view.lot.strip.sheets) == 1, 30_000)


def test_files_that_lead_nowhere_are_refused_with_the_reason(window: MainWindow, tmp_path: Path) -> None:
    assert drag(window, tmp_path / "архив.zip") == (
        "Такие файлы программа не открывает: нужен Word, PDF или снимок."
    )
    drop(window, tmp_path / "архив.zip")
    assert window.findChild(WhoseDialog) is None


def test_a_colleagues_file_opens_and_a_template_is_asked_about(
    qtbot: QtBot, window: MainWindow, context: Context, tmp_path: Path
) -> None:
    desk = context.desk
    attestee_id = written(desk, 0)
    theirs = tmp_path / "Заключение.docx"
    theirs.write_bytes(handed_over(desk, attestee_id, open_draft(desk, attestee_id).text))
    assert drag(window, theirs) == "Отпустите, чтобы открыть файл коллеги или новый шаблон"
    drop(window, theirs)
    until(qtbot, lambda: window.findChild(ReceivedDialog) is not None)
    dialog = window.findChild(ReceivedDialog)
    assert isinstance(dialog, ReceivedDialog)
    dialog.reject()

    template = tmp_path / "Новый шаблон.docx"
    template.write_bytes(bundled.path("sample", "conclusion_template.docx").read_bytes())
    drop(window, template)
    until(qtbot, lambda: window.findChild(QMessageBox) is not None)
    ask = window.findChild(QMessageBox)
    assert isinstance(ask, QMessageBox)
    assert "«Новый шаблон.docx»: программа узнала" in texts(ask)
    press(qtbot, ask, "Взять шаблоном")
    until_shown(qtbot, window, "Шаблон теперь: Новый шаблон.docx")
    assert current_template(desk).file_name == "Новый шаблон.docx"
