"""Bugs: one dialog for each distinct traceback, with a report that holds no personal data."""

from __future__ import annotations

import hashlib
import logging
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from attest_desktop import __version__
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import PrimaryButton, Second, SecondaryButton, Title

logger = logging.getLogger(__name__)


def report_of(error: BaseException) -> str:
    """Where it broke: kinds of errors, files, lines and functions.

    Messages and values are left out: a name or a file's title may stand in them.
    """
    lines = [
        f"attest-desktop {__version__}",
        f"Python {platform.python_version()}, PySide {PySide6.__version__}",
        f"{platform.system()} {platform.release()}",
        "",
    ]
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        lines.append(f"{type(step).__module__}.{type(step).__qualname__}")
        for frame in traceback.extract_tb(step.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}")
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def _short(file_name: str) -> str:
    """The path from the package on: the rest may hold the user's name."""
    parts = Path(file_name).parts
    for root in ("attest_desktop", "site-packages"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) - 1 :])
    return parts[-1] if parts else ""


class CrashDialog(QDialog):
    """Says that the program made a mistake, that texts are safe, and offers the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ошибка программы")
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(Title("В программе произошла ошибка"))
        column.addWidget(
            Second(
                "Всё, что Вы написали, сохранено. Можно продолжать работу; если что-то ведёт себя странно, "
                "закройте и снова откройте программу. Пожалуйста, передайте отчёт разработчикам: "
                "в нём нет ни имён, ни других личных данных."
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Отчёт об ошибке")
        self.report.setMinimumHeight(180)
        column.addWidget(self.report)
        row = QHBoxLayout()
        copy = SecondaryButton(
            "Скопировать отчёт", lambda: QGuiApplication.clipboard().setText(report), icon="copy"
        )
        close = PrimaryButton("Продолжить", self.accept)
        close.setDefault(True)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)


class CrashKeeper(QObject):
    """Shows the dialog for bugs from anywhere; the same bug is shown once."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()
        self.dialogs: list[CrashDialog] = []
        self._caught.connect(self.show)

    def install(self) -> None:
        """Take over exceptions that nobody caught."""
        sys.excepthook = self._hook

    def show(self, error: BaseException) -> None:
        """Show a bug, unless it was shown already."""
        report = report_of(error)
        logger.error("unexpected error\n%s", report)
        mark = hashlib.sha256(report.encode()).hexdigest()
        if mark in self._shown:
            return
        self._shown.add(mark)
        dialog = CrashDialog(report)
        self.dialogs.append(dialog)
        dialog.finished.connect(lambda: self.dialogs.remove(dialog))
        dialog.open()

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # The exception may come from any thread; dialogs live in the window's.
        self._caught.emit(error)
