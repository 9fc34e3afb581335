"""Signing in, registration by the coordinator's link, a forgotten password, a changed password."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import accounts, wording
from attest_desktop.practice.visit import BASE, local_or
from attest_desktop.practice.webforms.visit import EDIT_PROFILE, HOME, LOGIN_PAGE, Posted, Visit, escaped

PROFILE = f"{BASE}/Expert/Profile.aspx"
_BOTH = ("GET", "POST")


def login_page(
    visit: Visit, *, failed: bool = False, empty: tuple[str, ...] = (), user_name: str = "", back: str = ""
) -> AnyResponse:
    """The sign-in page; `back` is where to go then, `empty` the fields that were left so."""
    return visit.page(
        LOGIN_PAGE,
        "login.html",
        query=f"?ReturnUrl={escaped(back)}" if back else "",
        errors=(wording.WRONG_SIGN_IN,) if failed else (),
        empty=empty,
        user_name=user_name,
    )


def add_account_pages(pages: Blueprint, visit: Visit) -> None:
    """The pages around an account."""
    state = visit.cabinet.state

    def posted() -> Posted | None:
        """The page posted back by anybody, signed in or not; None when it is only opened."""
        g.account = visit.account()
        if request.method == "GET":
            return None
        visit.check_post()
        found: Posted = g.posted
        return found

    @pages.route("/Account/Login.aspx", methods=_BOTH)
    def login() -> AnyResponse:
        sent, back = posted(), request.args.get("ReturnUrl", "")
        if sent is None or sent.event != "LoginUser$LoginButton":
            return login_page(visit, back=back)
        user_name, password = sent.text("LoginUser$UserName").strip(), sent.text("LoginUser$Password")
        remembered = sent.text("LoginUser$RememberMe") == "on"
        key = visit.cabinet.sign_in(user_name, password, remembered=remembered)
        if key is None:
            empty = tuple(name for name, text in (("UserName", user_name), ("Password", password)) if not text)
            return login_page(visit, failed=True, empty=empty, user_name=user_name, back=back)
        account = state.account(user_name)
        filled = account is not None and account.profile_filled
        response = redirect(local_or(HOME, back) if filled else EDIT_PROFILE)
        visit.open_session(key, response, remembered=remembered)
        return response

    @pages.route("/Account/Register.aspx", methods=_BOTH)
    def register() -> AnyResponse:
        sent, link = posted(), request.args.get("link", "")
        errors, user_name = accounts.link_errors(state, link), ""
        if sent is not None and sent.event == "btnRegister":
            user_name = sent.text("tbUserName").strip()
            errors = accounts.register(
                state, link, user_name, sent.text("tbPassword"), sent.text("tbPasswordAgain")
            )
            if not errors:
                response = redirect(EDIT_PROFILE)
                visit.open_session(state.sessions.open(user_name), response, remembered=False)
                return response
        query = f"?link={escaped(link)}" if link else ""
        return visit.page(
            "Account/Register.aspx", "register.html", query=query, errors=errors, user_name=user_name
        )

    @pages.route("/Account/ResetPassword.aspx", methods=_BOTH)
    def reset() -> AnyResponse:
        sent = posted()
        errors: tuple[str, ...] = ()
        messages: tuple[str, ...] = (wording.RESET_HINT,)
        password = None
        if sent is not None and sent.event == "btnReset":
            password = accounts.reset_password(state, sent.text("tbLogin"))
            errors, messages = (
                ((wording.UNKNOWN_NAME,), messages) if password is None else ((), wording.RESET_DONE)
            )
        return visit.page(
            "Account/ResetPassword.aspx",
            "reset_password.html",
            errors=errors,
            messages=messages,
            password=password,
        )

    @pages.route("/Account/ChangePassword.aspx", methods=_BOTH)
    @visit.signed_in
    def change() -> AnyResponse:
        errors: tuple[str, ...] = ()
        if request.method == "POST" and g.posted.event == "btnSave":
            texts = [g.posted.text(name) for name in ("tbOld", "tbNew", "tbAgain")]
            errors = accounts.change_password(state, g.account, *texts)
            if not errors:
                return redirect(PROFILE)
        return visit.page("Account/ChangePassword.aspx", "change_password.html", errors=errors)
