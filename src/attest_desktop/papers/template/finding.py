"""All blanks of a form in reading order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attest_desktop.papers.template.blank import Blank, BlankKind, Found, Place, Way
from attest_desktop.papers.template.finders import (
    answer_lists,
    cell_captions,
    checkboxes,
    choices,
    controls,
    dates,
    ruled,
    samples,
    table_cells,
    underscores,
)
from attest_desktop.papers.template.finders.claims import Claims
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Cell, Form
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.recognise import Recogniser
from attest_desktop.papers.template.signing import names_signer


def find_blanks(
    form: Form, words: Lexicon, answers: Mapping[str, str | None] | None = None
) -> list[tuple[Blank, Found]]:
    """Every blank with what is needed to fill it; the order and the ids are the same for the same form.

    `answers` (blank id → field, None: nothing of the record) are a person's words on what blanks mean.
    """
    claims = Claims()
    found: list[Found] = [
        *controls.find(form, claims),
        *samples.find_tags(form, claims),
        *checkboxes.find(form, claims, words),
        *choices.find(form, claims, words),
        *answer_lists.find(form, claims, words),
        *dates.find(form, claims),
        *underscores.find(form, claims, words),
        *ruled.find(form, claims, words),
        *samples.find_brackets(form, claims),
        *samples.find_highlights(form, claims),
        *table_cells.find(form, claims),
    ]
    parts = {part.name: number for number, part in enumerate(form.parts)}
    found.sort(key=lambda one: (parts[one.places[0].part], one.places[0].paragraph, one.places[0].start))
    _add_cell_words(form, found, words)
    lines: dict[object, list[Found]] = {}
    for one in found:
        lines.setdefault(_line(form, one.places[0]), []).append(one)
    recogniser = Recogniser(form, claims, words, answers or {})
    return [
        (recogniser.settle(one, lines[_line(form, one.places[0])], number), one)
        for number, one in enumerate(found, 1)
    ]


def _cell(form: Form, place: Place) -> Cell | None:
    return form.paragraph(place.part, place.paragraph).cell


def _line(form: Form, place: Place) -> object:
    """What stands on one line: a row of a table, or a paragraph."""
    cell = _cell(form, place)
    return (id(cell.table), cell.row) if cell is not None else (place.part, place.paragraph)


def _add_cell_words(form: Form, found: list[Found], words: Lexicon) -> None:
    """The header and the row's label for blanks that lie in a cell among other things."""
    for one in found:
        cell = _cell(form, one.places[0])
        if cell is None or one.way is Way.CELL or (one.kind is BlankKind.CHOICE and one.row):
            continue
        one.row, one.column = table_cells.row_labels(cell), table_cells.header(cell)
        only = drawn(cell.paragraphs[0]).strip(" _\t\u00a0") == "" and len(cell.paragraphs) == 1
        if only and one.way is Way.LINE and not one.caption and not one.row and not one.column:
            one.caption = cell_captions.caption_below(cell)
        if not one.row and not one.column and not re.search(r"\w", drawn(cell.paragraphs[0]).replace("_", "")):
            above = cell.table.at(cell.row - 1, cell.column) if cell.row else None
            if above is not None and names_signer(above.text, words) and "__" not in above.text:
                one.column = above.text  # «Передал:» over «______ (______)»
