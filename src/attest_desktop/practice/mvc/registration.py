"""Registration by the coordinator's link, a forgotten password, a changed password."""

from __future__ import annotations

import re
import secrets

from flask import Blueprint, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import wording
from attest_desktop.practice.mvc.visit import EDIT_PROFILE, Visit
from attest_desktop.practice.people import PracticeAccount
from attest_desktop.practice.state import Letter

_LATIN = re.compile(r"[A-Za-z0-9]+")
_SHORTEST_PASSWORD = 6


def _password_errors(password: str, again: str) -> list[str]:
    found = []
    if len(password) < _SHORTEST_PASSWORD:
        found.append(wording.SHORT_PASSWORD.format(length=_SHORTEST_PASSWORD))
    if password != again:
        found.append(wording.PASSWORDS_DIFFER)
    return found


def add_registration_pages(pages: Blueprint, visit: Visit) -> None:
    """The pages around an account's beginning and its password."""
    state = visit.cabinet.state

    def register_errors(link: str, user_name: str, password: str) -> list[str]:
        if link not in state.invitations:
            return [wording.LINK_NEEDED]
        found = []
        if not _LATIN.fullmatch(user_name):
            found.append(wording.LATIN_ONLY)
        elif state.account(user_name):
            found.append(wording.NAME_TAKEN.format(name=user_name))
        return found + _password_errors(password, request.form.get("ConfirmPassword", ""))

    @pages.get("/Account/Register")
    def register_page() -> AnyResponse:
        g.account = visit.account()
        link = request.args.get("link", "")
        errors = () if link in state.invitations else (wording.LINK_NEEDED,)
        return visit.page("register.html", errors=errors, link=link, user_name="")

    @pages.post("/Account/Register")
    def register() -> AnyResponse:
        g.account = visit.account()
        visit.check_token()
        link, user_name = request.form.get("link", ""), request.form.get("UserName", "").strip()
        password = request.form.get("Password", "")
        with state.lock:
            errors = register_errors(link, user_name, password)
            if errors:
                return visit.page("register.html", errors=errors, link=link, user_name=user_name)
            state.add(PracticeAccount(user_name, password, Profile()), state.invitations.pop(link))
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
        visit.check_token()
        account = state.account(request.form.get("UserName", ""))
        if account is None:
            return visit.page(
                "reset_password.html", errors=(wording.UNKNOWN_NAME,), messages=(wording.RESET_HINT,)
            )
        password = secrets.token_hex(4)
        with state.lock:
            state.set_password(account, password)
            state.letters.append(Letter(account.user_name, f"Новый пароль: {password}"))
        return visit.page("reset_password.html", errors=(), messages=wording.RESET_DONE, new_password=password)

    @pages.get("/Manage/ChangePassword")
    @visit.signed_in
    def change_password_page() -> AnyResponse:
        return visit.page("change_password.html", errors=())

    @pages.post("/Manage/ChangePassword")
    @visit.signed_in
    def change_password() -> AnyResponse:
        new = request.form.get("NewPassword", "")
        errors = _password_errors(new, request.form.get("ConfirmPassword", ""))
        if not g.account.password_fits(request.form.get("OldPassword", "")):
            errors.insert(0, wording.WRONG_OLD_PASSWORD)
        if errors:
            return visit.page("change_password.html", errors=errors)
        state.set_password(g.account, new)
        return visit.back("/cpnew/Expert/Profile", saved=True)
