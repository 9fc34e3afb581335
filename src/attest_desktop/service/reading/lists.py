"""Several things in one cell or field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attest_desktop.domain.text import one_line

_OUTSIDE_BRACKETS = re.compile(r"[;,](?![^()]*\))")


def listed(lines: Sequence[str]) -> tuple[str, ...]:
    """The items listed: a line each, or parted by «;» or «,» outside brackets; bullets are dropped."""
    items = (
        one_line(piece).lstrip("•·*–—- ").strip() for line in lines for piece in _OUTSIDE_BRACKETS.split(line)
    )
    return tuple(dict.fromkeys(item for item in items if item))
