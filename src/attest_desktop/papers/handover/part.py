"""What travels inside the file: as values, and as an XML part with a namespace of its own."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.text import without_unseen
from attest_desktop.papers.template.ooxml import Element, parse

NAMESPACE = "urn:attest-desktop:handover:1"
VERSION = 1
MOST_BYTES = 8 * 1024 * 1024
_LONGEST = 200_000
_LONGEST_NAME = 300
_MOST_PARAGRAPHS = 5_000
# At the ends of the calendar other zones of time have no such day.
_YEARS = range(2000, 9999)
_ASK_AGAIN = "Попросите коллегу передать файл ещё раз."


class BadHandoverError(BadFileError):
    """The file came from a colleague, but what the program put into it cannot be read."""

    title = "Файл от коллеги не читается"
    todo = _ASK_AGAIN


@dataclass(frozen=True, slots=True)
class Handover:
    """What the handing-over copy of the program told the other.

    `draft` is the draft as JSON values; `paragraphs` is what the file said when it was handed over, `sha256` their
    fingerprint; `signature` the PNG of the first signature, when it was sent along, of `signed_by`.
    `practice` says that it comes from training.
    """

    full_name: str
    period: str
    handed_by: str
    handed_at: datetime
    template: str
    revision: int
    sha256: str
    paragraphs: tuple[str, ...] = field(repr=False)
    draft: dict[str, Any] = field(repr=False)
    signed_by: str = ""
    signature: bytes | None = field(default=None, repr=False)
    practice: bool = False


def to_xml(handover: Handover) -> bytes:
    """The part."""
    root = parse(f'<handover xmlns="{NAMESPACE}" version="{VERSION}"/>'.encode())
    if handover.practice:
        root.set("practice", "1")
    _add(root, "attestee", name=handover.full_name, period=handover.period)
    _add(root, "handed-over", by=handover.handed_by, at=handover.handed_at.isoformat())
    _add(root, "template", fingerprint=handover.template)
    _add(root, "draft", json.dumps(handover.draft, ensure_ascii=False), revision=str(handover.revision))
    content = _add(root, "content", sha256=handover.sha256)
    for text in handover.paragraphs:
        # Sign for sign as the document says it: the two are compared when the file comes back.
        _add(content, "p").text = text
    if handover.signature is not None:
        _add(root, "signature", base64.b64encode(handover.signature).decode(), by=handover.signed_by)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def from_xml(data: bytes) -> Handover:
    """The part read as anybody's words. Raises BadHandoverError."""
    if len(data) > MOST_BYTES:
        raise BadHandoverError("Вложенные в файл сведения непомерно велики.")
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        raise BadHandoverError("Вложенные в файл сведения повреждены.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadHandoverError("Файл подозрителен: в нём есть посторонние определения.")
    if root.tag != _tag("handover"):
        raise BadHandoverError("Вложенные в файл сведения — не от этой программы.")
    if root.get("version") != str(VERSION):
        raise BadHandoverError(
            "Файл передан более новой версией программы.", "Обновите программу и откройте файл ещё раз."
        )
    try:
        return _read(root)
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise BadHandoverError("Вложенные в файл сведения повреждены.") from error


def _read(root: Element) -> Handover:
    attestee, given = _one(root, "attestee"), _one(root, "handed-over")
    draft, content = _one(root, "draft"), _one(root, "content")
    values = json.loads(_text(draft))
    if not isinstance(values, dict):
        raise TypeError("draft")
    paragraphs = tuple(_text(one) for one in content.findall(_tag("p")))
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise ValueError("content")
    moment = datetime.fromisoformat(_name(given, "at"))
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError("at")
    signature = root.find(_tag("signature"))
    return Handover(
        _name(attestee, "name"),
        _name(attestee, "period"),
        _name(given, "by"),
        moment,
        _name(_one(root, "template"), "fingerprint"),
        int(_name(draft, "revision")),
        _name(content, "sha256"),
        paragraphs,
        values,
        _name(signature, "by") if signature is not None else "",
        base64.b64decode(signature.text or "", validate=True) if signature is not None else None,
        root.get("practice") == "1",
    )


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    made = etree.SubElement(parent, _tag(tag), {key: without_unseen(value) for key, value in attributes.items()})
    made.text = without_unseen(text)
    return made


def _one(root: Element, name: str) -> Element:
    found = root.findall(_tag(name))
    if len(found) != 1:
        raise ValueError(name)
    return found[0]


def _text(node: Element) -> str:
    text = node.text or ""
    if len(node) or len(text) > _LONGEST * 5:
        raise ValueError("text")
    return text


def _name(node: Element, attribute: str) -> str:
    text = node.get(attribute)
    if text is None or len(text) > _LONGEST_NAME:
        raise ValueError(attribute)
    return without_unseen(text)
