"""Forms and records that several tests of this folder use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attest_desktop.domain.record import Record, record_from_json
from attest_desktop.papers.template import Filled, Template, fill, open_template
from attest_desktop.papers.template.layout import read_form
from attest_desktop.papers.template.package import open_package

DATA = Path(__file__).parent / "data"
LOOKALIKES = ("open-1", "open-2")


def read_json(name: str, file: str) -> Any:
    """A JSON file of a look-alike."""
    return json.loads((DATA / name / file).read_text(encoding="utf-8"))


def template_bytes(name: str) -> bytes:
    """The look-alike's form."""
    return (DATA / name / "template.docx").read_bytes()


def record(name: str = "open-1") -> Record:
    """The look-alike's record."""
    return record_from_json(read_json(name, "record.json"))


def filled_by_field(template: Template, filled: Filled) -> dict[str, str]:
    """What was written, by the first field of the blank."""
    values = {one.id: one.value.replace("\u00a0", " ") for one in filled.filled}
    return {blank.field or "": values[blank.id] for blank in template.blanks if blank.id in values}


def opened_and_filled(content: bytes, name: str = "open-1") -> tuple[Template, Filled]:
    """The form opened, and filled from the look-alike's record."""
    template = open_template(content)
    return template, fill(template, record(name))


def texts(content: bytes) -> list[str]:
    """Texts of all paragraphs of the form as this program reads them."""
    return [paragraph.text for part in read_form(open_package(content)).parts for paragraph in part.paragraphs]


def squeezed(text: str) -> str:
    """The text without spaces of any kind."""
    return "".join(text.split())


def printed(content: bytes, template: Template) -> list[str]:
    """The printed words of the form in reading order: everything outside its blanks."""
    form = read_form(open_package(content))
    pieces: list[str] = []
    for part in form.parts:
        for paragraph in part.paragraphs:
            holes = sorted(
                (place.start, place.end)
                for found in template._found
                if not found.pieces
                and not found.signature
                and found.way.value not in ("mark_chosen", "strike_others")
                for place in found.places
                if (place.part, place.paragraph) == (part.name, paragraph.index)
            )
            at = 0
            for start, end in [*holes, (len(paragraph.text), len(paragraph.text))]:
                words = paragraph.text[at:start].replace("_", " ").split()
                pieces += words
                at = end
    return pieces


def assert_printed_kept(before: bytes, template: Template, after: bytes) -> None:
    """Every printed word stands in the filled form, in the same order."""
    text = squeezed(" ".join(texts(after)).replace("_", " "))
    at = 0
    for word in printed(before, template):
        found = text.find(squeezed(word), at)
        assert found >= 0, f"printed word lost: {word!r}"
        at = found + len(squeezed(word))
