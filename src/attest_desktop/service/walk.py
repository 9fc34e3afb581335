"""A walk over the cabinet that only looks: pages are fetched and navigated to, nothing is uploaded or saved."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service.address import is_own
from attest_desktop.service.cabinet import Cabinet
from attest_desktop.service.errors import (
    ForeignHostError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    RefusedControlError,
    ServiceFault,
    SessionExpiredError,
    SignInRefusedError,
)
from attest_desktop.service.examine import TITLES, Finding, examine
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.attestation import PlacedRow, ReadPages, Row, read_part
from attest_desktop.service.pages.password import find_password
from attest_desktop.service.pages.profile_edit import find_edit_page
from attest_desktop.service.pages.recognise import find_way
from attest_desktop.service.pages.upload_page import way_to_upload
from attest_desktop.service.reading.controls import is_button
from attest_desktop.service.reading.forms import TEXT_KINDS, fields
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import PostBack, Reference
from attest_desktop.service.reading.values import field_value
from attest_desktop.service.transport import Answer

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class SeenPage:
    """A page as it came; `key` is one of examine.TITLES."""

    key: str
    page: Page
    content_type: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a page from being looked at, by the page's key."""

    key: str
    fault: AttestError

    @property
    def finding(self) -> Finding:
        """The trouble in the table of what was recognised."""
        needed = self.key in ("sign_in", "attestation")
        return Finding(TITLES[self.key], "страница", False, self.fault.what, None, needed)


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """What the walk brought: pages in the order seen, what was in the way, and what was read of the table.

    `signed_in` is None when no password was at hand. `profile` and `rows` are for those who disguise the pages.
    """

    server: str
    pages: tuple[SeenPage, ...]
    troubles: tuple[Trouble, ...]
    findings: tuple[Finding, ...]
    signed_in: bool | None
    profile: Profile | None = None
    rows: tuple[Row, ...] = ()


class _Watching(Navigator):
    """Keeps what it parses."""

    seen: list[tuple[Page, Answer]]

    def parse(self, answer: Answer) -> Page:
        """The page, kept with its answer."""
        page = super().parse(answer)
        self.seen.append((page, answer))
        return page


class Looker(Cabinet):
    """A cabinet in which nothing can be uploaded, saved or changed."""

    _watching: _Watching

    def _new_navigator(self) -> Navigator:
        self._watching = _Watching(self._transport, self._site)
        self._watching.seen = []
        return self._watching

    def attach(self, *_: object, **__: object) -> NoReturn:
        """Never."""
        raise RefusedControlError("Проверка страниц ничего не отправляет.")

    save_profile = register = reset_password = change_password = attach

    def walk(
        self,
        user_name: str = "",
        password: str = "",
        *,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> Walked:
        """Look at every page; with a password, at those behind the sign-in as well."""
        steps = _Steps(self, progress, cancelled)
        steps.strangers()
        signed_in = steps.sign_in(user_name, password) if password and not steps.stuck else None
        if signed_in:
            steps.insiders()
        by_key: dict[str, list[Page]] = {}
        for one in steps.pages:
            by_key.setdefault(one.key, []).append(one.page)
        findings = [*examine(by_key, self._site, self.server), *steps.more]
        findings += [one.finding for one in steps.troubles]
        order = {title: place for place, title in enumerate(TITLES.values())}
        findings.sort(key=lambda one: order[one.page])
        return Walked(
            self.server,
            tuple(steps.pages),
            tuple(steps.troubles),
            tuple(findings),
            signed_in,
            steps.profile,
            tuple(one.row for one in steps.table.placed) if steps.table else (),
        )


class _Steps:
    """The walk itself. Each step keeps its page, or what was in the way; the others go on."""

    def __init__(self, looker: Looker, progress: Progress, cancelled: Cancelled) -> None:
        self._cabinet = looker
        self._site = looker._site
        self._watching = looker._watching
        self._progress = progress
        self._cancelled = cancelled
        self.pages: list[SeenPage] = []
        self.troubles: list[Trouble] = []
        self.more: list[Finding] = []
        self.profile: Profile | None = None
        self.table: ReadPages | None = None

    @property
    def stuck(self) -> bool:
        """Whether the service itself is out of reach: each further step would only wait in vain."""
        return any(
            isinstance(one.fault, ServiceFault)
            and not isinstance(one.fault, PageNotUnderstoodError)
            and one.key == "sign_in"
            for one in self.troubles
        )

    def strangers(self) -> None:
        """What is seen without a sign-in."""
        self._step("sign_in", self._watching.sign_in_page, keep=lambda pages: pages[-1:])
        if not self.stuck and self.pages:
            page = self.pages[0].page
            link = self._harmless(page, "reset", find_way(page, self._site, "reset", "link"))
            if link is not None:
                self._step("reset", lambda: self._watching.parse(self._watching.follow(link)))

    def sign_in(self, user_name: str, password: str) -> bool:
        """Whether the service let us in."""
        self._progress("Вход…", None)
        try:
            self._cabinet.sign_in(user_name, password)
        except SignInRefusedError as fault:
            # The site's own words may name the user.
            said = SignInRefusedError()
            said.todo = fault.todo
            self.troubles.append(Trouble("sign_in", said))
        except AttestError as fault:
            self.troubles.append(Trouble("sign_in", fault))
        return self._cabinet.signed_in

    def insiders(self) -> None:
        """What is seen after a sign-in."""
        self._step("home", self._watching.home)
        self._step("profile", self._profile, keep=lambda pages: pages[-1:])
        self._step("profile_edit", self._cabinet.profile_form, keep=self._forms)
        self._step("password", self._password)
        self._step("attestation", self._attestation, keep=self._tables)
        if self.table is not None:
            rows = [one.row for one in self.table.placed]
            apart = next((one for one in self.table.placed if way_to_upload(one, self._site) is not None), None)
            if apart is not None:
                self._step("attach", lambda: self._apart(apart))
            with_documents = next((row for row in rows if len(row.documents) == 1), None)
            if with_documents is not None:
                self._step("documents", lambda: self._documents(with_documents))
            elif any(row.documents for row in rows):
                self._note("documents", "ссылки на документы", True, "документы стоят прямо в строке таблицы")
            viewable = next((row.view for row in rows if row.view is not None), None)
            if viewable is not None:
                self._step("view", lambda: self._view(viewable), keep=lambda _: [])

    # --- single pages ---

    def _profile(self) -> None:
        self._watching.page("profile")
        self.profile = self._cabinet.profile()

    def _forms(self, pages: Sequence[tuple[Page, Answer]]) -> Sequence[tuple[Page, Answer]]:
        return [one for one in pages if find_edit_page(one[0], self._site) is not None][-1:]

    def _password(self) -> None:
        profile = next((one.page for one in self.pages if one.key == "profile"), None)
        if profile is None or find_password(profile, self._site) is not None:
            return
        link = self._harmless(profile, "password", find_way(profile, self._site, "password", "link"))
        if link is not None:
            self._watching.open(link, TITLES["password"])

    def _harmless(self, page: Page, key: str, way: Reference | None) -> Reference | None:
        """The way, if following it only shows a page: a link, or a scripted one in a form with nothing typed."""
        if not isinstance(way, PostBack):
            return way
        typed = [one for one in fields(page, way.form) if one.kind in TEXT_KINDS | {"password"}]
        typed = [one for one in typed if field_value(one.element) or one.element.get("value")]
        # «Сбросить пароль» is also what is written on what does it.
        does_it = key == "reset" and any(match(text, self._site.words("reset", "submit")) for text in way.words)
        if is_button(way.element) or way.entries or typed or does_it:
            self._note(key, f"«{way.title}»", None, "открывается нажатием, программа не нажимает")
            return None
        return way

    def _attestation(self) -> None:
        self.table = self._cabinet._table.read()

    def _tables(self, pages: Sequence[tuple[Page, Answer]]) -> Sequence[tuple[Page, Answer]]:
        return [one for one in pages if read_part(one[0], self._site).table is not None] or pages[-1:]

    def _documents(self, row: Row) -> None:
        link = self._fresh(row).documents[0]
        if not isinstance(link, PostBack) and not is_own(self._cabinet.server, link.address):
            self._note("documents", "ссылка", True, "ведёт на другой сайт, программа туда не ходит")
            return
        answer = self._watching.follow(link)
        if answer.is_page or answer.status >= 400:
            self._watching.checked(answer, TITLES["documents"])
        else:
            self._note("documents", "ссылка", True, "по ней сразу приходит файл")

    def _apart(self, placed: PlacedRow) -> None:
        """The page on which a conclusion is attached, where that is not the table's."""
        way = way_to_upload(self._cabinet._table.row(placed.row.attestee.id), self._site)
        if way is not None:
            self._watching.open(way, TITLES["attach"])

    def _view(self, view: Reference) -> None:
        row = next(one.row for one in self.table.placed if one.row.view is view) if self.table else None
        link = self._fresh(row).view if row is not None else None
        answer = self._watching.follow(link or view)
        if answer.is_page or answer.status >= 400:
            words = f"вместо файла пришла страница (ответ {answer.status}): сверить файл с отправленным нельзя"
            self._note("view", "файл заключения", None, words)
        else:
            pdf = answer.content.startswith(b"%PDF")
            self._note("view", "файл заключения", True, f"приходит файл{' PDF' if pdf else ''}, его можно сверить")

    def _fresh(self, row: Row) -> Row:
        return self._cabinet._table.row(row.attestee.id).row

    def _note(self, key: str, what: str, ok: bool | None, detail: str) -> None:
        self.more.append(Finding(TITLES[key], what, ok, detail))

    def _step(
        self,
        key: str,
        conversation: Callable[[], object],
        keep: Callable[[Sequence[tuple[Page, Answer]]], Sequence[tuple[Page, Answer]]] = lambda pages: pages[-1:],
    ) -> None:
        """Run it and keep the pages it brought, those of a failure too."""
        stop_if(self._cancelled)
        if self.stuck:
            return
        self._progress(f"Смотрим: {TITLES[key].lower()}…", None)
        before = len(self._watching.seen)
        try:
            conversation()
        except SessionExpiredError as fault:
            fault.what = "Сервис показал страницу входа вместо этой страницы."
            self.troubles.append(Trouble(key, fault))
        except ForeignHostError as fault:
            # It names the other host, which is of use.
            self.troubles.append(Trouble(key, fault))
        except AttestError as fault:
            logger.info("looking at %s: %s", key, type(fault).__name__)
            self.troubles.append(Trouble(key, fault))
        brought = self._watching.seen[before:]
        kept = keep(brought) or (brought[-1:] if self.troubles and self.troubles[-1].key == key else [])
        for page, answer in kept:
            self.pages.append(SeenPage(key, page, answer.content_type))


def looks_like_a_gateway(fault: AttestError) -> bool:
    """Whether what answered is likely the sign-in of a school's or a café's network, not the service."""
    return isinstance(fault, ForeignHostError | NotTheCabinetError)
