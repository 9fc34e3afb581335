"""Pictures of the help: a page of the guide, what was found in it, the check, the report."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from scene import until

from attest_desktop.gui.help.checking import open_check
from attest_desktop.gui.help.reporting import open_report
from attest_desktop.gui.help.view import HelpView
from attest_desktop.gui.main_window import MainWindow


def help_pictures() -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """The views of the help."""

    def view(window: MainWindow, page: str) -> HelpView:
        window.go("help", page)
        made = window.views["help"]
        assert isinstance(made, HelpView)
        return made

    def page(window: MainWindow) -> None:
        view(window, "sending").search.clear()

    def found(window: MainWindow) -> None:
        view(window, "start").search.setText("скан")

    def checkup(window: MainWindow) -> QWidget:
        shown = view(window, "start")
        shown.search.clear()
        dialog = open_check(window.context, shown, None)
        until(lambda: dialog.checkup is not None)
        return dialog

    def report(window: MainWindow) -> QWidget:
        shown = view(window, "start")
        check = open_check(window.context, shown, None)
        until(lambda: check.checkup is not None)
        check.close()
        dialog = open_report(window.context, shown, None, check.checkup)
        until(lambda: bool(dialog.text.toPlainText()))
        # A picture shows nothing of the machine on which it was taken.
        told = dialog.text.toPlainText().replace(platform.platform(), "Windows-10-10.0.19045-SP0")
        dialog.text.setPlainText(re.sub(r"Экран: \d+×\d+", "Экран: 1366×768", told))
        return dialog

    return {"help-page": page, "help-found": found, "checkup": checkup, "report": report}
