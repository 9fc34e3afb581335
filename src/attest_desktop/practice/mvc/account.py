"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import wording
from attest_desktop.practice.mvc.visit import EDIT_PROFILE, HOME, SIGN_IN, Visit
from attest_desktop.practice.visit import local_or


def checked(name: str) -> bool:
    """A checkbox of the form: ticked ones come as `true` before the hidden twin's `false`."""
    return request.form.get(name, "false") == "true"


def add_account_pages(pages: Blueprint, visit: Visit) -> None:
    """Sign-in and sign-out."""

    @pages.get("/Account/Login")
    def sign_in_page() -> AnyResponse:
        g.account = visit.account()
        return visit.page("login.html", errors=(), user_name="")

    @pages.post("/Account/Login")
    def sign_in() -> AnyResponse:
        g.account = visit.account()
        visit.check_post()
        user_name = request.form.get("UserName", "").strip()
        remembered = checked("RememberMe")
        key = visit.cabinet.sign_in(user_name, request.form.get("Password", ""), remembered=remembered)
        if key is None:
            return visit.page("login.html", errors=(wording.WRONG_SIGN_IN,), user_name=user_name)
        account = visit.cabinet.state.account(user_name)
        filled = account is not None and account.profile_filled
        response = visit.back(local_or(HOME, request.args.get("ReturnUrl", "")) if filled else EDIT_PROFILE)
        visit.open_session(key, response, remembered=remembered)
        return response

    @pages.post("/Account/LogOff")
    @visit.signed_in
    def sign_out() -> AnyResponse:
        visit.close_session()
        return visit.back(SIGN_IN)

    @pages.get("/Account/LogOff")
    def signed_out() -> AnyResponse:
        # Where a browser lands that had to sign in again in order to sign out.
        return visit.back(SIGN_IN)
