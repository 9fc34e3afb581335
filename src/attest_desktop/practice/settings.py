"""How the practice service behaves when no fault is switched on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from pathlib import Path

ENCODINGS = ("utf-8", "windows-1251")
"""What the pages may be written in."""


class Dialect(Enum):
    """Whose markup the pages have; the value is the name on the command line."""

    MVC = "mvc"
    WEBFORMS = "webforms"


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """Limits and habits of the service.

    `session_length` is how long a session lasts without requests; `remembered_length` the same with «Запомнить
    меня». `slow_seconds` is how long the faults `slow` and `slow_after_upload` hold an answer back unless
    released earlier.
    `replaceable` says whether an attached conclusion may be replaced. `clock` gives seconds (any origin).
    `folder` keeps stored conclusions on disk from one run to the next; None forgets them.
    `encoding` is that of the pages and of the forms sent from them. `page_size` is how many attestees a page of
    the table shows; None shows all. Of Web Forms only: `attest_as_link` makes «Аттестовать» a link instead of a
    button, `header_in_td` writes the table's header into plain cells, `validated_links` has «Сохранить» of the
    profile checked by script before it posts the page back.
    """

    session_length: timedelta = timedelta(minutes=20)
    remembered_length: timedelta = timedelta(days=14)
    max_upload_bytes: int = 10 * 1024 * 1024
    slow_seconds: float = 3.0
    replaceable: bool = True
    clock: Callable[[], float] = time.monotonic
    folder: Path | None = None
    encoding: str = "utf-8"
    page_size: int | None = None
    attest_as_link: bool = False
    header_in_td: bool = False
    validated_links: bool = False

    def __post_init__(self) -> None:
        if self.encoding not in ENCODINGS:
            raise ValueError("the pages are written in utf-8 or windows-1251")
        if self.page_size is not None and self.page_size < 1:
            raise ValueError("a page of the table has at least one row")


DEFAULT_SETTINGS = PracticeSettings()
