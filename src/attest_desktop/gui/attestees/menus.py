"""Menus of the table: of a row, of the columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from attest_desktop.gui.attestees.choice import StayingMenu
from attest_desktop.gui.attestees.columns import Column
from attest_desktop.gui.attestees.memory import Memory
from attest_desktop.gui.theme import icons


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu: its words, what it does, an icon, the keys that do the same."""

    text: str
    action: Callable[[], object]
    icon: str = ""
    keys: str = ""
    enabled: bool = True


def show_menu(parent: QWidget, name: str, entries: list[Entry | None], where: QPoint) -> QMenu:
    """Open a menu; None is a line between."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words = f"{entry.text}\t{entry.keys}" if entry.keys else entry.text
        line = menu.addAction(words, entry.action)
        line.setEnabled(entry.enabled)
        if entry.icon:
            icons.put(line, entry.icon, "text_2")
    menu.popup(where)
    return menu


def columns_menu(
    parent: QWidget,
    memory: Memory,
    without_room: frozenset[Column],
    show: Callable[[set[Column]], None],
    more: Callable[[], object],
    where: QPoint,
) -> QMenu:
    """The columns with ticks, and the way to the window with their order."""
    menu = StayingMenu(parent)
    menu.setAccessibleName("Столбцы таблицы")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def flip(column: Column) -> None:
        show(memory.shown ^ {column})

    for one in memory.order:
        words = f"{one.title} (не помещается)" if one in without_room else one.title
        line: QAction = menu.addAction(words)
        line.setCheckable(True)
        line.setChecked(one in memory.shown)
        # Without the name a row would be nobody's.
        line.setEnabled(one is not Column.NAME)
        line.triggered.connect(lambda _on=False, one=one: flip(one))
    menu.addSeparator()
    menu.addAction("Порядок столбцов…", more)
    menu.popup(where)
    return menu
