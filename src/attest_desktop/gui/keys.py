"""Every key that does something, declared once: for shortcuts, tooltips and the panel «Клавиши»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

_SIGNS = (
    ("Return", "Enter"),
    ("Left", "←"),
    ("Right", "→"),
    ("Up", "↑"),
    ("Down", "↓"),
    ("Ctrl+-", "Ctrl+−"),
    ("Ctrl+=", "Ctrl++"),
)


class Where(Enum):
    """Where keys work; the value is the heading of the panel."""

    EVERYWHERE = "Везде"
    TABLE = "Аттестуемые"
    CARD = "Карточка аттестуемого"
    WRITING = "Текст заключения"
    SENDING = "Проверка и отправка"
    PAGES = "Страницы"
    SCANS = "Сканы подписанных страниц"
    GUIDE = "Справка"


@dataclass(frozen=True, slots=True)
class Key:
    """A key with what it does. `keys` as QKeySequence reads them, the first is told; `shown` tells them otherwise.

    `yields` keys give way to a control in focus that has the same key for itself.
    """

    keys: tuple[str, ...]
    words: str
    where: Where = Where.EVERYWHERE
    shown: str = ""
    yields: bool = False

    @property
    def told(self) -> str:
        """As it is printed on the keyboard: «Ctrl+Enter»."""
        return self.shown or printed(self.keys[0])

    def tip(self, words: str) -> str:
        """A tooltip: «Обновить данные (F5)»."""
        return f"{words} ({self.told})"

    def put(
        self,
        parent: QObject,
        action: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> tuple[QShortcut, ...]:
        """Make the keys work; holding one down does it once."""
        made = []
        for one in self.keys:
            shortcut = QShortcut(QKeySequence(one), parent, context=context)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(action)
            made.append(shortcut)
        return tuple(made)


def printed(keys: str) -> str:
    """A key sequence as it stands on the keyboard."""
    for qt, sign in _SIGNS:
        keys = keys.replace(qt, sign)
    return keys


def takes_escape(event: QEvent, act: Callable[[], object], when: Callable[[], bool] = lambda: True) -> bool:
    """Whether the event was Esc and was dealt with by `act`, before the window's own Esc leaves the view.

    To be asked first in a widget's `event`; `when` says whether Esc is the widget's now.
    """
    if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not when():
        return False
    if event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.type() == QEvent.Type.KeyPress:
        event.accept()
        act()
        return True
    return False


FIND = Key(("Ctrl+K",), "найти аттестуемого, действие, раздел или настройку")
PLACES = Key(tuple(f"Ctrl+{number}" for number in range(1, 8)), "разделы слева", shown="Ctrl+1 … Ctrl+7")
REFRESH = Key(("F5", "Ctrl+R"), "обновить данные", shown="F5 или Ctrl+R", yields=True)
NEXT = Key(("Ctrl+N",), "следующий аттестуемый")
PREVIOUS = Key(("Ctrl+Shift+N",), "предыдущий аттестуемый")
BACK = Key(("Esc", "Alt+Left"), "назад", shown="Esc")
UNDO = Key(("Ctrl+Z",), "вернуть сделанное, пока видно сообщение", yields=True)
PANES = Key(("F6",), "к разделам, к верхней строке, к странице", shown="F6")
SMALLER = Key(("Ctrl+-",), "мельче текст", yields=True)
LARGER = Key(("Ctrl+=", "Ctrl++"), "крупнее текст", yields=True)
USUAL = Key(("Ctrl+0",), "обычный размер текста", yields=True)
HELP = Key(("F1",), "справка об открытой странице или окне")
KEYS = Key(("?", "Shift+?"), "эти клавиши", shown="?", yields=True)
FIELDS = Key(("Tab", "Shift+Tab"), "к следующему и к предыдущему полю", shown="Tab и Shift+Tab")

FIND_IN_TABLE = Key(("Ctrl+F",), "поиск в таблице", Where.TABLE)
OPEN_ROW = Key(("Return",), "открыть аттестуемого", Where.TABLE)
MOVE_COLUMN = Key(("Ctrl+Up", "Ctrl+Down"), "передвинуть столбец в окне «Столбцы»", Where.TABLE, "Ctrl+↑ и Ctrl+↓")
FOLD_PERIOD = Key(("Left", "Right"), "свернуть и развернуть период", Where.TABLE, shown="← и →")
CHOOSE_ROWS = Key(
    ("Shift+Down", "Ctrl+A"), "выбрать несколько строк, все строки", Where.TABLE, shown="Shift+↓ и Ctrl+A"
)
COPY_ROWS = Key(("Ctrl+C",), "скопировать строки для Word и Excel", Where.TABLE)
EXPORT_ROWS = Key(("Ctrl+S",), "сохранить показанные строки для Excel", Where.TABLE)

CARD_MAIN = Key(("Ctrl+Return",), "дальше: писать, проверить страницы, отправить", Where.CARD)
MARK_STEP = Key(("Space",), "отметить шаг хода аттестации", Where.CARD, shown="Пробел")
OPEN_STEP = Key(("Return",), "правило, день и заметка шага", Where.CARD)
NEXT_STEP = Key(("Up", "Down"), "к соседнему шагу", Where.CARD, shown="↑ и ↓")

SIGN = Key(("Ctrl+Return",), "подписать и отправить: к проверке страниц", Where.WRITING)
MISSING = Key(("F2",), "к незаполненному месту", Where.WRITING)
CHECKS = Key(("F3",), "замечания к тексту", Where.WRITING)
SPELLING = Key(("F7",), "следующее незнакомое слово", Where.WRITING)
PHRASE = Key(("Ctrl+J",), "вставить свою фразу", Where.WRITING)
KEEP_PHRASE = Key(("Ctrl+Shift+J",), "сохранить выделенное как фразу", Where.WRITING)
KEEP_FORM = Key(("Ctrl+Return",), "сохранить фразу в её окне", Where.WRITING)

SEND = Key(("Ctrl+Return",), "отправить; в «Исходящих» — всё готовое", Where.SENDING)

PRINT = Key(("Ctrl+P",), "напечатать", Where.PAGES)

ZOOM = Key(
    ("Ctrl+=", "Ctrl++", "Ctrl+-", "Ctrl+0"), "крупнее, мельче, по ширине", Where.PAGES, "Ctrl++, Ctrl+−, Ctrl+0"
)

MOVE_SCAN = Key(("Ctrl+Left", "Ctrl+Right"), "передвинуть скан", Where.SCANS, shown="Ctrl+← и Ctrl+→")
TURN_SCAN = Key(("Ctrl+R", "Ctrl+Shift+R"), "повернуть скан", Where.SCANS, shown="Ctrl+R и Ctrl+Shift+R")
REMOVE_SCAN = Key(("Delete",), "убрать скан", Where.SCANS)
UNDO_SCAN = Key(("Ctrl+Z",), "вернуть как было", Where.SCANS)

FIND_IN_GUIDE = Key(("Ctrl+F",), "поиск в справке", Where.GUIDE)
THROUGH_GUIDE = Key(
    ("Alt+Left", "Alt+Right"), "к прежней странице справки и обратно", Where.GUIDE, "Alt+← и Alt+→", yields=True
)

ALL: tuple[Key, ...] = tuple(value for value in globals().values() if isinstance(value, Key))


def told_in(where: Where) -> tuple[tuple[str, str], ...]:
    """Keys and what they do, as the panel shows them."""
    return tuple((one.told, one.words) for one in ALL if one.where is where)
