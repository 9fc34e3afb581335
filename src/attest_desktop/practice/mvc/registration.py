"""Registration by the coordinator's link, a forgotten password, a changed password."""

from __future__ import annotations

from flask import Blueprint, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.practice import accounts, wording
from attest_desktop.practice.mvc.visit import EDIT_PROFILE, Visit


def add_registration_pages(pages: Blueprint, visit: Visit) -> None:
    """The pages around an account's beginning and its password."""
    state = visit.cabinet.state

    @pages.get("/Account/Register")
    def register_page() -> AnyResponse:
        g.account = visit.account()
        link = request.args.get("link", "")
        return visit.page("register.html", errors=accounts.link_errors(state, link), link=link, user_name="")

    @pages.post("/Account/Register")
    def register() -> AnyResponse:
        g.account = visit.account()
        visit.check_post()
        link, user_name = request.form.get("link", ""), request.form.get("UserName", "").strip()
        password, again = request.form.get("Password", ""), request.form.get("ConfirmPassword", "")
        errors = accounts.register(state, link, user_name, password, again)
        if errors:
            return visit.page("register.html", errors=errors, link=link, user_name=user_name)
        response = visit.back(EDIT_PROFILE)
        visit.open_session(state.sessions.open(user_name), response, remembered=False)
        return response

    @pages.get("/Account/ResetPassword")
    def reset_page() -> AnyResponse:
        g.account = visit.account()
        return visit.page("reset_password.html", errors=(), messages=(wording.RESET_HINT,))

    @pages.post("/Account/ResetPassword")
    def reset() -> AnyResponse:
        g.account = visit.account()
        visit.check_post()
        password = accounts.reset_password(state, request.form.get("UserName", ""))
        if password is None:
            return visit.page(
                "reset_password.html", errors=(wording.UNKNOWN_NAME,), messages=(wording.RESET_HINT,)
            )
        return visit.page("reset_password.html", errors=(), messages=wording.RESET_DONE, new_password=password)

    @pages.get("/Manage/ChangePassword")
    @visit.signed_in
    def change_password_page() -> AnyResponse:
        return visit.page("change_password.html", errors=())

    @pages.post("/Manage/ChangePassword")
    @visit.signed_in
    def change_password() -> AnyResponse:
        old, new, again = (
            request.form.get(name, "") for name in ("OldPassword", "NewPassword", "ConfirmPassword")
        )
        errors = accounts.change_password(state, g.account, old, new, again)
        if errors:
            return visit.page("change_password.html", errors=errors)
        return visit.back("/cpnew/Expert/Profile", saved=True)
