"""What leads to the other pages of a long table: links, or postbacks of the grid («Page$2»)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from attest_desktop.domain.text import normalised
from attest_desktop.service.reading.controls import Link
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PlacedReference, PostBack, references
from attest_desktop.service.reading.tables import FoundTable, TableRow, cell_text
from attest_desktop.service.site import SiteDescription

MOST_PAGES = 200
_OF_A_GRID = re.compile(r"Page\$(\d{1,6}|Next|Prev)", re.IGNORECASE)
_ONWARD = frozenset({">", "»", "›", "→", ">>>"})
_WORDS = frozenset(
    {
        *("страница", "страницы", "стр", "из", "первая", "последняя", "предыдущая", "следующая", "назад"),
        *("вперед", "далее", "в", "начало", "конец", "prev", "previous", "next", "first", "last", "of", "page"),
    }
)
_HIGHEST = 4  # elements up from the number


@dataclass(frozen=True, slots=True)
class Pager:
    """Addresses of other pages, and postbacks to them by number; `current` is the number shown without a link."""

    addresses: tuple[str, ...]
    posts: dict[int, PostBack]
    current: int | None


def _tokens(element: HtmlElement) -> list[str]:
    texts = [text_of(element)]
    texts += [
        one.get("value") or "" for one in element.iter("input") if (one.get("type") or "").lower() == "submit"
    ]
    return " ".join(texts).split()


def _like_a_pager(element: HtmlElement) -> bool:
    tokens = _tokens(element)
    said = [word for token in tokens for word in normalised(token).split()]
    return len(tokens) > 1 and all(word in _WORDS or (word.isdigit() and len(word) <= 4) for word in said)


def is_pager(row: HtmlElement) -> bool:
    """Whether the row of a table only turns its pages."""
    return bool(_tokens(row)) and _like_a_pager(row)


def read_pager(page: Page, table: FoundTable | None, site: SiteDescription) -> Pager:
    """What the page says of the table's other pages."""
    addresses: list[str] = []
    posts: list[tuple[PlacedReference, HtmlElement]] = []
    here = urlsplit(page.url).path
    people = {row.element for row in table.rows if _person(row, table)} if table is not None else set()
    for one in references(page, site.refused):
        if any(around in people for around in one.element.iterancestors()):
            continue
        if isinstance(one, PlacedReference):
            around = _container(one.element, table)
            if isinstance(one.link, PostBack) and around is not None:
                posts.append((one, around))
        elif isinstance(one.link, Link):
            addresses += _address(one.link, page.url, here, site)
    current = next((number for _, around in posts if (number := _current(around)) is not None), None)
    numbered: dict[int, PostBack] = {}
    for placed, around in posts:
        number = _number(placed, around, current or 1, site)
        if number is not None and isinstance(placed.link, PostBack):
            numbered.setdefault(number, placed.link)
    return Pager(tuple(dict.fromkeys(addresses))[:MOST_PAGES], numbered, current)


def _address(link: Link, page_address: str, here: str, site: SiteDescription) -> Iterator[str]:
    title = link.title.strip("[]«» ")
    number = title.isdigit() and len(title) <= 3
    if (number or match(title, site.words("attestation", "next_page"))) and link.address != page_address:
        path = urlsplit(link.address).path
        if path == here or (number and path.startswith(here.rstrip("/") + "/")):
            yield link.address


def _person(row: TableRow, table: FoundTable) -> str:
    name = row.cell(table.columns.get("full_name"))
    return "" if name is None or row.cells.count(name) > 1 else cell_text(name)


def _container(element: HtmlElement, table: FoundTable | None) -> HtmlElement | None:
    """The largest element around that holds nothing but a pager; None when there is none."""
    found: HtmlElement | None = None
    around = element.getparent()
    for _ in range(_HIGHEST):
        if around is None or (table is not None and around is table.element) or not _like_a_pager(around):
            break
        found = around
        around = around.getparent()
    if found is None and _argument(element) is not None:
        found = ancestor(element, "td", "div", "p")
    return found


def _argument(element: HtmlElement) -> re.Match[str] | None:
    return _OF_A_GRID.search(f"{element.get('href') or ''} {element.get('onclick') or ''}")


def _current(around: HtmlElement) -> int | None:
    """The number that stands without a link."""
    tokens = [token.strip("[]()«»|,.") for token in _tokens(around)]
    numbers = [token for token in tokens if token.isdigit()]
    for one in around.iter("a", "input"):
        said = (text_of(one) or one.get("value") or "").strip("[]()«»|,. ")
        if said in numbers:
            numbers.remove(said)
    return int(numbers[0]) if len(numbers) == 1 else None


def _number(one: PlacedReference, around: HtmlElement, current: int, site: SiteDescription) -> int | None:
    """Which page the postback turns to; None when that is not told."""
    link = one.link
    if not isinstance(link, PostBack):
        return None
    if grid := _OF_A_GRID.fullmatch(link.argument):
        said = grid.group(1).lower()
        return {"next": current + 1, "prev": current - 1}.get(said) if not said.isdigit() else int(said)
    title = link.title.strip("[]()|,. ")
    if title.isdigit():
        return int(title)
    if title in _ONWARD or match(title, site.words("attestation", "next_page")):
        return current + 1
    if link.title.strip("[]() ") in ("...", "…"):
        numbers = [int(token) for token in _tokens(around) if token.isdigit()]
        before = [one for one in around.iter("a", "span") if one is link.element or text_of(one).isdigit()]
        if not numbers:
            return None
        return min(numbers) - 1 if before and before[0] is link.element else max(numbers) + 1
    return None
