"""Getting to a page: by its path where known, else by links, as a person would; and knowing what was got."""

from __future__ import annotations

import logging
from urllib.parse import urljoin

from attest_desktop.service.errors import (
    ForeignHostError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ProfileNotFilledError,
    ServerFaultError,
    SessionExpiredError,
)
from attest_desktop.service.gate import marks_of
from attest_desktop.service.pages.recognise import find_link, is_cabinet, needs_profile
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.transport import Answer, Transport

logger = logging.getLogger(__name__)

TITLES = {"home": "Главная", "profile": "Личный кабинет", "attestation": "Аттестация", "sign_in": "Войти"}


class Navigator:
    """Fetches pages and sorts out what they are."""

    def __init__(self, transport: Transport, site: SiteDescription) -> None:
        self._transport = transport
        self._site = site
        self._found: dict[str, str] = {}

    def forget(self) -> None:
        """Forget where pages were found."""
        self._found.clear()

    def parse(self, answer: Answer) -> Page:
        """The page in an answer; what it forbids is remembered by the transport."""
        page = Page.parse(answer.address, answer.content, answer.content_type, answer.status)
        self._transport.remember(page.url, marks_of(page, self._site.refused))
        return page

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
            link = find_link(page, self._site, "navigation", "sign_in")
            if link is not None and link.address not in tried:
                tried.append(link.address)
                page = self.parse(self._transport.get(link.address))
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
        link = find_link(home, self._site, "navigation", key)
        if link is None:
            raise PageNotUnderstoodError(TITLES["home"], f"ссылка «{self._site.name('navigation', key)}»")
        page = self._arrived(key, self.fetch(link.address, name), link.address)
        self._found[key] = link.address
        return page

    def _arrived(self, key: str, page: Page, asked: str) -> Page:
        if key != "profile" and page.url != asked and needs_profile(page, self._site):
            raise ProfileNotFilledError
        return page
