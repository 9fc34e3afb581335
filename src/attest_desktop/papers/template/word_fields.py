"""Putting values into Word's own fields: content controls, legacy form fields, merge fields, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from attest_desktop.domain.text import normalised
from attest_desktop.papers.template.finders.controls import is_checkbox
from attest_desktop.papers.template.layout import Paragraph
from attest_desktop.papers.template.ooxml import (
    W_P,
    W_R,
    W_SDT,
    W_SDT_CONTENT,
    W_SDT_PR,
    W_VAL,
    Element,
    child,
    make,
    parse,
    qn,
    serialise,
    value,
)
from attest_desktop.papers.template.package import Package
from attest_desktop.papers.template.run_elements import new_run, without
from attest_desktop.papers.template.runs import FieldCode, Line

_CHECKED = qn("w14:checked")
_W14_VAL = qn("w14:val")
_WINGDINGS_TICKED = "F0FE"
_SIMPLE_PATH = re.compile(r"(?:/[\w.\-]+(?::[\w.\-]+)?(?:\[\d+\])?)+(?:/@[\w.\-]+(?::[\w.\-]+)?)?(?:/text\(\))?")
_PREFIX = re.compile(r"xmlns:([\w.\-]+)=['\"]([^'\"]+)['\"]")
_ITEM_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_PLACEHOLDER_LOOK = ("rStyle", "color")


def control_at(paragraph: Paragraph, start: int, end: int) -> Element | None:
    """The content control that fills the span of the paragraph, or the block control around the paragraph."""
    for control, first, last in paragraph.line.controls:
        if (first, last) == (start, end) and not is_checkbox(control):
            return control
    return next(paragraph.element.iterancestors(W_SDT), None)


def write_control(control: Element, text: str) -> bool:
    """Puts the text into the content control; False when its list has no such entry."""
    settings = control.find(W_SDT_PR)
    content = control.find(W_SDT_CONTENT)
    if settings is None or content is None:
        return False
    entries = [
        node.get(qn("w:displayText")) or node.get(qn("w:value")) or "" for node in settings.iter(qn("w:listItem"))
    ]
    if child(settings, "dropDownList") is not None:
        entry = entry_for(text, entries)
        if entry is None:
            return False
        text = entry
    placeholder = child(settings, "showingPlcHdr")
    if placeholder is not None:
        settings.remove(placeholder)
    look = _control_look(content, settings, was_placeholder=placeholder is not None)
    paragraphs = list(content.iter(W_P))
    if not paragraphs:
        for node in list(content):
            content.remove(node)
        content.append(new_run(text, look))
        return True
    first, *others = paragraphs
    for node in list(first):
        if node.tag != qn("w:pPr"):
            first.remove(node)
    first.append(new_run(text, look))
    for node in others:
        parent = node.getparent()
        if parent is not None and child(node, "pPr", "sectPr") is None:
            parent.remove(node)
    return True


def _control_look(content: Element, settings: Element, *, was_placeholder: bool) -> Element | None:
    own = child(settings, "rPr")
    if own is not None:
        return deepcopy(own)
    run = next(content.iter(W_R), None)
    look = deepcopy(run.find(qn("w:rPr"))) if run is not None else None
    return without(look, _PLACEHOLDER_LOOK) if was_placeholder else look


def entry_for(text: str, entries: list[str]) -> str | None:
    """The entry of a list that says the same, or the only one that begins so."""
    wanted = normalised(text)
    same = [entry for entry in entries if normalised(entry) == wanted]
    near = [entry for entry in entries if wanted and normalised(entry).startswith(wanted[:4])]
    return same[0] if same else near[0] if len(near) == 1 else None


def write_form_field(paragraph: Paragraph, start: int, end: int, text: str) -> bool:
    """Puts the text into a legacy text or list field; False when its list has no such entry."""
    code = next((one for one in paragraph.line.fields if (one.start, one.end) == (start, end)), None)
    if code is None:
        return False
    choices = child(code.begin, "ffData", "ddList")
    if choices is not None:
        entries = [value(node) or "" for node in choices.findall(qn("w:listEntry"))]
        entry = entry_for(text, entries)
        if entry is None:
            return False
        result = child(choices, "result")
        if result is None:
            result = make(qn("w:result"))
            choices.insert(0, result)
        result.set(W_VAL, str(entries.index(entry)))
        return True
    _write_result(paragraph.line, code, text)
    return True


def write_merge_field(paragraph: Paragraph, start: int, end: int, text: str) -> bool:
    """Makes the merge field plain text: printing must not call its data source again."""
    code = next((one for one in paragraph.line.fields if (one.start, one.end) == (start, end)), None)
    if code is None:
        return False
    _write_result(paragraph.line, code, text)
    if code.simple:
        parent = code.begin.getparent()
        if parent is not None:
            place = parent.index(code.begin)
            for node in reversed(list(code.begin)):
                parent.insert(place + 1, node)
            parent.remove(code.begin)
    else:
        _drop_field_marks(paragraph.element, code.begin)
    paragraph.line = Line.of(paragraph.element)
    return True


def _write_result(line: Line, code: FieldCode, text: str) -> None:
    if code.end > code.start:
        line.replace(code.start, code.end, text)
        return
    if code.simple:
        code.begin.append(new_run(text, None))
        return
    separator = next((mark for mark, kind in _marks(line.element, code.begin) if kind == "separate"), None)
    begin_run = code.begin.getparent()
    look = deepcopy(begin_run.find(qn("w:rPr"))) if begin_run is not None else None
    run = new_run(text, look)
    holder = separator.getparent() if separator is not None else None
    if holder is not None:
        holder.addnext(run)


def _marks(paragraph: Element, begin: Element) -> Iterator[tuple[Element, str]]:
    """The `fldChar` marks of the field that begins there, its nested fields passed over."""
    depth = 0
    started = False
    for node in paragraph.iter(qn("w:fldChar")):
        if node is begin:
            started = True
        if not started:
            continue
        kind = node.get(qn("w:fldCharType")) or ""
        depth += {"begin": 1, "end": 0}.get(kind, 0)
        if depth == 1:
            yield node, kind
        if kind == "end":
            depth -= 1
            if depth == 0:
                return


def _drop_field_marks(paragraph: Element, begin: Element) -> None:
    marks = dict.fromkeys(mark for mark, _ in _marks(paragraph, begin))
    inside = False
    for run in list(paragraph.iter(W_R)):
        for node in list(run):
            if node is begin:
                inside = True
            if node in marks:
                kind = node.get(qn("w:fldCharType"))
                run.remove(node)
                if kind == "end":
                    inside = False
            elif inside and node.tag == qn("w:instrText"):
                run.remove(node)
        parent = run.getparent()
        if parent is not None and all(node.tag == qn("w:rPr") for node in run):
            parent.remove(run)


def tick(paragraph: Paragraph, start: int, end: int) -> None:
    """Ticks the box: drawn, legacy or content control."""
    line = paragraph.line
    for control, first, last in line.controls:
        if is_checkbox(control) and first <= start and end <= last:
            _tick_control(control)
            return
    for code in line.fields:
        box = child(code.begin, "ffData", "checkBox")
        if box is not None and code.start == start:
            state = child(box, "checked")
            if state is None:
                state = make(qn("w:checked"))
                box.append(state)
            state.set(W_VAL, "1")
            return
    symbol = line.node_at(start)
    if symbol is not None and symbol.tag == qn("w:sym"):
        symbol.set(qn("w:char"), _WINGDINGS_TICKED)
        symbol.set(qn("w:font"), "Wingdings")
        return
    old = line.text[start:end]
    line.replace(start, end, {"[": "[X]", "(": "(X)", "○": "●", "◯": "●"}.get(old[:1], "☒"))


def _tick_control(control: Element) -> None:
    box = control.find(f"{W_SDT_PR}/{qn('w14:checkbox')}")
    if box is None:
        return
    state = box.find(_CHECKED)
    if state is None:
        state = etree.SubElement(box, _CHECKED)
    state.set(_W14_VAL, "1")
    shown = box.find(qn("w14:checkedState"))
    code = shown.get(_W14_VAL) if shown is not None else None
    glyph = chr(int(code, 16)) if code and re.fullmatch(r"[0-9A-Fa-f]{4}", code) else "☒"
    content = control.find(W_SDT_CONTENT)
    if content is None:
        return
    for node in content.iter(qn("w:t"), qn("w:sym")):
        if node.tag == qn("w:sym"):
            node.set(qn("w:char"), (code or _WINGDINGS_TICKED).upper())
        else:
            node.text = glyph
        return


def bind(package: Package, changed: dict[str, bytes], control: Element, text: str) -> None:
    """Writes the value also into the XML that the control shows, or cuts the tie when that cannot be found.

    Else Word would put the old value back on opening.
    """
    settings = control.find(W_SDT_PR)
    binding = child(settings, "dataBinding")
    if settings is None or binding is None:
        return
    path = binding.get(qn("w:xpath")) or ""
    store = (binding.get(qn("w:storeItemID")) or "").lower()
    names = dict(_PREFIX.findall(binding.get(qn("w:prefixMappings")) or ""))
    part = _data_part(package, store) if _SIMPLE_PATH.fullmatch(path) else None
    if part is not None:
        root = parse(changed[part]) if part in changed else package.xml(part)
        try:
            targets = root.xpath(path, namespaces=names or None)
        except etree.XPathError:
            targets = []
        if isinstance(targets, list) and len(targets) == 1 and isinstance(targets[0], etree._Element):
            targets[0].text = text
            changed[part] = serialise(root)
            return
    settings.remove(binding)


def _data_part(package: Package, store: str) -> str | None:
    """The custom XML part with this id."""
    if not store:
        return None
    names = package.names()
    for name in names:
        if not re.fullmatch(r"customXml/itemProps\d+\.xml", name):
            continue
        if (package.xml(name).get(_ITEM_ID) or "").lower() == store:
            item = name.replace("itemProps", "item")
            return item if item in names else None
    return None
