"""The system's password storage: the cabinet's password, the database's key, the list of accounts.

Entries are named by digests, so that no name of a person stands in the storage's own index. A storage that
would keep passwords in the clear is not used: for this program it is absent.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING, Self, TypeVar

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.store.account import Account
from attest_desktop.store.errors import KeyringAbsentError, KeyringLockedError, KeyringRefusedError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

logger = logging.getLogger(__name__)

T = TypeVar("T")

_APPLICATION = "attest-desktop"
_ACCOUNTS = "accounts"
# keyring calls a backend of priority 1 and more recommended; those below are plain files and placeholders.
_TRUSTED_PRIORITY = 1
_SECRET_SERVICE = "keyring.backends.SecretService"  # noqa: S105 - a module's name
_NOT_YET_LOOKED = object()
_PATIENCE = 10.0  # seconds for an answer that needs no user; a service in good health takes milliseconds


class KeyringState(Enum):
    """Whether the password storage can be used now."""

    AVAILABLE = "available"
    ABSENT = "absent"
    LOCKED = "locked"
    REFUSED = "refused"

    @property
    def russian(self) -> str:
        """What the state means for the user."""
        return {
            KeyringState.AVAILABLE: "Хранилище паролей системы доступно.",
            KeyringState.ABSENT: "Хранилища паролей в системе нет: данные защищаются секретной фразой, "
            "пароль вводится при каждом входе.",
            KeyringState.LOCKED: "Хранилище паролей заперто: при обращении к нему система спросит его пароль.",
            KeyringState.REFUSED: "Хранилище паролей есть, но отвечает отказом.",
        }[self]


class Secrets:
    """What the program keeps in the system's password storage.

    Every method but `state` may wait for the user to unlock the storage, so call them outside the GUI thread.
    They raise KeyringLockedError and KeyringRefusedError. Where there is no storage, reading finds nothing,
    forgetting does nothing, and saving raises KeyringAbsentError.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        """`backend` is any keyring backend; by default the one that keyring finds best for this system."""
        self._given = backend
        self._found: object = _NOT_YET_LOOKED
        self._lock = threading.RLock()

    @classmethod
    def absent(cls) -> Self:
        """As on a system without a password storage: the training mode must not touch the user's own."""
        from keyring.backends import null

        return cls(null.Keyring())  # type: ignore[no-untyped-call]  # keyring's backends carry no types

    def state(self) -> KeyringState:
        """Whether the storage can be used now. On Linux asks without making the unlock window appear."""
        backend = self._backend()
        if backend is None:
            return KeyringState.ABSENT
        try:
            if type(backend).__module__ == _SECRET_SERVICE:
                return KeyringState.LOCKED if _secret_service_is_locked() else KeyringState.AVAILABLE
            _asked(lambda: backend.get_password(_service("probe"), _APPLICATION))
        except KeyringLockedError:
            return KeyringState.LOCKED
        except KeyringRefusedError:
            return KeyringState.REFUSED
        return KeyringState.AVAILABLE

    def known_accounts(self) -> tuple[Account, ...]:
        """The accounts that were used on this machine, the last used first."""
        text = self._read(_ACCOUNTS)
        if text is None:
            return ()
        try:
            return tuple(Account(str(server), str(user)) for server, user in json.loads(text))
        except (ValueError, TypeError):
            logger.warning("the list of accounts is not readable")
            return ()

    def remember_account(self, account: Account) -> None:
        """Put the account first in the list."""
        with self._lock:
            others = (other for other in self.known_accounts() if other.digest != account.digest)
            self._write_accounts((account, *others))

    def forget_account(self, account: Account) -> None:
        """Take the account off the list and forget its password. Its store stays."""
        with self._lock:
            self.forget_password(account)
            known = self.known_accounts()
            left = tuple(other for other in known if other.digest != account.digest)
            if left != known:
                self._write_accounts(left)

    def password(self, account: Account) -> str | None:
        """The cabinet's password; None when it is not kept."""
        return self._read(f"password {account.digest}")

    def save_password(self, account: Account, password: str) -> None:
        """Keep the cabinet's password."""
        self._write(f"password {account.digest}", password)

    def forget_password(self, account: Account) -> None:
        """Forget the cabinet's password."""
        self._delete(f"password {account.digest}")

    def store_key(self, store: str) -> str | None:
        """The hexadecimal key of a database, by the hexadecimal salt that names it; None when it is not here."""
        return self._read(f"key {store}")

    def save_store_key(self, store: str, key: str) -> None:
        """Keep a database's key. When this returns, the key has been read back equal."""
        self._write(f"key {store}", key)

    def _write_accounts(self, accounts: tuple[Account, ...]) -> None:
        pairs = [[account.server, account.user_name] for account in accounts]
        self._write(_ACCOUNTS, json.dumps(pairs, ensure_ascii=False, separators=(",", ":")))

    def _backend(self) -> KeyringBackend | None:
        with self._lock:
            if self._found is _NOT_YET_LOOKED:
                self._found = _trusted(self._given if self._given is not None else _system_backend())
            found: KeyringBackend | None = self._found  # type: ignore[assignment] # object only before the look
            return found

    def _read(self, entry: str) -> str | None:
        backend = self._backend()
        if backend is None:
            return None
        _sure_to_answer(backend)
        return _asked(lambda: backend.get_password(_service(entry), _APPLICATION))

    def _write(self, entry: str, secret: str) -> None:
        backend = self._backend()
        if backend is None:
            raise KeyringAbsentError
        _sure_to_answer(backend)
        _asked(lambda: backend.set_password(_service(entry), _APPLICATION, secret))
        if self._read(entry) != secret:
            logger.error("the keyring took a secret but does not give it back")
            raise KeyringRefusedError

    def _delete(self, entry: str) -> None:
        backend = self._backend()
        if backend is None or self._read(entry) is None:
            return
        _asked(lambda: backend.delete_password(_service(entry), _APPLICATION))


def _service(entry: str) -> str:
    # A service of its own for each entry: Windows keeps one user name a service and renames the others.
    return f"{_APPLICATION} {entry}"


def _system_backend() -> KeyringBackend:
    import keyring  # looks through all installed packages, so not before it is needed

    return keyring.get_keyring()


def _trusted(backend: KeyringBackend) -> KeyringBackend | None:
    """The backend itself, or the best trusted one of a chain; None when there is none to trust."""
    from keyring.backends import chainer, fail, null

    if isinstance(backend, chainer.ChainerBackend):
        return next((one for one in map(_trusted, backend.backends) if one is not None), None)
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        return None
    try:
        priority = backend.priority
    except RuntimeError:  # so a backend says that it cannot work here
        logger.info("the keyring backend cannot work here")
        return None
    return backend if priority >= _TRUSTED_PRIORITY else None


def _asked(question: Callable[[], T]) -> T:
    """The storage's answer; whatever it raises becomes one of the explained errors."""
    try:
        return question()
    except Exception as fault:  # backends are plug-ins: each has exceptions of its own kind
        explained: EnvironmentFault = KeyringLockedError() if _is_locked(fault) else KeyringRefusedError()
        logger.warning("the keyring did not answer: %s", type(fault).__name__)
        raise explained from fault


def _sure_to_answer(backend: KeyringBackend) -> None:
    """Raise KeyringRefusedError when the Secret Service hangs: it would be waited for without end.

    The question itself has no time limit, as it may wait for the user to type the storage's password.
    """
    if type(backend).__module__ == _SECRET_SERVICE:
        _secret_service_is_locked()


def _is_locked(fault: BaseException | None) -> bool:
    """Whether the storage is locked or the user closed its window; also looks at what caused the fault."""
    from keyring.errors import KeyringLocked

    while fault is not None:
        if isinstance(fault, KeyringLocked):
            return True
        # Not imported for isinstance: the package is there on Linux only.
        names = {kind.__name__ for kind in type(fault).__mro__ if kind.__module__ == "secretstorage.exceptions"}
        if names & {"LockedException", "PromptDismissedException"}:
            return True
        fault = fault.__cause__
    return False


def _secret_service_is_locked() -> bool:
    """Whether the default collection of the Secret Service is locked; asks nobody anything.

    A service that has no collection yet is not locked: it makes one, with a window, at the first saving.
    """
    import secretstorage  # the package is there on Linux only

    def ask() -> bool:
        with closing(secretstorage.dbus_init()) as bus:
            try:
                return secretstorage.Collection(bus).is_locked()
            except secretstorage.ItemNotFoundException:
                return False

    answer: Future[bool] = Future()

    def ask_and_tell() -> None:
        try:
            answer.set_result(ask())
        except Exception as fault:  # raised again where it was asked
            answer.set_exception(fault)

    threading.Thread(target=ask_and_tell, name="keyring", daemon=True).start()
    return _asked(lambda: answer.result(timeout=_PATIENCE))
