"""Who signs below a heading: «Специалисты:», «Специалист: Иванова М.И., учитель», or below another signer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attest_desktop.papers.signing.layout import Box, PageLayout, Row, Rule, Word, text_of
from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import begins_with_role, names_in, role_in

_REACH = 150.0
_LONGEST = 90
_APART = 14.0


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a line about its signer."""

    role: SignerRole | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A line above, already known to be signed on."""

    y: float
    role: SignerRole


def heading_over(layout: PageLayout, rule: Rule, signed: Sequence[Signed]) -> Heading:
    """The nearest heading above a rule: in the rule's own cell, if it stands in one, else on the page."""
    cell = layout.cell_at((rule.left + rule.right) / 2, rule.y + 1)
    if cell is not None:
        inside = _nearest(layout, rule, _rows_in(layout, cell), ())
        if inside.role:
            return inside
    return _nearest(layout, rule, layout.rows, signed)


def _nearest(layout: PageLayout, rule: Rule, rows: Sequence[Row], signed: Sequence[Signed]) -> Heading:
    for index in reversed(range(len(rows))):
        row = rows[index]
        if not rule.y + 4 < row.box.bottom < rule.y + _REACH:
            continue
        here = [one for one in signed if row.box.bottom - 6 <= one.y <= row.box.bottom + 8]
        if here:
            return Heading(here[-1].role)
        phrase = _over(rule, row)
        text = text_of(phrase)
        role = role_in(text)
        following = rows[index + 1] if index + 1 < len(rows) else None
        if role and _is_heading(layout, phrase, text, role, following):
            names = names_in(text)
            return Heading(role, names[0] if len(names) == 1 else "")
        if role is None and _is_other_heading(layout, row):
            return Heading()
    return Heading()


def _rows_in(layout: PageLayout, cell: Box) -> list[Row]:
    inside = set(layout.words_in(cell))
    rows = ([word for word in row.words if word in inside] for row in layout.rows)
    return [Row(tuple(words)) for words in rows if words]


def _over(rule: Rule, row: Row) -> list[Word]:
    """Of a row of several columns («Эксперт 1      Эксперт 2»), the words over the rule; else all."""
    columns = list(_columns(row.words))
    if sum(role_in(text_of(column)) is not None for column in columns) < 2:
        return list(row.words)
    starts = [column[0].box.left for column in columns]
    return max(
        (column for column, start in zip(columns, starts, strict=True) if start <= rule.left + _APART),
        key=lambda column: column[0].box.left,
        default=columns[0],
    )


def _columns(words: Iterable[Word]) -> Iterable[list[Word]]:
    ordered = sorted(words, key=lambda word: word.box.left)
    column = ordered[:1]
    for before, after in pairwise(ordered):
        if after.box.left - before.box.right > _APART:
            yield column
            column = []
        column.append(after)
    yield column


def _is_heading(
    layout: PageLayout, words: Sequence[Word], text: str, role: SignerRole, following: Row | None
) -> bool:
    if layout.has_rule_on(Row(tuple(words)).box, beside=words):
        return False  # a blank to be filled in
    first = next((sign for sign in text if sign.isalpha()), "")
    if not first.isupper():
        return False  # prose that runs on from the row above
    if text.endswith(":"):
        return True
    if len(text) > _LONGEST or text.endswith(".") or not begins_with_role(text, role):
        return False
    return following is None or not _runs_on(words, following)


def _is_other_heading(layout: PageLayout, row: Row) -> bool:
    """Whether a row begins a block of other signers: «Урок посетили:»."""
    text = row.text.strip()
    return (
        text.endswith(":")
        and len(text) <= _LONGEST
        and "подпис" not in text.lower()
        and not names_in(text)
        and not layout.has_rule_on(row.box)
    )


def _runs_on(words: Sequence[Word], following: Row) -> bool:
    """Whether the next row is the same sentence: it begins small, right under this one."""
    start = min(word.box.left for word in words)
    under = [word for word in following.words if word.box.left >= start - 40]
    near = bool(under) and words[0].box.bottom - under[0].box.bottom < 2.4 * words[0].box.height
    return near and under[0].text[:1].islower()
