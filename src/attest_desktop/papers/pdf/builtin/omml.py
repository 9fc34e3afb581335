"""Formulas of Word (OMML) as values."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from attest_desktop.papers.pdf.builtin.formulas import (
    Accent,
    Bar,
    Fence,
    Formula,
    Fraction,
    Framed,
    Grid,
    Letters,
    Limits,
    Nary,
    Part,
    Root,
    Scripts,
    Sequence,
)
from attest_desktop.papers.pdf.builtin.model import RunFormat
from attest_desktop.papers.pdf.builtin.ooxml import Element, W, contents, local, whole

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Deeper and longer than any formula that is meant to be read.
_DEEPEST = 24
_MOST_PARTS = 4000
_MOST_SIGNS = 4000
# Brackets and accents are one sign.
_LONGEST_SIGN = 4
_OFF = frozenset({"0", "off", "false"})
_JUSTIFIED = {"left": "left", "right": "right"}
_INTEGRALS = "∫∬∭∮∯∰"
# What accents mean as signs that stand by themselves.
_ACCENTS = {
    "\u0300": "`", "\u0301": "´", "\u0302": "ˆ", "\u0303": "˜", "\u0304": "¯", "\u0305": "¯", "\u0306": "˘",
    "\u0307": "˙", "\u0308": "¨", "\u030c": "ˇ", "\u20d7": "→", "\u20d6": "←", "\u20db": "⃛", "\u2192": "→",
    "\u2190": "←", "\u203e": "¯", "\u00af": "¯",
}  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"))


class TooLargeError(Exception):
    """A formula that nobody could read: too deep, or of too many parts."""


@dataclass(slots=True)
class _Reader:
    """Reads one formula; `look` gives the look of the run that an element stands for."""

    look: Callable[[Element], RunFormat]
    depth: int = 0
    count: int = 0
    signs: int = 0

    def sequence(self, parent: Element | None) -> Sequence:
        """The parts inside an element."""
        if parent is None:
            return Sequence()
        self.depth += 1
        # A place left empty, a cell of a matrix: it takes room as well.
        self.count += 1
        if self.depth > _DEEPEST or self.count > _MOST_PARTS:
            raise TooLargeError
        parts = tuple(part for element in contents(parent) if (part := self.part(element)) is not None)
        self.depth -= 1
        return Sequence(parts)

    def part(self, element: Element) -> Part | None:
        """One part; None for properties, bookmarks and the like."""
        self.count += 1
        if self.count > _MOST_PARTS:
            raise TooLargeError
        name = local(element)
        if name == "r":
            return self.letters(element)
        read = _READERS.get(name)
        if read is not None:
            return read(self, element)
        return self.sequence(element) if name in ("oMath", "e", "box") else None

    def letters(self, run: Element) -> Part | None:
        look = self.look(run)
        text = "".join(_texts(run)).translate(_INVISIBLE)
        self.signs += len(text)
        if self.signs > _MOST_SIGNS:
            raise TooLargeError
        if not text or look.hidden:
            return None
        properties = run.find(M + "rPr")
        style = _value(properties, "sty", "i")
        plain = properties is not None and _is_on(properties.find(M + "nor"))
        found = Letters(text, look.size, color=look.color, plain=plain)
        if plain:
            return replace(found, italic=look.italic, bold=look.bold)
        bold = "b" in style or _value(properties, "scr") == "double-struck"
        parts = tuple(
            replace(found, text=part, italic=italic, bold=bold or heavy)
            for part, italic, heavy in _styled(text, italic="i" in style)
        )
        return parts[0] if len(parts) == 1 else Sequence(parts)


def read_formulas(element: Element, look: Callable[[Element], RunFormat], size: float) -> tuple[Formula, ...]:
    """The formulas of an `m:oMath` or `m:oMathPara`, one for each line of it. Raises TooLargeError.

    `look` is the look of a run, `size` that of formulas without any, in points.
    """
    found: list[Formula] = []
    for one in element.findall(M + "oMath") if local(element) == "oMathPara" else [element]:
        read = _Reader(look).sequence(one)
        for line in _lines(read):
            sizes = [part.size for part in _all_letters(line) if part.size]
            found.append(Formula(line, sizes[0] if sizes else size))
    return tuple(found)


def side(element: Element, usual: str) -> str:
    """To which side an `m:oMathPara` stands: left, right or center; `usual` when it does not say."""
    wanted = _value(element.find(M + "oMathParaPr"), "jc", usual)
    return _JUSTIFIED.get(wanted, "center")


def usual_side(settings: Element | None) -> str:
    """What the document says of formulas that do not say themselves."""
    return _value(settings.find(M + "mathPr"), "defJc") if settings is not None else ""


def _texts(run: Element) -> Iterator[str]:
    for part in contents(run):
        name = local(part)
        if name == "t":
            yield part.text or ""
        elif name == "br":
            yield "\n"
        elif name == "tab":
            yield " "


def _styled(text: str, *, italic: bool) -> Iterator[tuple[str, bool, bool]]:
    """Text in stretches with whether each is slanted and heavy; letters are, digits and signs stand upright."""
    stretch, last = "", (False, False)
    for sign in text:
        plain = unicodedata.normalize("NFKC", sign) if "\U0001d400" <= sign <= "\U0001d7ff" else sign
        name = unicodedata.name(sign, "") if plain != sign else ""
        slanted = "ITALIC" in name if name else italic
        look = (slanted and plain.isalpha() and not _is_upright(plain), "BOLD" in name)
        # A point within a number, a space between words: as what stands before.
        if stretch and plain in " '" and last[1] == look[1]:
            look = last
        if stretch and look != last:
            yield stretch, *last
            stretch = ""
        stretch, last = stretch + plain, look
    if stretch:
        yield stretch, *last


def _is_upright(letter: str) -> bool:
    """Greek capitals and letterlike signs stand upright."""
    return "Α" <= letter <= "Ω" or "\u2100" <= letter <= "\u214f"


def _value(properties: Element | None, name: str, default: str = "") -> str:
    child = properties.find(M + name) if properties is not None else None
    return default if child is None else (child.get(M + "val") or child.get(W + "val") or default)


def _given(properties: Element | None, name: str, default: str) -> str:
    """A sign that may be given as nothing."""
    child = properties.find(M + name) if properties is not None else None
    if child is None:
        return default
    return str(child.get(M + "val", ""))[:_LONGEST_SIGN]


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(M + "val", "1").lower() not in _OFF


def _switched(properties: Element | None, name: str, *, default: bool = False) -> bool:
    child = properties.find(M + name) if properties is not None else None
    return default if child is None else _is_on(child)


def _all_letters(part: object) -> Iterator[Letters]:
    if isinstance(part, Letters):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _all_letters(one)
    elif hasattr(part, "__slots__"):
        for name in part.__slots__:
            yield from _all_letters(getattr(part, name))


def _lines(whole: Sequence) -> Iterator[Sequence]:
    """A formula parted where line breaks stand in it."""
    line: list[Part] = []
    for part in _opened(whole.parts):
        if isinstance(part, Letters) and "\n" in part.text:
            for place, text in enumerate(part.text.split("\n")):
                if place:
                    yield Sequence(tuple(line))
                    line = []
                if text:
                    line.append(replace(part, text=text))
        else:
            line.append(part)
    if line:
        yield Sequence(tuple(line))


def _opened(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Sequence):
            yield from _opened(part.parts)
        else:
            yield part


def _fraction(reader: _Reader, element: Element) -> Part:
    kind = _value(element.find(M + "fPr"), "type", "bar")
    bars = {bar.value: bar for bar in Bar}
    return Fraction(
        reader.sequence(element.find(M + "num")),
        reader.sequence(element.find(M + "den")),
        bars.get(kind, Bar.LEVEL),
    )


def _scripts(reader: _Reader, element: Element) -> Part:
    lower, upper = element.find(M + "sub"), element.find(M + "sup")
    return Scripts(
        reader.sequence(element.find(M + "e")),
        reader.sequence(lower) if lower is not None else None,
        reader.sequence(upper) if upper is not None else None,
        leading=local(element) == "sPre",
    )


def _root(reader: _Reader, element: Element) -> Part:
    degree = reader.sequence(element.find(M + "deg"))
    hidden = _switched(element.find(M + "radPr"), "degHide") or not degree.parts
    return Root(reader.sequence(element.find(M + "e")), None if hidden else degree)


def _nary(reader: _Reader, element: Element) -> Part:
    properties = element.find(M + "naryPr")
    sign = _given(properties, "chr", "∫")
    beside = _value(properties, "limLoc", "subSup" if sign in _INTEGRALS else "undOvr") == "subSup"
    lower, upper = (reader.sequence(element.find(M + name)) for name in ("sub", "sup"))
    return Nary(
        sign,
        reader.sequence(element.find(M + "e")),
        None if _switched(properties, "subHide") or not lower.parts else lower,
        None if _switched(properties, "supHide") or not upper.parts else upper,
        stacked=not beside,
    )


def _fence(reader: _Reader, element: Element) -> Part:
    properties = element.find(M + "dPr")
    return Fence(
        _given(properties, "begChr", "("),
        _given(properties, "sepChr", "|"),
        _given(properties, "endChr", ")"),
        tuple(reader.sequence(one) for one in element.findall(M + "e")),
        grows=_switched(properties, "grow", default=True),
    )


def _matrix(reader: _Reader, element: Element) -> Part:
    align: list[str] = []
    for column in element.findall(f"{M}mPr/{M}mcs/{M}mc/{M}mcPr"):
        count = max(0, min(whole(_value(column, "count", "1"), 1), 63))
        align += [_value(column, "mcJc", "center")] * count
    return Grid(
        tuple(tuple(reader.sequence(one) for one in row.findall(M + "e")) for row in element.findall(M + "mr")),
        tuple(align),
    )


def _equations(reader: _Reader, element: Element) -> Part:
    """Equations one under another, in line where they say so by `&`."""
    rows = [_cut(reader.sequence(one)) for one in element.findall(M + "e")]
    if all(len(row) == 1 for row in rows):
        return Grid(tuple(tuple(row) for row in rows))
    return Grid(tuple(tuple(row) for row in rows), ("right", "left") * (max(map(len, rows)) // 2 + 1), gap=False)


def _cut(row: Sequence) -> list[Sequence]:
    cells: list[list[Part]] = [[]]
    for part in _opened(row.parts):
        if not isinstance(part, Letters) or "&" not in part.text:
            cells[-1].append(part)
            continue
        first, *others = part.text.split("&")
        cells[-1] += [replace(part, text=first)] if first else []
        cells += [[replace(part, text=text)] if text else [] for text in others]
    return [Sequence(tuple(cell)) for cell in cells]


def _function(reader: _Reader, element: Element) -> Part:
    name = reader.sequence(element.find(M + "fName"))
    return Sequence((name, Letters("\u2009", 0.0, plain=True), reader.sequence(element.find(M + "e"))))


def _limit(reader: _Reader, element: Element) -> Part:
    base, limit = (reader.sequence(element.find(M + name)) for name in ("e", "lim"))
    return Limits(base, below=limit) if local(element) == "limLow" else Limits(base, above=limit)


def _accent(reader: _Reader, element: Element) -> Part:
    sign = _given(element.find(M + "accPr"), "chr", "\u0302")
    return Accent(_ACCENTS.get(sign, sign), reader.sequence(element.find(M + "e")))


def _bar(reader: _Reader, element: Element) -> Part:
    below = _value(element.find(M + "barPr"), "pos", "bot") != "top"
    return Accent("¯", reader.sequence(element.find(M + "e")), below)


def _grouped(reader: _Reader, element: Element) -> Part:
    properties = element.find(M + "groupChrPr")
    sign = _given(properties, "chr", "⏟")
    below = _value(properties, "pos", "bot") != "top"
    return Accent(_ACCENTS.get(sign, sign), reader.sequence(element.find(M + "e")), below)


def _framed(reader: _Reader, element: Element) -> Part:
    return Framed(reader.sequence(element.find(M + "e")))


def _phantom(reader: _Reader, element: Element) -> Part:
    inside = reader.sequence(element.find(M + "e"))
    return inside if _switched(element.find(M + "phantPr"), "show", default=True) else Framed(inside, hidden=True)


_READERS: dict[str, Callable[[_Reader, Element], Part]] = {
    "f": _fraction,
    **dict.fromkeys(("sSup", "sSub", "sSubSup", "sPre"), _scripts),
    "rad": _root,
    "nary": _nary,
    "d": _fence,
    "m": _matrix,
    "eqArr": _equations,
    "func": _function,
    **dict.fromkeys(("limLow", "limUpp"), _limit),
    "acc": _accent,
    "bar": _bar,
    "groupChr": _grouped,
    "borderBox": _framed,
    "phant": _phantom,
}
