"""Whether two pictures of a view are alike to the eye: fonts and lines are drawn a shade otherwise elsewhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

# Pictures are compared this wide, px: what antialiasing and hinting change is averaged away.
COMPARED = 275
# A small pixel differs when one of its colours is further away than this (of 255).
SHADE = 40
# So large a part of the small pixels may differ: a few letters of a line that is set a pixel aside.
PART = 0.004


def small(picture: QImage) -> QImage:
    """As it is kept and compared."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    plain.setDevicePixelRatio(1.0)
    return plain.scaledToWidth(COMPARED, Qt.TransformationMode.SmoothTransformation)


def difference(was: QImage, now: QImage) -> tuple[str, QImage]:
    """What differs in words, empty when they are alike; and the picture with the differing spots in red."""
    marked = now.convertToFormat(QImage.Format.Format_RGB32)
    if was.size() != now.size():
        return f"its size is {now.width()}×{now.height()}, was {was.width()}×{was.height()}", marked
    far = np.abs(_values(was) - _values(now)).max(axis=2) > SHADE
    painter = QPainter(marked)
    for y, x in np.argwhere(far):
        painter.fillRect(int(x), int(y), 1, 1, QColor("red"))
    painter.end()
    part = float(far.mean())
    return (f"{part:.2%} of it differ, {PART:.2%} may" if part > PART else ""), marked


def _values(picture: QImage) -> NDArray[np.int16]:
    """Height × width × 4 of blue, green, red and nothing."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return flat[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).astype(np.int16)
