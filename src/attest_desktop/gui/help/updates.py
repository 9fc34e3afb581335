"""What a new version brings: the page with it is opened by the user's own hand only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.help.browser import GuideBrowser
from attest_desktop.gui.outside import CannotOpenError, open_link
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import (
    Caption,
    Card,
    PrimaryButton,
    Second,
    SecondaryButton,
    Title,
    resize_within_screen,
)
from attest_desktop.work.guide import guide
from attest_desktop.work.site import site_in
from attest_desktop.work.updates import Release, Updates

TELL = "Сообщать о новых версиях"
ABOUT = (
    "Не чаще раза в день программа спрашивает по заданному адресу, есть ли версия новее. О Вас и компьютере она "
    "ничего не сообщает, сама ничего не скачивает и не ставит."
)
FORBIDDEN = "На этом компьютере узнавать о новых версиях не разрешил администратор."


def updates_in(folder: Path) -> Updates:
    """Looking for versions with what the folder of the data says of the address."""
    return Updates(folder, site_in(folder).site.updates)


class NewsDialog(QDialog):
    """What the maintainers say of the version."""

    def __init__(self, context: Context, found: Release, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._page = context, found.page
        title = f"Есть версия {found.version}"
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        resize_within_screen(self, 640, 480)
        self.news = GuideBrowser(guide().folder)
        self.news.setAccessibleName("Что нового")
        self.news.show_text(found.news)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Title(title))
        column.addWidget(Second(f"Вышла {found.day:%d.%m.%Y}. Сама программа ничего не скачивает и не ставит."))
        column.addWidget(self.news, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(SecondaryButton("Позже", self.reject))
        buttons.addWidget(PrimaryButton("Открыть страницу", self._on_open, icon="external-link"))
        column.addLayout(buttons)

    def _on_open(self) -> None:
        self.accept()
        try:
            open_link(self._page)
        except CannotOpenError as error:
            self._context.show_error(error)


def open_news(context: Context, found: Release, parent: QWidget | None) -> NewsDialog:
    """Show what is new over the window."""
    dialog = NewsDialog(context, found, parent)
    dialog.open()
    return dialog


class UpdatesCard(Card):
    """In «Настройки», where an address is set: whether to be told, and what the administrator decided."""

    def __init__(self, context: Context, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("Новые версии", parent=parent)
        self._context, self._folder = context, folder
        self.box = QCheckBox(TELL)
        self.box.setAccessibleName(TELL)
        self.box.clicked.connect(self._on_box)
        self._forbidden = Second(FORBIDDEN)
        self._forbidden.hide()
        self.body.addWidget(self.box)
        self.body.addWidget(Caption(ABOUT))
        self.body.addWidget(self._forbidden)
        self.hide()

    def load(self) -> None:
        """Show how it is set; hidden where there is nothing to set."""
        folder = self._folder
        if folder is None or self._context.training:
            return

        def job(_p: object, _c: object) -> tuple[bool, bool, bool]:
            updates = updates_in(folder)
            return updates.possible, updates.forbidden and bool(updates.address), updates.wanted

        def done(found: tuple[bool, bool, bool]) -> None:
            possible, forbidden, wanted = found
            self.setVisible(possible or forbidden)
            self.box.setEnabled(possible)
            self.box.setChecked(possible and wanted)
            self._forbidden.setVisible(forbidden)

        self._context.runner.start(job, owner=self, on_done=done, quiet=True)

    def _on_box(self) -> None:
        folder, wanted = self._folder, self.box.isChecked()
        if folder is not None:
            self._context.runner.start(
                lambda _p, _c: updates_in(folder).want(wanted=wanted), owner=self, quiet=True, in_order=True
            )
