"""What the table remembers from one start to the next: columns, sorting, grouping, the side card. No names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QByteArray

from attest_desktop.gui.attestees.columns import SHOWN_FIRST, Column
from attest_desktop.gui.prefs import Preferences

KEPT = "attestees-table"


@dataclass(slots=True)
class Memory:
    """How the user arranged the table. Widths are px at the usual text size; `folded` are names of periods."""

    order: list[Column] = field(default_factory=lambda: list(Column))
    shown: set[Column] = field(default_factory=lambda: set(SHOWN_FIRST))
    widths: dict[Column, int] = field(default_factory=dict)
    sort: tuple[Column, bool] = (Column.DEADLINE, False)
    grouped: bool = True
    folded: set[str] = field(default_factory=set)
    card: bool = True

    def keep(self, preferences: Preferences) -> None:
        """Remember it."""
        told = {
            "order": [one.name for one in self.order],
            "shown": [one.name for one in Column if one in self.shown],
            "widths": {one.name: width for one, width in self.widths.items()},
            "sort": [self.sort[0].name, self.sort[1]],
            "grouped": self.grouped,
            "folded": sorted(self.folded),
            "card": self.card,
        }
        preferences.keep_state(KEPT, QByteArray(json.dumps(told).encode()))


def remembered(preferences: Preferences) -> Memory:
    """What was kept; what cannot be understood is as at the first start."""
    kept = preferences.state(KEPT)
    if kept is None:
        return Memory()
    try:
        told = json.loads(bytes(kept.data()).decode())
        return _read(told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Memory()


def _read(told: dict[str, Any]) -> Memory:
    known = {one.name: one for one in Column}
    order = list(dict.fromkeys(known[name] for name in told["order"] if name in known))
    column, down = told["sort"]
    return Memory(
        order + [one for one in Column if one not in order],
        {known[name] for name in told["shown"] if name in known} | {Column.NAME},
        {known[name]: int(width) for name, width in told["widths"].items() if name in known},
        (known[column], bool(down)),
        bool(told["grouped"]),
        {str(one) for one in told["folded"]},
        bool(told["card"]),
    )
