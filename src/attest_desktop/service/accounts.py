"""Registration, a reset and a change of the password: each a conversation of a few pages.

Nothing that was typed, no link and no word of the pages is logged.
"""

from __future__ import annotations

import logging
from urllib.parse import urljoin, urlsplit

from attest_desktop.domain.credentials import MAIL_DOES_NOT_COME, password_faults, registration_faults
from attest_desktop.service.account_errors import (
    AccountOutcomeUnknownError,
    LinkNotGoodError,
    PasswordRefusedError,
    RegistrationRefusedError,
    ResetRefusedError,
    RuleBrokenError,
)
from attest_desktop.service.address import is_own
from attest_desktop.service.errors import (
    ForeignHostError,
    NoNetworkError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ServerFaultError,
    SessionExpiredError,
    TimedOutError,
)
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages import password, registration, reset
from attest_desktop.service.pages.recognise import find_way, is_cabinet, needs_profile
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.messages import error_words, refusal_words
from attest_desktop.service.reading.page import Page, new_lines
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission
from attest_desktop.service.transport import Answer, Transport

logger = logging.getLogger(__name__)
_LONGEST = 400
_STRANGE = "Сервис ответил страницей, не похожей на личный кабинет."
_REGISTERED_OR_NOT = (
    "Прошла ли регистрация, неизвестно.",
    "Попробуйте войти с этим именем и паролем. Если не получится, откройте ссылку ещё раз.",
)
_CHANGED_OR_NOT = (
    "Изменён ли пароль, неизвестно.",
    "Выйдите и войдите с новым паролем; если сервис его не примет, действует прежний.",
)


def send_form(transport: Transport, submission: Submission, unknown: str, todo: str) -> Answer:
    """Send a form of the account. Raises AccountOutcomeUnknownError with these words when no answer comes."""
    try:
        answer = transport.send(submission)
    except (NoNetworkError, TimedOutError) as fault:
        raise AccountOutcomeUnknownError(f"{fault.what} {unknown}", todo) from fault
    if answer.status >= 500 or answer.status == 429:
        raise ServerFaultError(answer.status)
    return answer


def no_words(after: Page, before: Page, site: SiteDescription) -> str:
    """How the page says no to what was sent from `before`; empty when it does not."""
    refusals = (*site.words("answers", "refusal"), *site.words("answers", "account_refusal"))
    return refusal_words(after, before, refusals)


def said_anew(after: Page, before: Page) -> str:
    """What the page says when it shows a form again for a reason that no words of ours fit."""
    return error_words(after) or " ".join(new_lines(after, before))[:_LONGEST]


class AccountSteps:
    """The conversations, over one session with the service."""

    def __init__(self, transport: Transport, navigator: Navigator, site: SiteDescription) -> None:
        self._transport = transport
        self._navigator = navigator
        self._site = site

    # --- registration ---

    def register(self, link: str, user_name: str, password: str) -> bool:
        """Make the account that the personal link is for; whether the service also signed it in.

        Raises RuleBrokenError and ForeignHostError before anything is sent, LinkNotGoodError when the link opens
        no registration, RegistrationRefusedError with the site's words.
        """
        faults = registration_faults(user_name, password, password)
        if faults:
            raise RuleBrokenError(faults)
        page = self._registration_page(self._own_link(link))
        form = registration.find_registration(page, self._site)
        said = error_words(page)
        bad_link = self._site.words("registration", "bad_link")
        if form is None or contains(said, bad_link):
            if said:
                raise LinkNotGoodError(f"Ответ сервиса: «{said}»")
            raise PageNotUnderstoodError(registration.PAGE, registration.FORM)
        answer = send_form(
            self._transport,
            registration.fill_registration(page, form, self._site, user_name, password),
            *_REGISTERED_OR_NOT,
        )
        after = self._navigator.parse(answer)
        words = no_words(after, page, self._site)
        asked_again = registration.find_registration(after, self._site) is not None
        # The first thing that a newcomer reads may be that the profile is not filled.
        if asked_again or answer.status >= 400 or (words and not needs_profile(after, self._site)):
            said = words or said_anew(after, page)
            # What the page has said from the beginning, not marked as an error: a hint, or else the reason.
            said = said or " ".join(one for one in after.lines if contains(one, bad_link))
            if contains(said, bad_link):
                raise LinkNotGoodError(f"Ответ сервиса: «{said}»")
            raise RegistrationRefusedError(said)
        if not is_cabinet(after, self._site):
            raise AccountOutcomeUnknownError(f"{_STRANGE} {_REGISTERED_OR_NOT[0]}", _REGISTERED_OR_NOT[1])
        logger.info("registered")
        return find_sign_in(after, self._site) is None and self._let_in()

    def _own_link(self, link: str) -> str:
        """The link as an address of the cabinet's own host and scheme."""
        text = "".join(link.split())  # mail programs break long links
        server = self._transport.server
        if "://" not in text:
            text = f"{urlsplit(server).scheme}://{text}"
        try:
            parts = urlsplit(text)
            host, scheme = parts.hostname or "", parts.scheme.lower()
            _ = parts.port  # is there to be read, or this is no address
        except ValueError:
            host, scheme = "", ""
        if scheme not in ("http", "https") or not host:
            raise LinkNotGoodError("Это не ссылка.")
        if not is_own(server, text):
            todo = "Сверьте ссылку с письмом координатора и адрес сервиса в настройках. Программа туда не пошла."
            if is_own(server, f"https{text[len(scheme) :]}") and scheme == "http":
                raise ForeignHostError(
                    "Ссылка ведёт на незащищённый адрес сервиса (http://).",
                    "Замените в ней начало http:// на https:// и повторите. Программа туда не пошла.",
                )
            raise ForeignHostError(f"Ссылка ведёт не на сервис, а на другой адрес: {host}.", todo)
        return text

    def _registration_page(self, address: str) -> Page:
        answer = self._transport.get(address)
        if answer.status >= 500 or answer.status == 429:
            raise ServerFaultError(answer.status)
        page = self._navigator.parse(answer)
        if registration.find_registration(page, self._site) is not None:
            return page
        if answer.status >= 400:
            raise LinkNotGoodError(f"Страница по этой ссылке не открывается (ответ {answer.status}).")
        if find_sign_in(page, self._site) is not None:
            raise LinkNotGoodError("По этой ссылке открывается страница входа, а не регистрация.")
        if not is_cabinet(page, self._site):
            raise NotTheCabinetError("По ссылке открылась страница, не похожая на личный кабинет.")
        return page

    def _let_in(self) -> bool:
        try:
            self._navigator.home()
        except SessionExpiredError:
            return False
        return True

    # --- a forgotten password ---

    def reset_password(self, user_name: str) -> tuple[str, ...]:
        """Have a new password mailed; what the site says to that, line by line. Raises ResetRefusedError."""
        name = user_name.strip()
        if not name:
            raise RuleBrokenError(("Введите логин (имя пользователя).",))
        page = self._reset_page()
        answer = send_form(
            self._transport,
            reset.fill_reset(page, self._site, name),
            "Сброшен ли пароль, неизвестно.",
            f"Проверьте электронную почту и только потом повторите. {MAIL_DOES_NOT_COME}",
        )
        after = self._navigator.parse(answer)
        done = reset.success_words(after, page, self._site)
        if done:
            logger.info("password reset")
            return done
        words = no_words(after, page, self._site)
        if words or answer.status >= 400:
            raise ResetRefusedError(words or said_anew(after, page))
        raise AccountOutcomeUnknownError(
            "Сервис не сказал, сброшен ли пароль.", f"Проверьте электронную почту. {MAIL_DOES_NOT_COME}"
        )

    def _reset_page(self) -> Page:
        path = self._site.paths["reset"]
        if path:
            answer = self._transport.get(urljoin(self._transport.server, path))
        else:
            way = find_way(self._navigator.sign_in_page(), self._site, "reset", "link")
            if way is None:
                raise PageNotUnderstoodError("Войти", f"ссылка «{self._site.name('reset', 'link')}»")
            answer = self._navigator.follow(way)
        if answer.status >= 500 or answer.status == 429:
            raise ServerFaultError(answer.status)
        return self._navigator.parse(answer)

    # --- another password ---

    def change_password(self, old: str, new: str, repeat: str) -> None:
        """Give the account another password. Raises RuleBrokenError, PasswordRefusedError."""
        faults = (() if old else ("Введите текущий пароль.",)) + password_faults(new, repeat)
        if faults:
            raise RuleBrokenError(faults)
        page = self._password_page()
        answer = send_form(
            self._transport,
            password.fill_password(page, self._site, old, new),
            *_CHANGED_OR_NOT,
        )
        if answer.status in (401, 403):
            raise SessionExpiredError
        after = self._navigator.parse(answer)
        if password.says_changed(after, page, self._site):
            logger.info("password changed")
            return
        words = no_words(after, page, self._site)
        if words or answer.status >= 400:
            raise PasswordRefusedError(words or said_anew(after, page))
        if find_sign_in(after, self._site) is not None:
            # Either the session had ended, or the service wants the new password typed at once.
            raise AccountOutcomeUnknownError(
                "Сервис просит войти снова и не говорит, изменён ли пароль.",
                "Войдите с новым паролем; если сервис его не примет, действует прежний.",
            )
        if password.find_password(after, self._site) is not None:
            raise PasswordRefusedError(said_anew(after, page))
        if not is_cabinet(after, self._site):
            raise AccountOutcomeUnknownError(f"{_STRANGE} {_CHANGED_OR_NOT[0]}", _CHANGED_OR_NOT[1])
        logger.info("password changed")

    def _password_page(self) -> Page:
        path = self._site.paths["password"]
        if path:
            return self._navigator.fetch(urljoin(self._transport.server, path), password.PAGE)
        page = self._navigator.page("profile")
        if password.find_password(page, self._site) is not None:
            return page
        way = find_way(page, self._site, "password", "link")
        if way is None:
            raise PageNotUnderstoodError("Личный кабинет", f"ссылка «{self._site.name('password', 'link')}»")
        return self._navigator.open(way, password.PAGE)
