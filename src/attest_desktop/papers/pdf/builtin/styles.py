"""How a paragraph or a run looks after defaults, table style, style chain, list level and own formatting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attest_desktop.papers.pdf.builtin.autospacing import Spacing
from attest_desktop.papers.pdf.builtin.model import Border, ParagraphFormat, RunFormat, TabStop
from attest_desktop.papers.pdf.builtin.ooxml import (
    NO_PROPERTIES,
    A,
    Element,
    Properties,
    Property,
    W,
    attribute,
    child_value,
    merged,
    number,
    read_properties,
)

DEFAULT_FAMILY = "Times New Roman"
_ALIGN = {
    "both": "justify",
    "distribute": "justify",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
    "thaiDistribute": "justify",
    "center": "center",
    "right": "right",
    "end": "right",
}
_TAB_KIND = {"right": "right", "end": "right", "center": "center", "decimal": "decimal"}
# Borders are given in eighths of a point.
_THICKEST = 96.0
_NO_BORDER = frozenset({"nil", "none"})
# How far a level of the style chain may go before it is taken for a loop.
_DEEPEST_CHAIN = 30
# What Word allows for font sizes in points and for letter spacing in twips.
_LARGEST_SIZE = 1638.0
_WIDEST = 31_680.0


def border(attributes: Mapping[str, str]) -> Border | None:
    """A border from its attributes; None when it is expressly absent."""
    style = attributes.get("val", "nil")
    if style in _NO_BORDER:
        return None
    color = attributes.get("color", "")
    width = min(max(number(attributes.get("sz"), 4.0), 2.0), _THICKEST) * 2.5
    return Border(
        width * (3 if style in ("double", "thinThickSmallGap", "thickThinSmallGap") else 1),
        "" if color == "auto" else color,
        style,
        number(attributes.get("space")) * 20,
    )


def shading(properties: Mapping[str, Mapping[str, str]] | Properties) -> str:
    """The fill colour of `w:shd`, RRGGBB; empty when there is none."""
    found = properties.get("shd")
    fill = found.get("fill", "") if found is not None else ""
    return "" if fill in ("", "auto") else fill


@dataclass(frozen=True, slots=True)
class Style:
    """One style of the document as it was written."""

    identifier: str
    kind: str
    based_on: str
    paragraph: Properties
    run: Properties
    table: Properties
    cell: Properties
    conditional: Mapping[str, Style]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table style says about the paragraphs of one cell."""

    paragraph: Properties
    run: Properties


NO_TABLE_LOOK = TableLook(NO_PROPERTIES, NO_PROPERTIES)


class StyleSheet:
    """The styles of a document."""

    def __init__(self, styles: Element | None, theme: Mapping[str, str]) -> None:
        self._theme = theme
        self.text_family = theme.get("minor", DEFAULT_FAMILY)
        """The typeface of the theme for text."""
        # Read when first asked for: a document defines hundreds and uses a few.
        self._written: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        self._paragraph_defaults = NO_PROPERTIES
        # Office programs kern in a document that says nothing of its defaults, as those made by scripts.
        self._run_defaults: Properties = {"kern": Property({"val": "1"})}
        self._rootless = styles is None or styles.find(f"{W}docDefaults/{W}pPrDefault") is None
        if styles is None:
            return
        self._paragraph_defaults = read_properties(styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        if (told := styles.find(f"{W}docDefaults/{W}rPrDefault")) is not None:
            self._run_defaults = read_properties(told.find(W + "rPr"))
        for element in styles.findall(W + "style"):
            identifier = attribute(element, "styleId")
            self._written[identifier] = element
            if attribute(element, "default") in ("1", "true"):
                self._default.setdefault(attribute(element, "type", "paragraph"), identifier)

    def _style(self, identifier: str) -> Style:
        if identifier not in self._styles:
            self._styles[identifier] = _read_style(self._written[identifier])
        return self._styles[identifier]

    def chain(self, identifier: str, kind: str) -> list[Style]:
        """The style and those it is based on, the base first; the default style when the name is unknown."""
        if identifier not in self._written:
            identifier = self._default.get(kind, "")
        found: list[Style] = []
        while identifier in self._written and len(found) < _DEEPEST_CHAIN:
            style = self._style(identifier)
            found.append(style)
            identifier = style.based_on
            if not identifier and self._rootless and style.is_heading:
                # Headings have a root of their own accord, where there are no defaults to stand on.
                identifier = self._default.get("paragraph", "")
        return found[::-1]

    def table_levels(self, identifier: str) -> list[Style]:
        """The chain of a table style."""
        return self.chain(identifier, "table")

    def paragraph_properties(
        self,
        own: Element | None,
        look: TableLook,
        list_level: Mapping[tuple[str, str], Properties],
    ) -> tuple[str, Properties]:
        """The style's name and all paragraph properties.

        `list_level` gives the properties of a list level by (numId, ilvl).
        """
        direct = read_properties(own)
        chain = self.chain(child_value(own, "pStyle"), "paragraph")
        result = merged(self._paragraph_defaults, look.paragraph)
        for level in (*(style.paragraph for style in chain), direct):
            result = merged(result, level)
            if "numPr" in level:
                # A list's own indents stand under those given at the same level, over those of lower levels.
                result = merged(result, list_level.get(list_place(result), NO_PROPERTIES), level)
        return (chain[-1].identifier if chain else ""), result

    def run_base(self, style: str, look: TableLook) -> Properties:
        """Run properties of a paragraph before its runs' own."""
        return merged(self._run_defaults, look.run, *(level.run for level in self.chain(style, "paragraph")))

    def run_properties(self, base: Properties, own: Element | None) -> Properties:
        """Run properties with the run's character style and own formatting."""
        name = child_value(own, "rStyle")
        levels = [level.run for level in self.chain(name, "character")] if name else []
        return merged(base, *levels, read_properties(own))

    def run_format(self, properties: Properties) -> RunFormat:
        """The look that the run properties mean."""

        def value(name: str) -> str:
            found = properties.get(name)
            return found.get("val") if found is not None else ""

        def switch(*names: str) -> bool:
            return any(name in properties and properties[name].on for name in names)

        color, highlight, underline = value("color"), value("highlight"), value("u")
        background = "" if highlight in ("", "none") else _HIGHLIGHTS.get(highlight, "")
        vertical = value("vertAlign")
        return RunFormat(
            family=self._family(properties),
            size=max(1.0, min(_LARGEST_SIZE, number(value("sz"), 20.0) / 2)),
            bold=switch("b"),
            italic=switch("i"),
            underline="" if underline == "none" else underline,
            strike=switch("strike", "dstrike"),
            caps=switch("caps"),
            small_caps=switch("smallCaps"),
            vertical="" if vertical == "baseline" else vertical,
            color="" if color == "auto" else color,
            background=background or shading({"shd": properties["shd"].attributes} if "shd" in properties else {}),
            spacing=max(-_WIDEST, min(_WIDEST, number(value("spacing")))),
            # Word kerns only where it is told to, from the given size on.
            kerning=0 < number(value("kern")) <= number(value("sz"), 20.0),
            hidden=switch("vanish"),
        )

    def _family(self, properties: Properties) -> str:
        fonts = properties.get("rFonts")
        if fonts is None:
            return DEFAULT_FAMILY
        # Cyrillic letters are set in the font for "high ANSI" characters.
        theme = fonts.get("hAnsiTheme") or ("" if fonts.get("hAnsi") else fonts.get("asciiTheme"))
        if theme:
            return self._theme.get("major" if theme.startswith("major") else "minor", DEFAULT_FAMILY)
        return fonts.get("hAnsi") or fonts.get("ascii") or DEFAULT_FAMILY


def list_place(properties: Properties) -> tuple[str, str]:
    """(numId, ilvl) of a paragraph; empty strings when it is in no list."""
    listed = properties.get("numPr")
    if listed is None:
        return "", ""
    inner = dict(listed.children)
    identifier = inner.get("numId", {}).get("val", "")
    return ("", "") if identifier in ("", "0") else (identifier, inner.get("ilvl", {}).get("val", "0"))


def paragraph_format(style: str, properties: Properties, reckoned: Spacing) -> ParagraphFormat:
    """The layout that paragraph properties mean, spaces reckoned as the document wants."""

    def switch(name: str, default: bool = False) -> bool:
        return properties[name].on if name in properties else default

    def measure(name: str, *keys: str) -> float:
        given = properties.get(name)
        for key in keys if given is not None else ():
            if given is not None and given.get(key):
                return number(given.get(key))
        return 0.0

    def automatic(side: str) -> bool:
        given = properties.get("spacing")
        return given is not None and given.get(side + "Autospacing") in ("1", "true", "on")

    auto_before, auto_after = automatic("before"), automatic("after")
    spacing = properties.get("spacing")
    lined = spacing is not None and bool(spacing.get("line"))
    hanging = measure("ind", "hanging")
    left = measure("ind", "start", "left")
    align = properties["jc"].get("val") if "jc" in properties else "left"
    return ParagraphFormat(
        style=style,
        align=_ALIGN.get(align, "left"),
        left=left,
        right=measure("ind", "end", "right"),
        first=-hanging if hanging else measure("ind", "firstLine"),
        before=reckoned.automatic if auto_before else measure("spacing", "before"),
        after=reckoned.automatic if auto_after else measure("spacing", "after"),
        line=number(spacing.get("line"), 240.0) if lined and spacing is not None else 240.0,
        line_rule=(spacing.get("lineRule") or "auto") if lined and spacing is not None else "auto",
        tabs=_tabs(properties, left if hanging else None),
        keep_next=switch("keepNext"),
        keep_lines=switch("keepLines"),
        break_before=switch("pageBreakBefore"),
        widow_control=switch("widowControl", default=True),
        contextual=switch("contextualSpacing"),
        auto_before=auto_before,
        auto_after=auto_after,
        added=reckoned.added,
        listed=list_place(properties)[0],
        borders=_paragraph_borders(properties),
        shading=shading({"shd": properties["shd"].attributes} if "shd" in properties else {}),
    )


def _tabs(properties: Properties, hanging_at: float | None) -> tuple[TabStop, ...]:
    stops: dict[float, TabStop] = {}
    for _name, given in properties["tabs"].children if "tabs" in properties else ():
        position, kind = number(given.get("pos")), given.get("val", "left")
        if kind == "clear":
            stops.pop(position, None)
        elif kind != "bar":
            stops[position] = TabStop(position, _TAB_KIND.get(kind, "left"), given.get("leader", "none"))
    if hanging_at is not None:
        # The text of a hanging paragraph begins at its left indent: Word stops there without being told.
        stops.setdefault(hanging_at, TabStop(hanging_at))
    return tuple(stops[position] for position in sorted(stops))


def _paragraph_borders(properties: Properties) -> tuple[tuple[str, Border], ...]:
    sides: dict[str, Border] = {}
    for side, given in properties["pBdr"].children if "pBdr" in properties else ():
        line = border(given)
        if line is None:
            sides.pop(side, None)
        elif side in ("left", "top", "right", "bottom", "between"):
            sides[side] = line
    return tuple(sides.items())


def _read_style(element: Element) -> Style:
    return Style(
        identifier=attribute(element, "styleId"),
        kind=attribute(element, "type", "paragraph"),
        based_on=child_value(element, "basedOn"),
        paragraph=read_properties(element.find(W + "pPr")),
        run=read_properties(element.find(W + "rPr")),
        table=read_properties(element.find(W + "tblPr")),
        cell=read_properties(element.find(W + "tcPr")),
        conditional={attribute(part, "type"): _read_style(part) for part in element.findall(W + "tblStylePr")},
        is_heading=child_value(element, "name").lower().startswith("heading "),
    )


def table_look(levels: Sequence[Style]) -> TableLook:
    """What a table style and its conditional parts, in rising precedence, say about text."""
    if not levels:
        return NO_TABLE_LOOK
    return TableLook(merged(*(level.paragraph for level in levels)), merged(*(level.run for level in levels)))


def read_theme(theme: Element | None) -> dict[str, str]:
    """The Latin typefaces of a theme: `major` for headings, `minor` for text."""
    found: dict[str, str] = {}
    for kind in ("major", "minor") if theme is not None else ():
        latin = theme.find(f".//{A}{kind}Font/{A}latin") if theme is not None else None
        if latin is not None and latin.get("typeface"):
            found[kind] = str(latin.get("typeface"))
    return found


_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
}
