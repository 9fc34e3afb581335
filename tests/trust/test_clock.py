"""The computer's clock is wrong by lifetimes, and set right again: nothing is lost, hidden or sent twice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.gui.home.plan import load
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account
from attest_desktop.work.copies import keep_copy
from attest_desktop.work.draft import DraftText, open_draft, revisions, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.recovery import code_offered, put_off_code
from attest_desktop.work.refresh import refresh
from attest_desktop.work.remind import today_of
from attest_desktop.work.send import enqueue, send_due
from attest_desktop.work.sign_in import sign_in
from tests.support import tally
from tests.trust.works import DATA, PASSPHRASE, no_keyring, whole_text
from tests.work.conftest import Clock


def _said(text: DraftText, words: str) -> DraftText:
    return replace(text, conclusion=replace(text.conclusion, recommendations=words))


@pytest.mark.parametrize(
    "wrong",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        # The last minute in Tomsk that a calendar has.
        datetime(9999, 12, 31, 16, 59, tzinfo=UTC),
    ],
    ids=lambda wrong: str(wrong.year),
)
def test_a_clock_that_was_wrong_for_a_while(
    wrong: datetime, beginnings: dict[str, Path], tmp_path: Path, server: PracticeServer
) -> None:
    tally.count(tally.Fault.WORLD)
    server.reset()
    folder, clock = tmp_path / "wrong", Clock()
    shutil.copytree(beginnings["typing"], folder)
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    right = clock.moment
    with sign_in(
        account,
        SAMPLE_ACCOUNT.password,
        data_dir=folder / DATA,
        secrets=no_keyring(),
        passphrase=PASSPHRASE,
        clock=clock,
    ) as desk:
        who = people(desk)[4].id
        text = whole_text(open_draft(desk, who).text)
        save_draft(desk, who, _said(text, "до"), apart=True)
        clock.moment = wrong
        refresh(desk)
        save_draft(desk, who, _said(text, "во время"), apart=True)
        frozen = finish(desk, who, engine=EngineName.BUILTIN)
        row = enqueue(desk, frozen)
        send_due(desk)
        keep_copy(desk)
        put_off_code(desk)
        load(desk, today_of(desk))
        clock.moment = right
        clock.forward(hours=2)
        assert open_draft(desk, who).text.conclusion.recommendations == "во время"
        save_draft(desk, who, _said(text, "после"), apart=True)
        assert open_draft(desk, who).text.conclusion.recommendations == "после"
        assert len(revisions(desk, who)) >= 3
        send_due(desk)
        assert desk.store.outbox.get(row.id).state is SendState.CONFIRMED
        assert len(desk.store.own_copies()) == 1
        assert code_offered(desk)
        assert refresh(desk)
        load(desk, today_of(desk))
    kept = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert kept is not None
    assert sum(len(one.kept) for one in kept.rows.values()) == 1, "sent twice, or lost"
