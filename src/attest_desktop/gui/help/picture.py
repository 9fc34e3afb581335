"""A picture of the guide as large as it was taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from attest_desktop.gui.widgets import resize_within_screen

TITLE = "Картинка справки"


def open_picture(path: Path, parent: QWidget) -> QDialog:
    """Show it over the window; Esc closes."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(TITLE)
    dialog.setAccessibleName(TITLE)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picture = QLabel()
    picture.setPixmap(QPixmap(str(path)))
    picture.setAccessibleName(TITLE)
    area = QScrollArea()
    area.setWidget(picture)
    area.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    size = picture.sizeHint()
    resize_within_screen(dialog, size.width() + 4, size.height() + 4)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
