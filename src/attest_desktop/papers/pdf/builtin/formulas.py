"""A formula as it is printed: values only, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters, digits and signs of one look; colour as RRGGBB. Plain ones are words, set as they stand."""

    text: str
    size: float
    italic: bool = False
    bold: bool = False
    color: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another."""

    parts: tuple[Part, ...] = ()


class Bar(Enum):
    """How the two parts of a fraction are parted."""

    LEVEL = "bar"
    SKEWED = "skw"
    IN_LINE = "lin"
    NONE = "noBar"


@dataclass(frozen=True, slots=True)
class Fraction:
    """One part over another."""

    upper: Part
    lower: Part
    bar: Bar = Bar.LEVEL


@dataclass(frozen=True, slots=True)
class Scripts:
    """Something with an index, a power, or both; `leading` when they stand in front of it."""

    base: Part
    lower: Part | None = None
    upper: Part | None = None
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Root:
    """A root, with its degree where it has one."""

    inside: Part
    degree: Part | None = None


@dataclass(frozen=True, slots=True)
class Nary:
    """A large sign (sum, integral) with its bounds, above and below it or beside it, and what it is taken over."""

    sign: str
    inside: Part
    lower: Part | None = None
    upper: Part | None = None
    stacked: bool = True


@dataclass(frozen=True, slots=True)
class Fence:
    """Parts between brackets that grow with them."""

    opening: str
    parting: str
    closing: str
    parts: tuple[Part, ...]
    grows: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix, or equations one under another; `align` of each column: left, right, center."""

    rows: tuple[tuple[Part, ...], ...]
    align: tuple[str, ...] = ()
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """Something with small text under or over it."""

    base: Part
    below: Part | None = None
    above: Part | None = None


@dataclass(frozen=True, slots=True)
class Accent:
    """A sign over (or under) something: a hat, an arrow; a line or a brace as wide as it. The line is «¯»."""

    sign: str
    base: Part
    below: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """Something in a frame, or (`hidden`) only the room it takes."""

    inside: Part
    hidden: bool = False


Part = Letters | Sequence | Fraction | Scripts | Root | Nary | Fence | Grid | Limits | Accent | Framed


@dataclass(frozen=True, slots=True)
class Formula:
    """A whole formula; `size` is that of its bars and brackets."""

    parts: Sequence
    size: float
