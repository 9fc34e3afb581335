"""The table of ten thousand attestees beside Qt's own models (`attestees_table.py` as a row)."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import attestees_table
from benchmarks.harness import Line, Scale, times_faster, within

ROWS = 10_000
FRAME = 0.033


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time of the window's thread, each step until it is painted."""
    rows = scale.size(ROWS, 500)
    own, other = attestees_table.run(rows)
    lines = []
    for kind, steps in own.items():
        mine, its = ([one / 1000 for one in taken] for taken in (steps, other[kind]))
        lines.append(
            times_faster(
                f"table of {rows} rows: {kind}",
                "QStandardItemModel with QSortFilterProxyModel",
                1,
                mine,
                its,
                target="faster",
            )
        )
    scrolled = [one / 1000 for kind in ("scrolling", "walking with the arrow key") for one in own[kind]]
    late = sum(one > FRAME for one in scrolled)
    lines.append(
        within(
            f"table of {rows} rows: the longest frame of scrolling and walking",
            FRAME,
            max(scrolled),
            scrolled,
            target="no frame over 33 ms",
            why=f"{late} of {len(scrolled)} frames over; the longest {1000 * max(scrolled):.1f} ms",
        )
    )
    return lines
