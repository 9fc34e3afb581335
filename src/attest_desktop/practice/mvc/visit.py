"""One visitor's request: who is signed in, tokens, page rendering. Shared by all pages of the dialect."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import quote, urlsplit

from flask import Response, abort, g, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.mvc.antiforgery import NAME, AntiForgery
from attest_desktop.practice.state import AccountState, Row

P = ParamSpec("P")
View = Callable[P, AnyResponse]

BASE = "/cpnew"
SIGN_IN = f"{BASE}/Account/Login"
HOME = f"{BASE}/Expert"
EDIT_PROFILE = f"{BASE}/Expert/EditProfile"
_SESSION = ".AspNet.ApplicationCookie"
_NOTICE = "TempDataNotice"


class Visit:
    """What pages need of a request, over one cabinet."""

    def __init__(self, cabinet: Cabinet) -> None:
        self.cabinet = cabinet
        self._tokens = AntiForgery()

    # --- who ---

    def account(self) -> AccountState | None:
        """The account that is signed in."""
        name = self.cabinet.state.sessions.user_name(request.cookies.get(_SESSION, ""))
        return self.cabinet.state.account(name) if name else None

    def open_session(self, key: str, response: AnyResponse, *, remembered: bool) -> None:
        """Give the browser the session's cookie."""
        seconds = int(self.cabinet.settings.remembered_length.total_seconds()) if remembered else None
        response.set_cookie(_SESSION, key, path=BASE, httponly=True, samesite="Lax", max_age=seconds)

    def close_session(self) -> None:
        """Forget the session here; the browser's cookie is then worth nothing."""
        self.cabinet.state.sessions.close(request.cookies.get(_SESSION, ""))

    def signed_in(self, view: View[P]) -> View[P]:
        """The view for those who signed in; others are sent to the sign-in page and come back later."""

        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> AnyResponse:
            g.account = self.account()
            if g.account and self.cabinet.faults.strike(Fault.SESSION_EXPIRED, request.path):
                self.close_session()
                g.account = None
            if g.account is None:
                return redirect(f"{SIGN_IN}?ReturnUrl={_quoted(request.full_path)}")
            if request.method == "POST":
                self.check_token()
            return view(*args, **kwargs)

        return guarded

    def row(self, number: int) -> Row:
        """The signed-in expert's row of that number; 404 for anybody else's."""
        account: AccountState = g.account
        row = account.rows.get(number)
        if row is None:
            abort(404)
        return row

    # --- tokens ---

    def check_token(self) -> None:
        """Refuse a form whose token does not fit, by the page that ASP.NET shows then (500)."""
        account: AccountState | None = g.get("account")
        stale = self.cabinet.faults.strike(Fault.TOKEN_STALE, request.path)
        user_name = account.user_name if account else ""
        if stale or not self._tokens.fits(request.form.get(NAME, ""), request.cookies.get(NAME, ""), user_name):
            abort(self.page("token_error.html", status=500))

    def _hidden_token(self) -> Markup:
        account: AccountState | None = g.get("account")
        if "cookie" not in g:
            g.cookie = request.cookies.get(NAME) or self._tokens.new_cookie()
        token = self._tokens.token(g.cookie, account.user_name if account else "")
        return Markup('<input name="{}" type="hidden" value="{}" />').format(NAME, token)

    # --- answers ---

    def page(self, template: str, /, *, status: int = 200, **values: Any) -> Response:
        """A page of the dialect."""
        notice = request.cookies.get(_NOTICE, "")
        response = make_response(
            render_template(
                template,
                w=wording,
                account=g.get("account"),
                antiforgery=self._hidden_token,
                notice=wording.SAVED if notice else "",
                **values,
            ),
            status,
        )
        if notice and status == 200:
            response.delete_cookie(_NOTICE, path=BASE)
        return response

    def back(self, url: str, *, saved: bool = False) -> AnyResponse:
        """A redirect after a form was sent; with `saved`, the next page says so."""
        response = redirect(url)
        if saved:
            response.set_cookie(_NOTICE, "1", path=BASE, httponly=True, samesite="Lax")
        return response

    def finish(self, response: AnyResponse) -> AnyResponse:
        """What every answer gets: the token's cookie when one was made, and no caching of pages."""
        if "cookie" in g and request.cookies.get(NAME) != g.cookie:
            response.set_cookie(NAME, g.cookie, path="/", httponly=True)
        # The server adds its own.
        response.headers.pop("Date", None)
        if request.endpoint != "mvc.static":
            response.headers["Cache-Control"] = "private, no-store"
        return response


def local_or_home(url: str) -> str:
    """The address to return to, when it is the cabinet's own; else the home page."""
    parts = urlsplit(url)
    own = not parts.scheme and not parts.netloc and parts.path.startswith(f"{BASE}/") and "\\" not in url
    return url if own else HOME


def _quoted(path: str) -> str:
    return quote(path.removesuffix("?"), safe="")
