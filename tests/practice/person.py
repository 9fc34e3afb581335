"""A browser for tests that goes by what a page says: posts pages back, chooses from lists, encodes as asked."""

from __future__ import annotations

import re
import secrets
from urllib.parse import unquote, urlencode, urljoin, urlparse

import requests
from lxml import html
from lxml.html import HtmlElement as Element

from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, PracticeAccount, PracticeServer
from attest_desktop.practice.mvc import visit as mvc
from attest_desktop.practice.webforms import visit as webforms

File = tuple[str, bytes]
Entry = tuple[str, str | File]
_POST_BACK = re.compile(
    r"""(?:__doPostBack\(|WebForm_PostBackOptions\()\\?['"]([^'"\\]*)\\?['"],\s*\\?['"]([^'"\\]*)\\?['"]"""
)
_CONTROLS = ".//input | .//select | .//button"


def words(element: Element) -> str:
    """What a person reads in the element or on the button."""
    said = element.get("value") or element.get("alt") or "" if element.tag == "input" else element.text_content()
    return " ".join(said.replace("\u00a0", " ").split())


def visible(element: Element) -> bool:
    styles = "".join(one.get("style", "") for one in (element, *element.iterancestors()))
    return "hidden" not in styles and "none" not in styles


class Person:
    """One visitor; what is typed and chosen changes `page` as it does in a browser."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        self.session = requests.Session()
        # Proxies of this machine are not asked: the service is on it.
        self.session.trust_env = False
        self.answer = requests.Response()
        self.page: Element = html.fromstring("<p></p>")
        self.encoding = ""
        self._files: dict[Element, File] = {}

    # --- what is seen ---

    @property
    def path(self) -> str:
        return urlparse(self.answer.url).path

    @property
    def text(self) -> str:
        return words(self.page)

    @property
    def asked_to_sign_in(self) -> bool:
        return "Используйте учетную запись для входа." in self.text

    @property
    def errors(self) -> list[str]:
        """What is said in red."""
        lists = self.page.xpath("//*[contains(@class, 'validation-summary')]//li")
        return [
            words(one) for one in [*lists, *self.page.xpath("//span[contains(@style, 'Red')]")] if visible(one)
        ]

    @property
    def file_name(self) -> str:
        """Name of the downloaded file."""
        said = self.answer.headers["Content-Disposition"]
        if "filename*=UTF-8''" in said:
            return unquote(said.split("filename*=UTF-8''")[1])
        encoding = self.server.settings.encoding
        return said.split('filename="')[1].removesuffix('"').encode("latin-1").decode(encoding)

    def named(self, said: str, within: Element | None = None) -> Element:
        """The first link or button with these words."""
        scope = self.page if within is None else within
        for one in scope.xpath(".//a | .//input[@type='submit' or @type='image'] | .//button"):
            if words(one) == said:
                return one
        raise LookupError(said)

    def field(self, label: str) -> Element:
        """The field that the label, the cell before it or the text before it names."""
        for one in self.page.xpath("//label[@for]"):
            if words(one) == label:
                (found,) = self.page.xpath("//*[@id=$id]", id=one.get("for"))
                return found
        for one in self.page.xpath("//input[not(@type='hidden')] | //select"):
            cell = one.xpath("ancestor::td[1]/preceding-sibling::td[1]")
            if (cell and words(cell[0]) == label) or (one.getparent().text or "").strip() == label:
                return one
        raise LookupError(label)

    def options(self, label: str) -> list[str]:
        """Texts of the list, without the empty one."""
        return [words(one) for one in self.field(label).iter("option") if words(one)]

    # --- what is done ---

    def take(self, answer: requests.Response) -> Person:
        self.answer = answer
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.encoding = answer.headers["Content-Type"].partition("charset=")[2]
            self.page = html.fromstring(answer.content.decode(self.encoding))
            self._files = {}
        return self

    def open(self, path: str = "") -> Person:
        """A page by its path under `/cpnew/`."""
        return self.take(self.session.get(urljoin(self.server.url, path), timeout=10))

    def click(self, said: str, within: Element | None = None, *, follow: bool = True) -> Person:
        """Press what has these words."""
        control = self.named(said, within)
        if control.tag != "a":
            form = control.xpath("ancestor::form")[0]
            return self.send(form, self.entries(form, control), follow=follow)
        target = _POST_BACK.search(control.get("href"))
        if target is None:
            return self.take(self.session.get(urljoin(self.answer.url, control.get("href")), timeout=10))
        return self._post_back(target.group(1), target.group(2), follow=follow)

    def _post_back(self, target: str, argument: str, *, follow: bool = True) -> Person:
        (form,) = self.page.xpath("//form[@id='form1']")
        for name, value in (("__EVENTTARGET", target), ("__EVENTARGUMENT", argument)):
            form.xpath(f".//input[@name='{name}']")[0].set("value", value)
        return self.send(form, self.entries(form), follow=follow)

    def type(self, label: str, text: str) -> Person:
        self.field(label).set("value", text)
        return self

    def tick(self, label: str) -> Person:
        self.field(label).set("checked", "checked")
        return self

    def choose(self, label: str, *texts: str) -> Person:
        """Choose these options of a list; the page is sent back if the list asks for that."""
        chosen = self.field(label)
        left = list(texts)
        for option in chosen.iter("option"):
            option.attrib.pop("selected", None)
            if words(option) in left:
                left.remove(words(option))
                option.set("selected", "selected")
        if left:
            raise LookupError(left[0])
        target = _POST_BACK.search(chosen.get("onchange", ""))
        return self._post_back(target.group(1), target.group(2)) if target else self

    def choose_file(self, within: Element, file: File) -> Person:
        (field,) = within.xpath(".//input[@type='file']")
        self._files[field] = file
        return self

    def entries(self, form: Element, pressed: Element | None = None) -> list[Entry]:
        """What the form sends when this button is pressed."""
        found: list[Entry] = []
        for one in form.xpath(_CONTROLS):
            name, kind = one.get("name", ""), one.get("type", "")
            if one is pressed and kind == "image":
                found += [(f"{name}.x", "7"), (f"{name}.y", "5")]
            elif name and (one is pressed or kind not in ("submit", "image", "button")):
                found += [(name, value) for value in self._values(one)]
        return found

    def _values(self, one: Element) -> list[str | File]:
        if one.tag == "select":
            chosen = one.xpath(".//option[@selected]") or (
                [] if one.get("multiple") else one.xpath(".//option")[:1]
            )
            return [option.get("value", words(option)) for option in chosen]
        if one.get("type") == "file":
            return [self._files.get(one, ("", b""))]
        if one.get("type") == "checkbox":
            return [one.get("value", "on")] if one.get("checked") is not None else []
        return [one.get("value", "")]

    def send(self, form: Element, entries: list[Entry], *, follow: bool = True) -> Person:
        """Send these entries to where the form goes, in the page's encoding."""
        if form.get("enctype") == "multipart/form-data":
            kind, body = self._multipart(entries)
        else:
            kind = "application/x-www-form-urlencoded"
            body = urlencode(entries, encoding=self.encoding, errors="xmlcharrefreplace").encode()
        address = urljoin(self.answer.url, form.get("action"))
        return self.take(
            self.session.post(
                address, data=body, headers={"Content-Type": kind}, timeout=10, allow_redirects=follow
            )
        )

    def _multipart(self, entries: list[Entry]) -> tuple[str, bytes]:
        def coded(text: str) -> bytes:
            return text.replace('"', "%22").encode(self.encoding, "xmlcharrefreplace")

        boundary = b"----person" + secrets.token_hex(8).encode()
        pieces = []
        for name, value in entries:
            head = b'--%s\r\nContent-Disposition: form-data; name="%s"' % (boundary, coded(name))
            if isinstance(value, str):
                content = value.encode(self.encoding, "xmlcharrefreplace")
            else:
                head += b'; filename="%s"\r\nContent-Type: application/octet-stream' % coded(value[0])
                content = value[1]
            pieces.append(head + b"\r\n\r\n" + content + b"\r\n")
        return f"multipart/form-data; boundary={boundary.decode()}", b"".join(pieces) + b"--%s--\r\n" % boundary

    # --- the cabinet ---

    def sign_in(self, account: PracticeAccount = SAMPLE_ACCOUNT, *, password: str = "") -> Person:
        if not self.asked_to_sign_in:
            self.open("Expert")
        self.type("Имя пользователя", account.user_name).type("Пароль", password or account.password)
        return self.click(
            "Войти", self.page.xpath("//input[@type='password']/ancestor::table | //section//form")[0]
        )

    def arrive(self, account: PracticeAccount = SAMPLE_ACCOUNT) -> Person:
        """Open the home page as one who signed in before: the form is not filled in for every test."""
        visit = webforms.Visit if self.server.dialect is Dialect.WEBFORMS else mvc.Visit
        name, path = visit.session_cookie
        key = self.server.state.sessions.open(account.user_name)
        self.session.cookies.set(name, key, domain="127.0.0.1", path=path)
        return self.open("Expert")

    def headers(self) -> list[str]:
        return [words(cell) for cell in self._lines()[0]]

    def _lines(self) -> list[Element]:
        (table,) = self.page.xpath("//table[contains(@class, 'attestees')]")
        return [row for row in table.xpath("./tr | ./thead/tr | ./tbody/tr") if not row.xpath("./td[@colspan]")]

    def rows(self) -> list[Element]:
        """Rows of this page of the attestation table."""
        return self._lines()[1:]

    def row(self, name: str) -> Element:
        """The attestee's row, on whichever page of the table; opens it."""
        self.click("Аттестация")
        number = 1
        while True:
            for row in self.rows():
                if name in words(row):
                    return row
            number += 1
            self.click(str(number))

    def attach(self, name: str, file: File, *, follow: bool = True) -> Person:
        """Choose a file in the attestee's row and press «Прикрепить»."""
        row = self.row(name)
        return self.choose_file(row, file).click("Прикрепить", row, follow=follow)
