"""Cells between printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attest_desktop.papers.schedule.raw import LONGEST_CELL, RawCell, RawRow, RawTable
from attest_desktop.papers.signing.layout import Border, Box, PageLayout, Rule, Word

_NEAR = 3.0  # points: lines no further apart are one
_LEAST_BAND = 6.0  # no row of print is lower, no column narrower
_FEWEST_COLUMNS = 2
_LONG = 14.0
_BROAD = 120.0  # no row of letters looks like one line of this length
_TOUCH = 1.2  # a stroke of a letter ends further from the lines around


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one table: places across (left to right) and places upward (top to bottom)."""

    across: tuple[float, ...]
    upward: tuple[float, ...]
    rules: tuple[Rule, ...]
    borders: tuple[Border, ...]

    def parted_below(self, column: int, band: int) -> bool:
        """Whether a line lies under the elementary box."""
        middle = (self.across[column] + self.across[column + 1]) / 2
        y = self.upward[band + 1]
        return any(abs(rule.y - y) <= _NEAR and rule.left <= middle <= rule.right for rule in self.rules)

    def parted_right(self, column: int, band: int) -> bool:
        """Whether a line stands right of the elementary box."""
        middle = (self.upward[band] + self.upward[band + 1]) / 2
        x = self.across[column + 1]
        return any(abs(one.x - x) <= _NEAR and one.bottom <= middle <= one.top for one in self.borders)


def ruled_tables(layout: PageLayout) -> list[RawTable]:
    """The tables of the page that have lines between their cells, from top to bottom."""
    tables: list[RawTable] = []
    ceiling = layout.size[1]
    for lines in _apart(*_of_tables(layout)):
        rows = _rows(lines, layout)
        if not rows:
            continue
        above = _lines_between(layout, lines.upward[0], ceiling)
        place = f"страница {layout.number}" + (f", таблица {len(tables) + 1}" if tables else "")
        tables.append(RawTable(place, rows, above))
        ceiling = lines.upward[-1]
    return tables


def _of_tables(layout: PageLayout) -> tuple[list[Rule], list[Border]]:
    """The lines without strokes of letters: a short one counts where it goes from line to line."""
    rules = [one for one in layout.rules if one.drawn]
    borders = [
        one
        for one in layout.borders
        if one.top - one.bottom >= _LONG
        or all(any(_meets(rule, one.x, y) for rule in rules) for y in (one.bottom, one.top))
    ]
    kept = [
        one
        for one in rules
        if one.length >= _BROAD or all(_stands(borders, one, x) for x in (one.left, one.right))
    ]
    return kept, borders


def _meets(rule: Rule, x: float, y: float) -> bool:
    return abs(rule.y - y) <= _TOUCH and rule.left - _NEAR <= x <= rule.right + _NEAR


def _stands(borders: Sequence[Border], rule: Rule, x: float) -> bool:
    """Whether a vertical line stands at this end of the rule."""
    near = _NEAR if rule.length >= 2 * _LONG else _TOUCH
    return any(abs(one.x - x) <= near and one.bottom - _NEAR <= rule.y <= one.top + _NEAR for one in borders)


def _apart(rules: Sequence[Rule], borders: Sequence[Border]) -> list[_Lines]:
    """The lines of each table: tables are parted by heights that no vertical line crosses."""
    stretches: list[list[Border]] = []
    for border in sorted(borders, key=lambda one: -one.top):
        if stretches and border.top >= min(one.bottom for one in stretches[-1]) - _NEAR:
            stretches[-1].append(border)
        else:
            stretches.append([border])
    made = []
    for stretch in stretches:
        top, bottom = max(one.top for one in stretch), min(one.bottom for one in stretch)
        within = [rule for rule in rules if bottom - _NEAR <= rule.y <= top + _NEAR]
        across = _places(one.x for one in stretch)
        upward = _places((rule.y for rule in within), downward=True)
        if len(across) > _FEWEST_COLUMNS and len(upward) > 1:
            made.append(_Lines(tuple(across), tuple(upward), tuple(within), tuple(stretch)))
    return made


def _places(found: Iterable[float], *, downward: bool = False) -> list[float]:
    """Where lines lie, each bundle once."""
    made: list[float] = []
    for at in sorted(found, reverse=downward):
        if not made or abs(at - made[-1]) > _LEAST_BAND:
            made.append(at)
    return made


def _rows(lines: _Lines, layout: PageLayout) -> tuple[RawRow, ...]:
    columns, bands = len(lines.across) - 1, len(lines.upward) - 1
    texts = _texts(lines, layout)
    # Each elementary box belongs to the cell whose upper left box it is joined with.
    corner: dict[tuple[int, int], tuple[int, int]] = {}
    for band in range(bands):
        for column in range(columns):
            if column and not lines.parted_right(column - 1, band):
                corner[column, band] = corner[column - 1, band]
            elif band and not lines.parted_below(column, band - 1):
                corner[column, band] = corner[column, band - 1]
            else:
                corner[column, band] = (column, band)
    words: dict[tuple[int, int], list[Word]] = {}
    for box, inside in texts.items():
        words.setdefault(corner[box], []).extend(inside)
    said = {at: _text(inside) for at, inside in words.items()}
    made = []
    for band in range(bands):
        cells = []
        for column in range(columns):
            at = corner[column, band]
            cells.append(RawCell(said.get(at, ""), across=at[0] < column, down=at[1] < band))
        made.append(RawRow(band + 1, tuple(cells)))
    return tuple(made)


def _texts(lines: _Lines, layout: PageLayout) -> dict[tuple[int, int], list[Word]]:
    found: dict[tuple[int, int], list[Word]] = {}
    for word in layout.words:
        x, y = word.box.centre
        column = _band(lines.across, x)
        band = _band([-place for place in lines.upward], -y)
        if column is not None and band is not None:
            found.setdefault((column, band), []).append(word)
    return found


def _band(places: Sequence[float], at: float) -> int | None:
    if not places[0] <= at < places[-1]:
        return None
    return next(number for number in range(len(places) - 1) if places[number] <= at < places[number + 1])


def _text(words: Sequence[Word]) -> str:
    """The words of a cell in lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.box.centre[1], one.box.left)):
        if rows and abs(rows[-1][0].box.centre[1] - word.box.centre[1]) < 0.5 * word.box.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return "\n".join(
        " ".join(printed(word) for word in sorted(row, key=lambda one: one.box.left)) for row in rows
    )[:LONGEST_CELL]


def printed(word: Word) -> str:
    """The word's letters; pdfium gives a hyphen at a line's end as a sign of its own."""
    return word.text.replace("\x02", "-")


def _lines_between(layout: PageLayout, bottom: float, top: float) -> tuple[str, ...]:
    return tuple(row.text for row in layout.rows if bottom <= _middle(row.box) < top)


def _middle(box: Box) -> float:
    return (box.bottom + box.top) / 2
