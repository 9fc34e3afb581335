"""One visitor's request, whatever the dialect: who is signed in, which row is theirs, what every answer gets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, ParamSpec
from urllib.parse import urlsplit

from flask import Response, abort, g, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.state import AccountState, Row

P = ParamSpec("P")
View = Callable[P, AnyResponse]

BASE = "/cpnew"


class BaseVisit(ABC):
    """What pages need of a request, over one cabinet."""

    session_cookie: ClassVar[tuple[str, str]]
    """Name and path of the cookie that holds the session."""

    def __init__(self, cabinet: Cabinet) -> None:
        self.cabinet = cabinet

    @abstractmethod
    def to_sign_in(self) -> AnyResponse:
        """The redirect to the sign-in page, which leads back here."""

    @abstractmethod
    def check_post(self) -> None:
        """Refuse a form that was not sent from a page of this service."""

    @property
    def asked(self) -> str:
        """The request as faults know it: its method and path."""
        return f"{request.method} {request.path}"

    def account(self) -> AccountState | None:
        """The account that is signed in."""
        name = self.cabinet.state.sessions.user_name(request.cookies.get(self.session_cookie[0], ""))
        return self.cabinet.state.account(name) if name else None

    def open_session(self, key: str, response: AnyResponse, *, remembered: bool) -> None:
        """Give the browser the session's cookie."""
        seconds = int(self.cabinet.settings.remembered_length.total_seconds()) if remembered else None
        name, path = self.session_cookie
        response.set_cookie(name, key, path=path, httponly=True, samesite="Lax", max_age=seconds)

    def close_session(self) -> None:
        """Forget the session here; the browser's cookie is then worth nothing."""
        self.cabinet.state.sessions.close(request.cookies.get(self.session_cookie[0], ""))

    def signed_in(self, view: View[P]) -> View[P]:
        """The view for those who signed in; others are sent to the sign-in page and come back later."""

        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> AnyResponse:
            g.account = self.account()
            if g.account and self.cabinet.faults.strike(Fault.SESSION_EXPIRED, self.asked):
                self.close_session()
                g.account = None
            if g.account is None:
                return self.to_sign_in()
            if request.method == "POST":
                self.check_post()
            return view(*args, **kwargs)

        return guarded

    def row(self, number: int) -> Row:
        """The signed-in expert's row of that number; 404 for anybody else's."""
        account: AccountState = g.account
        row = account.rows.get(number)
        if row is None:
            abort(404)
        return row

    def html(self, template: str, /, *, status: int = 200, **values: Any) -> Response:
        """A page in the service's encoding; what the encoding lacks is written as a reference."""
        encoding = self.cabinet.settings.encoding
        text = render_template(template, w=wording, account=g.get("account"), encoding=encoding, **values)
        return Response(
            text.encode(encoding, "xmlcharrefreplace"), status, content_type=f"text/html; charset={encoding}"
        )

    def finish(self, response: AnyResponse) -> AnyResponse:
        """What every answer gets: no caching of pages."""
        # The server adds its own.
        response.headers.pop("Date", None)
        if not (request.endpoint or "").endswith(".static"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def local_or(home: str, url: str) -> str:
    """The address to return to, when it is the cabinet's own; else the home page."""
    parts = urlsplit(url)
    own = not parts.scheme and not parts.netloc and parts.path.startswith(f"{BASE}/") and "\\" not in url
    return url if own else home
