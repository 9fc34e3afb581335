"""What the practice service remembers: accounts, rows, stored files, and what was asked of it."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from werkzeug.security import check_password_hash, generate_password_hash

from attest_desktop.domain.profile import Profile
from attest_desktop.domain.text import normalised
from attest_desktop.practice.ledger import Entry, Ledger
from attest_desktop.practice.people import (
    ACCOUNTS,
    ATTESTEES,
    NEWCOMER_ATTESTEES,
    PracticeAccount,
    SampleAttestee,
)
from attest_desktop.practice.sessions import Sessions
from attest_desktop.practice.settings import PracticeSettings

# Light on purpose: invented accounts, and a desktop that should start at once.
_HASH = "scrypt:1024:8:1"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A conclusion as the service keeps it."""

    name: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class Row:
    """One attestee of one expert. `kept` holds every file ever stored, oldest first; `conclusion` the last."""

    number: int
    person: SampleAttestee
    conclusion: StoredFile | None = None
    decided: bool = False
    upload_posts: int = 0
    attest_posts: int = 0
    kept: list[StoredFile] = field(default_factory=list)


@dataclass(slots=True)
class AccountState:
    """An account as it stands now."""

    user_name: str
    password_hash: str
    profile: Profile
    rows: dict[int, Row] = field(default_factory=dict)

    def password_fits(self, password: str) -> bool:
        """Whether this is the account's password."""
        return check_password_hash(self.password_hash, password)

    @property
    def profile_filled(self) -> bool:
        """Whether the profile has all that the service needs before it shows attestees."""
        who = self.profile
        return all((who.surname, who.first_name, who.email, who.municipality, who.workplace, who.position))


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail that the real service would have sent."""

    user_name: str
    text: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as logged: no query, no personal data."""

    method: str
    path: str


class PracticeState:
    """Everything that changes while the service runs. Hold `lock` to read or change several things at once."""

    def __init__(self, settings: PracticeSettings) -> None:
        self.lock = threading.RLock()
        self.sessions = Sessions(settings)
        self.accounts: dict[str, AccountState] = {}
        self.letters: list[Letter] = []
        self.requests: list[RequestLine] = []
        self.invitations: dict[str, tuple[SampleAttestee, ...]] = {}
        self._next_number = 1
        self._ledger = Ledger(settings.folder) if settings.folder else None
        self.reset()
        for entry in self._ledger.entries() if self._ledger else ():
            if entry.number in self.rows:
                self._put(self.rows[entry.number], StoredFile(entry.name, entry.data))

    def reset(self) -> None:
        """Sample people back as they were; everybody is signed out, logs and counters start anew."""
        with self.lock:
            self.sessions.close_all()
            self.accounts.clear()
            self.letters.clear()
            self.requests.clear()
            self.invitations = {secrets.token_urlsafe(12): NEWCOMER_ATTESTEES}
            self._next_number = 4101
            for account in ACCOUNTS:
                self.add(account, ATTESTEES[account.user_name])

    def add(self, account: PracticeAccount, attestees: Iterable[SampleAttestee] = ()) -> AccountState:
        """Add an account (or replace it) with its attestees."""
        with self.lock:
            rows: dict[int, Row] = {}
            for person in attestees:
                rows[self._next_number] = Row(self._next_number, person)
                self._next_number += 1
            made = AccountState(
                account.user_name, generate_password_hash(account.password, _HASH), account.profile, rows
            )
            self.accounts[account.user_name.lower()] = made
            return made

    def account(self, user_name: str) -> AccountState | None:
        """The account of that name, in any case of letters."""
        return self.accounts.get(user_name.strip().lower())

    def keep(self, row: Row, file: StoredFile) -> None:
        """Store a conclusion for the row, on disk too when there is a folder for it."""
        with self.lock:
            if self._ledger:
                self._ledger.add(Entry(row.number, file.name, file.data))
            self._put(row, file)

    def _put(self, row: Row, file: StoredFile) -> None:
        row.conclusion = file
        row.kept.append(file)

    def set_password(self, account: AccountState, password: str) -> None:
        """Give the account a new password."""
        with self.lock:
            account.password_hash = generate_password_hash(password, _HASH)

    def log(self, method: str, path: str) -> None:
        """Remember a request."""
        with self.lock:
            self.requests.append(RequestLine(method, path))

    @property
    def rows(self) -> Mapping[int, Row]:
        """All rows of all accounts by number."""
        with self.lock:
            return {number: row for account in self.accounts.values() for number, row in account.rows.items()}

    def row(self, name: str) -> Row:
        """The row whose attestee's full name contains `name`; KeyError unless exactly one does."""
        found = [row for row in self.rows.values() if normalised(name) in normalised(row.person.full_name)]
        if len(found) != 1:
            raise KeyError(name)
        return found[0]

    @property
    def upload_posts(self) -> int:
        """How often an upload was POSTed, over all rows."""
        return sum(row.upload_posts for row in self.rows.values())

    @property
    def attest_posts(self) -> int:
        """How often «Аттестовать» was POSTed, over all rows. Our program must keep this at 0."""
        return sum(row.attest_posts for row in self.rows.values())
