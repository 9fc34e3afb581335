"""What one saved edit costs: four statements, and one page of the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from attest_desktop.store import Account, Secrets, Store
from tests.support.training import CHEAP

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def test_an_edit_is_four_statements(tmp_path: Path) -> None:
    account = Account("http://127.0.0.1:9/cpnew/", "expert1")
    with Store.open(tmp_path, account, Secrets.absent(), passphrase="phrase", scrypt_n=CHEAP) as store:
        store.drafts.save("a1", {"conclusion": {"recommendations": "Провести"}}, NOW)
        by_the_driver: list[str] = []
        with store._database.reading() as connection:
            connection.driver.set_trace_callback(by_the_driver.append)
        by_the_driver.clear()
        journal = store._database.path.with_name(f"{store._database.path.name}-wal")
        before, page = journal.stat().st_size, 4096
        store.drafts.save("a1", {"conclusion": {"recommendations": "Провести урок"}}, NOW + timedelta(seconds=1))
        assert [one.split()[0] for one in by_the_driver] == ["BEGIN", "SELECT", "UPDATE", "COMMIT"]
        assert 0 < journal.stat().st_size - before < 2 * page
