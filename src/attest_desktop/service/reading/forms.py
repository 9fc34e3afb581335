"""Fields of a form, found by the words that name them; ids and names are taken from the page as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.reading.controls import is_button, is_disabled, labels_of
from attest_desktop.service.reading.labels import TIE, Match, match
from attest_desktop.service.reading.page import Page, ancestor, is_hidden, text_of

TEXT_KINDS = frozenset({"text", "email", "tel", "search", "url", "number", "textarea"})
_KNOWN_TYPES = TEXT_KINDS | {"password", "file", "checkbox", "radio", "hidden", "date", "datetime-local", "color"}
# How far a way of naming a field is to be trusted.
_LABEL, _ARIA, _PLACEHOLDER, _CELL, _TITLE, _BEFORE, _LEGEND = 1.0, 0.98, 0.95, 0.93, 0.9, 0.85, 0.75
_LONGEST_BEFORE = 200


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field as found. `kind` is the input's type, «select» or «textarea»."""

    element: HtmlElement
    name: str
    kind: str


def kind_of(element: HtmlElement) -> str:
    """The field's kind as a browser takes it: unknown types are text."""
    if element.tag != "input":
        return str(element.tag)
    kind = (element.get("type") or "text").strip().lower()
    return kind if kind in _KNOWN_TYPES else "text"


def fields(page: Page, form: HtmlElement) -> tuple[Field, ...]:
    """Fields of the form that are not buttons, hidden ones too, in the page's order."""
    key = ("fields", form)
    if key not in page.memo:
        page.memo[key] = tuple(
            Field(one, one.get("name") or "", kind_of(one)) for one in page.controls_of(form) if not is_button(one)
        )
    found: tuple[Field, ...] = page.memo[key]
    return found


def _cell_before(element: HtmlElement) -> HtmlElement | None:
    cell = ancestor(element, "td", "th", "dd")
    while cell is not None:
        cell = cell.getprevious()
        if cell is not None and text_of(cell):
            found: HtmlElement = cell
            return found
    return None


def text_before(page: Page, element: HtmlElement) -> str:
    """The nearest visible text before the control, back to the control before it."""
    controls = set(page.controls)
    found: list[str] = []
    node: HtmlElement | None = element
    while node is not None:
        previous = node.getprevious()
        if previous is None:
            parent = node.getparent()
            if parent is None or parent.tag in ("form", "body", "table"):
                if parent is not None:
                    found.append(parent.text or "")
                break
            found.append(parent.text or "")
            node = parent
            continue
        found.append(previous.tail or "")
        if one_line("".join(found)):
            break
        if previous in controls or any(inner in controls for inner in previous.iter()):
            break
        found.append(text_of(previous))
        node = previous
        if one_line("".join(found)):
            break
    return one_line(" ".join(reversed(found)))[-_LONGEST_BEFORE:]


def text_after(element: HtmlElement) -> str:
    """The visible text right after a box: what names it when there is no label."""
    found = [element.tail or ""]
    following = element.getnext()
    while not one_line("".join(found)) and following is not None and following.tag not in ("input", "select"):
        found += [text_of(following), following.tail or ""]
        following = following.getnext()
    return one_line(" ".join(found))


def _names(page: Page, element: HtmlElement) -> Iterator[tuple[str, float]]:
    for text in labels_of(page, element):
        yield text, _LABEL
    yield element.get("aria-label") or "", _ARIA
    yield element.get("placeholder") or "", _PLACEHOLDER
    yield element.get("title") or "", _TITLE
    cell = _cell_before(element)
    if cell is not None:
        yield text_of(cell), _CELL
    yield text_before(page, element), _BEFORE
    fieldset = ancestor(element, "fieldset")
    legend = fieldset.find("legend") if fieldset is not None else None
    if legend is not None:
        yield text_of(legend), _LEGEND


def named(page: Page, field: Field, labels: Iterable[str]) -> Match | None:
    """How well the field's words fit the label."""
    wanted = tuple(labels)
    best: Match | None = None
    for text, trust in _names(page, field.element):
        found = match(text, wanted)
        if found is not None:
            fit = Match(found.label, found.confidence * trust, found.reason)
            if best is None or fit.confidence > best.confidence:
                best = fit
    return best


def find_field(
    page: Page, form: HtmlElement, labels: Iterable[str], kinds: frozenset[str]
) -> tuple[Field, Match] | None:
    """The one field of these kinds that the label names; None when there is none or several fit equally."""
    wanted = tuple(labels)
    fits: list[tuple[Field, Match]] = []
    for one in fields(page, form):
        if one.kind in kinds and not is_hidden(one.element) and not is_disabled(one.element):
            found = named(page, one, wanted)
            if found is not None:
                fits.append((one, found))
    fits.sort(key=lambda fit: -fit[1].confidence)
    if not fits or (len(fits) > 1 and fits[0][1].confidence - fits[1][1].confidence < TIE):
        return None
    return fits[0]
