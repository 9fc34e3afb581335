"""Word's own fields: content controls, legacy form fields, merge fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Found, Option, Place, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.layout import Form, Paragraph, Part
from attest_desktop.papers.template.ooxml import (
    W_P,
    W_SDT,
    W_SDT_CONTENT,
    W_SDT_PR,
    Element,
    child,
    children,
    qn,
    value,
)
from attest_desktop.papers.template.runs import FieldCode

_MERGE = re.compile(r"\s*MERGEFIELD\s+(?:\"(?P<quoted>[^\"]+)\"|(?P<name>\S+))", re.IGNORECASE)
_FORM = re.compile(r"\s*FORM(TEXT|DROPDOWN|CHECKBOX)\b", re.IGNORECASE)
_NO_BLANKS = {
    qn("w:docPartObj"),
    qn("w:group"),
    qn("w:picture"),
    qn("w:citation"),
    qn("w:bibliography"),
    qn("w:equation"),
}
_CHECKBOX = qn("w14:checkbox")
_GIVEN_BY_WORD = re.compile(
    r"(?:Text|Check|Dropdown|Bookmark|ТекстовоеПоле|Текст|Флажок|Список|ПолеСоСписком)\d*", re.I
)
_REPEATING = "repeatingSection"


def find(form: Form, claims: Claims) -> Iterator[Found]:
    """Every field of Word itself that a person or a mail merge fills."""
    for part in form.parts:
        yield from _content_controls(part, claims)
        for paragraph in part.paragraphs:
            yield from _fields(paragraph, claims)


def is_checkbox(control: Element) -> bool:
    """Whether the content control is a box to tick."""
    return child(control, "sdtPr") is not None and control.find(f"{W_SDT_PR}/{_CHECKBOX}") is not None


def control_is_empty(control: Element) -> bool:
    """Whether the control still shows its placeholder, or nothing but spaces and lines."""
    if child(control, "sdtPr", "showingPlcHdr") is not None:
        return True
    content = control.find(W_SDT_CONTENT)
    text = "".join(node.text or "" for node in content.iter(qn("w:t"))) if content is not None else ""
    return not text.strip(" _\u00a0\u2002\u2003")


def _content_controls(part: Part, claims: Claims) -> Iterator[Found]:
    by_element = {paragraph.element: paragraph for paragraph in part.paragraphs}
    for control in part.root.iter(W_SDT):
        settings = control.find(W_SDT_PR)
        content = control.find(W_SDT_CONTENT)
        if settings is None or content is None or any(node.tag in _NO_BLANKS for node in children(settings)):
            continue
        if (
            any(_REPEATING in str(node.tag) for node in children(settings))
            or next(content.iter(W_SDT), None) is not None
        ):
            continue  # it only holds other controls
        if is_checkbox(control):
            continue  # boxes are found with the other boxes
        places = _places_of(control, content, by_element)
        if not places or not all(
            claims.free(_at(part, one), one.start, max(one.end, one.start + 1)) for one in places
        ):
            continue
        claims.take(*places)
        name = value(child(settings, "alias")) or _telling(value(child(settings, "tag")) or "")
        shown = one_line(" ".join(_at(part, one).text[one.start : one.end] for one in places))
        entries = [
            node.get(qn("w:displayText")) or node.get(qn("w:value")) or ""
            for node in settings.iter(qn("w:listItem"))
        ]
        yield Found(
            BlankKind.SDT,
            Way.CONTROL,
            tuple(places),
            caption=name,
            prompt=shown if child(settings, "showingPlcHdr") is not None else "",
            held="" if control_is_empty(control) else "в поле бланка уже есть текст, программа его не меняет",
            options=tuple(Option(entry, None, places[0]) for entry in entries if entry),
        )


def _telling(tag: str) -> str:
    """The tag where it names something; empty for a letter, a number, an id that a program gave."""
    plain = re.sub(r"[\W\d_]", "", tag)
    return tag if len(plain) > 1 and not tag.startswith("goog_rdk") else ""


def _at(part: Part, place: Place) -> Paragraph:
    return part.paragraphs[place.paragraph]


def _places_of(control: Element, content: Element, by_element: dict[Element, Paragraph]) -> list[Place]:
    """The paragraphs of a block control, or the span of one that stands inside a paragraph."""
    inside = [by_element[node] for node in content.iter(W_P) if node in by_element]
    if inside:
        return [span(paragraph, 0, len(paragraph.text)) for paragraph in inside]
    holder = next((by_element[node] for node in control.iterancestors(W_P) if node in by_element), None)
    if holder is None:
        return []
    return [span(holder, start, end) for node, start, end in holder.line.controls if node is control]


def _fields(paragraph: Paragraph, claims: Claims) -> Iterator[Found]:
    for code in paragraph.line.fields:
        merge = _MERGE.match(code.instruction)
        legacy = _FORM.match(code.instruction)
        if not merge and not legacy:
            continue
        if legacy and legacy.group(1).upper() == "CHECKBOX":
            continue
        place = span(paragraph, code.start, code.end)
        if place.end > place.start and not claims.free(paragraph, place.start, place.end):
            continue
        claims.take(place)
        if merge:
            name = merge.group("quoted") or merge.group("name")
            yield Found(BlankKind.MERGE_FIELD, Way.MERGE_FIELD, (place,), prompt=name)
        else:
            yield _form_field(paragraph, place, code)


def _own_name(name: str) -> str:
    """The name that somebody gave the field; empty for those that Word gives («Text3», «ТекстовоеПоле1»)."""
    return "" if _GIVEN_BY_WORD.fullmatch(name) else name


def _form_field(paragraph: Paragraph, place: Place, code: FieldCode) -> Found:
    data = child(code.begin, "ffData")
    name = value(child(data, "statusText")) or value(child(data, "helpText")) or ""
    entries = [value(node) or "" for node in data.iter(qn("w:listEntry"))] if data is not None else []
    text = paragraph.text[place.start : place.end]
    filled = bool(text.strip(" _\u00a0\u2002\u2003"))
    return Found(
        BlankKind.FORM_FIELD,
        Way.FORM_FIELD,
        (place,),
        caption=name,
        prompt=_own_name(value(child(data, "name")) or ""),
        held="в поле бланка уже есть текст, программа его не меняет" if filled else "",
        options=tuple(Option(entry, None, place) for entry in entries),
    )
