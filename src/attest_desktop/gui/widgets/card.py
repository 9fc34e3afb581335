"""Panels and pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets.labels import Title

WIDE_PAGE, READ_PAGE = 1240, 880


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


def page(view: QWidget, *, widest: int = WIDE_PAGE) -> QVBoxLayout:
    """Give a view a scrolled column with the page's margins; add to what is returned.

    The bar always has its place in the right margin, seen or not: what is scrolled ends where the buttons above
    it end, and nothing moves when the bar comes.
    `widest`, px, keeps lines readable on a broad screen: `WIDE_PAGE` for lists and pictures, `READ_PAGE` for
    what is read and filled in.
    """
    outer = QVBoxLayout(view)
    outer.setContentsMargins(0, 0, 0, 0)
    inside = QWidget()
    column = QVBoxLayout()
    column.setSpacing(tokens.L)
    side = QHBoxLayout(inside)
    side.setContentsMargins(tokens.XL, tokens.M, tokens.XL - tokens.SCROLL, tokens.XL)
    side.setSpacing(0)
    holder = QWidget()
    holder.setMaximumWidth(widest)
    holder.setLayout(column)
    column.setContentsMargins(0, 0, 0, 0)
    side.addWidget(holder, 1000)
    side.addStretch(1)
    area = scrolled(inside)
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    outer.addWidget(area)
    return column
