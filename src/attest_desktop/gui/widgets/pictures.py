"""Pictures drawn much smaller than they are."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

_KEPT = 24
_shrunk: OrderedDict[tuple[int, int, int], QImage] = OrderedDict()


def draw_shrunk(painter: QPainter, target: QRectF, picture: QImage) -> None:
    """Draw the picture into `target` so that no thin stroke is lost.

    A painter's own smoothing looks at four pixels for each it draws: below half the size it skips the others,
    and a pen's line falls apart. What was made small is kept while it is among the last that were drawn.
    """
    if picture.isNull() or target.isEmpty():
        return
    device = painter.device()
    scale = device.devicePixelRatioF() if device is not None else 1.0
    size = QSize(max(1, round(target.width() * scale)), max(1, round(target.height() * scale)))
    if picture.width() <= size.width() or picture.height() <= size.height():
        painter.drawImage(target, picture)
        return
    key = (picture.cacheKey(), size.width(), size.height())
    small = _shrunk.pop(key, None)
    if small is None:
        small = picture.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    _shrunk[key] = small
    while len(_shrunk) > _KEPT:
        _shrunk.popitem(last=False)
    painter.drawImage(target, small)
