"""What «Найти» knows of the help: every page of the guide, the check, the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attest_desktop.gui.payloads import CHECK, REPORT
from attest_desktop.gui.search import Entry, Group
from attest_desktop.work.guide import guide

CHECK_IT, REPORT_IT = "Проверить программу", "Сообщить о проблеме"


def help_entries(go: Callable[[str, object], object]) -> tuple[Entry, ...]:
    """The entries; `go` opens a view with a payload."""
    found = [
        Entry("action.check", Group.ACTIONS, CHECK_IT, "", "check-check", partial(go, "help", CHECK), "неполадка"),
        Entry("action.report", Group.ACTIONS, REPORT_IT, "", "mail", partial(go, "help", REPORT), "ошибка помощь"),
    ]
    for page in guide().pages:
        further = " ".join(one.heading for one in page.sections[1:])
        found.append(
            Entry(
                f"guide.{page.name}",
                Group.GUIDE,
                page.title,
                "",
                "circle-help",
                partial(go, "help", page.name),
                further,
            )
        )
    return tuple(found)
