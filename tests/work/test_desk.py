"""Sign-in, refresh and drafts on the practice service."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.domain.record import CriterionText
from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, PracticeServer
from attest_desktop.service import PageNotUnderstoodError, SignInRefusedError
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.documents import fetch_documents, kept_documents, save_document
from attest_desktop.work.draft import open_draft, record_of, save_draft
from attest_desktop.work.people import Stage, people, person
from attest_desktop.work.refresh import kept_profile, last_refresh, refresh
from attest_desktop.work.sign_in import NothingKeptError, open_offline, sign_in
from tests.work.conftest import PASSPHRASE, Clock


def test_refresh_takes_in_everything(desk: Desk) -> None:
    everyone = people(desk)
    assert len(everyone) == 14
    assert last_refresh(desk).assigned == 14
    assert last_refresh(desk).problems == ()
    profile = kept_profile(desk)
    assert profile is not None
    assert profile.full_name == SAMPLE_ACCOUNT.profile.full_name
    assert {one.stage for one in everyone} == {Stage.NOT_STARTED}
    assert all(one.hand_in_by for one in everyone)


def test_wrong_password_makes_no_store(server: PracticeServer, secrets: Secrets, tmp_path: Path) -> None:
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    with pytest.raises(SignInRefusedError, match="Не верно введен логин или пароль"):
        sign_in(account, "wrong", data_dir=tmp_path, secrets=secrets, passphrase=PASSPHRASE)
    assert not Store.exists(tmp_path, account)


def test_page_that_is_not_understood_changes_nothing(desk: Desk, server: PracticeServer) -> None:
    server.faults.set(Fault.PAGE_CHANGED)
    with pytest.raises(PageNotUnderstoodError):
        refresh(desk)
    assert len(people(desk)) == 14


def test_somebody_gone_from_the_table_is_kept(desk: Desk, server: PracticeServer) -> None:
    first = people(desk)[0]
    save_draft(desk, first.id, open_draft(desk, first.id).text)
    server.faults.set(Fault.ROW_GONE)
    done = refresh(desk)
    assert done.changes.gone == (first.id,)
    assert person(desk, first.id).gone
    assert done.problems, "the count of the home page no longer fits the table"
    server.faults.clear()
    refresh(desk)
    assert not person(desk, first.id).gone


def test_offline_everything_but_sending_works(
    desk: Desk, server: PracticeServer, secrets: Secrets, clock: Clock, tmp_path: Path
) -> None:
    account, someone = desk.account, people(desk)[0]
    desk.close()
    server.stop()
    with open_offline(
        account, data_dir=tmp_path / "data", secrets=secrets, passphrase=PASSPHRASE, clock=clock
    ) as offline:
        assert len(people(offline)) == 14
        text = open_draft(offline, someone.id).text
        save_draft(offline, someone.id, text)
        assert person(offline, someone.id).stage is Stage.DRAFT
        with pytest.raises(SignInNeededError):
            refresh(offline)


def test_offline_before_the_first_sign_in_is_explained(secrets: Secrets, tmp_path: Path) -> None:
    with pytest.raises(NothingKeptError):
        open_offline(Account("http://127.0.0.1:9/cpnew/", "nobody"), data_dir=tmp_path, secrets=secrets)


def test_no_network_is_an_environment_fault(desk: Desk, server: PracticeServer) -> None:
    server.stop()
    with pytest.raises(EnvironmentFault):
        refresh(desk)
    assert len(people(desk)) == 14


def test_draft_is_prefilled_and_kept(desk: Desk) -> None:
    someone = person(desk, "Ткаченко")
    opened = open_draft(desk, someone.id)
    assert opened.saved_at is None
    assert opened.text.experts[0].full_name == SAMPLE_ACCOUNT.profile.full_name
    assert len(opened.criteria_titles) == len(opened.text.conclusion.criteria) >= 4
    criteria = (CriterionText("1", "Текст"), *opened.text.conclusion.criteria[1:])
    written = replace(opened.text, conclusion=replace(opened.text.conclusion, criteria=criteria))
    save_draft(desk, someone.id, written)
    again = open_draft(desk, someone.id)
    assert again.text == written
    assert again.saved_at is not None


def test_corrections_win_over_the_row(desk: Desk) -> None:
    someone = person(desk, "Ткаченко")
    text = replace(
        open_draft(desk, someone.id).text,
        corrections={"workplace": "МАОУ СОШ № 3", "age": "35", "appointed_on": "2017-09-01", "position": " "},
    )
    record = record_of(desk, someone.id, text)
    assert record.attestee.workplace == "МАОУ СОШ № 3"
    assert record.attestee.age == 35
    assert record.attestee.position == someone.attestee.position


def test_documents_are_fetched_kept_and_saved(desk: Desk, server: PracticeServer, tmp_path: Path) -> None:
    someone = person(desk, "Журавлёва")
    assert kept_documents(desk, someone.id) is None
    fetched = fetch_documents(desk, someone.id)
    server.stop()
    assert kept_documents(desk, someone.id) == fetched
    files = [one for one in fetched if one.file]
    assert files
    assert any(one.url for one in fetched)
    first = save_document(desk, files[0], tmp_path)
    second = save_document(desk, files[0], tmp_path)
    assert first != second
    assert first.read_bytes() == second.read_bytes()
    assert first.parent == tmp_path


class KeepsTheOldPassword(Secrets):
    """As a keyring in which the password was not changed."""

    def password(self, account: Account) -> str | None:
        return SAMPLE_ACCOUNT.password


def test_password_once_refused_is_not_tried_again(desk: Desk, server: PracticeServer) -> None:
    account = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    server.state.set_password(account, "another1")
    server.state.sessions.close_all()
    desk.secrets = KeepsTheOldPassword.absent()
    before = sum(line.method == "POST" for line in server.state.requests)
    for _ in range(4):
        with pytest.raises(SignInNeededError):
            refresh(desk)
    assert sum(line.method == "POST" for line in server.state.requests) == before + 1
    desk.sign_in("another1")
    refresh(desk)
