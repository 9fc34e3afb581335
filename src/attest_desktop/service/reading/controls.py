"""What can be pressed on a page, and what never is.

Only a `SubmitControl` can be pressed, and one cannot be made of refused words. A control that shows refused words
becomes a `RefusedControl`: it carries what the last gate must not let through, and no way to be sent. Everything
that needs the page's scripts is an `InertControl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.errors import RefusedControlError
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.scripts import mentioned, post_back, program_of
from attest_desktop.service.refusal import BUILT_IN, RefusedWords

_HANDLERS = ("onclick", "ondblclick", "onmousedown", "onmouseup", "onkeydown", "onkeyup", "onkeypress", "onchange")
_ANY_HANDLER = re.compile("|".join(_HANDLERS), re.IGNORECASE)
_BUTTONS = frozenset({"submit", "image", "button", "reset"})
EVENT_TARGET, EVENT_ARGUMENT = "__EVENTTARGET", "__EVENTARGUMENT"


@dataclass(frozen=True, slots=True, eq=False)
class SubmitControl:
    """A button that sends its form and may be pressed. `entries` are the pairs that the pressed button adds."""

    element: HtmlElement
    form: HtmlElement
    words: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]
    action: str
    method: str
    enctype: str

    def __post_init__(self) -> None:
        # The second lock: whoever builds one of these, refused words stop it.
        said = (*self.words, *(value for _, value in self.entries), unquote(self.action))
        if any(BUILT_IN.match(text) for text in said) or BUILT_IN.match_element(self.element):
            raise RefusedControlError


@dataclass(frozen=True, slots=True, eq=False)
class RefusedControl:
    """A control that is never pressed.

    `entries` are the pairs that a browser would send for it; `address` is where it would lead, empty when nowhere;
    `form` is the form it belongs to, if any. `events` are the postbacks it would make, as target and argument.
    """

    element: HtmlElement
    form: HtmlElement | None
    entries: tuple[tuple[str, str], ...] = ()
    address: str = ""
    events: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class InertControl:
    """A control that does nothing without scripts, or is switched off."""

    element: HtmlElement
    form: HtmlElement | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be followed: its words and its absolute address."""

    title: str
    address: str

    def __post_init__(self) -> None:
        if BUILT_IN.match(self.title) or BUILT_IN.match(unquote(self.address)):
            raise RefusedControlError

    @property
    def key(self) -> str:
        """Equal for links that lead to one place."""
        return self.address


@dataclass(frozen=True, slots=True, eq=False)
class PlacedLink:
    """A link and where on the page it stands."""

    link: Link
    element: HtmlElement


Control = SubmitControl | RefusedControl | InertControl


def _attribute(element: HtmlElement, name: str) -> str:
    return one_line(element.get(name) or "")


def labels_of(page: Page, element: HtmlElement) -> Iterator[str]:
    """Texts that name a control from outside: <label for>, the label around it, aria-labelledby."""
    identifier = element.get("id")
    if identifier:
        yield from page.labels_for(identifier)
    around = page.label_around(element)
    if around is not None:
        yield text_of(around, controls=False)
    for reference in (element.get("aria-labelledby") or "").split():
        named = page.by_id(reference)
        if named is not None:
            yield text_of(named)


def button_type(element: HtmlElement) -> str:
    """What a button does in itself: «submit», «image», «reset», «button»."""
    kind = (element.get("type") or "").strip().lower()
    if element.tag == "button":
        # Missing or unknown type: a button sends its form.
        return kind if kind in ("reset", "button") else "submit"
    return kind


def is_button(element: HtmlElement) -> bool:
    """Whether the element is a button of any kind."""
    if element.tag == "button":
        return True
    kind = element.get("type") if element.tag == "input" else None
    return kind is not None and (kind in _BUTTONS or kind.strip().lower() in _BUTTONS)


def words_of(page: Page, element: HtmlElement) -> tuple[str, ...]:
    """What a person sees or hears on a button."""
    texts = [text_of(element)] if element.tag == "button" else []
    if element.tag == "input" and button_type(element) != "image":
        texts.append(_attribute(element, "value"))
    texts += [_attribute(element, name) for name in ("aria-label", "alt", "title")]
    texts += [_attribute(image, "alt") for image in element.iter("img")]
    texts += labels_of(page, element)
    return tuple(dict.fromkeys(text for text in texts if text))


def _entries(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    name = element.get("name") or ""
    if element.tag == "input" and button_type(element) == "image":
        prefix = f"{name}." if name else ""
        return ((f"{prefix}x", "1"), (f"{prefix}y", "1"))
    return ((name, element.get("value") or ""),) if name else ()


def looks_refused(page: Page, element: HtmlElement, refused: RefusedWords) -> bool:
    """Whether a control's words, attributes or labels, or those of the link around it, are refused."""
    key = ("refused", element, refused.stems)
    if key not in page.memo:
        page.memo[key] = _looks_refused(page, element, refused)
    return bool(page.memo[key])


def _looks_refused(page: Page, element: HtmlElement, refused: RefusedWords) -> bool:
    if refused.match_element(element) or any(refused.match(text) for text in labels_of(page, element)):
        return True
    link = page.link_around(element)
    return link is not None and refused.match_element(link)


def is_disabled(element: HtmlElement) -> bool:
    """Whether the control is switched off, by itself or by a fieldset around it."""
    if element.get("disabled") is not None:
        return True
    inside: HtmlElement = element
    for around in element.iterancestors():
        if around.tag == "fieldset" and around.get("disabled") is not None:
            legend = around.find("legend")
            if legend is None or inside is not legend:
                return True
        inside = around
    return False


def form_target(page: Page, form: HtmlElement, element: HtmlElement | None = None) -> tuple[str, str, str]:
    """Address, method and encoding type with which the form is sent when the element is pressed."""

    def said(own: str, general: str) -> str:
        value = element.get(own) if element is not None else None
        return (value if value is not None else form.get(general) or "").strip()

    action = said("formaction", "action")
    method = said("formmethod", "method").lower()
    enctype = said("formenctype", "enctype").lower()
    # A form without an action goes to the page itself, not to its <base>.
    address = page.address(action) if action else page.url.split("#", 1)[0]
    return address, method if method in ("post", "dialog") else "get", enctype


def read_button(page: Page, element: HtmlElement, refused: RefusedWords) -> Control:
    """The button as what may be done with it."""
    key = ("button", element, refused.stems)
    if key not in page.memo:
        page.memo[key] = _read_button(page, element, refused)
    found: Control = page.memo[key]
    return found


def _read_button(page: Page, element: HtmlElement, refused: RefusedWords) -> Control:
    form = page.owner(element)
    words = words_of(page, element)
    if looks_refused(page, element, refused):
        address = form_target(page, form, element)[0] if form is not None else ""
        return RefusedControl(element, form, _entries(element), address, _events(element))
    if form is None or is_disabled(element) or button_type(element) not in ("submit", "image"):
        return InertControl(element, form, words)
    action, method, enctype = form_target(page, form, element)
    call = post_back(element.get("onclick") or "")
    if call is not None and call.address:
        action = page.address(call.address)
    if not action:
        return InertControl(element, form, words)
    if BUILT_IN.match(unquote(action)):
        return RefusedControl(element, form, _entries(element), action, _events(element))
    return SubmitControl(element, form, words, _entries(element), action, method, enctype)


def buttons(page: Page, refused: RefusedWords, form: HtmlElement | None = None) -> tuple[Control, ...]:
    """All buttons of the page, or of one form, in the page's order."""
    controls = page.controls if form is None else page.controls_of(form)
    return tuple(read_button(page, one, refused) for one in controls if is_button(one))


def _pair_of(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    name = element.get("name") or ""
    if element.tag == "option":
        around = ancestor(element, "select")
        name = (around.get("name") or "") if around is not None else ""
        value = element.get("value")
        return ((name, value if value is not None else text_of(element)),) if name else ()
    value = element.get("value")
    if value is None and (element.get("type") or "").lower() in ("checkbox", "radio"):
        value = "on"
    return ((name, value or ""),) if name else ()


def _events(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    """The postbacks that the element's scripts make."""
    scripts = (element.get(name) or "" for name in _HANDLERS)
    calls = (call for script in (element.get("href") or "", *scripts) for call in mentioned(script))
    return tuple(dict.fromkeys((call.target, call.argument) for call in calls))


def _with_scripts(page: Page) -> Iterator[HtmlElement]:
    """Elements of any kind that do something when they are touched."""
    if page.source and not _ANY_HANDLER.search(page.source):
        return  # a look at each attribute of each element of a long table is spared
    yield from page.root.xpath("//*[" + " or ".join(f"@{name}" for name in _HANDLERS) + "]")


def refused_controls(page: Page, refused: RefusedWords) -> tuple[RefusedControl, ...]:
    """Everything on the page that is never pressed, ticked, chosen or followed: buttons, links, boxes, options."""
    found: dict[HtmlElement, RefusedControl] = {}
    for element in page.root.iter("input", "button", "option", "a", "area"):
        if is_button(element):
            control = read_button(page, element, refused)
            if isinstance(control, RefusedControl):
                found[element] = control
        elif looks_refused(page, element, refused):
            if element.tag in ("a", "area"):
                found[element] = _refused_link(page, element)
            else:
                owner = element if element.tag == "input" else ancestor(element, "select")
                form = page.owner(owner) if owner is not None else None
                found[element] = RefusedControl(element, form, _pair_of(element), "", _events(element))
    for element in _with_scripts(page):
        if element in found or element.tag == "select":
            continue
        events = _events(element)
        if events and looks_refused(page, element, refused):
            found[element] = RefusedControl(element, None, events=events)
    return tuple(found.values())


def _refused_link(page: Page, element: HtmlElement) -> RefusedControl:
    reference = (element.get("href") or "").strip()
    events = _events(element)
    entries = tuple((EVENT_TARGET, target) for target, _ in events)
    nowhere = not reference or reference.startswith("#") or program_of(reference)
    return RefusedControl(element, None, entries, "" if nowhere else page.address(reference), events)


def links(page: Page, refused: RefusedWords, within: HtmlElement | None = None) -> tuple[PlacedLink, ...]:
    """Links of the page (or of a part of it) that lead somewhere by themselves, without refused ones."""
    key = ("links", refused.stems)
    if key not in page.memo:
        page.memo[key] = {one.element: one for one in _links(page, refused)}
    found: dict[HtmlElement, PlacedLink] = page.memo[key]
    if within is None:
        return tuple(found.values())
    return tuple(found[one] for one in within.iter("a") if one in found)


def _links(page: Page, refused: RefusedWords) -> Iterator[PlacedLink]:
    for element in page.root.iter("a"):
        reference = (element.get("href") or "").strip()
        if not reference or reference.startswith("#") or looks_refused(page, element, refused):
            continue
        address = page.address(reference)
        if urlsplit(address).scheme not in ("http", "https") or BUILT_IN.match(unquote(address)):
            continue
        images = (_attribute(image, "alt") for image in element.iter("img"))
        texts = (text_of(element), _attribute(element, "aria-label"), *images, _attribute(element, "title"))
        yield PlacedLink(Link(next((text for text in texts if text), ""), address), element)


def query_pairs(address: str) -> tuple[tuple[str, str], ...]:
    """The name=value pairs of an address."""
    return tuple(parse_qsl(urlsplit(address).query, keep_blank_values=True))
