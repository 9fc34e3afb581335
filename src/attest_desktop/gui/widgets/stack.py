"""Pages, one in front of the others."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FrontSized(QStackedWidget):
    """Asks for no more room than the page in front needs; the largest of all would make a low window scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """That of the page in front."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Whether that of the page in front depends on its width."""
        front = self.currentWidget()
        return front is not None and front.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """That of the page in front."""
        front = self.currentWidget()
        return front.heightForWidth(width) if front is not None else super().heightForWidth(width)
