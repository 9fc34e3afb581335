"""One visitor's request in this dialect: tokens, page rendering, where to go next. Shared by all its pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, abort, g, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.mvc.antiforgery import NAME, AntiForgery
from attest_desktop.practice.state import AccountState
from attest_desktop.practice.visit import BASE, BaseVisit

SIGN_IN = f"{BASE}/Account/Login"
HOME = f"{BASE}/Expert"
EDIT_PROFILE = f"{BASE}/Expert/EditProfile"
_NOTICE = "TempDataNotice"


class Visit(BaseVisit):
    """What pages need of a request, over one cabinet."""

    session_cookie = (".AspNet.ApplicationCookie", BASE)

    def __init__(self, cabinet: Cabinet) -> None:
        super().__init__(cabinet)
        self._tokens = AntiForgery()

    def to_sign_in(self) -> AnyResponse:
        """The redirect to the sign-in page, which leads back here."""
        return redirect(f"{SIGN_IN}?ReturnUrl={quote(request.full_path.removesuffix('?'), safe='')}")

    # --- tokens ---

    def check_post(self) -> None:
        """Refuse a form whose token does not fit, by the page that ASP.NET shows then (500)."""
        account: AccountState | None = g.get("account")
        stale = self.cabinet.faults.strike(Fault.TOKEN_STALE, self.asked)
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
        response = self.html(
            template,
            status=status,
            antiforgery=self._hidden_token,
            notice=wording.SAVED if notice else "",
            **values,
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
        return super().finish(response)
