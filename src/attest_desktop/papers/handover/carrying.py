"""The part inside a Word file: a custom XML part as Word itself keeps them."""

from __future__ import annotations

import re

from lxml import etree

from attest_desktop.papers.handover.part import NAMESPACE, Handover, from_xml, to_xml
from attest_desktop.papers.template.ooxml import qn, serialise
from attest_desktop.papers.template.package import Package, open_package
from attest_desktop.papers.template.relations import (
    OFFICE_RELATIONS,
    PACKAGE_RELATIONS,
    RELATIONS_TYPE,
    relations_of,
    types_with,
    with_relations,
)

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# Tells Word which store item it is; the same in every file, for there is one such part in each.
_ITEM = "{6C1B4A2E-5D0F-4E0B-9A57-3B1E0F7D2C91}"
_NUMBERED = re.compile(r"customXml/item(\d+)\.xml", re.IGNORECASE)
# The namespace stands in the first element; who hides it further down means something else.
_LOOK = 4096
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_handover(docx: bytes, handover: Handover) -> bytes:
    """The same document with this part; a part of an earlier hand-over is replaced.

    Raises BadTemplateError when the bytes are no sound Word file.
    """
    package = open_package(docx)
    known = _own_part(package)
    if known is not None:
        return package.with_parts({known: to_xml(handover)})
    taken = [int(found.group(1)) for name in package.names() if (found := _NUMBERED.fullmatch(name))]
    number = max(taken, default=0) + 1
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    parts = {
        "[Content_Types].xml": _with_types(package, properties),
        item: to_xml(handover),
        properties: (
            f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_STORE}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        f"customXml/_rels/item{number}.xml.rels": (
            f'{_DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONS}">'
            f'<Relationship Id="rId1" Type="{OFFICE_RELATIONS}/customXmlProps" Target="itemProps{number}.xml"/>'
            "</Relationships>"
        ).encode(),
    }
    parts[relations_of(package.main)] = with_relations(package, "customXml", [f"/{item}"])[0]
    return package.with_parts(parts)


def handover_in(docx: bytes) -> Handover | None:
    """What a copy of the program put into the file; None when there is nothing of the kind.

    Raises BadTemplateError when the bytes are no sound Word file, BadHandoverError when the part is damaged.
    """
    package = open_package(docx)
    known = _own_part(package)
    return None if known is None else from_xml(package.read(known))


def _own_part(package: Package) -> str | None:
    """Word and LibreOffice number the parts anew: ours is known by its namespace."""
    names = [name for name in package.names() if _NUMBERED.fullmatch(name)]
    for name in (*package.related(("customXml",)), *names):
        if NAMESPACE.encode() in package.read(name)[:_LOOK]:
            return name
    return None


def _with_types(package: Package, properties: str) -> bytes:
    root = types_with(package, xml="application/xml", rels=RELATIONS_TYPE)
    etree.SubElement(root, qn("ct:Override"), {"PartName": f"/{properties}", "ContentType": _PROPERTIES})
    return serialise(root)
