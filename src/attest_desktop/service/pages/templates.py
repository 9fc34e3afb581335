"""The block «Шаблон итогового заключения» with its «Скачать»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.domain.text import words
from attest_desktop.service.reading.controls import PlacedLink
from attest_desktop.service.reading.forms import text_before
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PlacedReference, Reference, references
from attest_desktop.service.site import SiteDescription


@dataclass(frozen=True, slots=True)
class TemplateLink:
    """A file offered as a template; `is_guide` marks the one that explains how to fill the other."""

    title: str
    is_guide: bool
    link: Reference


def titles(page: Page, link: PlacedLink | PlacedReference) -> Iterator[str]:
    """What a link may be called, nearest first: its words, its line or table row, the text before it."""
    yield link.link.title
    row = ancestor(link.element, "tr")
    if row is not None:
        for cell in row.iter("td", "th"):
            # The name's own cell is better than the whole row with its number and date.
            if cell not in link.element.iterancestors() and any(sign.isalpha() for sign in text_of(cell)):
                yield text_of(cell)
    for tag in ("li", "p", "tr", "dd"):
        around = ancestor(link.element, tag)
        if around is not None:
            yield _without(text_of(around), link.link.title)
    cell = ancestor(link.element, "td", "th")
    previous = cell.getprevious() if cell is not None else None
    if previous is not None:
        yield text_of(previous)
    yield text_before(page, link.element)
    parent = link.element.getparent()
    if parent is not None:
        yield _without(text_of(parent), link.link.title)


def _without(text: str, words: str) -> str:
    return text.replace(words, "", 1).strip(" :–—-|") if words else text


def read_templates(page: Page, site: SiteDescription, people: Collection[HtmlElement]) -> Iterator[TemplateLink]:
    """Templates that the page offers outside the parts that are about people."""
    labels = (*site.words("templates", "template"), *site.words("templates", "guide"))
    guide_words = {word for one in site.words("templates", "guide_words") for word in words(one)}
    for one in references(page, site.refused):
        if any(around in people for around in one.element.iterancestors()):
            continue
        for title in titles(page, one):
            # A link to a section is no template: it must say «Скачать» or be the title itself.
            downloads = match(one.link.title, site.words("templates", "download")) is not None
            if match(title, labels) and (downloads or title == one.link.title):
                yield TemplateLink(title, bool(guide_words & set(words(title))), one.link)
                break
