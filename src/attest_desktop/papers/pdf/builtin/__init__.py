"""The built-in PDF engine; the only room outside the window that uses Qt."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - what follows undoes a part of what this does

# As in the window: without this, PySide6 reads the source text of every module that is loaded after it.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
