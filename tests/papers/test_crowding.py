"""Cells of fixed height with more text than they show."""

from __future__ import annotations

import io

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Pt

from attest_desktop.papers.crowding import crowded_cells

LONG = "Обучающиеся стабильно подтверждают годовые отметки на экзаменах. " * 5


def form(text: str, rule: WD_ROW_HEIGHT_RULE) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].height, table.rows[0].height_rule = Cm(1), rule
    for cell, words in zip(table.rows[0].cells, ("Описание", text), strict=True):
        cell.width = Cm(8)
        cell.paragraphs[0].add_run(words).font.size = Pt(12)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_only_a_cell_that_cannot_grow_is_crowded() -> None:
    (only,) = crowded_cells(form(LONG, WD_ROW_HEIGHT_RULE.EXACTLY))
    assert only.text == LONG.strip()
    assert only.room == 2
    assert 8 <= only.lines <= 12
    assert crowded_cells(form(LONG, WD_ROW_HEIGHT_RULE.AT_LEAST)) == ()
    assert crowded_cells(form("Две строки текста, не больше.", WD_ROW_HEIGHT_RULE.EXACTLY)) == ()
