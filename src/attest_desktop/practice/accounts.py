"""The rules of accounts: registration by the coordinator's link, a forgotten password, a changed one."""

from __future__ import annotations

import re
import secrets

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import wording
from attest_desktop.practice.people import PracticeAccount
from attest_desktop.practice.state import AccountState, Letter, PracticeState

_LATIN = re.compile(r"[A-Za-z0-9]+")
_SHORTEST_PASSWORD = 6


def _password_errors(password: str, again: str) -> tuple[str, ...]:
    found = []
    if len(password) < _SHORTEST_PASSWORD:
        found.append(wording.SHORT_PASSWORD.format(length=_SHORTEST_PASSWORD))
    if password != again:
        found.append(wording.PASSWORDS_DIFFER)
    return tuple(found)


def _name_errors(state: PracticeState, user_name: str) -> tuple[str, ...]:
    if not _LATIN.fullmatch(user_name):
        return (wording.LATIN_ONLY,)
    return (wording.NAME_TAKEN.format(name=user_name),) if state.account(user_name) else ()


def link_errors(state: PracticeState, link: str) -> tuple[str, ...]:
    """What to say of this link of a registration; nothing when it is good."""
    return () if link in state.invitations else (wording.LINK_NEEDED,)


def register(state: PracticeState, link: str, user_name: str, password: str, again: str) -> tuple[str, ...]:
    """Make the account that the link is for; what is wrong when it cannot be made."""
    with state.lock:
        errors = link_errors(state, link)
        errors = errors or _name_errors(state, user_name) + _password_errors(password, again)
        if not errors:
            state.add(PracticeAccount(user_name, password, Profile()), state.invitations.pop(link))
        return errors


def reset_password(state: PracticeState, user_name: str) -> str | None:
    """Mail a new password to the account and return it; None when there is no such account."""
    account = state.account(user_name)
    if account is None:
        return None
    password = secrets.token_hex(4)
    with state.lock:
        state.set_password(account, password)
        state.letters.append(Letter(account.user_name, f"Новый пароль: {password}"))
    return password


def change_password(
    state: PracticeState, account: AccountState, old: str, new: str, again: str
) -> tuple[str, ...]:
    """Give the account another password; what is wrong when that cannot be."""
    errors: tuple[str, ...] = () if account.password_fits(old) else (wording.WRONG_OLD_PASSWORD,)
    errors += _password_errors(new, again)
    if not errors:
        state.set_password(account, new)
    return errors
