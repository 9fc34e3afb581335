"""What the practice service stored, kept on disk: it outlives the process, as the real service's files do."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored conclusion: the row's number, the file's name, its bytes."""

    number: int
    name: str
    data: bytes


class Ledger:
    """A folder with a line of JSON and a file for each conclusion stored, in order.

    The line is written after the file and fsynced: a killed service never remembers half a conclusion.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines = folder / "ledger.jsonl"

    def add(self, entry: Entry) -> None:
        """Store one more conclusion."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file_name = f"{sum(1 for _ in self._read()) + 1:06d}.pdf"
        _write(self._folder / file_name, entry.data, "wb")
        line = {"number": entry.number, "name": entry.name, "file": file_name}
        _write(self._lines, json.dumps(line, ensure_ascii=False).encode() + b"\n", "ab")

    def entries(self) -> Iterator[Entry]:
        """All that is stored, the oldest first."""
        for line in self._read():
            yield Entry(line["number"], line["name"], (self._folder / line["file"]).read_bytes())

    def _read(self) -> Iterator[dict[str, Any]]:
        if self._lines.exists():
            for line in self._lines.read_text("utf-8").splitlines():
                if line.endswith("}"):
                    yield json.loads(line)


def _write(path: Path, data: bytes, mode: Literal["ab", "wb"]) -> None:
    with path.open(mode) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
