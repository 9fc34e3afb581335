"""Names of WordprocessingML elements, and the only way this room parses XML."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
OFF = ("0", "false", "none", "off")

Element = etree._Element  # lxml has no public name for the type of its elements


@cache
def qn(name: str) -> str:
    """The full name of `w:p` and the like, as lxml writes it."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


W_P, W_R, W_T, W_TBL, W_TR, W_TC = (qn("w:" + name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
W_RPR, W_PPR, W_VAL = qn("w:rPr"), qn("w:pPr"), qn("w:val")
W_SDT, W_SDT_CONTENT, W_SDT_PR = qn("w:sdt"), qn("w:sdtContent"), qn("w:sdtPr")
MC_ALTERNATE, MC_CHOICE, MC_FALLBACK = qn("mc:AlternateContent"), qn("mc:Choice"), qn("mc:Fallback")
W_DOCUMENT = qn("w:document")
W_TEXT_BOX = qn("w:txbxContent")


def parse(data: bytes) -> Element:
    """The root of the document; entities are not expanded and nothing is fetched. Raises etree.XMLSyntaxError."""
    # S320 does not apply: entities, DTD and network are all off.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    root: Element = etree.fromstring(data, parser)
    return root


def serialise(root: Element) -> bytes:
    """The part as Word writes it: UTF-8 with a standalone declaration."""
    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down the path of names in the `w:` namespace, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(qn("w:" + name))
    return element


def value(element: Element | None) -> str | None:
    """The `w:val` of the element; None without one."""
    return None if element is None else element.get(W_VAL)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:b` is there and not switched off."""
    return element is not None and (element.get(W_VAL) or "1") not in OFF


def make(tag: str) -> Element:
    """A new element that writes the `w:` prefix as Word does."""
    element: Element = etree.Element(tag, nsmap={"w": _NAMESPACES["w"]})
    return element


def children(element: Element) -> Iterator[Element]:
    """Child elements without comments and processing instructions."""
    return (node for node in element if isinstance(node.tag, str))
