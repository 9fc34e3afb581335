"""Paragraphs that stand under one another with nothing between: where a line and its caption can meet."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from attest_desktop.papers.template.layout import Block, Form, Paragraph, Table

# Every finder walks over them; a form's paragraphs stay what they are.
_KNOWN: WeakKeyDictionary[Form, tuple[tuple[Paragraph, ...], ...]] = WeakKeyDictionary()


def rows_of_paragraphs(form: Form) -> Iterator[list[Paragraph]]:
    """Runs of neighbouring paragraphs of the same body, cell or text box; a table parts them."""
    known = _KNOWN.get(form)
    if known is None:
        known = _KNOWN[form] = tuple(tuple(row) for part in form.parts for row in _of(part.blocks))
    return (list(row) for row in known)


def _of(blocks: list[Block]) -> Iterator[list[Paragraph]]:
    row: list[Paragraph] = []
    boxed: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            if row:
                yield row
            row = []
            for cells in block.rows:
                for cell in cells:
                    yield from _of(cell.blocks)
        elif block.boxed:
            boxed.append(block)
        else:
            if boxed:
                yield boxed
                boxed = []
            row.append(block)
    if boxed:
        yield boxed
    if row:
        yield row
