"""A page with its personal data replaced: the markup stays as the service wrote it, letter by letter.

The page is rewritten tag by tag, so that even wrongly nested markup is kept; the parsed page tells what is a cell,
a heading or a list of the profile. Where the two cannot be laid over each other, everything is treated as a cell.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser

from lxml.html import HtmlElement

from attest_desktop.service.address_disguise import Addresses
from attest_desktop.service.disguise import CHOICES, COMMENTS, Disguise
from attest_desktop.service.pages.pager import is_pager
from attest_desktop.service.pages.profile_edit import find_edit_page
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.tables import find_table
from attest_desktop.service.site import SiteDescription

_ADDRESSES = frozenset({"href", "src", "action", "formaction", "background", "cite", "poster"})
_READ = frozenset({"title", "alt", "placeholder", "label", "summary", "content", "aria-label"})
_AS_IT_IS = frozenset(
    {
        *("class", "style", "type", "method", "enctype", "rel", "lang", "xml:lang", "xmlns", "http-equiv"),
        *("charset", "colspan", "rowspan", "size", "maxlength", "target", "width", "height", "border", "align"),
        *("valign", "cellspacing", "cellpadding", "rules", "scope", "role", "accept", "accept-charset", "media"),
        *("autocomplete", "checked", "selected", "disabled", "multiple", "hidden", "media", "tabindex", "rows"),
    }
)
_EMPTY = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        "wbr",
    }
)
_BUTTONS = frozenset({"submit", "button", "reset", "image"})
_LAYOUT = ("h1", "h2", "h3", "h4", "h5", "h6", "fieldset", "table", "ul", "legend")
_ATTRIBUTE = re.compile(
    r"""(?P<lead>[\s/"']+)(?P<name>[^\s/>=]+)(?P<is>\s*=\s*)?(?(is)(?P<value>"[^"]*"|'[^']*'|[^\s>]*))"""
)
_EVENTS = frozenset({"__eventtarget", "__eventargument", "_charset_"})


class Zone(Enum):
    """What a part of a page is: headings and buttons, ordinary text, or cells and fields."""

    HEAD = "head"
    TEXT = "text"
    DATA = "data"
    LIST = "list"  # the profile's own lists: the same for everybody


@dataclass(frozen=True, slots=True)
class Disguised:
    """The page rewritten; `checked` is the same without the lists that are the same for everybody."""

    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the parsed page tells, by place of a tag among the tags of its name."""

    zones: dict[tuple[str, int], Zone]
    chosen: dict[int, bool]  # of options: whether to be chosen now
    aligned: bool


def disguised(page: Page, site: SiteDescription, server: str, disguise: Disguise) -> Disguised:
    """The page with everything personal replaced. `server` is the cabinet's own address."""
    writer = _Writer(_planned(page, site, disguise), Addresses(server, page.encoding, disguise), disguise)
    writer.feed(page.source)
    writer.close()
    return Disguised("".join(writer.out), "".join(writer.checked))


# --- what is what ---


def _planned(page: Page, site: SiteDescription, disguise: Disguise) -> _Plan:
    counted = _Counting()
    counted.feed(page.source)
    counted.close()
    parsed = Counter(one.tag for one in page.root.iter() if isinstance(one.tag, str))
    telling = ("td", "th", "dd", "option", "select", "a", "label", "button", "input", "textarea", "tr")
    if any(parsed[tag] != counted.tags[tag] for tag in telling):
        return _Plan({}, {}, aligned=False)
    heads = _header_cells(page, site)
    lists, chosen = _lists(page, site, disguise)
    places: Counter[str] = Counter()
    zones: dict[tuple[str, int], Zone] = {}
    now: dict[int, bool] = {}
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        place = places[element.tag]
        places[element.tag] += 1
        zone = Zone.LIST if element in lists else _zone(element, heads, site)
        if zone is not None:
            zones[element.tag, place] = zone
        if element.tag == "option" and element in chosen:
            now[place] = chosen[element]
    return _Plan(zones, now, aligned=True)


def _zone(element: HtmlElement, heads: set[HtmlElement], site: SiteDescription) -> Zone | None:
    if element in heads or element.tag in ("th", "label", "button", "legend", "caption"):
        return Zone.HEAD
    if element.tag in ("dd", "textarea", "select", "option"):
        return Zone.DATA
    if element.tag == "td":
        row = ancestor(element, "tr")
        layout = next(element.iter(*_LAYOUT), None) is not None
        counts = contains(text_of(element), site.words("home", "assigned"))
        return Zone.TEXT if layout or counts or (row is not None and is_pager(row)) else Zone.DATA
    return None


def _header_cells(page: Page, site: SiteDescription) -> set[HtmlElement]:
    """Cells above the people, where the table has its headings in ordinary cells."""
    table = find_table(page, site.labels["columns"], at_least=4)
    if table is None:
        return set()
    body = {row.element for row in table.rows}
    first = next((row.element for row in table.rows), None)
    cells: set[HtmlElement] = set()
    for row in table.element.iter("tr"):
        if row is first:
            break
        if row not in body:
            cells.update(row.iter("td"))
    return cells


def _lists(
    page: Page, site: SiteDescription, disguise: Disguise
) -> tuple[set[HtmlElement], dict[HtmlElement, bool]]:
    """The profile's lists with their options, and which options are to be chosen instead of the expert's own."""
    edit = find_edit_page(page, site)
    kept: set[HtmlElement] = set()
    chosen: dict[HtmlElement, bool] = {}
    for one in edit.fields if edit is not None else ():
        if one.element.tag != "select":
            continue
        options = list(one.element.iter("option"))
        kept.update((one.element, *options))
        real = [option for option in options if (option.get("value") or "").strip() and text_of(option)]
        held = [option for option in options if option.get("selected") is not None]
        chosen.update(dict.fromkeys(held, False))
        free = [option for option in real if option not in held]
        for option in held:
            if option not in real:
                chosen[option] = True  # «не выбрано» says nothing
            elif free:
                chosen[free.pop(disguise.place_of(free))] = True
    return kept, chosen


class _Counting(HTMLParser):
    """How many tags of each name the source has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags[tag] += 1


# --- writing ---


class _Writer(HTMLParser):
    def __init__(self, plan: _Plan, addresses: Addresses, disguise: Disguise) -> None:
        super().__init__(convert_charrefs=False)
        self._plan = plan
        self._addresses = addresses
        self._disguise = disguise
        self._seen: Counter[str] = Counter()
        self._open: list[tuple[str, Zone | None]] = []
        self._text: list[str] = []
        self.out: list[str] = []
        self.checked: list[str] = []

    # Text comes in pieces between character references; words may not be torn.

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_entityref(self, name: str) -> None:
        self._text.append(self._reference(f"&{name}"))

    def handle_charref(self, name: str) -> None:
        self._text.append(self._reference(f"&#{name}"))

    def _reference(self, said: str) -> str:
        """As it stands in the source: its semicolon may be missing."""
        row, column = self.getpos()
        line = self._lines[row - 1] if row <= len(self._lines) else ""
        return said + (";" if line[column + len(said) : column + len(said) + 1] == ";" else "")

    def feed(self, data: str) -> None:
        self._lines = data.split("\n")
        super().feed(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        raw = "".join(self._text)
        self._text.clear()
        if not raw:
            return
        inside = self._open[-1][0] if self._open else ""
        if inside == "style":
            self._put(raw)
        elif inside == "script":
            self._put(self._disguise.code(raw))
        else:
            self._put(self._visible(raw, self._zone()))

    def _put(self, made: str) -> None:
        self.out.append(made)
        if self._zone() is not Zone.LIST:
            self.checked.append(made)

    def _zone(self) -> Zone:
        for _, zone in reversed(self._open):
            if zone is not None:
                return zone
        return Zone.TEXT if self._plan.aligned else Zone.DATA

    def _visible(self, raw: str, zone: Zone) -> str:
        if not raw.strip() or zone is Zone.LIST:
            return raw
        text = html.unescape(raw)
        made = self._disguise.text(text, strict=zone is Zone.DATA)
        return raw if made == text else _escaped(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        place = self._seen[tag]
        self._seen[tag] += 1
        zone = self._plan.zones.get((tag, place))
        if zone is None and not self._plan.aligned and tag in ("th", "label", "button", "legend"):
            zone = Zone.HEAD
        self._open.append((tag, zone))
        given = {name: value or "" for name, value in attrs}
        made = self._tag(self.get_starttag_text() or "", tag, given)
        if tag == "option" and place in self._plan.chosen:
            made = self._choose(made, self._plan.chosen[place])
        self._put(made)
        if tag in _EMPTY:
            self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        row, column = self.getpos()
        said = self._lines[row - 1][column + 2 : column + 2 + len(tag)] if row <= len(self._lines) else tag
        self._put(f"</{said if said.lower() == tag else tag}>")
        names = [name for name, _ in self._open]
        if tag in names:
            while self._open.pop()[0] != tag:
                pass

    def handle_comment(self, data: str) -> None:
        self._flush()
        if data.strip():
            self._disguise.counts[COMMENTS] += 1
        self._put("<!---->")

    def handle_decl(self, decl: str) -> None:
        self._flush()
        self._put(f"<!{decl}>")

    def handle_pi(self, _data: str) -> None:
        self._flush()

    def unknown_decl(self, _data: str) -> None:
        self._flush()

    # --- attributes ---

    def _choose(self, made: str, now: bool) -> str:
        self._disguise.counts[CHOICES] += 1
        bare = re.sub(r"""\s+selected(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""", "", made, flags=re.IGNORECASE)
        return re.sub(r"(\s*/?>)$", r' selected="selected"\1', bare) if now else bare

    def _tag(self, raw: str, tag: str, given: dict[str, str]) -> str:
        head = re.match(r"<[^\s/>]+", raw)
        if head is None or self._zone() is Zone.LIST:
            return raw
        body, end = raw[head.end() :], ""
        if closing := re.search(r"\s*/?>$", body):
            body, end = body[: closing.start()], closing.group()

        def one(found: re.Match[str]) -> str:
            value = found["value"]
            if not value:
                return found.group()
            mark = value[0] if value[0] in "\"'" else ""
            text = html.unescape(value.strip(mark) if mark else value)
            made = self._attribute(tag, found["name"].lower(), text, given)
            if made == text:
                return found.group()
            return f'{found["lead"]}{found["name"]}{found["is"]}"{_escaped(made, quotes=True)}"'

        return head.group() + _ATTRIBUTE.sub(one, body) + end

    def _attribute(self, tag: str, name: str, text: str, given: dict[str, str]) -> str:
        if name in _AS_IT_IS or not text.strip():
            return text
        if name in _ADDRESSES:
            return self._addresses.replaced(text)
        if name in _READ:
            if tag == "meta" and (given.get("http-equiv") or given.get("name") in ("viewport", "generator")):
                return text
            return self._disguise.text(text, strict=self._zone() is Zone.DATA and tag not in ("input", "img", "a"))
        if name == "value":
            return self._value(tag, text, given)
        return self._disguise.code(text)

    def _value(self, tag: str, text: str, given: dict[str, str]) -> str:
        kind = given.get("type", "text").strip().lower()
        if tag == "button":
            return self._disguise.value(text)
        if tag == "input" and kind in _BUTTONS:
            return self._disguise.text(text, strict=False)
        if tag == "input" and kind == "hidden":
            name = given.get("name", "").lower()
            if name == "__viewstategenerator":
                return text  # a number of the page, the same for everybody
            return self._disguise.code(text) if name in _EVENTS else self._disguise.value(text)
        if tag == "option" or kind in ("checkbox", "radio"):
            return self._disguise.value(text)
        if kind == "password":
            return ""
        return self._disguise.text(text, strict=True)


def _escaped(text: str, *, quotes: bool = False) -> str:
    made = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")
    return made.replace('"', "&quot;") if quotes else made
