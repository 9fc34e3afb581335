"""Keeping Python's garbage collector from stopping the window.

A full collection looks at every living object and holds all threads meanwhile: with the heavy libraries loaded
that took up to 400 ms, which is seen as a stuck key.
"""

from __future__ import annotations

import gc


def leave_alone() -> None:
    """What lives now (modules, widgets) stays: later collections look only at what is made after this."""
    gc.freeze()
