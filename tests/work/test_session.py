"""A session that ends in mid-work: noticed however the service says so, renewed once, and the work goes on."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attest_desktop.service import SignInRefusedError
from attest_desktop.store import Account, Secrets
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.sign_in import sign_in
from tests.service.web import NOT_ATTACHED, Asked, Said, Site, page, row, table
from tests.work.conftest import PASSPHRASE, Clock

SIGN_IN = page(
    '<form method="post" action="/cpnew/In"><label>Имя пользователя <input name="u"></label>'
    '<label>Пароль <input type="password" name="p"></label><button>Войти</button></form>'
)
REFUSED = page("<ul><li>Не верно введен логин или пароль.</li></ul>" + SIGN_IN)
ENDINGS = {
    "redirect to the sign-in page": Said("", 302, {"Location": "/cpnew/In?ReturnUrl=%2fcpnew%2fTable"}),
    "the sign-in page in place of the page": Said(SIGN_IN),
    "401": Said("", 401),
    "401 with the sign-in page": Said(SIGN_IN, 401),
    "403": Said("", 403),
    "403 with words": Said(page("Доступ запрещён"), 403),
}


class Guarded(Site):
    """A cabinet whose sessions the test ends; `password` is the one that it takes now."""

    def __init__(self) -> None:
        super().__init__()
        self.password = "right"
        self.ending = Said("", 302, {"Location": "/cpnew/In"})
        self.living: set[str] = set()
        self.short_lived = False
        self._numbers = itertools.count(1)
        self.replies = {
            "GET /cpnew/In": SIGN_IN,
            "POST /cpnew/In": self._sign_in,
            "/cpnew/Expert": self._inside(page("")),
            "/cpnew/Table": self._inside(page(table(row(NOT_ATTACHED)))),
        }

    def _sign_in(self, asked: Asked) -> Said | str:
        if dict(asked.form).get("p") != self.password:
            return REFUSED
        key = f"s={next(self._numbers)}"
        if not self.short_lived:
            self.living.add(key)
        return Said(page(""), headers={"Set-Cookie": f"{key}; path=/"})

    def _inside(self, inner: str) -> Callable[[Asked], Said | str]:
        def reply(asked: Asked) -> Said | str:
            if asked.headers.get("Cookie", "") in self.living:
                return inner
            # A stranger is always led to the sign-in page; whoever had a session hears of its end.
            return self.ending if "Cookie" in asked.headers else Said("", 302, {"Location": "/cpnew/In"})

        return reply

    @property
    def tries(self) -> int:
        return len(self.posts())


@pytest.fixture
def guarded() -> Iterator[Guarded]:
    made = Guarded()
    yield made
    made.stop()


@pytest.fixture
def desk(guarded: Guarded, secrets: Secrets, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    account = Account(guarded.url, "ann")
    with sign_in(
        account, "right", data_dir=tmp_path, secrets=secrets, passphrase=PASSPHRASE, clock=clock
    ) as opened:
        yield opened


def names(desk: Desk) -> list[str]:
    rows = desk.online(lambda cabinet: cabinet.attestation()).rows
    return [one.attestee.full_name for one in rows]


def test_each_ending_is_noticed_and_the_work_goes_on(desk: Desk, guarded: Guarded) -> None:
    for number, (how, ending) in enumerate(ENDINGS.items(), 2):
        guarded.ending = ending
        guarded.living.clear()
        assert names(desk) == ["Лугов Пётр Ильич"], how
        assert guarded.tries == number, f"one sign-in: {how}"
        assert desk.signed_in


def test_a_service_that_ends_every_session_is_asked_once(desk: Desk, guarded: Guarded) -> None:
    for number, (how, ending) in enumerate(ENDINGS.items(), 2):
        guarded.ending, guarded.short_lived = ending, True
        guarded.living.clear()
        with pytest.raises(SignInNeededError):
            names(desk)
        assert guarded.tries == number, how


def test_threads_that_meet_the_end_together_sign_in_once(desk: Desk, guarded: Guarded) -> None:
    guarded.living.clear()
    together = threading.Barrier(4)

    def work(_: int) -> list[str]:
        together.wait(10)
        return names(desk)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [["Лугов Пётр Ильич"]] * 4
    assert guarded.tries == 2


def test_threads_with_a_password_that_is_no_longer_right_try_it_once(desk: Desk, guarded: Guarded) -> None:
    guarded.password = "changed"
    guarded.living.clear()
    together = threading.Barrier(4)

    def work(_: int) -> bool:
        together.wait(10)
        try:
            names(desk)
        except SignInNeededError:
            return True
        return False

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert guarded.tries == 2, "more would bring the account nearer to a lock-out"
    # Typed by the user: a try of their own each time, and then all goes on.
    with pytest.raises(SignInRefusedError):
        desk.sign_in("wrong")
    desk.sign_in("changed")
    assert guarded.tries == 4
    assert names(desk) == ["Лугов Пётр Ильич"]
    assert guarded.tries == 4
