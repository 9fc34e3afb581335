"""What the works begin with: stores made once, copied for each try."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account
from attest_desktop.store.store import folder_of
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import sign_in
from attest_desktop.work.signatures import add_signature
from tests.store.conftest import ACCOUNT
from tests.store.make_kept import KEPT
from tests.support.training import CHEAP, make_store
from tests.trust.checking import AFTER, BEFORE
from tests.trust.works import BACKUP_WORD, DATA, OLD_BACKUP, PASSPHRASE, no_keyring, whole_text

FINISHED = 3


@pytest.fixture(scope="session")
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


@pytest.fixture(scope="session")
def beginnings(server: PracticeServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each work the folder that it begins with."""
    root = tmp_path_factory.mktemp("beginnings")
    plain = root / "plain"
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    make_store(plain / DATA, account, PASSPHRASE)
    with _desk(plain, account) as desk:
        refresh(desk)
        _write(desk, BEFORE)
        add_signature(desk, draw_sample_signature("Заречная Полина", seed=5), _me(desk), is_mine=True)
    finished = _copied(plain, root / "finished")
    with _desk(finished, account) as desk:
        for one in people(desk)[:FINISHED]:
            save_draft(desk, one.id, whole_text(open_draft(desk, one.id).text))
            finish(desk, one.id, engine=EngineName.BUILTIN)
    backed = _copied(plain, root / "backed")
    with _desk(backed, account) as desk:
        desk.store.back_up(backed / OLD_BACKUP, BACKUP_WORD, scrypt_n=CHEAP)
        _write(desk, AFTER)
    old = root / "old"
    shutil.copytree(KEPT / "0001", folder_of(old / DATA, ACCOUNT))
    return {
        "typing": plain,
        "finishing": plain,
        "sending": finished,
        "refreshing_table": plain,
        "backing_up": plain,
        "restoring": backed,
        "migrating": old,
        "saving_files": plain,
    }


def _copied(base: Path, folder: Path) -> Path:
    shutil.copytree(base, folder)
    return folder


def _desk(folder: Path, account: Account) -> Desk:
    return sign_in(
        account,
        SAMPLE_ACCOUNT.password,
        data_dir=folder / DATA,
        secrets=no_keyring(),
        passphrase=PASSPHRASE,
    )


def _me(desk: Desk) -> str:
    text = open_draft(desk, people(desk)[0].id).text
    return text.experts[0].full_name


def _write(desk: Desk, words: str) -> None:
    first = people(desk)[0].id
    text = open_draft(desk, first).text
    save_draft(desk, first, replace(text, conclusion=replace(text.conclusion, recommendations=words)))
