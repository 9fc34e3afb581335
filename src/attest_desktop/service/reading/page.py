"""A page as parsed: its visible text, and which form each control belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import etree
from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.reading.charset import decode

CONTROL_TAGS = ("input", "button", "select", "textarea")
_INVISIBLE = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
_UNSTATED = _INVISIBLE | {"button", "select", "textarea"}  # words of controls are not what the page states
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
        ),
        *("img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_INLINE_BUT_LINKS = _INLINE - {"a"}
_EDGE = "\x00"  # stands in no parsed text
# Whole tags that own no control and end nothing: most of a long table. A space is left, lest their ends meet.
_ATTRIBUTES = r"(?:\s+[^<>\"'\s/=]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`/]+))?)*\s*"
_NO_MATTER = re.compile(
    rf"</?(?:td|tr|th|span|a|div|p|br|b|li|ul|label|option|font|tbody){_ATTRIBUTES}/?>", re.IGNORECASE
)
# A form that ends in itself opens and closes: that is left to the library.
_PLAIN_CONTROL = re.compile(rf"<(?:(form){_ATTRIBUTES}|(input|button|select){_ATTRIBUTES}/?)>", re.IGNORECASE)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element itself is not shown (as far as its own attributes tell)."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDING_STYLE.search(style):
        return True
    return element.tag == "input" and (element.get("type") or "").strip().lower() == "hidden"


def _gather(element: HtmlElement, left_out: frozenset[str], inline: frozenset[str], found: list[str]) -> None:
    """Add the pieces of the element's visible text, with edges round its blocks and cells."""
    # Long tables are read by this, cell by cell: one list for all, and no work for what says nothing.
    tag = element.tag
    if tag in left_out or is_hidden(element):
        return
    block = tag not in inline
    if block:
        found.append(_EDGE)
    if text := element.text:
        found.append(text)
    for child in element:
        _gather(child, left_out, inline, found)
        if tail := child.tail:
            found.append(tail)
    if block:
        found.append(_EDGE)


def _read_lines(
    element: HtmlElement, left_out: frozenset[str], inline: frozenset[str] = _INLINE
) -> tuple[str, ...]:
    if not len(element):
        # Most cells of a long table: a piece of text and nothing else.
        seen = element.tag not in left_out and not is_hidden(element)
        line = one_line(element.text or "") if seen else ""
        return (line,) if line else ()
    found: list[str] = []
    _gather(element, left_out, inline, found)
    return tuple(line for raw in "".join(found).split(_EDGE) if (line := one_line(raw)))


def lines_of(element: HtmlElement, *, controls: bool = True) -> tuple[str, ...]:
    """Visible lines of the element, as block elements part them, without empty ones.

    With `controls` false, the words on buttons and in lists are left out: only what the page states remains.
    """
    return _read_lines(element, _INVISIBLE if controls else _UNSTATED)


def statements_of(element: HtmlElement) -> tuple[str, ...]:
    """What the element states, line by line: no words of buttons and lists, links on lines of their own."""
    return _read_lines(element, _UNSTATED, _INLINE_BUT_LINKS)


def text_of(element: HtmlElement, *, controls: bool = True) -> str:
    """Visible text of the element on one line."""
    return " ".join(lines_of(element, controls=controls))


def ancestor(element: HtmlElement, *tags: str) -> HtmlElement | None:
    """The nearest element around this one with one of the tags."""
    found: HtmlElement | None = next(element.iterancestors(*tags), None)
    return found


class _OwnerWalk(HTMLParser):
    """Follows the form pointer of the HTML standard: a control belongs to the form last opened and not yet closed,
    even where the form is wrongly nested in a table and a tree parser closes it early.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms = 0
        self.owners: list[int | None] = []
        self._open: int | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            if self._open is None:
                self._open = self.forms
            self.forms += 1
        elif tag in CONTROL_TAGS:
            self.owners.append(self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None

    def parse_starttag(self, i: int) -> int:
        """As the library, without taking apart the attributes of whole tags: there are thousands of them."""
        whole = _PLAIN_CONTROL.match(self.rawdata, i)
        if whole is None:
            end: int = super().parse_starttag(i)
            return end
        self.handle_starttag((whole[1] or whole[2]).lower(), [])
        return whole.end()

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - the library's
        """Nobody asks for the line."""
        return j

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Broken «<![…» is a comment, as for a browser; the library stops reading at one."""
        end: int = self.parse_bogus_comment(i, report)
        return end


@dataclass(eq=False)
class Page:
    """A parsed page. `url` is where it was found after redirects; `encoding` the one that forms are sent in."""

    url: str
    root: HtmlElement
    encoding: str = "utf-8"
    status: int = 200
    source: str = field(default="", repr=False)
    memo: dict[object, Any] = field(default_factory=dict, repr=False)
    """What readers worked out of the whole page, kept so that they do so once; each has keys of its own."""

    @classmethod
    def parse(cls, url: str, content: bytes, content_type: str = "text/html", status: int = 200) -> Page:
        """The page in these bytes; an empty or broken one becomes a page without text."""
        source, encoding = decode(content, content_type)
        source = source.replace("\x00", "")
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        parser.set_element_class_lookup(_LOOKUP)
        body = source.encode("utf-8", "replace").strip() or b"<html></html>"
        root = etree.fromstring(body, parser)
        if root is None:
            root = etree.fromstring(b"<html></html>", parser)
        return cls(url, root, encoding, status, source)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """All visible lines."""
        return lines_of(self.root)

    @cached_property
    def title(self) -> str:
        """The words in the window's title."""
        found = self.root.find(".//title")
        return one_line(found.text or "") if found is not None else ""

    @cached_property
    def base(self) -> str:
        """What relative addresses are relative to."""
        found = self.root.find(".//base[@href]")
        try:
            return urljoin(self.url, found.get("href") or "") if found is not None else self.url
        except ValueError:
            return self.url

    def address(self, reference: str) -> str:
        """The absolute address of a reference on the page, without its fragment; empty when it is not one."""
        key = ("address", reference)
        if key not in self.memo:
            try:
                self.memo[key] = urldefrag(urljoin(self.base, reference.strip()))[0]
            except ValueError:
                self.memo[key] = ""
        return str(self.memo[key])

    def by_id(self, identifier: str) -> HtmlElement | None:
        """The first element with this id."""
        return self._ids.get(identifier)

    @cached_property
    def _ids(self) -> dict[str, HtmlElement]:
        found: dict[str, HtmlElement] = {}
        for one in self.root.iter():
            if one.get("id"):
                found.setdefault(one.get("id"), one)
        return found

    def labels_for(self, identifier: str) -> tuple[str, ...]:
        """The words of the <label> elements that name the control with this id, each once."""
        return self._labels.get(identifier, ())

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for label in self.root.iter("label"):
            if label.get("for"):
                found.setdefault(label.get("for") or "", {})[text_of(label)] = None
        return {identifier: tuple(texts) for identifier, texts in found.items()}

    def label_around(self, element: HtmlElement) -> HtmlElement | None:
        """The nearest <label> that the element stands in."""
        return self._in_labels.get(element)

    def link_around(self, element: HtmlElement) -> HtmlElement | None:
        """The nearest <a> that the element stands in."""
        return self._in_links.get(element)

    # Few elements stand in one: looking up from each of all the others costs more.

    @cached_property
    def _in_labels(self) -> dict[HtmlElement, HtmlElement]:
        return _within(self.root, "label")

    @cached_property
    def _in_links(self) -> dict[HtmlElement, HtmlElement]:
        return _within(self.root, "a")

    @cached_property
    def forms(self) -> tuple[HtmlElement, ...]:
        """The forms, in order."""
        return tuple(self.root.iter("form"))

    @cached_property
    def _owners(self) -> dict[HtmlElement, HtmlElement | None]:
        controls = list(self.root.iter(*CONTROL_TAGS))
        owners: dict[HtmlElement, HtmlElement | None] = {one: ancestor(one, "form") for one in controls}
        walk = _OwnerWalk()
        walk.feed(_NO_MATTER.sub(" ", self.source))
        walk.close()
        # Only where both readers saw the same controls can the walk's answer be laid over the tree.
        if len(walk.owners) == len(controls) and walk.forms == len(self.forms):
            for control, owner in zip(controls, walk.owners, strict=True):
                owners[control] = None if owner is None else self.forms[owner]
        for control in controls:
            if (named := control.get("form")) is not None:
                target = self.by_id(named)
                owners[control] = target if target is not None and target.tag == "form" else None
        return owners

    def owner(self, control: HtmlElement) -> HtmlElement | None:
        """The form that a control belongs to, as a browser decides it."""
        return self._owners.get(control)

    def controls_of(self, form: HtmlElement) -> tuple[HtmlElement, ...]:
        """Inputs, buttons, lists and text areas of the form, in the page's order."""
        return self._by_form.get(form, ())

    @cached_property
    def _by_form(self) -> dict[HtmlElement, tuple[HtmlElement, ...]]:
        found: dict[HtmlElement, list[HtmlElement]] = {}
        for control, owner in self._owners.items():
            if owner is not None:
                found.setdefault(owner, []).append(control)
        return {form: tuple(controls) for form, controls in found.items()}

    @cached_property
    def controls(self) -> tuple[HtmlElement, ...]:
        """All inputs, buttons, lists and text areas of the page, in its order."""
        return tuple(self._owners)


def _within(root: HtmlElement, tag: str) -> dict[HtmlElement, HtmlElement]:
    """By element, the nearest one with the tag round it, of those that have one."""
    # The page's order: what is further in comes later and stays.
    return {inside: one for one in root.iter(tag) for inside in one.iterdescendants()}


_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)


def new_lines(after: Page, before: Page | None) -> tuple[str, ...]:
    """Visible lines that the earlier page did not show."""
    known = frozenset(before.lines) if before is not None else frozenset()
    return tuple(dict.fromkeys(line for line in after.lines if line not in known))
