"""Where people sign in a Word file, told by its text: lines beside names, cells «Подпись»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import (
    after_names,
    asks_for_words,
    is_date,
    is_other_caption,
    is_position,
    names_in,
    names_only,
    role_in,
    speaks_of_signature,
)
from attest_desktop.papers.template.ooxml import (
    MC_FALLBACK,
    W_P,
    W_R,
    W_T,
    W_TBL,
    W_TC,
    W_TEXT_BOX,
    W_TR,
    Element,
    child,
    qn,
    value,
)

_TAB, _BREAK = qn("w:tab"), qn("w:br")
_LINE = re.compile(r"[_\u2017]{5,}|[.…]{8,}|\u241f+")
# A tab or a space that is drawn as a line: by its leader or by underlining.
_DRAWN = "\u241f"
_LINE_LEADERS = ("underscore", "dot", "hyphen", "heavy", "middleDot")
_ROWS_UP = 4
_SIGNERS = (None, SignerRole.EXPERT, SignerRole.OTHER)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph's text: the run, its child and where in the paragraph it begins."""

    run: Element
    node: Element
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place to sign: a line of so many letters beginning at `start` of a paragraph, or an empty cell (length 0).

    `names` is the text with the name of whoever signs there; `crowded` tells that text stands right above.
    """

    paragraph: Element
    start: int
    length: int
    names: str
    crowded: bool


def pieces_of(paragraph: Element) -> list[Piece]:
    """The letters and tabs of a paragraph in order; drawn tabs and underlined blanks come as one sign."""
    found: list[Piece] = []
    at = 0
    stops = _leaders(paragraph)
    tabs = 0
    for run in paragraph.iter(W_R):
        if _inner(run, paragraph) is not paragraph:
            continue
        underlined = (value(child(run, "rPr", "u")) or "none") != "none"
        for node in run:
            if node.tag == W_T:
                text = node.text or ""
                if underlined and not text.strip() and len(text) >= 5:
                    text = _DRAWN * len(text)
            elif node.tag == _TAB:
                drawn = underlined or (tabs < len(stops) and stops[tabs] in _LINE_LEADERS)
                text, tabs = (_DRAWN if drawn else "\t"), tabs + 1
            elif node.tag == _BREAK:
                text = "\n"
            else:
                continue
            found.append(Piece(run, node, at, text))
            at += len(text)
    return found


def places_in(root: Element) -> list[WordPlace]:
    """Every place of an expert (or of a signer of unknown role) whose name is told, in document order."""
    found: list[WordPlace] = []
    for table in root.iter(W_TBL):
        found += _in_table(table)
        taken = [place.paragraph for place in found]
        ruled = _ruled([_columns(row) for row in table.findall(W_TR)])
        found += [place for place in ruled if place.paragraph not in taken]
    for paragraph in root.iter(W_P):
        if not any(above.tag in (MC_FALLBACK, W_TEXT_BOX) for above in paragraph.iterancestors()):
            found += _in_paragraph(paragraph)
    return found


def _in_paragraph(paragraph: Element) -> Iterator[WordPlace]:
    text = "".join(piece.text for piece in pieces_of(paragraph))
    lines = [line for line in _LINE.finditer(text) if len(line.group()) >= 5 or _DRAWN in line.group()]
    if not lines:
        return
    ends = [0, *(line.end() for line in lines)]
    starts = [*(line.start() for line in lines), len(text)]
    between = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    named_after = any(names_in(part) for part in between[1:])
    left_names = bool(names_in(between[0])) and not names_in(between[-1])
    cell = _cell_of(paragraph)
    for index, line in enumerate(lines):
        before, after = between[index], between[index + 1]
        label = before if left_names or not index else after_names(before)
        role = role_in(label) or (role_in(_row_label(cell)) if cell is not None else None)
        if role not in _SIGNERS or _wants_other(label, after, role):
            continue
        names = ""
        if left_names:
            names = before
        elif named_after:
            names = after if names_in(after) else ""
        elif names_in(before):
            names = before
        else:
            names = _run_on(paragraph, after) or _names_around(paragraph, cell, label)
        if names_in(names):
            yield WordPlace(paragraph, line.start(), len(line.group()), names, _crowded(paragraph))


def _wants_other(label: str, after: str, role: SignerRole | None) -> bool:
    if label.endswith(("/", "(")) or is_date(label, after) or asks_for_words(label):
        return True
    if after.startswith("(") and is_other_caption(after.split(")")[0]):
        return True
    position = role is not None and is_position(label, role) and bool(names_in(after))
    return is_other_caption(label) and not position and not speaks_of_signature(label)


def _run_on(paragraph: Element, after: str) -> str:
    """«______ Иванова Мария» whose «Игоревна» stands in the next paragraph."""
    whole = f"{after} {_beside(paragraph, 1)}"
    return whole if after and names_in(whole) and names_only(whole, None) else ""


def _names_around(paragraph: Element, cell: Element | None, label: str) -> str:
    """Names beside the line's cell, under the line, or in the row above it."""
    if cell is not None:
        row = next(cell.iterancestors(W_TR))
        cells = row.findall(W_TC)
        at = cells.index(cell)
        for other in (*cells[at + 1 :], *reversed(cells[:at])):
            if names_in(_text(other)) and not _LINE.search(_text(other)):
                return _text(other)
    following, former = _beside(paragraph, 1), _beside(paragraph, -1)
    if names_in(following) and names_only(following, None) and not _LINE.search(following):
        return following
    own = not label or speaks_of_signature(label)
    if own and len(names_in(former)) == 1 and role_in(former) in _SIGNERS and not _LINE.search(former):
        return former
    return ""


def _ruled(rows: Sequence[dict[int, Element]]) -> Iterator[WordPlace]:
    """«Специалист | (blank) | Иванова М.И.», and a blank with a lower border anywhere in a row with a name."""
    for number, row in enumerate(rows):
        cells = [cell for _, cell in sorted(row.items())]
        for at, (column, cell) in enumerate(sorted(row.items())):
            if _text(cell):
                continue
            under = rows[number + 1].get(column) if number + 1 < len(rows) else None
            if under is not None and is_other_caption(_text(under)):
                continue
            signer = at > 0 and role_in(_text(cells[at - 1])) is SignerRole.EXPERT
            beside = at + 1 < len(cells) and bool(names_in(_text(cells[at + 1])))
            if _underlined(cell) or (signer and beside):
                yield from _cell(cell, _row_text(row))


def _underlined(cell: Element) -> bool:
    return (value(child(cell, "tcPr", "tcBorders", "bottom")) or "nil") not in ("nil", "none")


def _in_table(table: Element) -> Iterator[WordPlace]:
    rows = [_columns(row) for row in table.findall(W_TR)]
    for number, row in enumerate(rows):
        for column, cell in row.items():
            text = _text(cell)
            if not speaks_of_signature(text) or _LINE.search(text) or len(text) > 60:
                continue
            beside = [(at, one) for at, one in sorted(row.items()) if at > column]
            if beside and not _text(beside[0][1]):
                for at, one in beside:
                    if _text(one):
                        break
                    yield from _cell(one, _names_up(rows, number, at, column))
                continue
            for below in rows[number + 1 :]:
                if column not in below:
                    break
                if not _text(below[column]):
                    yield from _cell(below[column], _row_text(below))


def _names_up(rows: Sequence[dict[int, Element]], number: int, column: int, label: int) -> str:
    """Of «Подпись | (blank)» the name in the same column above, the nearest first."""
    for row in reversed(rows[max(0, number - _ROWS_UP) : number]):
        text = _text(row[column]) if column in row else ""
        if names_in(text):
            return f"{_text(row[label])} {text}" if label in row else text
    return ""


def _cell(cell: Element, names: str) -> Iterator[WordPlace]:
    role = role_in(names)
    paragraphs = cell.findall(W_P)
    if paragraphs and names_in(names) and role in _SIGNERS:
        yield WordPlace(paragraphs[0], 0, 0, names, crowded=False)


def _columns(row: Element) -> dict[int, Element]:
    """Cells by the column of the grid that they begin at."""
    found: dict[int, Element] = {}
    at = int(value(child(row, "trPr", "gridBefore")) or 0)
    for cell in row.findall(W_TC):
        found[at] = cell
        at += int(value(child(cell, "tcPr", "gridSpan")) or 1)
    return found


def _row_text(row: dict[int, Element]) -> str:
    return " | ".join(filter(None, (_text(cell) for _, cell in sorted(row.items()))))


def _row_label(cell: Element) -> str:
    first = next(cell.iterancestors(W_TR)).find(W_TC)
    return "" if first is None or first is cell else _text(first)


def _cell_of(paragraph: Element) -> Element | None:
    parent = paragraph.getparent()
    return parent if parent is not None and parent.tag == W_TC else None


def _text(node: Element) -> str:
    parts = ("".join(piece.text for piece in pieces_of(one)) for one in node.iter(W_P))
    return " ".join(filter(None, (part.strip() for part in parts)))


def _beside(paragraph: Element, step: int) -> str:
    other = paragraph.getnext() if step > 0 else paragraph.getprevious()
    if other is None or other.tag != W_P:
        return ""
    return "".join(piece.text for piece in pieces_of(other)).strip()


def _crowded(paragraph: Element) -> bool:
    return bool(_beside(paragraph, -1))


def _leaders(paragraph: Element) -> list[str]:
    tabs = child(paragraph, "pPr", "tabs")
    return [one.get(qn("w:leader"), "none") for one in tabs] if tabs is not None else []


def _inner(run: Element, paragraph: Element) -> Element:
    return next(run.iterancestors(W_P), paragraph)
