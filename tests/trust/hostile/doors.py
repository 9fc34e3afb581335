"""The ways by which somebody else's bytes come into the program, each as a function of bytes alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from attest_desktop.domain.errors import AttestError
from attest_desktop.papers.handover import handover_in, paragraphs_in_cells, result_is_open
from attest_desktop.papers.identity.checking import check_document
from attest_desktop.papers.ink import extract_ink
from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.pdf_guards import refuse_long, refuse_unsafe
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.scans import SheetSource, assemble
from attest_desktop.papers.schedule import read_schedule
from attest_desktop.papers.signing import find_places, is_ready, read_signature, stamp
from attest_desktop.papers.signing.word import sign_word
from attest_desktop.papers.template import fill, open_template
from tests.papers.signing.papers import sheet
from tests.papers.template.forms import record

Door = Callable[[bytes], Any]


@cache
def original() -> bytes:
    """A small conclusion that signed ones are compared with."""
    return sheet("form-two")


def filling(docx: bytes) -> bytes:
    """A form filled."""
    return fill(open_template(docx), record()).content


def from_a_colleague(docx: bytes) -> Any:
    """A file from a colleague read."""
    said = paragraphs_in_cells(docx)
    result_is_open(docx)
    return said, handover_in(docx)


def printing(docx: bytes) -> bytes:
    """A Word file printed by the program itself."""
    return convert(docx, engine=EngineName.BUILTIN, title="Заключение").pdf


def signing_word(docx: bytes) -> bytes:
    """A Word file signed."""
    return sign_word(docx, []).content


def looking(pdf: bytes) -> None:
    """A PDF shown, as the window does: guarded, then its first page seen and read."""
    refuse_unsafe(pdf, programs=True)
    with PdfPages(pdf) as pages:
        refuse_long(len(pages))
        pages.render(1, scale=1.0)
        pages.text(1)


def places(pdf: bytes) -> Any:
    """A PDF searched for places to sign, and stamped with nothing."""
    found = find_places(pdf)
    stamp(pdf, [])
    return found


def checking(pdf: bytes) -> Any:
    """A signed PDF compared with the original."""
    return check_document(pdf, original())


def scanning(content: bytes) -> bytes:
    """Any file taken as scanned pages."""
    return assemble([SheetSource("скан", content)]).pdf


def taking_ink(content: bytes) -> Any:
    """A photograph of a signature."""
    return extract_ink(content)


def signature(content: bytes) -> Any:
    """A picture of a signature."""
    is_ready(content)
    return read_signature(content)


def schedule(content: bytes) -> Any:
    """A schedule."""
    return read_schedule(content)


WORD: dict[str, Door] = {
    "fill": filling,
    "colleague": from_a_colleague,
    "print": printing,
    "sign_word": signing_word,
    "schedule": schedule,
}
PDF: dict[str, Door] = {
    "look": looking,
    "places": places,
    "check": checking,
    "scan": scanning,
    "schedule": schedule,
}
PICTURE: dict[str, Door] = {"scan": scanning, "ink": taking_ink, "signature": signature}


def let_in(door: Door, content: bytes) -> bool:
    """Whether the door took the file; False when it said in words why not."""
    try:
        door(content)
    except AttestError:
        return False
    return True
