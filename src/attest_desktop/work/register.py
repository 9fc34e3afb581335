"""Before the first sign-in: registration by the coordinator's link, and a forgotten password."""

from __future__ import annotations

from contextlib import closing

from attest_desktop import service
from attest_desktop.domain.credentials import registration_faults
from attest_desktop.service import RuleBrokenError
from attest_desktop.store import Account


def register(server: str, link: str, user_name: str, password: str, repeat: str) -> Account:
    """Make the account that the coordinator's personal link is for; sign in to it afterwards with `sign_in`.

    Raises RuleBrokenError before anything is sent, ForeignHostError, LinkNotGoodError, RegistrationRefusedError
    with the site's words, and AccountOutcomeUnknownError when no answer came.
    """
    faults = registration_faults(user_name, password, repeat)
    if faults:
        raise RuleBrokenError(faults)
    with closing(service.Cabinet(server)) as cabinet:
        cabinet.register(link, user_name, password)
        return Account(cabinet.server, user_name)


def reset_password(server: str, user_name: str) -> tuple[str, ...]:
    """Have a new password mailed to the account's address; the lines that the site says to that.

    Raises RuleBrokenError, ResetRefusedError with the site's words, AccountOutcomeUnknownError.
    """
    with closing(service.Cabinet(server)) as cabinet:
        return cabinet.reset_password(user_name)
