"""«Сброс пароля»: the login is typed, the new password comes by e-mail."""

from __future__ import annotations

from attest_desktop.service.errors import PageNotUnderstoodError
from attest_desktop.service.pages.account_form import TYPED, AccountForm, find_account_form
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.page import Page, new_lines
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission, press

PAGE = "Сброс пароля"


def find_reset(page: Page, site: SiteDescription) -> AccountForm | None:
    """The form; None when the page has none."""
    return find_account_form(page, site, "reset", {"user_name": TYPED}, secret=0)


def fill_reset(page: Page, site: SiteDescription, user_name: str) -> Submission:
    """The filled form. Raises PageNotUnderstoodError."""
    form = find_reset(page, site)
    if form is None:
        raise PageNotUnderstoodError(PAGE, "форма с полем «Введите логин» и кнопкой «Сбросить пароль»")
    return press(page, form.submit, form.filled({"user_name": user_name}), site.refused, page_name=PAGE)


def success_words(after: Page, before: Page, site: SiteDescription) -> tuple[str, ...]:
    """What the page newly says when it says that the password was reset; else nothing."""
    lines = new_lines(after, before)
    return lines if any(contains(line, site.words("reset", "done")) for line in lines) else ()
