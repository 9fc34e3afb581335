"""Outlines told in steps, as paths of Qt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from attest_desktop.papers.pdf.builtin.model import Path


def path_of(steps: Path, place: Callable[[tuple[float, float]], QPointF]) -> QPainterPath:
    """`M`ove, `L`ine, `C`urve and `Z` closed as a path; `place` tells where a point of theirs lies."""
    path = QPainterPath()
    for kind, points in steps:
        places = [place(point) for point in points]
        if kind == "M":
            path.moveTo(places[0])
        elif kind == "L":
            path.lineTo(places[0])
        elif kind == "C":
            path.cubicTo(*places)
        else:
            path.closeSubpath()
    return path
