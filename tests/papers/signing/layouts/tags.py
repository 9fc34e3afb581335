"""The truth of a measuring sheet: each line to sign on is drawn in a colour of its own, told from black by no eye.

Ink (letters, rules) of place n has the colour (0, 0, 10 n); the ground of an empty cell is (255, 255, 255 - 5 n).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from attest_desktop.papers.signing import SignerRole

MOST = 12
EXPERTS = ("Лебедева Анна Сергеевна", "Громов Игорь Петрович", "Яхно Ольга Васильевна")
ATTESTEE, HEAD, CHAIR = "Соловьёва Дарья Олеговна", "Панин Виктор Егорович", "Дроздова Елена Юрьевна"
# Whose place each number is; 7 and 8 are a second place of the first and the second expert.
SIGNERS = {
    1: (SignerRole.EXPERT, EXPERTS[0]),
    2: (SignerRole.EXPERT, EXPERTS[1]),
    3: (SignerRole.ATTESTEE, ATTESTEE),
    4: (SignerRole.HEAD, HEAD),
    5: (SignerRole.EXPERT, EXPERTS[2]),
    6: (SignerRole.OTHER, CHAIR),
    7: (SignerRole.EXPERT, EXPERTS[0]),
    8: (SignerRole.EXPERT, EXPERTS[1]),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """A place to sign: its number, page from 1, box in points from the page's lower left corner; cell or line."""

    tag: int
    page: int
    left: float
    bottom: float
    right: float
    top: float
    cell: bool


def ink_of(tag: int) -> tuple[int, int, int]:
    """The colour of the line of a place."""
    return (0, 0, 10 * tag)


def ground_of(tag: int) -> tuple[int, int, int]:
    """The colour of the empty cell of a place."""
    return (255, 255, 255 - 5 * tag)


_INKS = {ink_of(tag): tag for tag in range(1, MOST + 1)}
_GROUNDS = {ground_of(tag): tag for tag in range(1, MOST + 1)}


def truths(pdf: bytes) -> tuple[Truth, ...]:
    """Every tagged place, by page and number. The page must not be turned."""
    found: list[Truth] = []
    document = pdfium.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            boxes: dict[tuple[int, bool], list[tuple[float, float, float, float]]] = {}
            _letters(page, boxes)
            for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH,), max_depth=6):
                for colour in (_fill(item), _stroke(item)):
                    if colour in _GROUNDS:
                        boxes.setdefault((_GROUNDS[colour], True), []).append(item.get_bounds())
                        break
                    if colour in _INKS:
                        boxes.setdefault((_INKS[colour], False), []).append(item.get_bounds())
                        break
            for (tag, cell), parts in sorted(boxes.items()):
                columns = list(zip(*parts, strict=True))
                found.append(
                    Truth(tag, number, min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3]), cell)
                )
    finally:
        document.close()
    return tuple(found)


def _letters(page: pdfium.PdfPage, boxes: dict[tuple[int, bool], list[tuple[float, float, float, float]]]) -> None:
    text = page.get_textpage()
    parts = [ctypes.c_uint() for _ in range(4)]
    for index in range(pdfium_c.FPDFText_CountChars(text)):
        if not pdfium_c.FPDFText_GetFillColor(text, index, *parts):
            continue
        tag = _INKS.get((parts[0].value, parts[1].value, parts[2].value))
        if tag is not None and not chr(pdfium_c.FPDFText_GetUnicode(text, index)).isspace():
            box = text.get_charbox(index)
            if box[2] > box[0]:
                boxes.setdefault((tag, False), []).append(box)


def _fill(item: pdfium.PdfObject) -> tuple[int, ...]:
    return _colour(pdfium_c.FPDFPageObj_GetFillColor, item) if _drawn(item)[0] else ()


def _stroke(item: pdfium.PdfObject) -> tuple[int, ...]:
    return _colour(pdfium_c.FPDFPageObj_GetStrokeColor, item) if _drawn(item)[1] else ()


def _drawn(item: pdfium.PdfObject) -> tuple[bool, bool]:
    """Whether the path is filled, and whether it is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _colour(ask: object, item: pdfium.PdfObject) -> tuple[int, ...]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *parts):  # type: ignore[operator]  # a function of pdfium's, which has no types
        return ()
    return tuple(part.value for part in parts[:3])
