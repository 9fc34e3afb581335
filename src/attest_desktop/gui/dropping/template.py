"""A Word file that was dropped: a colleague's, or a template that somebody sent or downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.hand_over import show_received
from attest_desktop.gui.words import counted
from attest_desktop.work.received import Received, read_file
from attest_desktop.work.template_by_hand import keep_template, known_places

ASK = "Взять этот файл шаблоном итогового заключения?"
ABOUT = (
    "{name}: программа узнала {places}. Новые заключения будут заполняться по нему; начатые тексты сохранятся. "
    "Если в личном кабинете другой шаблон, при обновлении программа возьмёт его."
)
TAKE, OPEN, LEAVE = "Взять шаблоном", "Открыть как файл коллеги", "Отмена"


@dataclass(frozen=True, slots=True)
class _Looked:
    received: Received
    places: int


def open_word(context: Context, path: Path, parent: QWidget) -> None:
    """Look into the file in the background and go on by what it is."""
    desk = context.desk

    def look() -> _Looked:
        received = read_file(desk, path)
        return _Looked(received, known_places(received))

    def show(looked: _Looked) -> None:
        if looked.places:
            ask_template(context, looked.received, looked.places, parent)
        else:
            show_received(context, looked.received, parent)

    context.runner.start(lambda _p, _c: look(), owner=parent, title="Открываем файл", on_done=show)


def ask_template(context: Context, received: Received, places: int, parent: QWidget) -> QMessageBox:
    """A template decides how every conclusion looks: it is not taken without a word."""
    ask = QMessageBox(parent)
    ask.setWindowTitle("Шаблон")
    ask.setAccessibleName("Шаблон")
    ask.setText(ASK)
    told = counted(places, "место для заполнения", "места для заполнения", "мест для заполнения")
    ask.setInformativeText(ABOUT.format(name=f"«{received.file_name}»", places=told))
    take = ask.addButton(TAKE, QMessageBox.ButtonRole.AcceptRole)
    other = ask.addButton(OPEN, QMessageBox.ButtonRole.ActionRole)
    leave = ask.addButton(LEAVE, QMessageBox.ButtonRole.RejectRole)
    ask.setDefaultButton(take)
    ask.setEscapeButton(leave)
    desk = context.desk

    def chosen() -> None:
        if ask.clickedButton() is take:
            context.runner.start(
                lambda _p, _c: keep_template(desk, received),
                owner=context,
                title="Берём шаблон",
                on_done=lambda _none: context.say(f"Шаблон теперь: {received.file_name}"),
                in_order=True,
            )
        elif ask.clickedButton() is other:
            show_received(context, received, parent)

    ask.buttonClicked.connect(lambda _button: chosen())
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.open()
    return ask
