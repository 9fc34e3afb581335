"""The screen. Views show what `work` returns and call it through the runner; the only room that imports Qt."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - what follows undoes a part of what this does

# From its first import on PySide6 stands behind every `import` of the process, and reads the source text of each
# module that is loaded, whosever it is, looking for its own name: only for `from __feature__ import …`, which the
# program does not use. That cost a tenth of the start, and all those texts stayed in memory.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
