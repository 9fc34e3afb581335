from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from attest_desktop.domain.sending import SendState
from attest_desktop.store import FileKind, Secrets, Store, StoreFromNewerVersionError
from attest_desktop.store.migrate import HEAD, SCRIPTS, bring_to_head, version_of
from attest_desktop.store.schema import as_sqlalchemy, metadata
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, OpenStore
from tests.store.make_kept import KEPT, MARK, MESSAGE, NOTE, SIGNING, fill

NEXT = """
from __future__ import annotations
import os, signal
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0005", "0004", None, None
def upgrade() -> None:
    op.add_column("facts", sa.Column("note", sa.Text, nullable=False, server_default="старое"))
    op.create_table("more", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE facts SET value = '0'")
"""


@pytest.fixture
def next_scripts(tmp_path: Path) -> Path:
    """The scripts with one more, as a later release would have."""
    scripts = tmp_path / "100 % scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v0005_next.py").write_text(NEXT, "utf-8")
    return scripts


def _put_back(kept: Path, folder: Path) -> None:
    shutil.copytree(kept, folder)


def _tables(store: Store) -> set[str]:
    with store._database.reading() as connection:
        return set(connection.values("SELECT name FROM sqlite_master WHERE type = 'table'"))


def test_the_program_knows_its_newest_migration_without_asking_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert {len(one.revision) for one in script.walk_revisions()} == {4}


def test_migrations_from_an_empty_file_lead_to_the_schema_that_the_code_uses(store: Store) -> None:
    with store._database.reading() as connection:
        with as_sqlalchemy(connection) as lent:
            context = MigrationContext.configure(lent, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        assert version_of(connection) == HEAD
        triggers = set(connection.values("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        assert triggers == {
            "blobs_never_change",
            "conclusions_never_change",
            "conclusions_never_vanish",
            "outbox_bytes_never_change",
            "signings_never_change",
            "signings_never_vanish",
        }


@pytest.mark.parametrize("version", sorted(path.name for path in KEPT.iterdir()))
def test_a_kept_file_of_an_earlier_version_opens_with_all_that_is_in_it(
    version: str, folder: Path, open_store: OpenStore
) -> None:
    _put_back(KEPT / version, folder)
    store = open_store()
    with store._database.reading() as connection:
        assert version_of(connection) == HEAD
    person = store.attestees.find("Осокин")
    assert (person.attestee.id, person.seen_at) == ("a1", NOW)
    draft = store.drafts.load("a1")
    assert draft is not None
    assert draft.content == {"text": "черновик"}
    template = store.files.latest(FileKind.TEMPLATE)
    assert template is not None
    assert store.files.content(template.id) == b"template"
    (signature,) = store.signatures.all()
    assert (signature.is_mine, store.signatures.content(signature.id)) == (True, b"\x89PNG")
    frozen = store.conclusions.latest("a1")
    assert frozen is not None
    assert (frozen.notes, store.conclusions.pdf(frozen.id)) == (("замечание",), b"%PDF")
    (row,) = store.outbox.rows()
    assert (row.state, row.conclusion_id, row.last_answer) == (SendState.CONFIRMED, frozen.id, "прикреплено")
    assert len(store.outbox.attempts(row.id)) == 1
    assert store.facts.get("profile") == {"surname": "Осокин"}
    # Phrases came with the second version.
    words = [one.phrase.text for one in store.phrases.all()]
    assert words == ([] if version == "0001" else ["{он/она} обобщает опыт"])
    # The trail of signings came with the third.
    assert [one.signing for one in store.signings.all("a1")] == ([SIGNING] if version >= "0003" else [])
    # Steps, notes and messages came with the fourth.
    since_fourth = version >= "0004"
    assert store.procedure.marks("a1") == ((MARK,) if since_fourth else ())
    assert [one.text for one in store.procedure.notes("a1")] == ([NOTE] if since_fourth else [])
    assert [one.message for one in store.messages.all("a1")] == ([MESSAGE] if since_fourth else [])
    assert store.check() == ()


def test_the_present_version_is_kept() -> None:
    assert (KEPT / HEAD / "store.db").is_file()


def test_a_later_migration_changes_a_kept_file_and_loses_nothing(
    next_scripts: Path, folder: Path, open_store: OpenStore
) -> None:
    _put_back(KEPT / "0004", folder)
    store = open_store()
    with store._database.writing() as connection:
        bring_to_head(connection, "0005", next_scripts)
    with store._database.reading() as connection:
        assert version_of(connection) == "0005"
        assert connection.value("SELECT note FROM facts") == "старое"
    assert "more" in _tables(store)
    draft = store.drafts.load("a1")
    assert draft is not None


def test_a_migration_that_fails_halfway_leaves_the_file_as_it_was(
    next_scripts: Path, folder: Path, open_store: OpenStore
) -> None:
    _put_back(KEPT / "0004", folder)
    store = open_store()
    script = next_scripts / "versions" / "v0005_next.py"
    script.write_text(NEXT + "    raise RuntimeError('halfway')\n", "utf-8")
    with pytest.raises(RuntimeError, match="halfway"), store._database.writing() as connection:
        bring_to_head(connection, "0005", next_scripts)
    store.close()
    store = open_store()
    assert "more" not in _tables(store)
    assert store.facts.get("profile") == {"surname": "Осокин"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_migration_that_is_killed_halfway_leaves_the_file_as_it_was(
    next_scripts: Path, folder: Path, data_dir: Path, open_store: OpenStore
) -> None:
    _put_back(KEPT / "0004", folder)
    script = next_scripts / "versions" / "v0005_next.py"
    script.write_text(NEXT + "    os.kill(os.getpid(), signal.SIGKILL)\n", "utf-8")
    code = (
        "import sys; from pathlib import Path\n"
        "from attest_desktop.store import Account, Secrets, Store\n"
        "from attest_desktop.store.migrate import bring_to_head\n"
        "data_dir, scripts, server, user, passphrase = sys.argv[1:]\n"
        "store = Store.open(Path(data_dir), Account(server, user), Secrets(), passphrase=passphrase)\n"
        "with store._database.writing() as connection: bring_to_head(connection, '0005', Path(scripts))\n"
    )
    arguments = [str(data_dir), str(next_scripts), ACCOUNT.server, ACCOUNT.user_name, PASSPHRASE]
    child = subprocess.run([sys.executable, "-c", code, *arguments], check=False)
    assert child.returncode == -signal.SIGKILL
    store = open_store()
    assert "more" not in _tables(store)
    assert store.facts.get("profile") == {"surname": "Осокин"}
    assert store.check() == ()


def test_a_file_from_a_newer_release_is_not_touched(
    open_store: OpenStore, database: Path, data_dir: Path, no_keyring: Secrets
) -> None:
    with open_store() as store:
        fill(store)
        with store._database.writing() as connection:
            connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = hashlib.sha256(database.read_bytes()).digest()
    with pytest.raises(StoreFromNewerVersionError):
        Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE)
    assert hashlib.sha256(database.read_bytes()).digest() == before
    assert sorted(path.name for path in database.parent.iterdir()) == ["key.json", "open.lock", "store.db"]


@pytest.mark.parametrize("left", [b"", None])
def test_making_a_store_that_was_interrupted_goes_on(
    open_store: OpenStore, database: Path, data_dir: Path, no_keyring: Secrets, left: bytes | None
) -> None:
    open_store().close()
    database.unlink()
    if left is not None:
        database.write_bytes(left)
    assert not Store.exists(data_dir, ACCOUNT)
    assert Store.needs_passphrase(data_dir, ACCOUNT, no_keyring)
    with Store.open(data_dir, ACCOUNT, no_keyring, passphrase=PASSPHRASE, scrypt_n=CHEAP) as store:
        fill(store)
    assert open_store().facts.get("profile") == {"surname": "Осокин"}
