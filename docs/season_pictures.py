"""Pictures of «Итоги»: register, archive, removal; invented lines made of the practice cabinet's people."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.period import Period
from attest_desktop.domain.text import normalised
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.printing import PrintDialog
from attest_desktop.gui.season import ARCHIVE, REGISTER, REMOVAL, SeasonView
from attest_desktop.gui.season.removal_dialog import RemovalDialog
from attest_desktop.store import Counted
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.season import ON_PAPER, Line
from attest_desktop.work.season_archive import Past
from attest_desktop.work.season_removal import Plan, Stays, Why

SPRING, AUTUMN = Period(2026, 3), Period(2026, 9)
EXPERT = "Соболева Марина Аркадьевна"


def season_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """«Итоги», the register on paper, the question before removal."""
    lines = _lines(desk)

    def season(window: MainWindow, page: str) -> SeasonView:
        window.go("season", page)
        window.context.runner.wait_idle(5_000)
        _live(window)
        view = window.views["season"]
        assert isinstance(view, SeasonView)
        view.register.show_lines(lines, EXPERT)
        view.archive.show_past(
            tuple(_past(one, number) for number, one in enumerate(lines) if one.done and not one.removed)
        )
        view.removal.show_plan(_plan(lines))
        return view

    def register(window: MainWindow) -> None:
        season(window, REGISTER)

    def paper(window: MainWindow) -> PrintDialog | None:
        return season(window, REGISTER).register.print_register()

    def archive(window: MainWindow) -> None:
        view = season(window, ARCHIVE)
        view.archive.search.clear()
        view.archive.table.selectRow(1)

    def removal(window: MainWindow) -> None:
        season(window, REMOVAL)

    def asking(window: MainWindow) -> RemovalDialog | None:
        return season(window, REMOVAL).removal.open_dialog()

    return {
        "season": register,
        "season-paper": paper,
        "season-archive": archive,
        "season-removal": removal,
        "season-removing": asking,
    }


def _live(window: MainWindow) -> None:
    for _ in range(20):
        window.mapToGlobal(QPoint())
        window.context.runner.wait_idle(100)


def _lines(desk: Desk) -> tuple[Line, ...]:
    made = []
    for number, one in enumerate(people(desk)):
        who = one.attestee
        period, day = (SPRING, date(2026, 4, 6)) if number > 8 else (AUTUMN, date(2026, 10, 5))
        remote = who.form is Form.REMOTE
        left = number in (3, 7)
        made.append(
            Line(
                one.id,
                who.full_name,
                who.form,
                who.claimed_category,
                period,
                str(period),
                None if left else day + timedelta(days=number % 5),
                "черновик" if left else "подтверждено" if remote else ON_PAPER,
                hashlib.sha256(who.full_name.encode()).hexdigest(),
                file_name_for(who.full_name),
                done=not left,
            )
        )
    removed = [
        replace(
            made[0], attestee_id="", name=name, period=Period(2025, 11), sent_on=date(2025, 12, 8), file_name=""
        )
        for name in ("А. М. П.", "К. С. И.")
    ]
    return (*made, *removed)


def _past(line: Line, number: int) -> Past:
    hay = normalised(f"{line.name} {line.period}")
    return Past(line, number % 4 == 0, True, 1, True, "учитель", ("математика",), hay)


def _plan(lines: tuple[Line, ...]) -> Plan:
    going = tuple(line for line in lines if line.period == SPRING)
    early = [line for line in lines if line.period == AUTUMN]
    staying = tuple(
        Stays(line, Why.TOO_EARLY, date(2027, 4, 30)) if line.done else Stays(line, Why.NOT_SENT) for line in early
    )
    counted = Counted(len(going), 5, 6, 5, 18, 31, 7, 9_400_000)
    return Plan(date(2026, 11, 22), 6, going, frozenset(), staying, counted, 9, 0)
