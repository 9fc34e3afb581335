"""A desk without a service, for what may not talk to one: two attestees and the expert's profile, all invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.profile import Profile
from attest_desktop.service import Cabinet
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.work.desk import Desk
from attest_desktop.work.kept import PROFILE

NOW = datetime(2026, 11, 3, 5, 0, tzinfo=UTC)
SHE = Attestee(
    "she",
    "Пчёлкина Ольга Львовна",
    period="ноябрь-декабрь 2026",
    position="учитель физики",
    claimed_category="высшая",
    form=Form.IN_PERSON,
    email="pchelkina@school.example",
)
NO_PATRONYMIC = Attestee("aiten", "Мамедова Айтен", period="ноябрь-декабрь 2026", form=Form.REMOTE)
ME = Profile(
    "Осокин",
    "Пётр",
    "Ильич",
    "osokin@school.example",
    municipality="г. Томск",
    workplace="школа № 3",
    position="учитель",
)


def offline_desk(folder: Path, clock: Callable[[], datetime] = lambda: NOW) -> Desk:
    """The desk; close it after use."""
    account = Account("http://127.0.0.1:9/", "expert")
    store = Store.open(folder, account, Secrets.absent(), passphrase="фраза", scrypt_n=2**4)
    store.attestees.replace_all([SHE, NO_PATRONYMIC], NOW)
    store.facts.set(PROFILE, asdict(ME), NOW)
    return Desk(account, store, Secrets.absent(), Cabinet(account.server), clock=clock)
