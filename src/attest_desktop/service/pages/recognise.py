"""Which page this is: the sign-in page, a page of the cabinet, or something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from attest_desktop.service.reading.controls import Link, PlacedLink, links
from attest_desktop.service.reading.labels import contains, match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PlacedReference, Reference, references
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


def _block_heading(link: PlacedLink | PlacedReference) -> str:
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


def _fits(
    offered: Iterable[PlacedLink | PlacedReference], site: SiteDescription, labels: tuple[str, ...]
) -> Iterator[tuple[float, int, bool, Reference]]:
    """What fits the labels: how well, which label (0 is its name), whether by its own words, where it leads."""
    go = site.words("navigation", "go")
    for one in offered:
        found = match(one.link.title, labels)
        own = found is not None
        if found is None and match(one.link.title, go) is not None:
            found = match(_block_heading(one), labels)
        if found is not None:
            yield found.confidence, labels.index(found.label), own, one.link


def _best(fits: Iterable[tuple[float, int, bool, Reference]]) -> list[Reference]:
    """The best fits. Of equal ones the label's name goes before its other spellings («Аттестация» before the
    heading «Аттестация педагогических работников»), and own words before a block's heading.
    """
    ranked = [(-confidence, label, not own, link) for confidence, label, own, link in fits]
    best = min((fit[:3] for fit in ranked), default=None)
    return [link for *rank, link in ranked if tuple(rank) == best]


def find_link(page: Page, site: SiteDescription, section: str, key: str) -> Link | None:
    """The link of the page that these words name; the first of equals when all lead to one place, else None."""
    best = _best(_fits(links(page, site.refused), site, site.words(section, key)))
    first = best[0] if best else None
    return first if isinstance(first, Link) and len({link.key for link in best}) == 1 else None


def find_way(page: Page, site: SiteDescription, section: str, key: str) -> Reference | None:
    """The link that these words name, or else the postback that they name."""
    link = find_link(page, site, section, key)
    if link is not None:
        return link
    posts = (one for one in references(page, site.refused) if isinstance(one, PlacedReference))
    best = _best(_fits(posts, site, site.words(section, key)))
    return best[0] if len({link.key for link in best}) == 1 else None
