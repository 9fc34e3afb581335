"""What a Word file says: its visible paragraphs, the same whichever program saved it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.ooxml import MC_FALLBACK, W_P, W_T, Element, qn
from attest_desktop.papers.template.package import open_package

MOST_PARAGRAPHS = 5_000
# Struck from the document while changes are tracked, or of a field's code: not there for a reader.
_UNSEEN = {qn("w:" + name) for name in ("del", "moveFrom", "rPr", "pPr", "instrText")} | {MC_FALLBACK}
_BREAKS = {qn("w:" + name) for name in ("tab", "br", "cr")}
_CELL = qn("w:tc")
_SET_APART = {"strike", "dstrike", "u", "b", "highlight", "shd"}
_HYPHEN = qn("w:noBreakHyphen")


def paragraphs_of(docx: bytes) -> tuple[str, ...]:
    """The visible paragraphs of the main text in reading order, one line each; empty ones are left out.

    Raises BadTemplateError when the bytes are no sound Word file.
    """
    return tuple(text for text, _ in paragraphs_in_cells(docx))


def paragraphs_in_cells(docx: bytes) -> tuple[tuple[str, int | None], ...]:
    """Those paragraphs, each with the number of the table cell that it stands in (None: in none).

    Raises BadTemplateError when the bytes are no sound Word file.
    """
    package = open_package(docx)
    cells: dict[Element, int] = {}
    found: list[tuple[str, int | None]] = []
    for paragraph in _paragraphs(package.xml(package.main)):
        text = one_line(unicodedata.normalize("NFC", "".join(_pieces(paragraph))))
        if text:
            cell = next(paragraph.iterancestors(_CELL), None)
            found.append((text, None if cell is None else cells.setdefault(cell, len(cells))))
        if len(found) >= MOST_PARAGRAPHS:
            break
    return tuple(found)


def runs_of(docx: bytes) -> Iterator[list[tuple[str, frozenset[str]]]]:
    """The visible paragraphs of the main text as runs: the words, and the marks that set them apart from others.

    Raises BadTemplateError when the bytes are no sound Word file.
    """
    package = open_package(docx)
    for paragraph in _paragraphs(package.xml(package.main)):
        runs = paragraph.iter(qn("w:r"))
        yield [(text, frozenset(_marks(run))) for run in runs if (text := "".join(_pieces(run)))]


def plain(paragraph: str) -> str:
    """What two states of a paragraph have in common: spaces and kinds of hyphen are the programs' own doing."""
    return "".join(paragraph.replace("\u2011", "-").split())


def fingerprint(paragraphs: Iterable[str]) -> str:
    """SHA-256 of what the file says; saving it again in Word or LibreOffice does not change it."""
    digest = hashlib.sha256()
    for text in paragraphs:
        digest.update(plain(text).encode() + b"\n")
    return digest.hexdigest()


def _paragraphs(root: Element) -> Iterator[Element]:
    for node in root.iter(W_P):
        if not any(above.tag in _UNSEEN for above in node.iterancestors()):
            yield node


def _marks(run: Element) -> Iterator[str]:
    for mark in run.findall(f"{qn('w:rPr')}/*"):
        name = etree.QName(mark).localname
        if name in _SET_APART and mark.get(qn("w:val")) not in ("0", "false", "none"):
            yield name


def _pieces(node: Element) -> Iterator[str]:
    """Texts under the paragraph; a paragraph inside a text box is a paragraph of its own."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _UNSEEN or child.tag == W_P:
            continue
        if child.tag == W_T:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "
        elif child.tag == _HYPHEN:
            yield "-"
        else:
            yield from _pieces(child)
