"""Boxes to tick: drawn, content controls, legacy fields. Every box is a blank, named by the words after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Found, Option, Place, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.controls import is_checkbox
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon

_BOX = re.compile(r"[☐□▢❏❑◻⬜☒☑○◯]|\[[ \u00a0_]?\](?=\s)|(?:^|(?<=\s))\([ \u00a0_]?\)(?=\s)")
_EMPTY = "☐□▢❏❑◻⬜○◯[("
_FORM_CHECKBOX = re.compile(r"\s*FORMCHECKBOX\b", re.IGNORECASE)


def find(form: Form, claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Every box of the form."""
    for part in form.parts:
        for paragraph in part.paragraphs:
            boxes = sorted(_boxes(paragraph, claims))
            said = paragraph.text
            rest = said[boxes[-1][1] :].strip(" .,;") if boxes else ""
            ahead = said[: boxes[0][0]].rstrip() if boxes else ""
            behind = len(boxes) > 1 and (
                (not rest and bool(ahead)) or (rest.startswith("(") and ahead[-1:].isalpha())
            )
            for at, (start, end, empty) in enumerate(boxes):
                until = boxes[at + 1][0] if at + 1 < len(boxes) else len(paragraph.text)
                text = one_line(paragraph.text[end:until]).rstrip(".,;/ ")
                if not text and at == len(boxes) - 1:
                    previous = boxes[at - 1][1] if at else 0
                    text = one_line(paragraph.text[previous:start]) or _beside(paragraph)
                if behind:  # «Да □ / Нет □»: the words stand before their boxes
                    text = one_line(said[boxes[at - 1][1] if at else 0 : start]).strip("/,;– ")
                    text = text.rpartition(": ")[2] if at == 0 else text
                place: Place = span(paragraph, start, end)
                claims.take(place)
                known = words.option(text)
                yield Found(
                    BlankKind.CHECKBOX,
                    Way.TICK,
                    (place,),
                    caption=text,
                    options=(Option(text, known[1] if known else None, place),),
                    held="" if empty else "в бланке уже отмечено",
                )


def _boxes(paragraph: Paragraph, claims: Claims) -> Iterator[tuple[int, int, bool]]:
    for match in _BOX.finditer(paragraph.text):
        if claims.free(paragraph, *match.span()):
            yield match.start(), match.end(), match.group()[0] in _EMPTY
    drawn = {match.start() for match in _BOX.finditer(paragraph.text)}
    for control, start, end in paragraph.line.controls:
        if is_checkbox(control) and start not in drawn:
            yield start, end, True
    for code in paragraph.line.fields:
        if _FORM_CHECKBOX.match(code.instruction):
            yield code.start, code.end, True


def _beside(paragraph: Paragraph) -> str:
    """The words of the next cell, or of the one before, for a box that stands in a cell alone."""
    cell = paragraph.cell
    if cell is None:
        return ""
    row = cell.table.rows[cell.row]
    at = row.index(cell)
    for other in (*row[at + 1 : at + 2], *reversed(row[:at])):
        if other.text and not _BOX.search(other.text):
            return other.text
    return ""
