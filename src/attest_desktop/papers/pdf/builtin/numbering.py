"""The numbers and bullets of lists, counted in the order the paragraphs come."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.papers.pdf.builtin.ooxml import (
    NO_PROPERTIES,
    Element,
    Properties,
    Property,
    W,
    attribute,
    child_value,
    is_on,
    merged,
    read_properties,
    whole,
)

_LEVELS = 9
_NO_INDENT = {"ind": Property({"left": "0", "firstLine": "0"})}
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Bullets that Word takes from the Symbol and Wingdings fonts, as ordinary characters.
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06e": "■",
    "\uf071": "□",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0d8": "►",
    "\uf0e8": "→",
    "\uf0fc": "√",
    "\uf076": "♦",
    "\uf02d": "–",
    "\uf0be": "—",
}
_CIRCLE = "o"
_FONTS_OF_SIGNS = ("symbol", "wingdings", "webdings")
_PRIVATE_USE = ("\ue000", "\uf8ff")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a list paragraph. `suffix`: tab, space or nothing."""

    text: str
    suffix: str
    run: Properties


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    paragraph: Properties
    run: Properties


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._restart: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.counted = 0
        """How many paragraphs were counted in lists."""
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Element) -> None:
        abstract = {attribute(item, "abstractNumId"): item for item in numbering.findall(W + "abstractNum")}
        by_style = {
            child_value(item, "styleLink"): key for key, item in abstract.items() if child_value(item, "styleLink")
        }
        for item in numbering.findall(W + "num"):
            identifier, counted = attribute(item, "numId"), child_value(item, "abstractNumId")
            definition = abstract.get(counted)
            linked = by_style.get(child_value(definition, "numStyleLink")) if definition is not None else None
            if linked is not None:
                counted, definition = linked, abstract[linked]
            if definition is None:
                continue
            levels = {
                whole(attribute(level, "ilvl")): _read_level(level) for level in definition.findall(W + "lvl")
            }
            for override in item.findall(W + "lvlOverride"):
                depth, own = whole(attribute(override, "ilvl")), override.find(W + "lvl")
                if own is not None:
                    levels[depth] = _read_level(own)
                start = child_value(override, "startOverride")
                if start:
                    self._restart.setdefault(identifier, {})[depth] = whole(start, 1)
            self._levels[identifier] = levels
            self._list_of[identifier] = counted

    def paragraph_levels(self) -> dict[tuple[str, str], Properties]:
        """The indents and tabs each list level gives its paragraphs, by (numId, ilvl)."""
        return {
            (identifier, str(depth)): level.paragraph
            for identifier, levels in self._levels.items()
            for depth, level in levels.items()
        }

    def next_label(self, place: tuple[str, str]) -> Label | None:
        """Count one paragraph at (numId, ilvl) and return what stands before it; None when it is in no list."""
        identifier, depth = place[0], whole(place[1])
        levels = self._levels.get(identifier, {})
        level = levels.get(depth)
        if level is None:
            return None
        self.counted += 1
        counts = self._counts.setdefault(self._list_of[identifier], {})
        restart = self._restart.get(identifier, {}).get(depth)
        if restart is not None and (identifier, depth) not in self._started:
            self._started.add((identifier, depth))
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return _bullet(level)
        text = level.text
        for place_in_text in range(_LEVELS):
            mark = f"%{place_in_text + 1}"
            if mark in text:
                part = levels.get(place_in_text)
                value = counts.get(place_in_text, part.start if part else 1)
                form = "decimal" if level.legal or part is None else part.form
                text = text.replace(mark, number_text(value, form))
        return Label(text, level.suffix, level.run)


def _read_level(level: Element) -> _Level:
    return _Level(
        start=whole(child_value(level, "start", "1"), 1),
        form=_form(level),
        text=child_value(level, "lvlText"),
        suffix=child_value(level, "suff", "tab"),
        legal=is_on(level.find(W + "isLgl")),
        # An indent that a level does not give is none, whatever the style of the paragraph has.
        paragraph=merged(_NO_INDENT, read_properties(level.find(W + "pPr"))),
        run=read_properties(level.find(W + "rPr")) or NO_PROPERTIES,
    )


def _form(level: Element) -> str:
    """How a level counts; one written as an example («001, 002, …») by that example's first number."""
    for written in level.iter(W + "numFmt"):
        first = attribute(written, "format").partition(",")[0].strip()
        if first.isdecimal():
            return first
    return child_value(level, "numFmt", "decimal")


def _bullet(level: _Level) -> Label:
    """A bullet as fonts with letters have it; it keeps its own font when that is one of letters."""
    fonts = level.run.get("rFonts")
    family = (fonts.get("hAnsi") or fonts.get("ascii")).lower() if fonts is not None else ""
    low, high = _PRIVATE_USE
    if family.startswith(_FONTS_OF_SIGNS) or any(low <= sign <= high for sign in level.text):
        text = "".join(_BULLETS.get(sign, "•" if low <= sign <= high else sign) for sign in level.text)
        run = {name: given for name, given in level.run.items() if name != "rFonts"}
        return Label("○" if text == _CIRCLE else text, level.suffix, run)
    return Label(level.text, level.suffix, level.run)


def _letters(value: int, alphabet: str) -> str:
    # Past the last letter Word doubles it: z, aa, bb.
    turns, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (turns + 1)


def number_text(value: int, form: str) -> str:
    """A number as a list or note counts: decimal, letters of either alphabet, Roman, or as long as an example."""
    if form == "none":
        return ""
    if value < 1:
        return str(value)
    if form.endswith("Roman"):
        text = ""
        for size, sign in _ROMAN:
            count, value = divmod(value, size)
            text += sign * count
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter"):
        letters = _letters(value, "abcdefghijklmnopqrstuvwxyz")
        return letters.upper() if form == "upperLetter" else letters
    if form in ("russianLower", "russianUpper"):
        letters = _letters(value, _RUSSIAN)
        return letters.upper() if form == "russianUpper" else letters
    if form.isdecimal():
        return str(value).zfill(len(form))
    return f"{value:02d}" if form == "decimalZero" else str(value)
