"""Pictures of the table of attestees, and of the outbox, in their states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from scene import live

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.names import file_name_for
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.attestees.sheet import Sheet
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.outbox import OutboxView
from attest_desktop.gui.outbox.jobs import Item
from attest_desktop.store import OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.people_filter import PeopleFilter, keep_filter

REMOTE = PeopleFilter(periods=frozenset(["ноябрь-декабрь 2026"]), forms=frozenset([Form.REMOTE]))
PROBLEM = (
    "На главной странице сервиса назначено аттестуемых: 15, а в таблице строк: 14. Уточните у муниципального "
    "координатора."
)
NOT_TAKEN = "Сервис не принял файл. Ответ сервиса: «Размер файла больше разрешённого»."


def attestees_pictures(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """By name, how to come there. Each leaves the table as it found it before the next begins."""

    def table(window: MainWindow) -> AttesteesView:
        window.context.note_reached(True)
        last = window.context.last_refresh
        window.context.last_refresh = replace(last, problems=())
        window.go("attestees")
        view = window.views["attestees"]
        assert isinstance(view, AttesteesView)
        view.reset_filters()
        view.notices.hide_summary()
        view.fold(list(view.model.sheet.periods), folded=False)
        live(400)
        return view

    def filtered(window: MainWindow) -> None:
        keep_filter(desk, "Дистанционно до нового года", REMOTE)
        view = table(window)
        view.filters.put(REMOTE)

    def folded(window: MainWindow) -> None:
        view = table(window)
        view.fold([view.model.sheet.periods[0]], folded=True)

    def several(window: MainWindow) -> None:
        view = table(window)
        view.table.choose([one.id for one in people(desk)[:4]])

    def not_found(window: MainWindow) -> None:
        table(window).filters.put(PeopleFilter("астрофизика"))

    def partial(window: MainWindow) -> None:
        view = table(window)
        window.context.last_refresh = replace(window.context.last_refresh, problems=(PROBLEM,))
        view.notices.refresh(has_rows=True)

    def offline(window: MainWindow) -> None:
        table(window)
        window.context.note_reached(False)

    def empty(window: MainWindow) -> None:
        view = table(window)
        window.context.runner.wait_idle(5_000)
        view.model.show(Sheet())
        view.show_state()

    def columns(window: MainWindow) -> QWidget:
        return table(window).arrange_columns()

    def outbox_states(window: MainWindow) -> None:
        window.context.note_reached(True)
        window.go("outbox")
        window.context.runner.wait_idle(5_000)
        view = window.views["outbox"]
        assert isinstance(view, OutboxView)
        view.show_items(_rows(desk))

    return {
        "attestees-filter": filtered,
        "attestees-folded": folded,
        "attestees-several": several,
        "attestees-not-found": not_found,
        "attestees-partial": partial,
        "attestees-offline": offline,
        "attestees-empty": empty,
        "attestees-columns": columns,
        "outbox-states": outbox_states,
    }


def _rows(desk: Desk) -> tuple[Item, ...]:
    """One row of each state, as nobody would want to see them all at once."""
    now = desk.now()
    told = (
        (SendState.OUTCOME_UNKNOWN, "Связь оборвалась во время отправки.", 1),
        (SendState.FAILED, NOT_TAKEN, 1),
        (SendState.SENDING, "", 0),
        (SendState.QUEUED, "Нет связи с личным кабинетом.", 2),
        (SendState.CONFIRMED, "Сервис хранит именно этот файл: содержимое совпало.", 1),
        (SendState.CANCELLED, "Отозвано Вами.", 0),
    )
    rows = []
    for number, ((state, answer, attempts), one) in enumerate(zip(told, people(desk), strict=False)):
        name = one.attestee.full_name
        next_try = now + timedelta(minutes=4) if state is SendState.QUEUED else None
        row = OutboxRow(
            number,
            one.id,
            None,
            file_name_for(name),
            "0" * 64,
            158_000,
            state,
            attempts,
            answer,
            next_try,
            now,
            now,
        )
        rows.append(Item(row, name, ()))
    return tuple(rows)
