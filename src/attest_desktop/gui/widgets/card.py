"""Panels and pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets.labels import Title


class Card(QFrame):
    """A white rounded panel; add to `body`. Cards are never put into cards."""

    def __init__(self, title: str = "", *, padding: int = tokens.XL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(tokens.M)
        self.head: QHBoxLayout | None = None
        if title:
            self.setAccessibleName(title)
            self.head = QHBoxLayout()
            self.head.setSpacing(tokens.S)
            self.head.addWidget(Title(title), 1)
            self.body.addLayout(self.head)


class Line(QFrame):
    """A hairline between parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def scrolled(inside: QWidget) -> QScrollArea:
    """The widget in a vertical scroll area without a frame."""
    inside.setObjectName("plain")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    return area


def page(view: QWidget, *, widest: int = 0) -> QVBoxLayout:
    """Give a view a scrolled column with the page's margins; add to what is returned.

    `widest` px keeps lines readable on a broad screen; 0 takes the whole width.
    """
    outer = QVBoxLayout(view)
    outer.setContentsMargins(0, 0, 0, 0)
    inside = QWidget()
    column = QVBoxLayout()
    column.setSpacing(tokens.L)
    side = QHBoxLayout(inside)
    side.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.XL)
    side.setSpacing(0)
    if widest:
        holder = QWidget()
        holder.setMaximumWidth(widest)
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        side.addWidget(holder, 1000)
        side.addStretch(1)
    else:
        side.addLayout(column)
    outer.addWidget(scrolled(inside))
    return column
