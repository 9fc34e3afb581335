"""The expert's own data in the cabinet: looked at, edited, kept on this machine; and the password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from attest_desktop.domain.profile import Profile
from attest_desktop.domain.profile_form import ProfileForm
from attest_desktop.store import KeyringState
from attest_desktop.work.desk import Desk
from attest_desktop.work.kept import PROFILE

UNSAVED = "profile-unsaved"
Changes = Mapping[str, "str | tuple[str, ...]"]
"""By the page's label (or words near it): what is to stand there; several values as a tuple or parted by «;»."""


def fetch_profile(desk: Desk) -> Profile:
    """The profile as the cabinet shows it now, kept on this machine."""
    return _kept(desk, desk.online(lambda cabinet: cabinet.profile()))


def profile_form(desk: Desk, chosen: Changes | None = None) -> ProfileForm:
    """The profile's fields with what their lists offer; with `chosen`, after these choices. Nothing is saved."""
    return desk.online(lambda cabinet: cabinet.profile_form(chosen or {}))


def edit_profile(desk: Desk, changes: Changes) -> Profile:
    """Save the changes in the cabinet, read them back and keep the profile on this machine.

    Raises NoSuchFieldError, SeveralFieldsError, NoSuchOptionError, SeveralOptionsError, NoLongerOfferedError,
    WrongPhoneError, RuleBrokenError before anything is saved; ProfileRefusedError with the site's words;
    ProfileNotTakenError when the page then shows something else; AccountOutcomeUnknownError when no answer came.
    """
    return _kept(desk, desk.online(lambda cabinet: cabinet.save_profile(changes)))


def change_password(desk: Desk, old: str, new: str, repeat: str) -> None:
    """Give the account another password; one that the keyring remembers is replaced there.

    Raises RuleBrokenError before anything is sent, PasswordRefusedError with the site's words,
    AccountOutcomeUnknownError when no answer came.
    """
    desk.online(lambda cabinet: cabinet.change_password(old, new, repeat))
    desk.keep_password(new)
    secrets = desk.secrets
    if secrets.state() is KeyringState.AVAILABLE and secrets.password(desk.account) is not None:
        secrets.save_password(desk.account, new)


def keep_unsaved(desk: Desk, changes: Changes) -> None:
    """Remember what was typed into the profile's form and not saved yet; nothing typed forgets it."""
    if changes:
        values = {label: [one] if isinstance(one, str) else [*one] for label, one in changes.items()}
        desk.store.facts.set(UNSAVED, values, desk.now())
    else:
        desk.store.facts.forget(UNSAVED)


def unsaved(desk: Desk) -> dict[str, tuple[str, ...]]:
    """What was typed and not saved yet, by label."""
    kept: dict[str, list[str]] = desk.store.facts.get(UNSAVED, {})
    return {label: tuple(values) for label, values in kept.items()}


def _kept(desk: Desk, profile: Profile) -> Profile:
    desk.store.facts.set(PROFILE, asdict(profile), desk.now())
    return profile
