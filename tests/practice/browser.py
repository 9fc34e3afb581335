"""A browser small enough for tests: it finds forms by the words on their buttons and sends all that they carry."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlparse

import requests
from lxml import html

from attest_desktop.practice import PracticeAccount, PracticeServer, Row

File = tuple[str, bytes]


class Browser:
    """One visitor; `page` is the last page seen, `answer` the last answer."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        self.session = requests.Session()
        # Proxies of this machine are not asked: the service is on it.
        self.session.trust_env = False
        self.answer = requests.Response()

    def close(self) -> None:
        self.session.close()

    @property
    def page(self) -> html.HtmlElement:
        tree: html.HtmlElement = html.fromstring(self.answer.content)
        return tree

    @property
    def path(self) -> str:
        return urlparse(self.answer.url).path

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    @property
    def errors(self) -> list[str]:
        found = self.page.xpath("//div[contains(@class, 'validation-summary-errors')]//li")
        return [item.text_content() for item in found]

    def open(self, path: str = "") -> Browser:
        """Open a page by its path under `/cpnew/` or by a link as it stands on the page."""
        base = self.answer.url if path.startswith("/") else self.server.url
        self.answer = self.session.get(urljoin(base or self.server.url, path), timeout=10)
        return self

    def link(self, text: str, within: html.HtmlElement | None = None) -> str:
        """Address of the first link with this text."""
        scope = self.page if within is None else within
        for anchor in scope.xpath(".//a"):
            if " ".join(anchor.text_content().split()) == text:
                return str(anchor.get("href"))
        raise LookupError(text)

    def follow(self, text: str, within: html.HtmlElement | None = None) -> Browser:
        return self.open(self.link(text, within))

    def fields(self, button: str, within: html.HtmlElement | None = None) -> tuple[str, list[tuple[str, str]]]:
        """Address and fields of the form with this button, the button's own too, as a browser would send."""
        scope = self.page if within is None else within
        for form in scope.xpath(".//form"):
            for pressed in form.xpath(".//input[@type='submit'] | .//button"):
                if (pressed.get("value") or pressed.text_content()).strip() == button:
                    fields = _successful(form)
                    if pressed.get("name"):
                        fields.append((pressed.get("name"), pressed.get("value", "")))
                    return urljoin(self.answer.url, form.get("action")), fields
        raise LookupError(button)

    def press(
        self,
        button: str,
        changes: Mapping[str, str | list[str]] | None = None,
        *,
        within: html.HtmlElement | None = None,
        file: File | None = None,
        follow: bool = True,
    ) -> Browser:
        """Send the form with this button, with the fields of `changes` (by name) put in place of what it has."""
        url, fields = self.fields(button, within)
        changed = dict(changes or {})
        kept = [(name, value) for name, value in fields if name not in changed]
        for name, value in changed.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        files = {"ConclusionFile": (file[0], file[1], "application/pdf")} if file else None
        self.answer = self.session.post(url, data=kept, files=files, timeout=10, allow_redirects=follow)
        return self

    def sign_in(self, account: PracticeAccount) -> Browser:
        self.open("Account/Login")
        return self.press("Войти", {"UserName": account.user_name, "Password": account.password})

    def table_row(self, name: str) -> html.HtmlElement:
        """The row of the attestation table with this name; opens the page."""
        self.open("Expert/Attestation")
        for row in self.page.xpath("//table[contains(@class, 'attestees')]/tbody/tr"):
            if name in row.text_content():
                return row
        raise LookupError(name)

    def attach(self, row: Row, file: File, *, follow: bool = True) -> Browser:
        """Choose a file in the attestee's row and press «Прикрепить»."""
        element = self.table_row(row.person.full_name)
        return self.press("Прикрепить", within=element, file=file, follow=follow)


def _successful(form: html.HtmlElement) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for control in form.xpath(".//input | .//select"):
        name, kind = control.get("name"), control.get("type", "")
        if not name or kind in ("submit", "file"):
            continue
        if control.tag == "select":
            chosen = control.xpath(".//option[@selected]") or ([] if control.get("multiple") else [control[0]])
            fields += [(name, option.get("value", "")) for option in chosen]
        elif kind != "checkbox" or control.get("checked") is not None:
            fields.append((name, control.get("value", "")))
    return fields
