"""Pairs of a label and its value, as a person reads them: lists, tables, filled fields, «Label: value»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.domain.text import normalised, one_line
from attest_desktop.service.reading.controls import is_button
from attest_desktop.service.reading.forms import fields, kind_of, named
from attest_desktop.service.reading.labels import assign, match
from attest_desktop.service.reading.page import Page, ancestor, is_hidden, lines_of, text_of

_NAMING = ("label", "dt", "th", "td", "strong", "b", "span", "p", "div", "li", "h4", "h5")
_LONGEST_LABEL = 150


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that may be a label, and the lines after it that may be its value."""

    label: str
    value: tuple[str, ...]


def field_value(element: HtmlElement) -> tuple[str, ...]:
    """What is filled in or chosen in a field, as a person sees it."""
    kind = kind_of(element)
    if kind == "select":
        chosen = [one for one in element.iter("option") if one.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = list(element.iter("option"))[:1]
        return tuple(text for one in chosen if (text := text_of(one)))
    if kind == "textarea":
        return tuple(line for raw in (element.text or "").splitlines() if (line := one_line(raw)))
    if kind in ("checkbox", "radio", "password", "file"):
        return ()
    value = one_line(element.get("value") or "")
    return (value,) if value else ()


def _static_pairs(page: Page) -> Iterator[Pair]:
    for element in page.root.iter(*_NAMING):
        said = text_of(element, controls=False)
        if not said or len(said) > _LONGEST_LABEL:
            continue
        following = element.getnext()
        while following is not None and following.tag in ("br", "script"):
            following = following.getnext()
        tail = one_line(element.tail or "").lstrip(":–—- ")
        if tail:
            yield Pair(said, (tail,))
        elif following is not None and not _is_control(following):
            yield Pair(said, lines_of(following, controls=False))
        label, colon, rest = said.partition(":")
        if colon and rest.strip():
            yield Pair(label, (one_line(rest),))


def _is_control(element: HtmlElement) -> bool:
    return element.tag in ("input", "select", "textarea", "button")


def read_values(page: Page, vocabulary: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Values by key, each as the lines that stand for it; keys that the page does not show are absent.

    Filled fields are preferred to static text; an empty field gives no lines.
    """
    found = _field_values(page, vocabulary)
    known: dict[str, bool] = {}  # a long table says the same words many times

    def fits(label: str) -> bool:
        if label not in known:
            known[label] = any(match(label, one) for one in vocabulary.values())
        return known[label]

    pairs = [pair for pair in _static_pairs(page) if fits(pair.label)]
    for key, value in _best_static(pairs, {k: v for k, v in vocabulary.items() if k not in found}).items():
        found[key] = value
    return found


def _field_values(page: Page, vocabulary: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for form in page.forms:
        for field in fields(page, form):
            if is_hidden(field.element) or is_button(field.element) or field.kind in ("password", "file"):
                continue
            fits = [(fit.confidence, key) for key, one in vocabulary.items() if (fit := named(page, field, one))]
            if not fits:
                continue
            confidence, key = max(fits)
            if key not in found or found[key][0] < confidence:
                value = field_value(field.element)
                if field.kind in ("checkbox", "radio"):
                    value = _ticked(page, form, field.name)
                found[key] = (confidence, value)
    return {key: value for key, (_, value) in found.items()}


def _ticked(page: Page, form: HtmlElement, name: str) -> tuple[str, ...]:
    """Words of the ticked boxes of one name."""
    chosen: list[str] = []
    for one in page.controls_of(form):
        if one.get("name") == name and one.get("checked") is not None:
            label = ancestor(one, "label")
            texts: Iterable[str] = (text_of(label) if label is not None else "", one_line(one.tail or ""))
            chosen += [text for text in texts if text][:1]
    return tuple(chosen)


def _best_static(pairs: Sequence[Pair], vocabulary: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    # The same words often stand in an element and in the one around it: one pair a spelling is enough.
    unique: dict[str, Pair] = {}
    for pair in pairs:
        spelling = normalised(pair.label)
        kept = unique.get(spelling)
        if kept is None or (not kept.value and pair.value):
            unique[spelling] = pair
    listed = list(unique.values())
    given, _ = assign([[pair.label] for pair in listed], vocabulary)
    return {key: listed[place].value for key, (place, _) in given.items()}
