"""What must hold after a kill, seen by the next start of the program."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from attest_desktop.domain.sending import SendState
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import FileKind, Store, account_of_backup
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft
from attest_desktop.work.people import people
from attest_desktop.work.send import retry_all
from tests.store.conftest import ACCOUNT
from tests.store.conftest import PASSPHRASE as KEPT_PASSPHRASE
from tests.support.training import CHEAP
from tests.trust.works import BACKUP_WORD, DATA, EXPORTED, NEW_BACKUP, PAGE, desk_in, no_keyring

BEFORE = "написано до резервной копии"
AFTER = "написано после резервной копии"
Told = tuple[Any, ...]


def check(name: str, folder: Path, server: PracticeServer, told: Told) -> None:
    """Open what the killed child left and compare it with what it had told. Raises AssertionError for any loss."""
    CHECKS[name](folder, server, told)


def _number(desk: Desk, attestee_id: str) -> int:
    words = open_draft(desk, attestee_id).text.conclusion.recommendations
    return int(words.split(":")[0]) if words else -1


def _sound(desk: Desk) -> None:
    assert desk.store.check() == ()
    for frozen in desk.store.conclusions.all():
        content = desk.store.conclusions.pdf(frozen.id)
        assert hashlib.sha256(content).hexdigest() == frozen.sha256
        assert len(PdfReader(BytesIO(content)).pages) > 0


def after_typing(folder: Path, server: PracticeServer, told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        for one in {attestee for attestee, _ in told}:
            accepted = max(number for attestee, number in told if attestee == one)
            assert accepted <= _number(desk, one) <= accepted + 3


def after_finishing(folder: Path, server: PracticeServer, told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        kept = {frozen.id: frozen for frozen in desk.store.conclusions.all()}
        for kind, *what in told:
            if kind == "finished":
                assert kept[what[0]].sha256 == what[1]
            else:
                assert open_draft(desk, what[0]).saved_at is not None
        for frozen in kept.values():
            # A conclusion is finished with its signature and its trail, or not at all.
            assert len(desk.store.signings.all(frozen.attestee_id, frozen.revision)) == 1


def after_sending(folder: Path, server: PracticeServer, told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        there = _stored(server)
        rows = {row.id: row for row in desk.store.outbox.rows()}
        assert {told_row for _, told_row in told} <= set(rows)
        for row in rows.values():
            assert row.state is not SendState.CONFIRMED or row.sha256 in there
        # The next start goes on by itself; at its end all is there, and once.
        for _ in range(4):
            retry_all(desk)
        rows = {row.id: row for row in desk.store.outbox.rows()}
        assert {row.state for row in rows.values()} <= {SendState.CONFIRMED}
        now = _stored(server)
        assert sorted(now) == sorted(row.sha256 for row in rows.values()), "sent twice, or lost"


def _stored(server: PracticeServer) -> list[str]:
    account = server.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    with server.state.lock:
        return [file.sha256 for row in account.rows.values() for file in row.kept]


def after_refreshing(folder: Path, server: PracticeServer, _told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        account = server.state.account(SAMPLE_ACCOUNT.user_name)
        assert account is not None
        assert len(people(desk)) == len(account.rows)
        assert open_draft(desk, people(desk)[0].id).text.conclusion.recommendations == BEFORE
        template = desk.store.files.latest(FileKind.TEMPLATE)
        assert template is not None
        assert desk.store.files.content(template.id)


def after_backing_up(folder: Path, server: PracticeServer, told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        url = desk.account.server
    target = folder / NEW_BACKUP
    assert target.exists() or not told
    if target.exists():
        owner = account_of_backup(target, BACKUP_WORD, CHEAP)
        assert owner is not None
        assert owner.server == url
        # A killed backup leaves nothing beside the good one that a person could take for a backup.
    assert [path.name for path in folder.glob("*.attest") if path != target and "стар" not in path.name] == []


def after_restoring(folder: Path, server: PracticeServer, told: Told) -> None:
    with desk_in(folder, server.url) as desk:
        _sound(desk)
        first = people(desk)
        assert first, "an empty store took the place of the old one"
        words = open_draft(desk, first[0].id).text.conclusion.recommendations
        home = next((folder / DATA / "accounts").iterdir())
        aside = list(home.glob("before-restore-*-store.db"))
        assert words in (BEFORE, AFTER)
        assert words == BEFORE or not told
        # What was written later is in place, or set aside whole.
        assert words == AFTER or len(aside) == 1


def after_migrating(folder: Path, _server: PracticeServer, _told: Told) -> None:
    with Store.open(
        folder / DATA, ACCOUNT, no_keyring(), passphrase=KEPT_PASSPHRASE, scrypt_n=CHEAP, create=False
    ) as store:
        assert store.check() == ()
        draft = store.drafts.load("a1")
        assert draft is not None
        assert draft.content == {"text": "черновик"}
        assert store.facts.get("profile") == {"surname": "Осокин"}
        (row,) = store.outbox.rows()
        assert row.state is SendState.CONFIRMED


def after_saving_files(folder: Path, _server: PracticeServer, told: Told) -> None:
    path = folder / EXPORTED
    assert path.exists() or not told
    if path.exists():
        content = path.read_bytes()
        assert content.startswith(PAGE)
        assert int(content.removeprefix(PAGE)) >= max(told, default=0)


CHECKS = {
    "typing": after_typing,
    "finishing": after_finishing,
    "sending": after_sending,
    "refreshing_table": after_refreshing,
    "backing_up": after_backing_up,
    "restoring": after_restoring,
    "migrating": after_migrating,
    "saving_files": after_saving_files,
}
