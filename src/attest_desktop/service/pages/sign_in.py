"""The sign-in page («Войти»)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.service.errors import PageNotUnderstoodError
from attest_desktop.service.reading.controls import SubmitControl, buttons
from attest_desktop.service.reading.forms import TEXT_KINDS, fields, find_field
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page, is_hidden
from attest_desktop.service.reading.postbacks import PostBack, events
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission, press

PAGE = "Войти"


@dataclass(frozen=True, slots=True, eq=False)
class SignInForm:
    """Where to type the user name and the password, and what to press."""

    user_name: HtmlElement
    password: HtmlElement
    submit: SubmitControl | PostBack


def find_sign_in(page: Page, site: SiteDescription) -> SignInForm | None:
    """The sign-in form of the page; None when this is not the sign-in page."""
    for form in page.forms:
        secret = [one for one in fields(page, form) if one.kind == "password" and not is_hidden(one.element)]
        if len(secret) != 1:
            continue  # registration and change of password ask for two and more
        user_name = find_field(page, form, site.words("sign_in", "user_name"), TEXT_KINDS)
        password = find_field(page, form, site.words("sign_in", "password"), frozenset({"password"}))
        if user_name and password:
            submit = _submit(page, form, password[0].element, site)
            if submit is not None:
                return SignInForm(user_name[0].element, password[0].element, submit)
    return None


def _submit(
    page: Page, form: HtmlElement, password: HtmlElement, site: SiteDescription
) -> SubmitControl | PostBack | None:
    """The button of the form, or else the link after the password that sends it."""
    labels = site.words("sign_in", "submit")
    submits = [one for one in buttons(page, site.refused, form) if isinstance(one, SubmitControl)]
    named = [one for one in submits if any(match(text, labels) for text in one.words)]
    if named:
        return named[0] if len(named) == 1 else None
    after: set[HtmlElement] = set()
    for one in page.root.iter():
        if one is password or after:
            after.add(one)
    posts = [one for one in events(page, site.refused) if one.form is form and one.element in after]
    fitting = [one for one in posts if any(match(text, labels) for text in one.words)]
    return fitting[0] if len({one.key for one in fitting}) == 1 else None


def fill_sign_in(page: Page, site: SiteDescription, user_name: str, password: str) -> Submission:
    """The filled form. Raises PageNotUnderstoodError when the page has none."""
    form = find_sign_in(page, site)
    if form is None or form.submit.method != "post":
        # A password never goes into an address.
        raise PageNotUnderstoodError(PAGE, "форма с полями «Имя пользователя» и «Пароль» и кнопкой «Войти»")
    filled = {form.user_name: user_name, form.password: password}
    return press(page, form.submit, filled, site.refused, page_name=PAGE)
