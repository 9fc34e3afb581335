"""A signature before it is kept: the picture it came from, the ink, and how it stands on a line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attest_desktop.gui.signatures.paper import InkPicture, PhotoPicture, Sample
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Banner,
    Caption,
    Field,
    PrimaryButton,
    SecondaryButton,
    Tone,
    scrolled,
)
from attest_desktop.work.signatures import Lifted, natural_size

PICTURE = QSize(404, 168)
USE = "Ставить на заключения эту подпись"


class ReviewPage(QWidget):
    """Emits `keep`, `other` (another picture, or the sheet again) or `frame` (where on the photograph it is)."""

    keep = Signal()
    other = Signal()
    frame = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo = PhotoPicture("Снимок", PICTURE)
        self._ink = InkPicture(QImage(), "Подпись без бумаги", PICTURE)
        self._sample = Sample()
        self._remarks = Banner(tone=Tone.WARN)
        self._frame_it = SecondaryButton("Обвести подпись рамкой", self.frame.emit)
        self._remarks.add_button(self._frame_it)
        self._name = QLineEdit()
        self._name.setMaxLength(60)
        self._use = QCheckBox(USE)
        self._use.setAccessibleName(USE)
        self._other = SecondaryButton("Назад", self.other.emit, icon="arrow-left")
        self._frame = SecondaryButton("Обвести рамкой", self.frame.emit, icon="crop")
        self._keep = PrimaryButton("Сохранить", self.keep.emit)
        self._build()

    @property
    def name(self) -> str:
        """What this signature shall be called."""
        return self._name.text()

    @property
    def chosen(self) -> bool:
        """Whether it shall be put on conclusions."""
        return self._use.isChecked()

    def expect(self, name: str, *, among_others: bool) -> None:
        """Offer a name; where there are others, ask which of them is put on conclusions."""
        self._name.setText(name)
        self._use.setChecked(True)
        self._use.setVisible(among_others)

    def show_ink(self, lifted: Lifted, photo: QImage | None, signer: str) -> None:
        """Show ink and, unless it was drawn or ready as it came, the photograph before it."""
        ink = QImage.fromData(lifted.png)
        self._ink.show_picture(ink)
        self._before.setVisible(photo is not None)
        # Where the remark itself asks for a frame, the button stands beside it.
        asked = photo is not None and any("рамкой" in one for one in lifted.remarks)
        self._frame_it.setVisible(asked)
        self._frame.setVisible(photo is not None and not asked)
        if photo is not None:
            self._photo.show_picture(photo)
        self._sample.show_ink(ink, natural_size(ink.width(), ink.height()), signer)
        self._remarks.show_as("\n".join(lifted.remarks), title="Проверьте подпись", tone=Tone.WARN)
        self._remarks.setVisible(bool(lifted.remarks))
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def came_from(self, words: str) -> None:
        """What the button back says."""
        self._other.setText(words)
        self._other.setAccessibleName(words)

    def _build(self) -> None:
        self._before = _captioned("Снимок", self._photo)
        pictures = QHBoxLayout()
        pictures.setSpacing(tokens.M)
        pictures.addWidget(self._before, 1)
        pictures.addWidget(_captioned("Подпись без бумаги", self._ink), 1)
        for picture in (self._photo, self._ink):
            # As broad as there is room for.
            picture.setMinimumWidth(PICTURE.width() // 2)
            picture.setMaximumWidth(2 * PICTURE.width() + tokens.M)
        self._name.setFixedWidth(280)
        about = QHBoxLayout()
        about.setSpacing(tokens.L)
        about.addWidget(Field("Название", self._name), 0, Qt.AlignmentFlag.AlignBottom)
        about.addWidget(self._use, 0, Qt.AlignmentFlag.AlignBottom)
        about.addStretch(1)
        bottom = QHBoxLayout()
        bottom.setSpacing(tokens.S)
        bottom.addWidget(self._other)
        bottom.addWidget(self._frame)
        bottom.addStretch(1)
        bottom.addWidget(self._keep)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self._remarks)
        column.addLayout(pictures)
        column.addWidget(_captioned("На строке заключения, в натуральную величину", self._sample))
        column.addLayout(about)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.M)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(bottom)


def _captioned(words: str, picture: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.XS)
    column.addWidget(Caption(words))
    column.addWidget(picture)
    return holder
