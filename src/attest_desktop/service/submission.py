"""Sending a form as a browser would: what the page put into it, what was filled in, and the pressed button."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from attest_desktop.service.errors import PageNotUnderstoodError, RefusedControlError
from attest_desktop.service.gate import Marks, marks_of
from attest_desktop.service.reading.charset import known_encoding
from attest_desktop.service.reading.controls import (
    EVENT_ARGUMENT,
    EVENT_TARGET,
    RefusedControl,
    SubmitControl,
    buttons,
    is_button,
    is_disabled,
)
from attest_desktop.service.reading.forms import kind_of
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PostBack, web_forms
from attest_desktop.service.refusal import RefusedWords

MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file chosen in a file field."""

    file_name: str
    content: bytes


Filled = Mapping[HtmlElement, "str | tuple[str, ...] | ChosenFile"]
"""What is filled in: typed or chosen; several values of one list are a tuple."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file field as sent; nothing chosen is an empty name and no bytes."""

    name: str
    file: ChosenFile


Part = tuple[str, str] | FilePart


@dataclass(frozen=True, slots=True)
class Submission:
    """A form ready to be sent: lower-case method, absolute address, parts in the page's order."""

    method: str
    address: str
    parts: tuple[Part, ...]
    multipart: bool
    encoding: str
    marks: Marks

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value of everything but files."""
        return tuple(part for part in self.parts if isinstance(part, tuple))

    def check(self) -> None:
        """The last gate. Raises RefusedControlError."""
        names = ((part.name, "") for part in self.parts if isinstance(part, FilePart))
        self.marks.stop(self.method, self.address, (*self.pairs, *names))


def _select_values(element: HtmlElement) -> Iterator[str]:
    options = [one for one in element.iter("option") if ancestor(one, "select") is element]

    def off(option: HtmlElement) -> bool:
        group = ancestor(option, "optgroup")
        return option.get("disabled") is not None or (group is not None and group.get("disabled") is not None)

    chosen = [one for one in options if one.get("selected") is not None]
    if element.get("multiple") is None:
        size = element.get("size") or "1"
        chosen = chosen[-1:] or ([one for one in options if not off(one)][:1] if size.strip() in ("", "1") else [])
    for option in chosen:
        if not off(option):
            value = option.get("value")
            yield value if value is not None else text_of(option)


def _own_parts(element: HtmlElement, name: str, encoding: str, multipart: bool) -> Iterator[Part]:
    """What a browser sends for a field that nobody touched."""
    kind = kind_of(element)
    if kind == "select":
        for value in _select_values(element):
            yield name, value
    elif kind == "textarea":
        text = (element.text or "").replace("\r\n", "\n").replace("\r", "\n")
        yield name, text.removeprefix("\n").replace("\n", "\r\n")
    elif kind in ("checkbox", "radio"):
        if element.get("checked") is not None:
            value = element.get("value")
            yield name, "on" if value is None else value
    elif kind == "file":
        if multipart:
            yield FilePart(name, ChosenFile("", b""))
        else:
            yield name, ""
    elif kind == "hidden" and name.lower() == "_charset_":
        yield name, {"cp1251": "windows-1251"}.get(encoding, encoding)
    else:
        yield name, element.get("value") or ""


def press(
    page: Page,
    control: SubmitControl | PostBack,
    filled: Filled,
    refused: RefusedWords,
    *,
    page_name: str,
) -> Submission:
    """The form as sent by pressing the control, with these fields filled in.

    Raises RefusedControlError when the result could not be told from pressing a refused control, and
    PageNotUnderstoodError when the form cannot carry what was filled in without the page's scripts.
    """
    if not isinstance(control, SubmitControl | PostBack):
        raise RefusedControlError
    if isinstance(control, PostBack) and control.page is not page:
        raise ValueError("a postback goes with the hidden fields of its own page")
    _tell_apart(page, control, refused)
    wants_file = any(isinstance(value, ChosenFile) for value in filled.values())
    multipart = control.enctype == MULTIPART and control.method == "post"
    if wants_file and not multipart:
        raise PageNotUnderstoodError(page_name, "форма, которая отправляет файл без участия сценариев страницы")
    if control.method == "dialog":
        raise PageNotUnderstoodError(page_name, "обычная форма отправки")
    encoding = _form_encoding(page, control.form)
    events = _events(page, control)
    parts: list[Part] = []
    for element in page.controls_of(control.form):
        if element is control.element:
            parts += control.entries
            continue
        name = element.get("name") or ""
        if is_button(element) or not name or is_disabled(element) or ancestor(element, "datalist") is not None:
            continue
        value = filled.get(element, events.get(name))
        if isinstance(value, ChosenFile):
            parts.append(FilePart(name, value))
        elif isinstance(value, tuple):
            parts += [(name, one) for one in value]
        elif value is not None:
            parts.append((name, value))
        else:
            parts += _own_parts(element, name, encoding, multipart)
    submission = Submission(
        control.method, control.action, tuple(parts), multipart, encoding, marks_of(page, refused)
    )
    submission.check()
    return submission


def _events(page: Page, control: SubmitControl | PostBack) -> dict[str, str]:
    """What the fields of a Web Form say of what was touched; a pressed button leaves them empty."""
    if isinstance(control, PostBack):
        return {EVENT_TARGET: control.target, EVENT_ARGUMENT: control.argument}
    return {EVENT_TARGET: "", EVENT_ARGUMENT: ""} if control.form in web_forms(page) else {}


def _tell_apart(page: Page, control: SubmitControl | PostBack, refused: RefusedWords) -> None:
    """Refuse when a refused button of the same form would send the very same request: scripts tell them apart."""
    for other in buttons(page, refused, control.form):
        if isinstance(other, RefusedControl):
            same_place = other.address == control.action
            if control.entries == () and isinstance(control, PostBack):
                continue  # events are told apart by the gate
            if same_place and sorted(other.entries) == sorted(control.entries):
                raise RefusedControlError(
                    "На странице «Аттестовать» нельзя отличить от прикрепления файла, поэтому файл не отправлен."
                )


def _form_encoding(page: Page, form: HtmlElement) -> str:
    for name in (form.get("accept-charset") or "").replace(",", " ").split():
        known = known_encoding(name)
        if known is not None and known != "utf-16":
            return known
    return page.encoding


def address_with_query(submission: Submission) -> str:
    """Where a form of method GET leads: its address with the pairs in place of any query."""
    query = urlencode(submission.pairs, encoding=submission.encoding, errors="xmlcharrefreplace")
    return urlunsplit(urlsplit(submission.address)._replace(query=query))


def encode_plain(submission: Submission) -> bytes:
    """The body of a form without files."""
    return urlencode(submission.pairs, encoding=submission.encoding, errors="xmlcharrefreplace").encode("ascii")


def _quoted(text: str, encoding: str) -> bytes:
    # As the HTML standard has it; anything else could end the header early.
    escaped = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = escaped.replace("\n", "%0D%0A").replace('"', "%22").replace("\x00", "")
    return escaped.encode(encoding, "xmlcharrefreplace")


def encode_multipart(submission: Submission) -> tuple[str, bytes]:
    """Content type and body of a form with files."""
    contents = [part.file.content for part in submission.parts if isinstance(part, FilePart)]
    boundary = f"----attest{secrets.token_hex(16)}"
    while any(boundary.encode() in content for content in contents):
        boundary = f"----attest{secrets.token_hex(16)}"
    pieces: list[bytes] = []
    for part in submission.parts:
        name = part.name if isinstance(part, FilePart) else part[0]
        head = b'--%s\r\nContent-Disposition: form-data; name="%s"' % (
            boundary.encode(),
            _quoted(name, submission.encoding),
        )
        if isinstance(part, FilePart):
            kind = mimetypes.guess_type(part.file.file_name)[0] or "application/octet-stream"
            pieces.append(
                b'%s; filename="%s"\r\nContent-Type: %s\r\n\r\n'
                % (head, _quoted(part.file.file_name, submission.encoding), kind.encode())
            )
            pieces.append(part.file.content)
        else:
            pieces.append(b"%s\r\n\r\n" % head)
            pieces.append(part[1].encode(submission.encoding, "xmlcharrefreplace"))
        pieces.append(b"\r\n")
    pieces.append(b"--%s--\r\n" % boundary.encode())
    return f"{MULTIPART}; boundary={boundary}", b"".join(pieces)
