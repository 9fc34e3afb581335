"""Small documents for tests, and where their words are printed by the built-in engine."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from attest_desktop.papers.pdf import Converted, EngineName, convert
from tests.papers.pdf.layout_compare import Word, words

LEFT_MARGIN = 90.0
"""Of python-docx's own page, in points."""
TOP_MARGIN = 72.0


def new_document(size: float = 12) -> Any:
    """An empty document in Times New Roman without space between paragraphs."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn("w:" + name), None)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    return document


def element(xml: str) -> Any:
    """A WordprocessingML element from text with the prefix `w:`."""
    name, separator, rest = xml.partition(">")
    closed = name.endswith("/")
    opened = name.removesuffix("/") + " " + nsdecls("w", "r") + ("/" if closed else "")
    return parse_xml(opened + separator + rest)


def saved(document: Any) -> bytes:
    """The document as a .docx."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def printed(document: Any) -> Converted:
    """The document by the built-in engine."""
    return convert(saved(document), engine=EngineName.BUILTIN, title="Проба")


def printed_words(document: Any) -> dict[str, Word]:
    """Where each word is printed first."""
    found: dict[str, Word] = {}
    for word in words(printed(document).pdf):
        found.setdefault(word.text, word)
    return found
