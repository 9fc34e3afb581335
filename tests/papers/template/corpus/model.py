"""How a form of the corpus and the truth about it are written down, and small pieces that forms are built of."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from tests.papers.template.wordfile import W14, docx, para, run, small

UNDER = '<w:u w:val="single"/>'
YELLOW = '<w:highlight w:val="yellow"/>'
RIGHT, CENTRE = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'
# Looks that tell nothing: what Word leaves behind spelling checks and edits.
_TRACES = ("", '<w:lang w:val="ru-RU"/>', '<w:szCs w:val="24"/>', '<w:rFonts w:cs="Times New Roman"/>')


@dataclass(frozen=True, slots=True)
class Expected:
    """A blank that a person sees: the words that name it, the field of the record or None.

    `repeat`: the blank stands for a column of rows; `optional`: neither a hit nor a miss.
    """

    kind: str
    label: str
    field: str | None = None
    aka: tuple[str, ...] = ()
    signature: bool = False
    repeat: bool = False
    optional: bool = False

    def as_json(self) -> dict[str, object]:
        """As truth is written for the scorer."""
        return {
            "label": self.label,
            "kind": self.kind,
            "field": self.field,
            "aka": list(self.aka),
            "signature": self.signature,
            "repeat": self.repeat,
            "optional": self.optional,
        }


@dataclass(frozen=True, slots=True)
class FormCase:
    """A form and its truth."""

    name: str
    content: bytes
    blanks: tuple[Expected, ...]


def line(label: str, field: str | None = None, *aka: str) -> Expected:
    """A line to write on."""
    return Expected("underscore", label, field, aka)


def sign(label: str, *aka: str, kind: str = "underscore", optional: bool = False) -> Expected:
    """A place that is signed by hand, or the name beside it."""
    return Expected(kind, label, None, aka, signature=True, optional=optional)


def box(label: str, field: str | None = None, *aka: str) -> Expected:
    """A cell of a table."""
    return Expected("table_cell", label, field, aka)


def column(label: str, field: str | None = None, *aka: str) -> Expected:
    """A column of empty cells, one for every row."""
    return Expected("table_cell", label, field, aka, repeat=True)


def clerk(text: str, look: str = "") -> str:
    """A run of text as it lies in files that passed many hands: cut anywhere."""
    dice = random.Random(text)
    if len(text) < 8:
        return run(text, look)
    cuts = [0, *sorted(dice.sample(range(1, len(text)), min(3, len(text) // 8))), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    return "".join(run(piece, look + (dice.choice(_TRACES) if not look else "")) for piece in pieces)


def p(*pieces: str, props: str = "") -> str:
    """A paragraph as a clerk leaves it."""
    return para(*(piece if piece.startswith("<w:") else clerk(piece) for piece in pieces), props=props)


def under(text: str) -> str:
    """A caption in small letters, set in the middle."""
    return small(text, props=CENTRE)


def heading(text: str) -> str:
    """A bold heading set in the middle."""
    return para(run(text, "<w:b/>"), props=CENTRE)


def control(content: str, settings: str) -> str:
    """A content control around runs, paragraphs or a cell."""
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tick_control(title: str = "") -> str:
    """A content control that is a box to tick."""
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    return control(run("☐"), f'{alias}<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="0"/></w14:checkbox>')


def mark(kind: str, inner: str = "") -> str:
    """A mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(*pieces: str) -> str:
    """The instruction of a field, cut into runs."""
    return "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in pieces)


def field(instruction: tuple[str, ...], shown: str, data: str = "") -> str:
    """A field with its result."""
    return mark("begin", data) + code(*instruction) + mark("separate") + run(shown) + mark("end")


def auto_number() -> str:
    """A paragraph that Word numbers by itself."""
    return para(props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')


def form(name: str, body: list[str], blanks: list[Expected], **more: object) -> FormCase:
    """The form built."""
    headers = more.get("headers", ())
    assert isinstance(headers, tuple)
    return FormCase(name, docx(*body, headers=headers), tuple(blanks))
