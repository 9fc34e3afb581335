from __future__ import annotations

import logging

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked

from attest_desktop.domain.errors import AttestError
from attest_desktop.store import (
    Account,
    KeyringAbsentError,
    KeyringLockedError,
    KeyringRefusedError,
    KeyringState,
    Secrets,
)
from tests.store.conftest import MemoryKeyring, made
from tests.support import tally

ONE = Account("https://cabinet.example/cpnew/", "metelkina")
OTHER = Account("https://cabinet.example/cpnew/", "zaytsev")


@pytest.fixture(autouse=True)
def _tried() -> None:
    tally.count(tally.Fault.WORLD)


class FailingKeyring(MemoryKeyring):
    """A keyring that answers everything with one exception."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault = fault

    def get_password(self, service: str, username: str) -> str | None:
        raise self.fault

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.fault


class ForgetfulKeyring(MemoryKeyring):
    """A keyring that takes secrets and does not keep them."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class PlainFileKeyring(MemoryKeyring):
    """What keyring rates below its recommended backends: a file in the clear."""

    priority = 0.5


class Chain(chainer.ChainerBackend):
    backends: tuple[KeyringBackend, ...] = ()


def test_password_is_kept_and_forgotten(ring: MemoryKeyring) -> None:
    secrets = Secrets(ring)
    assert secrets.password(ONE) is None
    secrets.save_password(ONE, "пароль-1")
    secrets.save_password(OTHER, "пароль-2")
    assert Secrets(ring).password(ONE) == "пароль-1"
    assert secrets.password(Account(ONE.server.upper(), " Metelkina")) == "пароль-1"
    secrets.forget_password(ONE)
    secrets.forget_password(ONE)
    assert secrets.password(ONE) is None
    assert secrets.password(OTHER) == "пароль-2"


def test_no_name_stands_in_the_names_of_entries(ring: MemoryKeyring) -> None:
    secrets = Secrets(ring)
    secrets.remember_account(ONE)
    secrets.save_password(ONE, "пароль")
    secrets.save_store_key("ab" * 16, "cd" * 32)
    for service, user in ring.kept:
        assert "metelkina" not in service + user
        assert "cabinet" not in service + user
    # Windows keeps one user name a service: every entry has a service of its own.
    assert len({service for service, _ in ring.kept}) == len(ring.kept) == 3


def test_accounts_are_listed_last_used_first_and_once(ring: MemoryKeyring) -> None:
    secrets = Secrets(ring)
    assert secrets.known_accounts() == ()
    secrets.remember_account(ONE)
    secrets.remember_account(OTHER)
    secrets.remember_account(Account(ONE.server, "Metelkina"))
    assert Secrets(ring).known_accounts() == (Account(ONE.server, "Metelkina"), OTHER)
    secrets.save_password(OTHER, "пароль")
    secrets.forget_account(OTHER)
    secrets.forget_account(OTHER)
    assert secrets.known_accounts() == (Account(ONE.server, "Metelkina"),)
    assert secrets.password(OTHER) is None


def test_a_spoilt_list_of_accounts_is_as_if_empty(ring: MemoryKeyring, caplog: pytest.LogCaptureFixture) -> None:
    secrets = Secrets(ring)
    secrets.remember_account(ONE)
    (entry,) = ring.kept
    for spoilt in ("{", "[1]", '[["только сервер"]]'):
        ring.kept[entry] = spoilt
        assert secrets.known_accounts() == ()
    secrets.remember_account(ONE)
    assert secrets.known_accounts() == (ONE,)


@pytest.mark.parametrize(
    "backend",
    [made(fail.Keyring), made(null.Keyring), PlainFileKeyring(), made(Chain)],
    ids=["none", "null", "plain file", "empty chain"],
)
def test_without_a_trusted_keyring_nothing_is_kept_and_saving_says_why(backend: KeyringBackend) -> None:
    secrets = Secrets(backend)
    assert secrets.state() is KeyringState.ABSENT
    assert secrets.password(ONE) is None
    assert secrets.known_accounts() == ()
    secrets.forget_password(ONE)
    secrets.forget_account(ONE)
    with pytest.raises(KeyringAbsentError):
        secrets.save_password(ONE, "пароль")
    with pytest.raises(KeyringAbsentError):
        secrets.remember_account(ONE)
    assert getattr(backend, "kept", {}) == {}


def test_training_finds_no_keyring_whatever_the_system_has() -> None:
    assert Secrets.absent().state() is KeyringState.ABSENT
    with pytest.raises(KeyringAbsentError):
        Secrets.absent().save_password(ONE, "пароль")


def test_of_a_chain_only_a_trusted_keyring_is_used() -> None:
    plain, good = PlainFileKeyring(), MemoryKeyring()
    secrets = Secrets(made(type("FullChain", (Chain,), {"backends": (plain, good)})))
    secrets.save_password(ONE, "пароль")
    assert secrets.state() is KeyringState.AVAILABLE
    assert plain.kept == {}
    assert list(good.kept.values()) == ["пароль"]


@pytest.mark.parametrize(
    ("fault", "state", "error"),
    [
        (KeyringLocked("closed by the user"), KeyringState.LOCKED, KeyringLockedError),
        (InitError("no collection"), KeyringState.REFUSED, KeyringRefusedError),
        (OSError("the bus hung up"), KeyringState.REFUSED, KeyringRefusedError),
    ],
)
def test_locked_and_refused_are_two_different_states(
    fault: Exception, state: KeyringState, error: type[AttestError], caplog: pytest.LogCaptureFixture
) -> None:
    secrets = Secrets(FailingKeyring(fault))
    with caplog.at_level(logging.WARNING):
        assert secrets.state() is state
        for ask in (
            lambda: secrets.password(ONE),
            secrets.known_accounts,
            lambda: secrets.remember_account(ONE),
            lambda: secrets.forget_password(ONE),
            lambda: secrets.save_password(ONE, "тайна"),
        ):
            with pytest.raises(error) as raised:
                ask()
            assert raised.value.__cause__ is fault
    assert "тайна" not in caplog.text
    assert "metelkina" not in caplog.text


def test_a_dismissed_window_of_the_secret_service_means_locked() -> None:
    exceptions = pytest.importorskip("secretstorage.exceptions")
    wrapped = InitError("failed to create the collection")
    wrapped.__cause__ = exceptions.PromptDismissedException("dismissed")
    for fault in (wrapped, exceptions.LockedException("locked")):
        assert Secrets(FailingKeyring(fault)).state() is KeyringState.LOCKED


def test_a_keyring_that_does_not_give_back_is_not_believed() -> None:
    with pytest.raises(KeyringRefusedError):
        Secrets(ForgetfulKeyring()).save_password(ONE, "пароль")


def test_all_states_are_explained_in_russian() -> None:
    texts = {state.russian for state in KeyringState}
    texts |= {str(error()) for error in (KeyringAbsentError, KeyringLockedError, KeyringRefusedError)}
    assert len(texts) == 7
    assert all("а" <= letter.lower() <= "я" for text in texts for letter in text[:1])
