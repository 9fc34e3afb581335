"""Registration («Создайте новую учетную запись»), opened by the coordinator's personal link."""

from __future__ import annotations

from attest_desktop.service.pages.account_form import SECRET, TYPED, AccountForm, find_account_form
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission, press

PAGE = "Регистрация"
FORM = "форма с полями «Имя пользователя», «Пароль», «Подтверждение пароля» и кнопкой «Зарегистрироваться»"


def find_registration(page: Page, site: SiteDescription) -> AccountForm | None:
    """The registration form; None when the page has none."""
    wanted = {"user_name": TYPED, "password": SECRET, "repeat": SECRET}
    return find_account_form(page, site, "registration", wanted, secret=2)


def fill_registration(
    page: Page, form: AccountForm, site: SiteDescription, user_name: str, password: str
) -> Submission:
    """The filled form."""
    filled = form.filled({"user_name": user_name, "password": password, "repeat": password})
    return press(page, form.submit, filled, site.refused, page_name=PAGE)
