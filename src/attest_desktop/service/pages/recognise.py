"""Which page this is: the sign-in page, a page of the cabinet, or something else."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from attest_desktop.service.reading.controls import Link, PlacedLink, links
from attest_desktop.service.reading.labels import contains, match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.site import SiteDescription

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "legend", "caption")


def is_cabinet(page: Page, site: SiteDescription) -> bool:
    """Whether the page shows any words of the cabinet."""
    marks = site.words("cabinet", "marks")
    return contains(page.title, marks) or any(contains(line, marks) for line in page.lines)


def needs_profile(page: Page, site: SiteDescription) -> bool:
    """Whether the page, found in place of another, asks to fill the profile."""
    asks = site.words("answers", "profile_needed")
    return any(contains(line, asks) for line in page.lines)


def _block_heading(link: PlacedLink) -> str:
    """The heading of the block in which a link such as «Перейти »» stands."""
    block: HtmlElement = link.element
    for around in link.element.iterancestors():
        heading = next((one for one in around.iter(*_HEADINGS) if text_of(one)), None)
        if heading is not None:
            return _nearest_above(around, link.element)
        block = around
    return text_of(block)


def _nearest_above(around: HtmlElement, element: HtmlElement) -> str:
    last = ""
    for one in around.iter():
        if one is element:
            break
        if one.tag in _HEADINGS and ancestor(one, "a") is None and text_of(one):
            last = text_of(one)
    return last


def _fits(page: Page, site: SiteDescription, labels: tuple[str, ...]) -> Iterator[tuple[float, int, Link]]:
    go = site.words("navigation", "go")
    for place, one in enumerate(links(page, site.refused)):
        found = match(one.link.title, labels)
        if found is None and match(one.link.title, go) is not None:
            found = match(_block_heading(one), labels)
        if found is not None:
            yield found.confidence, -place, one.link


def find_link(page: Page, site: SiteDescription, section: str, key: str) -> Link | None:
    """The link of the page that these words name; the first of equals when all lead to one place, else None."""
    fits = sorted(_fits(page, site, site.words(section, key)), key=lambda fit: fit[:2], reverse=True)
    if not fits:
        return None
    best = [link for confidence, _, link in fits if confidence == fits[0][0]]
    return best[0] if len({link.address for link in best}) == 1 else None
