"""The report of a bug holds no personal data; the same bug is shown once."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attest_desktop.gui.crash import CrashKeeper, report_of
from tests.support.window import press

NAME = "Журавлёва Ольга Дмитриевна"


def _broken(number: int) -> Exception:
    try:
        try:
            return {"": ValueError()}[NAME]
        except KeyError:
            return ValueError(number // 0)
    except ZeroDivisionError as error:
        return error


def _broken_elsewhere() -> Exception:
    try:
        return ValueError(int(NAME))
    except ValueError as error:
        return error


def test_report_tells_where_and_not_whose() -> None:
    report = report_of(_broken(1))
    assert "ZeroDivisionError" in report
    assert "KeyError" in report
    assert "test_crash.py" in report
    assert NAME not in report
    assert "/root" not in report
    assert "/home" not in report


def test_same_bug_is_shown_once_and_another_again(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    keeper = CrashKeeper()
    for number in (1, 2):
        keeper.show(_broken(number))
    assert len(keeper.dialogs) == 1
    keeper.show(_broken_elsewhere())
    assert len(keeper.dialogs) == 2
    assert NAME not in caplog.text
    dialog = keeper.dialogs[0]
    press(qtbot, dialog, "Скопировать отчёт")
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    press(qtbot, dialog, "Продолжить")
    assert len(keeper.dialogs) == 1
    keeper.dialogs[0].close()


def test_uncaught_exception_comes_to_the_dialog(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keeper = CrashKeeper()
    keeper.install()
    error = _broken(3)
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(keeper.dialogs) == 1
    keeper.dialogs[0].close()
