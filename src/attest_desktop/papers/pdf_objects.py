"""Objects of a PDF as pypdf gives them: where references lead, what pages inherit, what damage raises."""

from __future__ import annotations

import zlib
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NameObject

# What pypdf may raise on a damaged file, beside its own errors.
DAMAGE = (
    PyPdfError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    AssertionError,
    zlib.error,
)
# A tree of pages is never so deep; a damaged one may run in circles.
DEEPEST_TREE = 60


def resolved(value: Any) -> Any:
    """What a reference points to; anything else as it is."""
    return value.get_object() if hasattr(value, "get_object") else value


def inherited(page: DictionaryObject, key: str) -> Any:
    """A page's entry, or that of the tree above it, not resolved; None when there is none."""
    node: Any = page
    for _ in range(DEEPEST_TREE):
        if not isinstance(node, DictionaryObject):
            return None
        if key in node:
            return node.raw_get(NameObject(key))
        node = resolved(node.get("/Parent"))
    return None
