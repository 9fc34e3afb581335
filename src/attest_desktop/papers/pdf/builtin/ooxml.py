"""Reading WordprocessingML: names, values, and the containers that only wrap other content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Beyond any page in any unit; larger numbers come from damaged documents only.
_LARGEST = 1e8
_OFF = frozenset({"0", "false", "off", "none"})
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
# Elements that hold ordinary content and mean nothing on paper; deleted text (`del`) is not among them.
_WRAPPERS = frozenset({"ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo"})

Element = etree._Element


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str = "val", default: str = "") -> str:
    """A `w:` attribute of the element, or the default when either is missing."""
    return default if element is None else (element.get(W + name) or default)


def child_value(element: Element | None, name: str, default: str = "") -> str:
    """`w:val` of the named child, or the default."""
    return default if element is None else attribute(element.find(W + name), default=default)


def number(text: str | None, default: float = 0.0) -> float:
    """A measure in twips: a bare number is one already, a unit is converted; the default when it is neither."""
    if not text:
        return default
    factor = _UNITS.get(text[-2:], 0.0)
    try:
        value = float(text[:-2]) * factor if factor else float(text)
    except ValueError:
        return default
    return max(-_LARGEST, min(_LARGEST, value)) if isfinite(value) else default


def whole(text: str | None, default: int = 0) -> int:
    """A whole number, or the default when the text is not one."""
    return int(number(text, default))


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `<w:cantSplit/>` is set."""
    return element is not None and attribute(element).lower() not in _OFF


# Charts of newer kinds, models in three dimensions, ink: known by their namespaces.
_NEVER_DRAWN = ("chartex", "model3d", "2016/ink", "wordprocessingInk")


def _chosen(alternatives: Element) -> Element | None:
    """The first of alternatives, but rather the last, a picture mostly, than what is never drawn."""
    last = alternatives.find(MC + "Fallback")
    for choice in alternatives.findall(MC + "Choice"):
        needed = (choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split())
        if last is None or not any(mark in name for name in needed for mark in _NEVER_DRAWN):
            return choice
    return last


def contents(parent: Element) -> Iterator[Element]:
    """The children as they are printed: wrappers opened, alternatives chosen, deleted text left out."""
    for child in parent:
        name = local(child)
        if name == "sdt":
            inner = child.find(W + "sdtContent")
            if inner is not None:
                yield from contents(inner)
        elif child.tag == MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from contents(chosen)
        elif name in _WRAPPERS:
            yield from contents(child)
        elif name:
            yield child


@dataclass(frozen=True, slots=True)
class Property:
    """One formatting property: its attributes, and its children where it has them (tabs, borders)."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[tuple[str, Mapping[str, str]], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """An attribute by its local name."""
        return self.attributes.get(name, default)

    @property
    def on(self) -> bool:
        """Whether the property, read as a switch, is set."""
        return self.get("val").lower() not in _OFF


Properties = dict[str, Property]
NO_PROPERTIES: Properties = {}


def _attributes(element: Element) -> dict[str, str]:
    return {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}


def read_properties(container: Element | None) -> Properties:
    """The children of a `pPr`, `rPr`, `tblPr` or `tcPr` by local name."""
    found: Properties = {}
    for child in container if container is not None else ():
        name = local(child)
        if name and name not in ("rPr", "sectPr", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange"):
            found[name] = Property(
                _attributes(child),
                tuple((local(inner), _attributes(inner)) for inner in child),
            )
    return found


# An attribute that, when given later, makes an earlier one void.
_VOIDS = {
    "hanging": ("firstLine",),
    "firstLine": ("hanging",),
    "start": ("left",),
    "left": ("start",),
    "end": ("right",),
    "right": ("end",),
    "ascii": ("asciiTheme",),
    "hAnsi": ("hAnsiTheme",),
    "before": ("beforeAutospacing",),
    "after": ("afterAutospacing",),
}
_BY_ATTRIBUTE = frozenset({"ind", "spacing", "rFonts", "numPr"})
_BY_CHILD = frozenset({"tabs", "tblBorders", "tblCellMar", "pBdr", "tcBorders", "tcMar"})


def merged(*levels: Mapping[str, Property]) -> Properties:
    """Properties of several levels as one: the later wins; indents, spacing and fonts attribute by attribute."""
    result: Properties = {}
    for level in levels:
        for name, given in level.items():
            before = result.get(name)
            if before is None:
                result[name] = given
            elif name in _BY_CHILD:
                result[name] = Property(
                    {**before.attributes, **given.attributes}, before.children + given.children
                )
            elif name in _BY_ATTRIBUTE:
                kept = dict(before.attributes)
                for key in given.attributes:
                    for void in _VOIDS.get(key, ()):
                        kept.pop(void, None)
                inner = {**dict(before.children), **dict(given.children)}
                result[name] = Property({**kept, **given.attributes}, tuple(inner.items()))
            else:
                result[name] = given
    return result
