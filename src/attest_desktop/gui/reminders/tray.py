"""The icon beside the clock: a number on it, notifications, a small menu; nothing where a system has none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from attest_desktop import bundled
from attest_desktop.gui.theme import style
from attest_desktop.gui.theme.tokens import LIGHT
from attest_desktop.work.telling import Telling

OPEN, HOW = "Открыть программу", "Настроить напоминания…"
SHOWN_MS = 15_000
MOST = 99
_SIDE = 64  # pixels; the system makes it smaller


class Tray(QObject):
    """`open_home` and `open_settings` bring the window forward first; the tray may be absent."""

    def __init__(
        self, open_home: Callable[[], object], open_settings: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_home = open_home
        self._menu = QMenu()
        for words, action in ((OPEN, open_home), (HOW, open_settings)):
            self._menu.addAction(words).triggered.connect(lambda _checked=False, act=action: act())
        self.icon = QSystemTrayIcon(badged(0), self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(open_home)
        self.count = 0

    @property
    def available(self) -> bool:
        """Whether this system shows such icons and their messages now."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def show_count(self, count: int) -> None:
        """Put the number on the icons; 0 takes it away."""
        self.count = count
        self.icon.setIcon(badged(count))
        words = f"Аттестация: просрочено или сегодня последний день: {count}" if count else "Аттестация"
        self.icon.setToolTip(words)
        _badge(count)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()

    def tell(self, telling: Telling) -> bool:
        """Show the notification; False where the system has no place for it."""
        if not self.available:
            return False
        self.icon.show()
        self.icon.showMessage(telling.title, telling.text, self.icon.icon(), SHOWN_MS)
        return True

    def hide(self) -> None:
        """Take the icon and the number away."""
        self.icon.hide()
        _badge(0)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._open_home()


def _badge(count: int) -> None:
    """The number on the program's own icon in the taskbar, where the system shows one."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        app.setBadgeNumber(count)


def badged(count: int) -> QIcon:
    """The program's icon with a number in its corner; without one for 0."""
    plain = QIcon(str(bundled.path("icons", "app.svg")))
    if count <= 0:
        return plain
    picture = QPixmap(plain.pixmap(_SIDE, _SIDE))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    words = str(count) if count <= MOST else f"{MOST}+"
    tall = _SIDE * 0.56
    wide = tall * (1 if len(words) == 1 else 1.25 if len(words) == 2 else 1.55)
    box = QRectF(_SIDE - wide, 0, wide, tall)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.bad))
    painter.drawRoundedRect(box, tall / 2, tall / 2)
    font = QFont(style.FAMILY)
    font.setPixelSize(round(tall * 0.72))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return QIcon(picture)
