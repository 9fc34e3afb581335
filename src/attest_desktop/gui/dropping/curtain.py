"""What is seen while files are held over the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import colour, font, theme

ICON = 44
VEIL = 0.94


class Curtain(QWidget):
    """Covers the window and says what letting go would do; never takes keys or mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words, self._icon, self._good = "", "upload", True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        window.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """What is said."""
        return self._words

    def show_words(self, words: str, *, good: bool) -> None:
        """Say it."""
        self._words, self._good, self._icon = words, good, "upload" if good else "file-x"
        self.setAccessibleName(words)
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        window = self.parentWidget()
        if event.type() == QEvent.Type.Resize and self.isVisible() and window is not None:
            self.setGeometry(window.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil, a dashed frame, an icon, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colour("surface")
        veil.setAlphaF(VEIL)
        painter.fillRect(self.rect(), veil)
        ink = "accent" if self._good else "bad"
        painter.setPen(QPen(colour(ink), 3, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(tokens.XL, tokens.XL, -tokens.XL, -tokens.XL)
        painter.drawRoundedRect(frame, tokens.L, tokens.L)
        shade: str = getattr(theme.tokens, "accent_text" if self._good else "bad")
        picture = icons.pixmap(self._icon, shade, ICON, self.devicePixelRatioF())
        middle = self.rect().center()
        painter.drawPixmap(middle.x() - ICON // 2, middle.y() - ICON - tokens.M, picture)
        painter.setFont(font(tokens.TITLE, QFont.Weight.DemiBold))
        painter.setPen(colour("text" if self._good else "bad"))
        words = frame.adjusted(tokens.XL, frame.height() / 2 + tokens.S, -tokens.XL, -tokens.S)
        painter.drawText(
            words,
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap,
            self._words,
        )
        painter.end()
