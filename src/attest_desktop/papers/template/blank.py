"""What a blank of a form is: as the rest of the program sees it, and with the places this room keeps to itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from attest_desktop.papers.russian.case import Case as Case

#: Below this confidence a meaning is doubtful.
SURE_FROM = 0.6


class BlankKind(Enum):
    """How the form shows that something is to be written there."""

    TABLE_CELL = "table_cell"
    UNDERSCORE = "underscore"
    CAPTION = "caption"
    SDT = "sdt"
    FORM_FIELD = "formfield"
    MERGE_FIELD = "mergefield"
    TAG = "tag"
    BRACKET = "bracket"
    HIGHLIGHT = "highlight"
    CHECKBOX = "checkbox"
    CHOICE = "choice"


class Certainty(Enum):
    """How sure the program is of what a blank means."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank. `id` is the same whenever the same form is opened; `field` is None when nothing in a record fits.

    `confidence` (0…1) is how sure the program is of the field. A signature blank is signed by hand or by image;
    of those only the printed name («расшифровка подписи») has a field.
    """

    id: str
    label: str
    kind: BlankKind
    field: str | None = None
    case: Case | None = None
    confidence: float = 0.0
    signature: bool = False

    @property
    def certainty(self) -> Certainty:
        """Only what is sure is filled without a person's answer."""
        if self.field is None:
            return Certainty.UNKNOWN
        return Certainty.SURE if self.confidence >= SURE_FROM else Certainty.DOUBTFUL

    def as_json(self) -> dict[str, Any]:
        """The blank as the command line prints it."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind.value,
            "field": self.field,
            "case": self.case.value if self.case else None,
            "confidence": round(self.confidence, 2),
            "signature": self.signature,
        }


class Way(Enum):
    """How a value gets into a blank."""

    CELL = "cell"  # the paragraphs of an empty cell
    LINE = "line"  # in place of underscores, underlined
    DATE = "date"  # day, month and year into their own pieces
    SAMPLE = "sample"  # in place of a sample, tag or prompt, in its look
    MARK_CHOSEN = "mark_chosen"  # the chosen words underlined
    STRIKE_OTHERS = "strike_others"  # the other words struck out
    TICK = "tick"  # a box ticked
    CONTROL = "control"  # a content control
    FORM_FIELD = "form_field"  # a legacy form field
    MERGE_FIELD = "merge_field"  # a merge field: its result becomes plain text


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a paragraph: its part, its number there, offsets of its text."""

    part: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Option:
    """One of several printed answers: its words, the value it stands for, the place of the words or box."""

    text: str
    value: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class DatePieces:
    """Where the pieces of a date go, as offsets in the paragraph; `century` is what is printed before the year."""

    day: tuple[int, int] | None
    month: tuple[int, int] | None
    year: tuple[int, int] | None
    century: str = ""


@dataclass(slots=True)
class Found:
    """A blank while it is being recognised, and all that is needed to fill it."""

    kind: BlankKind
    way: Way
    places: tuple[Place, ...]
    label: str = ""
    #: Text of the paragraph before and after the blank.
    before: str = ""
    after: str = ""
    #: Caption under or after the blank, header and label of its row for a cell; empty when there is none.
    caption: str = ""
    column: str = ""
    #: Printed answers under the line, one of which is to be written on it: «(соответствует, не соответствует)».
    answers: str = ""
    row: tuple[str, ...] = ()
    #: The words that head several rows of labels, the blank's own among them: «Категория» before «имеющаяся».
    group: str = ""
    #: What stands in the blank now: a sample, a prompt, the name of a tag.
    prompt: str = ""
    signature: bool = False
    pieces: DatePieces | None = None
    options: tuple[Option, ...] = ()
    #: Fields of the record in the order they are written; more than one for «Ф.И.О., должность».
    fields: tuple[str, ...] = ()
    case: Case | None = None
    #: The case is wanted but could not be made out.
    case_unclear: bool = False
    short_name: bool = False
    confidence: float = 0.0
    #: Why the program will not fill it although it is known; empty when it may.
    held: str = field(default="")
