"""Getting to a page: by its path where known, else by links, as a person would; and knowing what was got."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.service.errors import (
    ForeignHostError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ProfileNotFilledError,
    ServerFaultError,
    SessionExpiredError,
)
from attest_desktop.service.gate import marks_of
from attest_desktop.service.pages.recognise import find_way, is_cabinet, needs_profile
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.controls import Link
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import PostBack, Reference, same_on, web_forms
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import press
from attest_desktop.service.transport import Answer, Transport

logger = logging.getLogger(__name__)

# With these ASP.NET answers hidden fields that it no longer takes.
_STALE = frozenset({400, 409, 500})
TITLES = {"home": "Главная", "profile": "Личный кабинет", "attestation": "Аттестация", "sign_in": "Войти"}


class Navigator:
    """Fetches pages and sorts out what they are."""

    def __init__(self, transport: Transport, site: SiteDescription) -> None:
        self._transport = transport
        self._site = site
        self._found: dict[str, str] = {}
        self._latest: dict[str, Page] = {}
        self._ways: WeakKeyDictionary[Page, PostBack] = WeakKeyDictionary()

    def forget(self) -> None:
        """Forget where pages were found, and that any of them is still good to post back."""
        self._found.clear()
        self._latest.clear()

    def parse(self, answer: Answer) -> Page:
        """The page in an answer; what it forbids is remembered by the transport."""
        page = Page.parse(answer.address, answer.content, answer.content_type, answer.status)
        self._transport.remember(page.url, marks_of(page, self._site.refused))
        self._latest[page.url] = page
        if answer.way is not None:
            self._ways[page] = answer.way
        return page

    def is_fresh(self, page: Page) -> bool:
        """Whether the page may be posted back as it is: it is the last one seen there, or holds no state."""
        return self._latest.get(page.url) is page or not web_forms(page)

    def again(self, page: Page, name: str) -> Page:
        """The page fetched afresh, the way it was reached."""
        way = self._ways.get(page)
        if way is None:
            return self.fetch(page.url, name)
        before = self.again(way.page, name)
        return self.checked(self._pressed(self._same(way, before), silent, never), name)

    def follow(
        self,
        reference: Reference,
        *,
        mark: str = "",
        progress: Progress = silent,
        cancelled: Cancelled = never,
        way: PostBack | None = None,
    ) -> Answer:
        """What a link or a postback leads to. A postback gone stale is looked for on its page as it is now.

        `way` is the postback by which to come there again, where it is not this one. `mark`: see `Transport.get`;
        a postback is always answered whole.
        """
        if isinstance(reference, Link):
            return self._transport.get(reference.address, mark=mark, progress=progress, cancelled=cancelled)
        fresh = self.is_fresh(reference.page)
        answer = self._pressed(reference if fresh else self._renewed(reference), progress, cancelled)
        if fresh and answer.status in _STALE:
            logger.info("a postback was answered with %d; its page is fetched afresh", answer.status)
            answer = self._pressed(self._renewed(reference), progress, cancelled)
        return replace(answer, way=way) if way is not None and answer.way is not None else answer

    def open(self, reference: Reference, name: str, *, way: PostBack | None = None) -> Page:
        """The page of the cabinet that a link or a postback leads to."""
        return self.checked(self.follow(reference, way=way), name)

    def _renewed(self, stale: PostBack) -> PostBack:
        return self._same(stale, self.again(stale.page, stale.title))

    def _same(self, wanted: PostBack, page: Page) -> PostBack:
        found = same_on(page, wanted, self._site.refused)
        if found is None:
            raise PageNotUnderstoodError(page.title or wanted.title, f"«{wanted.title}» там, где было раньше")
        return found

    def _pressed(self, post_back: PostBack, progress: Progress, cancelled: Cancelled) -> Answer:
        submission = press(post_back.page, post_back, {}, self._site.refused, page_name=post_back.title)
        answer = self._transport.send(submission, progress=progress, cancelled=cancelled)
        return replace(answer, way=post_back) if answer.posted else answer

    def fetch(self, address: str, name: str) -> Page:
        """A page of the cabinet. Raises SessionExpiredError, ServerFaultError, NotTheCabinetError and the like."""
        return self.checked(self._transport.get(address), name)

    def checked(self, answer: Answer, name: str) -> Page:
        """The page in an answer, if it is one of the cabinet."""
        if answer.status >= 500 or answer.status == 429:
            raise ServerFaultError(answer.status)
        if answer.status in (401, 403):
            raise SessionExpiredError
        page = self.parse(answer) if answer.is_page or not answer.content else None
        if page is None:
            raise NotTheCabinetError("Вместо страницы личного кабинета пришёл какой-то файл.")
        if find_sign_in(page, self._site) is not None:
            raise SessionExpiredError
        if answer.status >= 400:
            raise PageNotUnderstoodError(name, f"сама страница (ответ {answer.status})")
        if not is_cabinet(page, self._site):
            raise NotTheCabinetError
        return page

    def sign_in_page(self) -> Page:
        """The page to sign in on. Raises NotTheCabinetError when there is none."""
        tried: list[str] = []
        paths = [path for path in (self._site.paths["sign_in"], self._site.paths["home"]) if path]
        last: Page | None = None
        for address in (*(urljoin(self._transport.server, path) for path in paths), self._transport.server):
            if address in tried:
                continue
            tried.append(address)
            answer = self._transport.get(address)
            if answer.status >= 500:
                raise ServerFaultError(answer.status)
            if not answer.is_page:
                continue
            page = self.parse(answer)
            if find_sign_in(page, self._site) is not None:
                return page
            if answer.status >= 400:
                continue
            last = page
            link = find_way(page, self._site, "navigation", "sign_in")
            if link is not None and link.key not in tried:
                tried.append(link.key)
                page = self.parse(self.follow(link))
                if find_sign_in(page, self._site) is not None:
                    return page
        if last is not None and is_cabinet(last, self._site):
            raise PageNotUnderstoodError(TITLES["sign_in"], "форма с полями «Имя пользователя» и «Пароль»")
        raise NotTheCabinetError

    def home(self) -> Page:
        """The home page."""
        return self.fetch(urljoin(self._transport.server, self._site.paths["home"]), TITLES["home"])

    def page(self, key: str) -> Page:
        """The page by its key (`profile`, `attestation`): where it was last found, else by the links of home."""
        name = TITLES[key]
        known = self._found.get(key) or (
            urljoin(self._transport.server, self._site.paths[key]) if self._site.paths[key] else ""
        )
        if known:
            try:
                return self._arrived(key, self.fetch(known, name), known)
            except (PageNotUnderstoodError, ForeignHostError):
                self._found.pop(key, None)
                logger.info("page %s is no longer where it was; looking for it by links", key)
        home = self.home()
        link = find_way(home, self._site, "navigation", key)
        if link is None:
            raise PageNotUnderstoodError(TITLES["home"], f"ссылка «{self._site.name('navigation', key)}»")
        answer = self.follow(link)
        asked = link.address if isinstance(link, Link) else ""
        page = self._arrived(key, self.checked(answer, name), asked)
        if asked or not answer.posted:
            self._found[key] = asked or page.url
        return page

    def _arrived(self, key: str, page: Page, asked: str) -> Page:
        if key != "profile" and page.url != asked and needs_profile(page, self._site):
            raise ProfileNotFilledError
        return page
