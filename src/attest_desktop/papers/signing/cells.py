"""Table cells that somebody signs in: a column or a row «Подпись», or a blank cell beside a named signer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attest_desktop.papers.signing.layout import Box, PageLayout, text_of
from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import is_other_caption, names_in, role_in, speaks_of_signature

_LONGEST_HEADER = 60
_NARROWEST = 36.0
_LOWEST = 9.0
_FARTHEST_ROW = 4
_UNDER_WORDS = 12.0  # points from a label down into the box under it


@dataclass(frozen=True, slots=True)
class SignatureCell:
    """An empty cell to sign in, with the text of its row and its header."""

    box: Box
    row: str
    header: str
    role: SignerRole
    confidence: float

    @property
    def names(self) -> tuple[str, ...]:
        """Names printed in the same row."""
        return names_in(self.row)


def signature_cells(layout: PageLayout) -> list[SignatureCell]:
    """The table cells of a page that somebody signs in, from top to bottom."""
    if not layout.borders:
        return []
    found: dict[tuple[int, int], SignatureCell] = {}
    for cell in (*_under_headers(layout), *_boxes_alone(layout), *_beside_signers(layout)):
        if cell.box.width >= _NARROWEST and cell.box.height >= _LOWEST:
            found.setdefault((round(cell.box.left / 4), round(cell.box.bottom / 4)), cell)
    return sorted(found.values(), key=lambda cell: (-cell.box.top, cell.box.left))


def _under_headers(layout: PageLayout) -> Iterator[SignatureCell]:
    for word in layout.words:
        if "подпис" not in word.text.lower():
            continue
        header = layout.cell_at(*word.box.centre)
        text = _text(layout, header) if header else ""
        if header is None or len(text) > _LONGEST_HEADER or not speaks_of_signature(text):
            continue
        if text.startswith("("):
            over = _neighbour(layout, header, dy=1)
            if over and _is_empty(layout, over):
                yield _cell(layout, over, text, 0.95)
                continue
        beside = _neighbour(layout, header, dx=1)
        if beside and _is_empty(layout, beside):
            columns = list(_of_columns(layout, beside, text))
            yield from columns if len(columns) > 1 else [_cell(layout, beside, text, 0.95)]
            continue
        yield from _column(layout, header, text)


def _boxes_alone(layout: PageLayout) -> Iterator[SignatureCell]:
    """«Подпись специалиста» right over an empty box that is no part of a table; the name is under the box."""
    for row in layout.rows:
        for index, word in enumerate(row.words):
            if not word.text.lower().startswith("подпись"):
                continue
            x, y = word.box.centre[0], word.box.bottom - _UNDER_WORDS
            box = layout.cell_at(x, y)
            if box is None or not 0 < word.box.bottom - box.top < _UNDER_WORDS or not _is_empty(layout, box):
                continue
            sides = (_neighbour(layout, box, dx=dx, dy=dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
            if any(side is not None and _is_beside(box, side) for side in sides):
                continue
            header = text_of(one for one in row.words[index:] if one.box.right < box.right + _UNDER_WORDS)
            under = text_of(
                one
                for one in layout.words
                if box.left - 3 < one.box.centre[0] < box.right
                and 0 < box.bottom - one.box.centre[1] < 2 * _UNDER_WORDS
            )
            role = role_in(header) or role_in(under)
            if len(header) <= _LONGEST_HEADER and speaks_of_signature(header) and (role or names_in(under)):
                yield SignatureCell(box, under, header, role or SignerRole.OTHER, 0.9)


def _is_beside(box: Box, other: Box) -> bool:
    """Whether the two share a side's length, as cells of one table do."""
    return abs(box.height - other.height) < 3 or abs(box.width - other.width) < 3


def _column(layout: PageLayout, header: Box, text: str) -> Iterator[SignatureCell]:
    below = _neighbour(layout, header, dy=-1)
    while below and abs(below.left - header.left) < 3 and abs(below.right - header.right) < 3:
        if _is_empty(layout, below):
            yield _cell(layout, below, text, 0.95)
        below = _neighbour(layout, below, dy=-1)


def _of_columns(layout: PageLayout, first: Box, header: str) -> Iterator[SignatureCell]:
    """«Подпись | (blank) | (blank)» under a row of names: the cells below one."""
    cell: Box | None = first
    while cell and _is_empty(layout, cell):
        over = _neighbour(layout, cell, dy=1)
        column: list[str] = []
        while over and abs(over.left - cell.left) < 3 and abs(over.right - cell.right) < 3:
            column.insert(0, _text(layout, over))
            over = _neighbour(layout, over, dy=1)
        text = " | ".join(filter(None, column))
        if names_in(text) or role_in(text):
            yield SignatureCell(cell, text, header, role_in(text) or SignerRole.OTHER, 0.95)
        cell = _neighbour(layout, cell, dx=1)


def _beside_signers(layout: PageLayout) -> Iterator[SignatureCell]:
    """«Специалист | (blank) | Иванова М.И.», with no header."""
    for row in layout.rows:
        for word in row.words:
            if role_in(word.text) is None:
                continue
            label = layout.cell_at(*word.box.centre)
            text = _text(layout, label) if label else ""
            if label is None or len(text) > _LONGEST_HEADER or is_other_caption(text):
                continue
            blank = _neighbour(layout, label, dx=1)
            if blank is None or not _is_empty(layout, blank):
                continue
            beyond = _neighbour(layout, blank, dx=1)
            if beyond and names_in(_text(layout, beyond)):
                yield _cell(layout, blank, text, 0.7)


def _cell(layout: PageLayout, box: Box, header: str, confidence: float) -> SignatureCell:
    middle = box.centre[1]
    beside = []
    # Cells of the same row, those left of it first; merged cells count for every row that they span.
    for step in (-1, 1):
        one = _neighbour(layout, box, dx=step)
        while one:
            if one.bottom - 1 < middle < one.top + 1:
                beside.append((one.left, _text(layout, one)))
            one = _neighbour(layout, one, dx=step, y=middle)
    row = " | ".join(text for _, text in sorted(beside) if text)
    role = role_in(header) or role_in(row)
    if role is None and len(beside) == 1:
        row = _row_above(layout, box)
        role = role_in(row)
    return SignatureCell(box, row, header, role or SignerRole.OTHER, confidence)


def _row_above(layout: PageLayout, box: Box) -> str:
    """Of a form of two columns, the nearest row above «Подпись» that names a signer."""
    over = _neighbour(layout, box, dy=1)
    for _ in range(_FARTHEST_ROW):
        if over is None:
            break
        label = _neighbour(layout, over, dx=-1)
        row = f"{_text(layout, label) if label else ''} | {_text(layout, over)}"
        if role_in(row):
            return row
        over = _neighbour(layout, over, dy=1)
    return ""


def _neighbour(layout: PageLayout, box: Box, *, dx: int = 0, dy: int = 0, y: float | None = None) -> Box | None:
    x, middle = box.centre
    if dx:
        x = box.right + 4 if dx > 0 else box.left - 4
        middle = middle if y is None else y
    else:
        x = box.left + 4
        middle = box.top + 4 if dy > 0 else box.bottom - 4
    found = layout.cell_at(x, middle)
    return found if found and found != box else None


def _text(layout: PageLayout, box: Box) -> str:
    rows = [row for row in layout.rows if box.bottom < row.box.centre[1] < box.top]
    words = layout.words_in(box)
    return " ".join(filter(None, (text_of(word for word in row.words if word in words) for row in rows)))


def _is_empty(layout: PageLayout, box: Box) -> bool:
    return not layout.words_in(box)
