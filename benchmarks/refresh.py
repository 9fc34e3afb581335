"""A refresh of a thousand rows, whole, beside BeautifulSoup only parsing the same page of the table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Account, Secrets
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import sign_in
from benchmarks.harness import Line, Scale, Unit, in_turn, not_measured, times_faster, within
from benchmarks.serving import served

ROWS = 1000
# Home, table, profile and two files: nothing can be left unasked without showing an old truth.
LEAST = 5


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time of the program; the service runs in another process."""
    rows = scale.size(ROWS, 30)
    with served(rows) as service, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        account = Account(service.url, SAMPLE_ACCOUNT.user_name)
        with sign_in(
            account,
            SAMPLE_ACCOUNT.password,
            data_dir=Path(folder),
            secrets=Secrets.absent(),
            passphrase="measuring",
        ) as desk:
            refresh(desk)
            service.asked()
            refresh(desk)
            asked = service.asked()
            source = desk.cabinet._navigator.fetch(f"{service.url}Expert/Attestation", "Аттестация").source
            if len(desk.store.attestees.all(include_gone=False)) != rows:
                raise ValueError("not all rows were read: nothing is compared")
            return [*_beside(scale, rows, lambda: refresh(desk), source), _requests(asked)]


def _beside(scale: Scale, rows: int, ours: Callable[[], object], source: str) -> list[Line]:
    what = f"refresh of {rows} rows, whole: pages, reading, store"
    try:
        from bs4 import BeautifulSoup
    except ImportError:
        return [not_measured(what, "BeautifulSoup, parsing alone", "faster", "beautifulsoup4 is not installed")]
    lines = []
    # html.parser is what BeautifulSoup has by itself; lxml is the quickest that it can be given.
    for parser in ("html.parser", "lxml"):
        mine, its = in_turn(scale.runs(5), ours, lambda parser=parser: BeautifulSoup(source, parser))  # type: ignore[misc]
        beside = f"BeautifulSoup ({parser}), parsing the table's page alone"
        line = times_faster(what, beside, 1, mine.work, its.work, target="faster")
        lines.append(line.with_other(mine.wall, its.wall))
    return lines


def _requests(asked: Sequence[str]) -> Line:
    pages = [one for one in asked if "/Template/" not in one]
    return within(
        "requests of a second refresh with nothing changed",
        LEAST,
        len(asked),
        [len(asked)],
        clock="requests",
        unit=Unit.REQUESTS,
        target=f"the fewest that the pages allow: {LEAST}",
        why=f"{len(pages)} pages read, {len(asked) - len(pages)} files asked about and not sent again (304)",
    ).but(ratio="—")
