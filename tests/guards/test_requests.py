"""How often the service is asked, and that a file which has not changed is not sent again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from attest_desktop.practice import Dialect
from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.refresh import refresh
from attest_desktop.work.training import Training
from tests.support.training import FirstTraining, TrainingAgain


@pytest.fixture(scope="module")
def first() -> Iterator[FirstTraining]:
    with FirstTraining() as made:
        yield made


@pytest.fixture
def training(first: FirstTraining) -> Iterator[Training]:
    with TrainingAgain(first) as made:
        yield made


@pytest.fixture
def desk(training: Training) -> Iterator[Desk]:
    with training.open_desk() as opened:
        yield opened


def asked(training: Training, begun: int) -> list[str]:
    return [one.path.rsplit("/cpnew/", 1)[-1] for one in training.server.state.requests[begun:]]


def test_a_refresh_asks_for_each_page_and_each_file_once(training: Training, desk: Desk) -> None:
    assert training.server.dialect is Dialect.MVC
    refresh(desk)
    begun = len(training.server.state.requests)
    refresh(desk)
    again = Counter(asked(training, begun))
    assert sum(again.values()) <= 5
    assert max(again.values()) == 1


def test_an_unchanged_file_is_not_sent_again(desk: Desk) -> None:
    refresh(desk)
    page = desk.online(lambda cabinet: cabinet.attestation())
    for offered in page.templates:
        whole = desk.online(lambda cabinet, link=offered.link: cabinet.download(link))  # type: ignore[misc]
        assert whole.mark
        unchanged = desk.online(
            lambda cabinet, link=offered.link, mark=whole.mark: cabinet.download_changed(link, mark)  # type: ignore[misc]
        )
        assert unchanged is None


def test_a_changed_file_comes_whole_whatever_is_kept(desk: Desk) -> None:
    page = desk.online(lambda cabinet: cabinet.attestation())
    link = page.templates[0].link
    fresh = desk.online(lambda cabinet: cabinet.download_changed(link, '"of another content"'))
    assert fresh is not None
    assert fresh.content


def test_a_file_that_is_gone_from_the_store_is_fetched_again(desk: Desk) -> None:
    refresh(desk)
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    assert kept is not None
    desk.store.files.remove(kept.id)
    refresh(desk)
    back = desk.store.files.latest(FileKind.TEMPLATE)
    assert back is not None
    assert back.sha256 == kept.sha256
