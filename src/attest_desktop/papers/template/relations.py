"""New parts of a Word file made known to it: the main part's relationships, the types of contents."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from lxml import etree

from attest_desktop.papers.template.ooxml import Element, parse, qn, serialise
from attest_desktop.papers.template.package import Package

OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def relations_of(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def with_relations(
    package: Package, kind: str, targets: Sequence[str], *, prefix: str = "rId"
) -> tuple[bytes, list[str]]:
    """The main part's relationships with these targets added, and the new ids in their order.

    `kind` is the last word of the relationship's type («image», «customXml»); ids are `prefix` and a number.
    """
    name = relations_of(package.main)
    known = name in package.names()
    root = package.xml(name) if known else parse(f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode())
    used = {one.get("Id") for one in root}
    ids: list[str] = []
    for target in targets:
        number = 1
        while f"{prefix}{number}" in used:
            number += 1
        ids.append(f"{prefix}{number}")
        used.add(ids[-1])
        relation = etree.SubElement(root, qn("rel:Relationship"))
        for key, value in (("Id", ids[-1]), ("Type", f"{OFFICE_RELATIONS}/{kind}"), ("Target", target)):
            relation.set(key, value)
    return serialise(root), ids


def types_with(package: Package, **defaults: str) -> Element:
    """The types of contents, with a type for each of these extensions that has none yet."""
    root = package.xml("[Content_Types].xml")
    known = {one.get("Extension", "").lower() for one in root.findall(qn("ct:Default"))}
    for extension, kind in defaults.items():
        if extension not in known:
            root.insert(0, root.makeelement(qn("ct:Default"), {"Extension": extension, "ContentType": kind}))
    return root
