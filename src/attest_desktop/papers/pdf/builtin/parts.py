"""A Word file as parts that relate to each other: each is unpacked and parsed when it is first asked for."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from attest_desktop.papers.pdf.builtin.ooxml import Element

_TYPES = "[Content_Types].xml"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to; `target` is None when that lies outside of the file."""

    kind: str
    target: Part | None


class Part:
    """One part; `rels` are its relations by their names. Parsing raises XMLSyntaxError."""

    def __init__(self, name: str, unpack: Callable[[str], bytes]) -> None:
        self.name = name
        self.rels: dict[str, Relation] = {}
        self._unpack = unpack

    @cached_property
    def blob(self) -> bytes:
        """The part's bytes."""
        return self._unpack(self.name)

    @cached_property
    def element(self) -> Element:
        """The root of its markup."""
        return etree.fromstring(self.blob, _PARSER)

    def rewrite(self, blob: bytes) -> None:
        """Another text in its place, with the same relations."""
        self.element = etree.fromstring(blob, _PARSER)
        self.blob = blob


def main_part(docx: bytes) -> Part:
    """The part with the text of a whole .docx, and through it all others.

    Raises KeyError, ValueError or XMLSyntaxError when its parts do not fit together or it is no Word document.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        package = _Package(docx, frozenset(archive.namelist()))
        root = package.part("")
    found = [one.target for one in root.rels.values() if one.kind == _OFFICE_DOCUMENT]
    if len(found) != 1 or found[0] is None:
        raise KeyError("no main part")
    if package.kind_of(found[0].name) != _MAIN:
        raise ValueError("no Word document")
    return found[0]


class _Package:
    """The parts that were met on the way through the relations."""

    def __init__(self, docx: bytes, names: frozenset[str]) -> None:
        self._docx = docx
        self._names = names
        self._parts: dict[str, Part] = {}

    def part(self, name: str) -> Part:
        """The part and all that it leads to; the package has no name. Raises KeyError when one is missing."""
        if name in self._parts:
            return self._parts[name]
        if name and name not in self._names:
            raise KeyError(name)
        made = self._parts[name] = Part(name, self._unpack)
        folder, own = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{own}.rels")
        if listed in self._names:
            for relation in etree.fromstring(self._unpack(listed), _PARSER):
                if not isinstance(relation.tag, str) or not relation.tag.endswith("}Relationship"):
                    continue
                outside = relation.get("TargetMode") == "External"
                own_id, kind, place = (str(relation.attrib[one]) for one in ("Id", "Type", "Target"))
                made.rels[own_id] = Relation(kind, None if outside else self.part(_absolute(folder, place)))
        return made

    def kind_of(self, name: str) -> str:
        """The content type of a part."""
        extension = posixpath.splitext(name)[1][1:].lower()
        general = ""
        for one in etree.fromstring(self._unpack(_TYPES), _PARSER):
            if one.get("PartName", "").lower() == f"/{name}".lower():
                return one.get("ContentType", "")
            if one.get("Extension", "\0").lower() == extension:
                general = one.get("ContentType", "")
        return general

    def _unpack(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self._docx)) as archive:
            return archive.read(name)


def _absolute(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
