"""«Передать второму специалисту»: the Word file that goes to the colleague."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Caption, PrimaryButton, Second, SecondaryButton, Title
from attest_desktop.work.draft import DraftText
from attest_desktop.work.hand_over import file_name, hand_over
from attest_desktop.work.practice_mark import marked

TITLE = "Передать второму специалисту"
WHAT = (
    "Программа сохранит заполненное заключение в файле Word. Передайте его второму специалисту по почте или на "
    "флешке. Файл открывается в Word и LibreOffice; в этой программе коллега увидит и Ваши тексты и сможет "
    "продолжить или подписать."
)
SIGNATURE = "Вложить изображение моей подписи"
SIGNATURE_WHY = (
    "Тогда второй специалист сможет закончить заключение с обеими подписями. Пароль от личного кабинета в файл не "
    "попадает никогда."
)
DRAWN = "Поставить мою подпись на строку в самом файле"
DRAWN_WHY = "Её увидит и коллега, у которого есть только Word. Ставьте, когда текст уже окончательный."
SAVED = "Сохранено: {}. Передайте этот файл второму специалисту."


class GivingDialog(QDialog):
    """Asks where to, and whether the signature goes along. `text` None hands over the kept draft."""

    def __init__(
        self, context: Context, attestee: Attestee, text: DraftText | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._attestee, self._text = context, attestee, text
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumWidth(520)
        self._signature = QCheckBox(SIGNATURE)
        self._signature.setAccessibleName(SIGNATURE)
        self._drawn = QCheckBox(DRAWN)
        self._drawn.setAccessibleName(DRAWN)
        # The signature goes one way or the other: twice on one line it must never be.
        self._signature.toggled.connect(lambda on: self._one_way(on, self._drawn))
        self._drawn.toggled.connect(lambda on: self._one_way(on, self._signature))
        self._save = PrimaryButton("Сохранить файл…", self._on_save)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Отмена", self.reject))
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        layout.setSpacing(tokens.M)
        layout.addWidget(Title(short_name(attestee.full_name)))
        layout.addWidget(Second(WHAT))
        layout.addSpacing(tokens.S)
        layout.addWidget(self._signature)
        layout.addWidget(Caption(SIGNATURE_WHY))
        layout.addWidget(self._drawn)
        layout.addWidget(Caption(DRAWN_WHY))
        layout.addSpacing(tokens.M)
        layout.addLayout(buttons)

    def _one_way(self, on: bool, other: QCheckBox) -> None:
        if on:
            other.setChecked(False)

    def _on_save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            TITLE,
            marked(self._context.desk, file_name(self._attestee.full_name)),
            "Документ Word (*.docx)",
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the file and close."""
        context, desk, attestee_id, text = self._context, self._context.desk, self._attestee.id, self._text
        with_signature, drawn = self._signature.isChecked(), self._drawn.isChecked()
        if not path.suffix:
            path = path.with_suffix(".docx")
        context.runner.start(
            lambda _p, _c: hand_over(
                desk, attestee_id, path, text, with_signature=with_signature, signature_drawn=drawn
            ),
            owner=context,
            title="Сохраняем файл для второго специалиста",
            on_done=lambda written: context.say(SAVED.format(written)),
            in_order=True,
        )
        self.accept()


def offer_hand_over(context: Context, attestee: Attestee, text: DraftText | None, parent: QWidget) -> GivingDialog:
    """Show the dialog without stopping the window."""
    dialog = GivingDialog(context, attestee, text, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
