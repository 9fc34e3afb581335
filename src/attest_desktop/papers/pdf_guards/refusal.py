"""How much a PDF may hold, and how a file that is refused is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.domain.errors import BadFileError

MOST_PAGES = 100
LARGEST_FILE = 100_000_000
"""Bytes."""
MOST_PIXELS = 64_000_000
"""Of one picture: a sheet of A4 at 800 dots to the inch."""
MOST_OBJECTS = 100_000
"""A hundred pages have some thousands."""

TOO_MANY = "в нём слишком много частей"
TOO_MUCH = "в распакованном виде он непомерно велик"


class UnsafePdfError(BadFileError):
    """The PDF holds what no conclusion and no scan of one holds."""

    title = "Этот файл PDF небезопасен"


@dataclass(frozen=True, slots=True)
class Called:
    """How refusals begin («Файл «скан.pdf»») and what they ask the user to do."""

    name: str = "Файл PDF"
    todo: str = "Создайте PDF из заключения заново и повторите."

    def unsafe(self, why: str) -> UnsafePdfError:
        """The refusal; `why` is Russian, without a full stop."""
        return UnsafePdfError(f"{self.name} не открыт: {why}.", self.todo)
