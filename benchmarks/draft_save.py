"""How long an edit of a draft takes until it is on the disk, beside plain sqlite3.

Both write the same growing record, in turn, to the same disk, with the same durability (WAL, synchronous=FULL).
The store also encrypts, compresses, and keeps a history. Run: `python -m benchmarks.draft_save [EDITS]`.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from keyring.backends import fail

from attest_desktop.store import Account, Secrets, Store
from benchmarks.harness import Taken, quantile

WORDS = "На занятии педагог применяет проблемное обучение и опирается на опыт учеников. "


def record(edit: int) -> dict[str, Any]:
    """A conclusion of some ten thousand letters in which the expert is typing the recommendations."""
    criteria = [{"number": str(number), "text": WORDS * 20} for number in range(1, 6)]
    return {"conclusion": {"criteria": criteria, "recommendations": (WORDS * 50)[: 10 * edit]}}


def plain(path: Path) -> Callable[[dict[str, Any], datetime], object]:
    """The least that saves a draft durably with the standard library."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE drafts (attestee_id TEXT PRIMARY KEY, content TEXT, saved_at TEXT)")

    def save(content: dict[str, Any], now: datetime) -> None:
        with connection:
            connection.execute(
                "INSERT INTO drafts VALUES ('a1', ?, ?) ON CONFLICT DO UPDATE SET content = excluded.content",
                (json.dumps(content, ensure_ascii=False), now.isoformat()),
            )

    return save


def run(edits: int) -> dict[str, Taken]:
    """Seconds of each edit, «store» and «sqlite3» in turn."""
    make: Any = fail.Keyring
    with tempfile.TemporaryDirectory() as folder:
        account = Account("https://cabinet.example", "expert")
        with Store.open(Path(folder), account, Secrets(make()), passphrase="passphrase") as store:
            ways = {
                "store": lambda content, now: store.drafts.save("a1", content, now),
                "sqlite3": plain(Path(folder) / "plain.db"),
            }
            spent = {name: Taken() for name in ways}
            now = datetime(2026, 9, 1, tzinfo=UTC)
            for edit in range(edits):
                for name, save in ways.items():
                    content = record(edit)
                    begun, worked = time.perf_counter(), time.process_time()
                    save(content, now + edit * timedelta(seconds=1))
                    spent[name].wall.append(time.perf_counter() - begun)
                    spent[name].work.append(time.process_time() - worked)
    return spent


def main() -> None:
    """Print the medians, the 95th percentiles and the ratio."""
    spent = run(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    medians = {}
    for name, taken in spent.items():
        medians[name] = 1000 * statistics.median(taken.wall)
        slow = 1000 * quantile(taken.wall, 0.95)
        sys.stdout.write(f"{name:8} median {medians[name]:6.2f} ms   95 % {slow:6.2f} ms\n")
    sys.stdout.write(f"ratio {medians['store'] / medians['sqlite3']:.2f}\n")


if __name__ == "__main__":
    main()
