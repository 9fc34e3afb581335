"""One visitor's request in this dialect: view state, event validation, page rendering. Shared by all its pages."""

from __future__ import annotations

import json
import re
import secrets
import string
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, abort, g, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.state import AccountState
from attest_desktop.practice.visit import BASE, BaseVisit
from attest_desktop.practice.webforms.controls import SIGN_OUT, Kind, Listed, PageForm, short, unique
from attest_desktop.practice.webforms.sealing import Seal

LOGIN_PAGE = "Account/Login.aspx"
SIGN_IN = f"{BASE}/{LOGIN_PAGE}"
HOME = f"{BASE}/Expert/Default.aspx"
EDIT_PROFILE = f"{BASE}/Expert/EditProfile.aspx"
_SESSION_ID = "ASP.NET_SessionId"
_ESCAPE = re.compile(r"%[0-9A-F]{2}")
# Every view state of ASP.NET begins so: «/wEP» in base64.
_FORMAT = b"\xff\x01\x0f"

MAC_FAILED = (
    "Validation of viewstate MAC failed. If this application is hosted by a Web Farm or cluster, ensure that "
    "<machineKey> configuration specifies the same validationKey and validation algorithm. AutoGenerate cannot "
    "be used in a cluster."
)
INVALID_POSTBACK = (
    "Invalid postback or callback argument. Event validation is enabled using <pages enableEventValidation="
    '"true"/> in configuration or <%@ Page EnableEventValidation="true" %> in a page.'
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A page that was posted back.

    `event` is the control that did it, «» when none; `raised` are all controls that might have.
    """

    event: str
    argument: str
    raised: tuple[str, ...]
    state: Mapping[str, Any]

    def text(self, control: str) -> str:
        """What was typed or chosen in a control."""
        return request.form.get(unique(control), "")

    def all(self, control: str) -> list[str]:
        """Everything chosen in a list."""
        return request.form.getlist(unique(control))

    def file(self, control: str) -> FileStorage | None:
        """The file field's file."""
        return request.files.get(unique(control))

    @property
    def filled_file_fields(self) -> list[str]:
        """File fields in which a file was chosen."""
        return [short(name) for name, file in request.files.items(multi=True) if file.filename]


class Visit(BaseVisit):
    """What pages need of a request, over one cabinet."""

    session_cookie = (".ASPXAUTH", "/")

    def __init__(self, cabinet: Cabinet) -> None:
        super().__init__(cabinet)
        self._seal = Seal()

    def to_sign_in(self) -> AnyResponse:
        """The redirect to the sign-in page, which leads back here."""
        return redirect(f"{SIGN_IN}?ReturnUrl={escaped(request.full_path.removesuffix('?'))}")

    # --- postbacks ---

    def check_post(self) -> None:
        """Take in a page posted back, as `g.posted`, or refuse it by the page that ASP.NET shows then (500).

        The link that signs out is on every page, so it is answered here.
        """
        page = request.path.removeprefix(f"{BASE}/")
        view_state = request.form.get("__VIEWSTATE", "")
        content = self._seal.open(view_state, "state", *self._context(page))
        unchanged = request.form.get("__VIEWSTATEGENERATOR") == _generator(page)
        stale = self.cabinet.faults.strike(Fault.TOKEN_STALE, self.asked)
        if content is None or not unchanged or stale:
            abort(self.failed(MAC_FAILED))
        marks = self._seal.open(request.form.get("__EVENTVALIDATION", ""), "events", view_state)
        posted = _posted(Listed(marks), json.loads(content.removeprefix(_FORMAT))) if marks is not None else None
        if posted is None:
            abort(self.failed(INVALID_POSTBACK))
        if posted.event == SIGN_OUT:
            self.close_session()
            abort(redirect(SIGN_IN))
        g.posted = posted

    def _context(self, page: str) -> tuple[str, str, str]:
        account: AccountState | None = g.get("account")
        if "session_id" not in g:
            g.session_id = request.cookies.get(_SESSION_ID) or _new_session_id()
        return page.lower(), g.session_id, account.user_name if account else ""

    # --- answers ---

    def page(
        self,
        page: str,
        template: str,
        /,
        *,
        state: Mapping[str, Any] | None = None,
        query: str = "",
        **values: Any,
    ) -> Response:
        """A page of the dialect; `page` is its path under `/cpnew/`, `state` what it knows when posted back."""
        form = PageForm()
        content = json.dumps(state or {}, ensure_ascii=False).encode()
        view_state = self._seal.close(_FORMAT + content, "state", *self._context(page))
        folder, _, name = page.rpartition("/")
        # A page shown in another's place says the whole way to itself.
        here = request.path.rpartition("/")[0] == f"{BASE}/{folder}"
        return self.html(
            template,
            f=form,
            action=(f"./{name}" if here else f"{BASE}/{page}") + query,
            view_state=view_state,
            generator=_generator(page),
            previous_page=self._seal.close(page.encode(), "previous"),
            event_validation=lambda: self._seal.close(form.marks, "events", view_state),
            **values,
        )

    def failed(self, heading: str, *, status: int = 500, advice: str = "") -> Response:
        """The page of an error, which has no form."""
        title, other = wording.OTHER_ERROR
        return self.html("error.html", status=status, title=title, heading=heading, advice=advice or other)

    def finish(self, response: AnyResponse) -> AnyResponse:
        """What every answer gets: the cookie of the session, and no caching of pages."""
        if "session_id" in g and request.cookies.get(_SESSION_ID) != g.session_id:
            response.set_cookie(_SESSION_ID, g.session_id, path="/", httponly=True)
        return super().finish(response)


def escaped(address: str) -> str:
    """An address as ASP.NET writes it into another one's query: escapes in small letters."""
    return _ESCAPE.sub(lambda escape: escape.group().lower(), quote(address, safe=""))


def _generator(page: str) -> str:
    return f"{zlib.crc32(page.lower().encode()):08X}"


def _new_session_id() -> str:
    return "".join(secrets.choice(string.ascii_lowercase + "012345") for _ in range(24))


def _posted(listed: Listed, state: Mapping[str, Any]) -> Posted | None:
    """The page posted back; None when something in it was not on the page."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if not name.startswith("__")]
    sent += [(name, "") for name in request.files]
    if not all(listed.takes(name, value) for name, value in sent):
        return None
    names = [name.removesuffix(".x").removesuffix(".y") for name, _ in sent]
    buttons = tuple(dict.fromkeys(short(name) for name in names if listed.has(Kind.BUTTON, name)))
    target, argument = request.form.get("__EVENTTARGET", ""), request.form.get("__EVENTARGUMENT", "")
    if target and not listed.has(Kind.TARGET, target, argument):
        return None
    # As ASP.NET does: a pressed button goes before the target.
    event = buttons[-1] if buttons else short(target) if target else ""
    return Posted(event, "" if buttons else argument, buttons + ((short(target),) if target else ()), state)
