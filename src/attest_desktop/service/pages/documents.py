"""The page with the application and its documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from attest_desktop.domain.text import one_line
from attest_desktop.service.address import is_own
from attest_desktop.service.pages.templates import titles
from attest_desktop.service.reading.controls import Link, PlacedLink
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page, ancestor
from attest_desktop.service.reading.postbacks import PlacedReference, PostBack, Reference, references
from attest_desktop.service.refusal import BUILT_IN
from attest_desktop.service.site import SiteDescription

PAGE = "Документы, приложенные к заявлению"
_ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>«»\"')]+", re.IGNORECASE)
_BACK = ("Вернуться назад", "Назад", "Вернуться", "К списку")
_SAYS_NOTHING = ("Скачать", "Открыть", "Просмотр", "Просмотреть", "Посмотреть", "Ссылка", "Файл", "Перейти")
_LONGEST_TITLE = 200
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{2,4}$")
_COMMAND = ("ть", "ться", "ти", "чь")  # «Удалить», «Подтвердить», «Вернуться»


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document: a file on the service (`link`), or an address elsewhere (`external_url`) for a browser."""

    title: str
    link: Reference | None
    external_url: str | None


def _title(page: Page, one: PlacedLink | PlacedReference) -> str:
    named = [text for text in titles(page, one) if text and len(text) <= _LONGEST_TITLE]
    for text in named:
        if not any(match(text, (word,)) for word in _SAYS_NOTHING) and not _ADDRESS_IN_TEXT.fullmatch(text):
            return one_line(text)
    return named[0] if named else one.link.title or PAGE


def as_document(server: str, link: Reference) -> DocumentLink:
    """A link of the row's cell as a document."""
    if isinstance(link, PostBack):
        return DocumentLink(link.title or PAGE, link, None)
    own = is_own(server, link.address)
    return DocumentLink(link.title or PAGE, link if own else None, None if own else link.address)


def _left_out(one: PlacedLink | PlacedReference, elsewhere: set[str], site: SiteDescription) -> bool:
    title = one.link.title
    if one.link.key in elsewhere or match(title, _BACK):
        return True
    navigation = [label for labels in site.labels["navigation"].values() for label in labels]
    return any(match(title, (word,)) for word in (*navigation, *site.words("refused", "links")))


def gives_a_file(one: PostBack, site: SiteDescription, *, buttons: bool = False) -> bool:
    """Whether a postback may be taken for a document: it says «Скачать» or the like, or it is named like a thing
    (a button only where `buttons` are asked for).
    """
    if any(match(text, (word,)) for text in one.words for word in site.words("refused", "links")):
        return False
    if ancestor(one.element, "th") is not None or "$" in one.argument:
        return False  # the heading sorts the list, the pager turns it over
    says = (*site.words("templates", "download"), *site.words("conclusion", "view"), *_SAYS_NOTHING)
    if any(match(text, says) or _FILE_NAME.search(text) for text in one.words):
        return True
    first = one.title.partition(" ")[0].lower()
    return (buttons or not one.entries) and len(first) > 1 and not first.endswith(_COMMAND) and not first.isdigit()


def _named(link: Reference, title: str) -> Reference:
    """The link under the document's title."""
    # The words beside a link may be any; a link takes none that are refused.
    if BUILT_IN.match(title):
        return link
    return Link(title, link.address) if isinstance(link, Link) else replace(link, shown=title)


def read_documents(page: Page, server: str, site: SiteDescription, known: Iterable[str]) -> Iterator[DocumentLink]:
    """Documents listed on the page. `known` are the keys of links that every page of the cabinet has."""
    elsewhere = {*known, page.url}
    seen: set[str] = set()
    for one in references(page, site.refused):
        link = one.link
        if _left_out(one, elsewhere, site) or link.key in seen:
            continue
        if isinstance(link, PostBack) and not gives_a_file(link, site):
            continue
        seen.add(link.key)
        title = _title(page, one)
        if isinstance(link, PostBack) or is_own(server, link.address):
            yield DocumentLink(title, _named(link, title), None)
        else:
            yield DocumentLink(title, None, link.address)
    for line in page.lines:
        for found in _ADDRESS_IN_TEXT.findall(line):
            address = found.rstrip(".,;")
            if address not in seen and urlsplit(address).hostname and not is_own(server, address):
                seen.add(address)
                title = one_line(line.replace(found, "")).strip(" :–—-") or address
                yield DocumentLink(title[:_LONGEST_TITLE], None, address)
