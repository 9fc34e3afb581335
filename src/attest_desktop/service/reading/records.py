"""People shown one by one, each as a list of labels and values (a card, a definition list, two columns).

They are given out as a table, a column a label, so that whoever reads tables can read them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.reading.labels import TIE, Match, assign
from attest_desktop.service.reading.page import CONTROL_TAGS, Page, text_of
from attest_desktop.service.reading.tables import FoundTable, TableRow

_NAMING = ("dt", "th", "td", "label", "strong", "b", "span", "p", "div", "li", "font", "h4", "h5", "h6")
_LONGEST_LABEL, _MOST_INSIDE = 150, 5
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption", "strong", "b")
# Two to four words with capitals, an earlier surname in brackets, and the application's state after it.
_WORD = "[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
_FULL_NAME = re.compile(rf"{_WORD}(?: \({_WORD}\))?(?: {_WORD}){{1,3}}(?: \(.*\))?")
_NO_BLOCKS = ("html", "body")
_MOST_PEOPLE = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Label:
    element: HtmlElement
    key: str
    match: Match
    rest: str  # what follows the colon within the same element


def find_records(
    page: Page,
    vocabulary: Mapping[str, Sequence[str]],
    *,
    needed: Collection[str],
    name: str,
    whole: Collection[str],
) -> FoundTable | None:
    """The people of the page as a table; None where they cannot be told apart for certain.

    `needed` keys must be there for everybody, `name` is the one of which each has exactly one. Values of the
    keys in `whole` are taken with the controls beside them.
    """
    labels = _alike(list(_labels(page, vocabulary)))
    names = [one for one in labels if one.key == name]
    headed = not names
    if headed:
        names = [one for one in _headings(page, name) if not any(one.element is known.element for known in labels)]
        labels += names
    if not names or len(names) > _MOST_PEOPLE:
        return None
    around = {one.element: set(one.element.iterancestors()) for one in labels}
    holds: dict[HtmlElement, int] = {}
    for one in names:
        for element in around[one.element]:
            holds[element] = holds.get(element, 0) + 1
    rows: list[TableRow] = []
    matches: dict[str, Match] = {}
    for one in names:
        block, inside = _block(one, labels, around, holds, alone=len(names) == 1)
        if headed and len(inside) <= 1:
            continue  # somebody's name, and nothing said of them: the expert's own, say
        given = _given(inside)
        if block is None or not set(needed) <= set(given):
            return None
        elements = {label.element for label in inside}
        cells = [_value(page, given[key], elements, key in whole) if key in given else None for key in vocabulary]
        rows.append(TableRow(block, tuple(cells)))
        for key, label in given.items():
            matches.setdefault(key, label.match)
    if not rows:
        return None
    columns = {key: place for place, key in enumerate(vocabulary) if key in matches}
    headers = tuple(matches[key].label if key in matches else "" for key in vocabulary)
    areas = tuple(row.element for row in rows)
    return FoundTable(areas[0], headers, columns, matches, (), tuple(rows), areas)


def _labels(page: Page, vocabulary: Mapping[str, Sequence[str]]) -> Iterator[_Label]:
    """Elements that say a label and little else, the outermost of each."""
    texts: list[tuple[HtmlElement, str, str]] = []
    for element in page.root.iter(*_NAMING):
        inside = [one.tag for one in islice(element.iter(), _MOST_INSIDE + 1)]
        if len(inside) > _MOST_INSIDE or "a" in inside:
            continue  # a link is a value, whatever it is called
        said = text_of(element, controls=False)
        label, _, rest = said.partition(":")
        if label and len(label) <= _LONGEST_LABEL:
            texts.append((element, label, one_line(rest)))
    known: dict[str, tuple[str, Match] | None] = {}
    taken: set[HtmlElement] = set()
    for element, label, rest in texts:
        if label not in known:
            given, _ = assign([[label]], vocabulary)
            known[label] = next(((key, match) for key, (_, match) in given.items()), None)
        found = known[label]
        if found is not None and not taken.intersection(element.iterancestors()):
            taken.add(element)
            yield _Label(element, found[0], found[1], rest)


def _headings(page: Page, key: str) -> Iterator[_Label]:
    """Full names that stand as headings, with nothing that calls them so."""
    taken: set[HtmlElement] = set()
    for element in page.root.iter(*_HEADINGS):
        said = text_of(element, controls=False)
        if (
            len(said) <= _LONGEST_LABEL
            and _FULL_NAME.fullmatch(said)
            and not taken.intersection(element.iterancestors())
        ):
            taken.add(element)
            yield _Label(element, key, Match("", 0.9, "имя в заголовке"), said)


def _alike(labels: list[_Label]) -> list[_Label]:
    """Those that fit as well as the best of their key: everybody's labels are the same."""
    best: dict[str, float] = {}
    for one in labels:
        best[one.key] = max(best.get(one.key, 0), one.match.confidence)
    return [one for one in labels if best[one.key] - one.match.confidence < TIE]


def _block(
    name: _Label,
    labels: Sequence[_Label],
    around: Mapping[HtmlElement, set[HtmlElement]],
    holds: Mapping[HtmlElement, int],
    *,
    alone: bool,
) -> tuple[HtmlElement | None, list[_Label]]:
    """The part of the page that is about this person and nobody else, with its labels."""
    best: HtmlElement | None = None
    inside: list[_Label] = []
    for element in name.element.iterancestors():
        if holds[element] > 1 or element.tag in _NO_BLOCKS:
            break
        here = [one for one in labels if element in around[one.element]]
        # Of one person alone, no more than holds all that is said; else all up to the next person.
        if not alone or len(here) > len(inside):
            best, inside = element, here
    return best, inside


def _given(labels: Sequence[_Label]) -> dict[str, _Label]:
    """The best label of each key; none where two say the same."""
    by_key: dict[str, list[_Label]] = {}
    for one in labels:
        by_key.setdefault(one.key, []).append(one)
    given: dict[str, _Label] = {}
    for key, found in by_key.items():
        ranked = sorted(found, key=lambda one: -one.match.confidence)
        if len(ranked) == 1 or ranked[0].match.confidence - ranked[1].match.confidence >= TIE:
            given[key] = ranked[0]
    return given


def _value(page: Page, label: _Label, labels: set[HtmlElement], whole: bool) -> HtmlElement | None:
    """The element that states the value; text that has none of its own is put into one."""
    element = label.element
    parent = element.getparent()
    if whole and parent is not None and sum(one in labels for one in parent.iter()) == 1:
        found: HtmlElement = parent
        return found
    if label.rest:
        return _made(page, label.rest)
    while (
        parent is not None and len(parent) == 1 and not one_line(element.tail or "") and element.getnext() is None
    ):
        element, parent = parent, parent.getparent()
    tail = one_line(element.tail or "").lstrip(":–—- ")
    following = element.getnext()
    if tail:
        return _made(page, _to_the_next(tail, following, labels))
    while following is not None and following.tag in ("br", "script"):
        following = following.getnext()
    if following is None or any(one in labels for one in following.iter()) or following.tag in CONTROL_TAGS:
        return None
    value: HtmlElement = following
    return value


def _to_the_next(text: str, following: HtmlElement | None, labels: set[HtmlElement]) -> str:
    """The text with the words after it on the same line."""
    while following is not None and following.tag not in ("br", "p", "div") and following not in labels:
        text = f"{text} {text_of(following, controls=False)} {following.tail or ''}"
        following = following.getnext()
    return one_line(text)


def _made(page: Page, text: str) -> HtmlElement:
    made: HtmlElement = page.root.makeelement("td")
    made.text = text
    return made
