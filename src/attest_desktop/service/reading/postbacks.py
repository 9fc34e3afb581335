"""Web Forms: links and buttons that send the one form round their page back to it.

A `PostBack` is made of a control whose words, attributes and surroundings are not refused, and of no other. It is
bound to the page it was read from: that page's hidden fields go with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.errors import RefusedControlError
from attest_desktop.service.reading.controls import (
    EVENT_ARGUMENT,
    EVENT_TARGET,
    Link,
    PlacedLink,
    SubmitControl,
    button_type,
    form_target,
    is_button,
    is_disabled,
    links,
    looks_refused,
    read_button,
    words_of,
)
from attest_desktop.service.reading.page import Page, ancestor, is_hidden, text_of
from attest_desktop.service.reading.scripts import Call, post_back, program_of
from attest_desktop.service.reading.tables import grid
from attest_desktop.service.refusal import BUILT_IN, RefusedWords

_VIEW_STATE = "__VIEWSTATE"
_PRESSABLE = ("a", "button", "input", "select", "textarea")
_BLOCKS = frozenset({"td", "th", "li", "dd", "dt", "p", "div", "tr", "form", "fieldset", "body"})
_LONGEST_BESIDE = 200
_HEADER_WITHIN = 3  # rows


@dataclass(frozen=True, slots=True, eq=False)
class PostBack:
    """A way to press something by sending its page back: an event's target, or else a button's entries.

    `words` are what it says, `beside` what is said right before it and above it; `shown` another title for it.
    """

    page: Page = field(repr=False)
    element: HtmlElement
    form: HtmlElement
    words: tuple[str, ...]
    target: str
    argument: str
    entries: tuple[tuple[str, str], ...]
    action: str
    enctype: str
    beside: tuple[str, ...] = ()
    shown: str = ""

    def __post_init__(self) -> None:
        # The second lock, as for every button.
        values = (value for _, value in self.entries)
        said = (*self.words, self.shown, self.target, self.argument, *values, unquote(self.action))
        if any(BUILT_IN.match(text) for text in said) or BUILT_IN.match_element(self.element):
            raise RefusedControlError
        if any(BUILT_IN.match_beside(text) for text in self.beside):
            raise RefusedControlError
        if bool(self.target) == bool(self.entries):
            raise ValueError("either an event's target or a pressed button, not both")

    @property
    def title(self) -> str:
        """What it is called."""
        return self.shown or next(iter(self.words), "")

    @property
    def method(self) -> str:
        """How the form is sent."""
        return "post"

    @property
    def key(self) -> str:
        """Equal for postbacks that do the same on one page."""
        return "\n".join((self.action, self.target, self.argument, *(name for name, _ in self.entries)))

    @property
    def row(self) -> str:
        """What the other cells of its table row state; empty outside tables."""
        row = ancestor(self.element, "tr")
        if row is None:
            return ""
        around = set(self.element.iterancestors())
        cells = (cell for cell in row if cell.tag in ("td", "th") and cell not in around)
        return " | ".join(text_of(cell, controls=False) for cell in cells)


Reference = Link | PostBack
"""What leads to a page or a file."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedReference:
    """A link or postback and where on the page it stands."""

    link: Reference
    element: HtmlElement


def web_forms(page: Page) -> tuple[HtmlElement, ...]:
    """The forms of the page that are Web Forms: as a rule one, round the whole page."""
    if "web forms" not in page.memo:
        posts = (form for form in page.forms if (form.get("method") or "").strip().lower() == "post")
        found = [form for form in posts if _hidden(page, form, _VIEW_STATE, EVENT_TARGET)]
        page.memo["web forms"] = tuple(found)
    forms: tuple[HtmlElement, ...] = page.memo["web forms"]
    return forms


def _hidden(page: Page, form: HtmlElement, *names: str) -> list[HtmlElement]:
    return [
        one
        for one in page.controls_of(form)
        if one.tag == "input" and (one.get("type") or "").lower() == "hidden" and one.get("name") in names
    ]


def _form_of_events(page: Page) -> HtmlElement | None:
    """The form that `__doPostBack` sends; None where its two hidden fields are not exactly one pair."""
    if "event form" not in page.memo:
        fits = [
            form
            for form in web_forms(page)
            if len(_hidden(page, form, EVENT_TARGET)) == 1 and len(_hidden(page, form, EVENT_ARGUMENT)) == 1
        ]
        page.memo["event form"] = fits[0] if len(fits) == 1 else None
    found: HtmlElement | None = page.memo["event form"]
    return found


def _unseen(element: HtmlElement) -> bool:
    return is_hidden(element) or any(is_hidden(one) for one in element.iterancestors())


def _call(element: HtmlElement) -> Call | None:
    """The postback that touching the element makes, when it makes nothing else."""
    reference = (element.get("href") or "").strip()
    click = element.get("onclick") or ""
    program = program_of(reference)
    if program and (call := post_back(program)) is not None:
        # What a click does before (it asks, opens a window) is of no matter, unless it fills something in.
        return None if _fills_in(click) else call
    if element.tag == "a" and reference and not reference.startswith("#") and not _idle(program):
        return None  # it leads somewhere by itself
    return post_back(click)


def _idle(program: str) -> bool:
    return bool(program) and program.replace(" ", "").strip(";").lower() in ("", "void(0)", "void0", "returnfalse")


def _fills_in(script: str) -> bool:
    return ".value" in script and "=" in script.partition(".value")[2].replace("==", "").replace("!=", "")


def _beside(page: Page, element: HtmlElement, refused: RefusedWords) -> tuple[str, ...]:
    """The words right before the element, and the heading of its column where that heading is a refused one."""
    said = [_before(element)[-_LONGEST_BESIDE:]]
    cells = _refused_columns(page, refused)
    if cells:
        said += [cells[one] for one in element.iterancestors() if one in cells]
    return tuple(text for text in said if text)


def _before(element: HtmlElement) -> str:
    node: HtmlElement | None = element
    while node is not None and (node is element or node.tag not in _BLOCKS):
        previous = node.getprevious()
        while previous is not None:
            if tail := one_line(previous.tail or ""):
                return tail
            if previous.tag in _PRESSABLE or next(previous.iter(*_PRESSABLE), None) is not None:
                return ""
            if text := text_of(previous):
                return text
            previous = previous.getprevious()
        node = node.getparent()
        if node is not None and (text := one_line(node.text or "")):
            return text
    # At the beginning of its cell: the cell before may name it.
    cell = node.getprevious() if node is not None and node.tag in ("td", "th") else None
    if cell is None or next(cell.iter(*_PRESSABLE), None) is not None:
        return ""
    return text_of(cell)


def _refused_columns(page: Page, refused: RefusedWords) -> dict[HtmlElement, str]:
    """Cells that stand under a heading that orders what is refused, with that heading."""
    key = ("refused columns", refused.stems)
    if key not in page.memo:
        found: dict[HtmlElement, str] = {}
        for table in page.root.iter("table"):
            if not refused.match_beside("".join(table.itertext())):
                continue
            rows = grid(table)
            for place, (_, heading) in enumerate(rows[:_HEADER_WITHIN]):
                for column, cell in enumerate(heading):
                    if cell is None or next(cell.iter(*_PRESSABLE), None) is not None:
                        continue
                    text = text_of(cell)
                    if len(text) <= _LONGEST_BESIDE and refused.match_beside(text):
                        below = (cells[column] for _, cells in rows[place + 1 :] if column < len(cells))
                        found.update((one, text) for one in below if one is not None)
        page.memo[key] = found
    cells: dict[HtmlElement, str] = page.memo[key]
    return cells


def _made(
    page: Page,
    element: HtmlElement,
    form: HtmlElement,
    words: tuple[str, ...],
    refused: RefusedWords,
    *,
    call: Call | None = None,
    button: SubmitControl | None = None,
) -> PostBack | None:
    beside = _beside(page, element, refused)
    if any(refused.match_beside(text) for text in beside):
        return None
    if button is not None:
        return PostBack(page, element, form, words, "", "", button.entries, button.action, button.enctype, beside)
    if call is None:
        return None
    action, _, enctype = form_target(page, form)
    action = page.address(call.address) if call.address else action
    said = (call.target, call.argument, unquote(action))
    if not action or any(refused.match(text) for text in said):
        return None
    return PostBack(page, element, form, words, call.target, call.argument, (), action, enctype, beside)


def _title_words(page: Page, element: HtmlElement) -> tuple[str, ...]:
    if is_button(element):
        return words_of(page, element)
    images = (one_line(image.get("alt") or "") for image in element.iter("img"))
    texts = (text_of(element), one_line(element.get("aria-label") or ""), *images)
    return tuple(dict.fromkeys(text for text in (*texts, one_line(element.get("title") or "")) if text))


def event(page: Page, element: HtmlElement, refused: RefusedWords) -> PostBack | None:
    """The postback that a link or a scripted button makes; None when it is none, is refused, hidden or off."""
    # A button that sends the form by itself is named in what is sent, whatever its script does before.
    call = None if is_button(element) and button_type(element) in ("submit", "image") else _call(element)
    form = _form_of_events(page) if call is not None else None
    if call is None or form is None or is_disabled(element) or _unseen(element):
        return None
    if looks_refused(page, element, refused):
        return None
    return _made(page, element, form, _title_words(page, element), refused, call=call)


def change(page: Page, element: HtmlElement, refused: RefusedWords) -> PostBack | None:
    """The postback that choosing something else in a list or box makes by itself (AutoPostBack)."""
    call = post_back(element.get("onchange") or "") or post_back(element.get("onclick") or "")
    form = _form_of_events(page)
    if call is None or form is None or page.owner(element) is not form or is_disabled(element):
        return None
    if any(refused.match(text) for text in (call.target, call.argument)):
        return None
    try:
        return _made(page, element, form, (), refused, call=call)
    except RefusedControlError:  # one of its lines is a refused one: a browser's own form could not be told apart
        return None


def _button(page: Page, element: HtmlElement, refused: RefusedWords) -> PostBack | None:
    """A button of a Web Form that sends it by itself."""
    form = page.owner(element)
    if form not in web_forms(page) or _unseen(element):
        return None
    control = read_button(page, element, refused)
    if not isinstance(control, SubmitControl) or control.method != "post" or not control.entries:
        return None
    return _made(page, element, control.form, control.words, refused, button=control)


def events(page: Page, refused: RefusedWords, within: HtmlElement | None = None) -> tuple[PostBack, ...]:
    """Links and scripted buttons that post the page back, in its order."""
    made = (one.link for one in references(page, refused, within))
    return tuple(one for one in made if isinstance(one, PostBack) and one.target)


def references(
    page: Page, refused: RefusedWords, within: HtmlElement | None = None
) -> tuple[PlacedLink | PlacedReference, ...]:
    """Everything that may be followed, in the page's order: links, and of Web Forms postbacks and buttons too."""
    if not web_forms(page):
        return links(page, refused, within)
    key = ("references", refused.stems)
    if key not in page.memo:
        page.memo[key] = {one.element: one for one in _in_order(page, refused)}
    found: dict[HtmlElement, PlacedLink | PlacedReference] = page.memo[key]
    if within is None:
        return tuple(found.values())
    return tuple(found[one] for one in within.iter("a", "input", "button") if one in found)


def _in_order(page: Page, refused: RefusedWords) -> Iterator[PlacedLink | PlacedReference]:
    plain = {one.element: one for one in links(page, refused)}
    for element in page.root.iter("a", "input", "button"):
        if element in plain:
            yield plain[element]
            continue
        found = event(page, element, refused)
        if found is None and is_button(element):
            found = _button(page, element, refused)
        if found is not None:
            yield PlacedReference(found, element)


def same_on(page: Page, wanted: PostBack, refused: RefusedWords) -> PostBack | None:
    """The postback of the page that says the same in the same table row; None when it is not there for certain."""
    fits = [
        one.link
        for one in references(page, refused)
        if isinstance(one.link, PostBack)
        and one.link.words == wanted.words
        and (one.link.row == wanted.row or (_is_pager(wanted) and one.link.argument == wanted.argument))
    ]
    if len(fits) > 1:
        fits = [one for one in fits if one.key == wanted.key][:1]
    return fits[0] if len(fits) == 1 else None


def _is_pager(one: PostBack) -> bool:
    return one.argument.startswith("Page$")
