"""How many statements the store runs for what is shown all the time: the same for ten people and for a hundred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.sending import SendState
from attest_desktop.service import Cabinet
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.store.connection import Connection
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people
from attest_desktop.work.remind import agenda
from attest_desktop.work.season import lines
from attest_desktop.work.season_archive import archive
from attest_desktop.work.standing import standings
from tests.support.training import CHEAP

ACCOUNT = Account("http://127.0.0.1:9/cpnew/", "expert1")
TODAY = date(2026, 11, 22)
NEXT_SEASON = date(2027, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path, ACCOUNT, Secrets.absent(), passphrase="phrase", scrypt_n=CHEAP) as store:
        yield Desk(ACCOUNT, store, Secrets.absent(), Cabinet(ACCOUNT.server), data_dir=tmp_path)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements run meanwhile; one that is run for many rows counts once."""
    said: list[str] = []
    execute, many = Connection.execute, Connection.many

    def noted(connection: Connection, statement: str, parameters: Iterable[object] = ()) -> object:
        said.append(statement)
        return execute(connection, statement, parameters)

    def noted_many(connection: Connection, statement: str, rows: Iterable[Iterable[object]]) -> None:
        said.append(statement)
        many(connection, statement, rows)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Connection, "execute", noted)
        patched.setattr(Connection, "many", noted_many)
        yield said


def crowd(desk: Desk, count: int, *, drafts: bool = True) -> None:
    """So many attestees, each with a draft unless said."""
    rows = [
        Attestee(f"{number:010x}", f"Лугов Пётр {number}", period="ноябрь-декабрь 2026", position="учитель")
        for number in range(count)
    ]
    desk.store.attestees.replace_all(rows, desk.now())
    for one in rows if drafts else ():
        desk.store.drafts.save(one.id, {"conclusion": {"recommendations": one.full_name}}, desk.now())


@pytest.mark.parametrize(
    ("look", "most"),
    [(people, 6), (lambda desk: agenda(desk, TODAY), 11)],
    ids=["people", "agenda"],
)
def test_more_people_cost_no_more_statements(desk: Desk, look: Callable[[Desk], object], most: int) -> None:
    said = []
    for count in (3, 30):
        crowd(desk, count)
        with counted() as statements:
            look(desk)
        said.append(len(statements))
    assert said[0] == said[1] <= most


@pytest.mark.parametrize(
    ("look", "most"),
    [
        (lambda desk: standings(desk, people(desk)), 13),
        (lambda desk: lines(desk), 12),
        (lambda desk: archive(desk, NEXT_SEASON), 13),
    ],
    ids=["standings", "season", "archive"],
)
def test_more_finished_and_sent_conclusions_cost_no_more_statements(
    desk: Desk, look: Callable[[Desk], Sequence[object]], most: int
) -> None:
    crowd(desk, 6)
    said = []
    for count in (2, 6):
        for one in [row.attestee.id for row in desk.store.attestees.all()][:count]:
            if desk.store.conclusions.latest(one) is None:
                frozen = desk.store.conclusions.freeze(one, {}, b"docx", b"%PDF", "word", [], desk.now())
                row = desk.store.outbox.put(frozen.id, one, "Заключение.pdf", b"%PDF", desk.now())
                desk.store.outbox.begin_attempt(row.id, desk.now())
                desk.store.outbox.finish_attempt(row.id, SendState.CONFIRMED, "Принято", desk.now())
        with counted() as statements:
            assert len(look(desk)) >= 6
        said.append(len(statements))
    assert said[0] == said[1] <= most


def test_a_longer_table_is_taken_over_by_no_more_statements(desk: Desk) -> None:
    """New rows, the same rows again, and rows that are gone: a statement each."""
    for count in (30, 30, 0, 3, 30):
        with counted() as statements:
            crowd(desk, count, drafts=False)
        assert len(statements) == 4  # what is known, and the three


def test_what_was_read_is_read_again(desk: Desk) -> None:
    """Nothing is remembered that could show an old truth."""
    crowd(desk, 2)
    before = [one.attestee.full_name for one in people(desk)]
    changed = [Attestee("00000000ff", "Заяц Кирилл Олегович", period="ноябрь-декабрь 2026", position="учитель")]
    desk.store.attestees.replace_all(changed, desk.now())
    after = [one.attestee.full_name for one in people(desk, include_gone=False)]
    assert before != after == ["Заяц Кирилл Олегович"]
