"""Two experts at one computer: neither sees, sends or opens anything of the other's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import PracticeServer
from attest_desktop.practice.people import ACCOUNTS, ATTESTEES, PracticeAccount
from attest_desktop.store import Account, Secrets, StoreDamagedError
from attest_desktop.store.store import folder_of
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.send import enqueue_file, outbox, send_due
from attest_desktop.work.sign_in import open_offline, sign_in, sign_out
from tests.store.conftest import MemoryKeyring
from tests.trust.works import whole_text
from tests.work.conftest import a_pdf

ONE, OTHER = (account for account in ACCOUNTS if ATTESTEES[account.user_name])


def _desk(server: PracticeServer, who: PracticeAccount, folder: Path, secrets: Secrets) -> Desk:
    account = Account(server.url, who.user_name)
    desk = sign_in(account, who.password, data_dir=folder, secrets=secrets)
    refresh(desk)
    return desk


def _stored(server: PracticeServer) -> int:
    with server.state.lock:
        return sum(len(row.kept) for row in server.state.rows.values())


def test_one_never_sees_or_sends_what_is_the_others(server: PracticeServer, tmp_path: Path) -> None:
    server.reset()
    secrets = Secrets(MemoryKeyring())
    with _desk(server, ONE, tmp_path, secrets) as desk:
        first = people(desk)[0]
        save_draft(desk, first.id, whole_text(open_draft(desk, first.id).text))
        enqueue_file(desk, first.id, "Заключение.pdf", a_pdf())
        sign_out(desk)
    with _desk(server, OTHER, tmp_path, secrets) as desk:
        names = {person.full_name for person in ATTESTEES[OTHER.user_name]}
        assert {one.attestee.full_name for one in people(desk)} == names
        assert outbox(desk) == ()
        send_due(desk)
        assert _stored(server) == 0
    # Signing out left the draft and the queue where they were, locked.
    with open_offline(Account(server.url, ONE.user_name), data_dir=tmp_path, secrets=secrets) as desk:
        assert open_draft(desk, first.id).saved_at is not None
        (row,) = outbox(desk)
        assert row.state is SendState.QUEUED


def test_the_key_of_one_does_not_open_the_others_store(server: PracticeServer, tmp_path: Path) -> None:
    server.reset()
    secrets = Secrets(MemoryKeyring())
    for who in (ONE, OTHER):
        _desk(server, who, tmp_path, secrets).close()
    mine, theirs = (folder_of(tmp_path, Account(server.url, who.user_name)) for who in (ONE, OTHER))
    shutil.copy(theirs / "store.db", mine / "store.db")
    with pytest.raises(StoreDamagedError):
        open_offline(Account(server.url, ONE.user_name), data_dir=tmp_path, secrets=secrets)
