"""«Изменить пароль»: the old password, the new one twice."""

from __future__ import annotations

from attest_desktop.service.errors import PageNotUnderstoodError
from attest_desktop.service.pages.account_form import SECRET, AccountForm, find_account_form
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.page import Page, new_lines
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission, press

PAGE = "Изменить пароль"


def find_password(page: Page, site: SiteDescription) -> AccountForm | None:
    """The form; None when the page has none."""
    wanted = {"old": SECRET, "new": SECRET, "repeat": SECRET}
    return find_account_form(page, site, "password", wanted, secret=3)


def fill_password(page: Page, site: SiteDescription, old: str, new: str) -> Submission:
    """The filled form. Raises PageNotUnderstoodError."""
    form = find_password(page, site)
    if form is None:
        raise PageNotUnderstoodError(
            PAGE, "форма с полями «Текущий пароль», «Новый пароль», «Подтверждение пароля»"
        )
    filled = form.filled({"old": old, "new": new, "repeat": new})
    return press(page, form.submit, filled, site.refused, page_name=PAGE)


def says_changed(after: Page, before: Page, site: SiteDescription) -> bool:
    """Whether the page newly says that the password was changed."""
    return any(contains(line, site.words("password", "done")) for line in new_lines(after, before))
