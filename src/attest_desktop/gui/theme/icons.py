"""Line icons, drawn in the theme's colours; they change with the theme by themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from shiboken6 import isValid

from attest_desktop import bundled
from attest_desktop.gui.theme.tokens import LIGHT, Tokens

SIZE = 18
TEXT_GAP = 4
_SCALES = (1.0, 2.0)


class _Holder(Protocol):
    def setIcon(self, icon: QIcon, /) -> None: ...


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    # A little thinner than drawn: at 18 px two pixels look heavy beside the text.
    drawing = bundled.path("icons", f"{name}.svg").read_text("utf-8")
    return drawing.replace('stroke-width="2"', 'stroke-width="1.8"')


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = SIZE, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon as a picture of `size` logical pixels, with an empty `gap` on its right; `colour` as #rrggbb."""
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    side = round(size * scale)
    picture = QPixmap(side + round(gap * scale), side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def icon(name: str, colour: str, size: int = SIZE, gap: int = 0, disabled: str = "") -> QIcon:
    """The icon for a button, sharp on dense screens too; colours as #rrggbb.

    `disabled` is for a button that cannot be pressed.
    """
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, size, scale, gap))
        if disabled:
            made.addPixmap(pixmap(name, disabled, size, scale, gap), QIcon.Mode.Disabled)
    return made


class _Ink:
    """The colours that icons are drawn in now."""

    tokens: Tokens = LIGHT


_placed: WeakKeyDictionary[QObject, tuple[str, str, int]] = WeakKeyDictionary()


def put(widget: QObject, name: str, colour: str = "text_2", size: int = SIZE) -> None:
    """Give a button, action or label an icon; `colour` is the name of a token, so that it follows the theme."""
    _placed[widget] = (name, colour, size)
    _draw(widget, name, colour, size)


def fit(button: QPushButton) -> None:
    """Draw a placed icon anew where the button's words came or went: without words it stands in the middle."""
    if button in _placed:
        _draw(button, *_placed[button])


def redraw(now: Tokens) -> None:
    """Draw every placed icon in new colours."""
    _Ink.tokens = now
    for widget, (name, colour, size) in list(_placed.items()):
        if isValid(widget):
            _draw(widget, name, colour, size)


def _draw(widget: QObject, name: str, token: str, size: int) -> None:
    colour: str = getattr(_Ink.tokens, token)
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, colour, size, widget.devicePixelRatioF() or 1.0))
        return
    # A style sheet cannot part a button's icon from its text: the icon brings the gap along.
    gap = TEXT_GAP if isinstance(widget, QPushButton) and widget.text() else 0
    holder: _Holder = widget  # type: ignore[assignment]  # a button or an action: both have setIcon
    # Beside a text as dark as the text; alone that would look as if it could be pressed.
    disabled = _Ink.tokens.off if gap or _Ink.tokens.border_width > 1 else _Ink.tokens.line_strong
    holder.setIcon(icon(name, colour, size, gap, disabled))
    if isinstance(widget, QAbstractButton):
        widget.setIconSize(QSize(size + gap, size))


def coloured_svg(name: str, colour: str) -> str:
    """The source of an icon in a colour, for a style sheet's `url()`."""
    return _source(name).replace("currentColor", colour)
