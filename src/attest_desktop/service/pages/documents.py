"""The page with the application and its documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from attest_desktop.domain.text import one_line
from attest_desktop.service.address import is_own
from attest_desktop.service.pages.templates import titles
from attest_desktop.service.reading.controls import Link, PlacedLink, links
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page
from attest_desktop.service.refusal import BUILT_IN
from attest_desktop.service.site import SiteDescription

PAGE = "Документы, приложенные к заявлению"
_ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>«»\"')]+", re.IGNORECASE)
_BACK = ("Вернуться назад", "Назад", "Вернуться", "К списку")
_SAYS_NOTHING = ("Скачать", "Открыть", "Просмотр", "Просмотреть", "Посмотреть", "Ссылка", "Файл", "Перейти")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document: a file on the service (`link`), or an address elsewhere (`external_url`) for a browser."""

    title: str
    link: Link | None
    external_url: str | None


def _title(page: Page, one: PlacedLink) -> str:
    named = [text for text in titles(page, one) if text and len(text) <= _LONGEST_TITLE]
    for text in named:
        if not any(match(text, (word,)) for word in _SAYS_NOTHING) and not _ADDRESS_IN_TEXT.fullmatch(text):
            return one_line(text)
    return named[0] if named else one.link.address


def as_document(server: str, link: Link) -> DocumentLink:
    """A link of the row's cell as a document."""
    own = is_own(server, link.address)
    return DocumentLink(link.title or PAGE, link if own else None, None if own else link.address)


def _left_out(one: PlacedLink, elsewhere: set[str], site: SiteDescription) -> bool:
    title = one.link.title
    if one.link.address in elsewhere or match(title, _BACK):
        return True
    navigation = [label for labels in site.labels["navigation"].values() for label in labels]
    return any(match(title, (word,)) for word in (*navigation, *site.words("refused", "links")))


def read_documents(page: Page, server: str, site: SiteDescription, known: Iterable[str]) -> Iterator[DocumentLink]:
    """Documents listed on the page. `known` are addresses that every page of the cabinet links to."""
    elsewhere = {*known, page.url}
    seen: set[str] = set()
    for one in links(page, site.refused):
        address = one.link.address
        if _left_out(one, elsewhere, site) or address in seen:
            continue
        seen.add(address)
        title = _title(page, one)
        if is_own(server, address):
            # The words beside a link may be any; a Link takes none that are refused.
            named = one.link if BUILT_IN.match(title) else Link(title, address)
            yield DocumentLink(title, named, None)
        else:
            yield DocumentLink(title, None, address)
    for line in page.lines:
        for found in _ADDRESS_IN_TEXT.findall(line):
            address = found.rstrip(".,;")
            if address not in seen and urlsplit(address).hostname and not is_own(server, address):
                seen.add(address)
                title = one_line(line.replace(found, "")).strip(" :–—-") or address
                yield DocumentLink(title[:_LONGEST_TITLE], None, address)
