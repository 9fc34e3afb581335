"""A cold process to its window ready for input: the program with a store of 500 attestees, and a bare window.

Each child is started anew with nothing but its files in the system's cache, and says what it took: processor time
since its birth, seconds since the parent started it, and its memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attest_desktop.domain.attestee import Attestee, Form
from benchmarks.children.whose import SERVER, USER
from benchmarks.harness import Scale

ATTESTEES = 500
CHILDREN = Path(__file__).parent / "children"


@dataclass(frozen=True, slots=True)
class Start:
    """What starts took: seconds to the window ready (wall, processor), to everything loaded, bytes held then."""

    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    loaded: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def attestees(count: int) -> list[Attestee]:
    """So many people who never lived."""
    return [
        Attestee(
            f"{number:010x}",
            f"Лебедев{'а' * (number % 5)} Пётр Олегович {number}",
            period="ноябрь-декабрь 2026",
            position="учитель",
            subjects=("математики",),
            current_category="первая",
            claimed_category="высшая",
            form=Form.IN_PERSON,
            email=f"teacher{number}@example.org",
        )
        for number in range(count)
    ]


@contextmanager
def prepared(count: int = ATTESTEES) -> Iterator[Path]:
    """A data folder with a store of so many attestees, whose key is in the children's keyring."""
    from attest_desktop.store import Account, Secrets, Store
    from benchmarks.children.keyring_file import KeyringFile

    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        secrets = Secrets(KeyringFile(folder / "keyring.json"))
        with Store.open(folder / "data", Account(SERVER, USER), secrets) as store:
            now = datetime(2026, 11, 20, 9, tzinfo=UTC)
            store.attestees.replace_all(attestees(count), now)
            store.facts.set(
                "refresh", {"at": now.isoformat(), "assigned": count, "problems": [], "rows": count}, now
            )
        yield folder


def started(scale: Scale, runs: int) -> tuple[Start, Start]:
    """Ours and the bare window, in turn; the first pair, which fills the system's cache, is not counted."""
    ours, bare = Start(), Start()
    with prepared(scale.size(ATTESTEES, 50)) as folder:
        for number in range(-1, scale.runs(runs)):
            for kept, child in ((ours, "program_window.py"), (bare, "bare_window.py")):
                told, wall = _child(child, folder)
                if number >= 0:
                    kept.wall.append(wall)
                    kept.work.append(told["work"])
                    kept.loaded.append(told["loaded"])
                    kept.memory.append(told["memory"] / 1e6)
    return ours, bare


def _child(name: str, folder: Path) -> tuple[dict[str, Any], float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        [sys.executable, CHILDREN / name, folder], env=environment, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return told, told["ready_at"] - began
