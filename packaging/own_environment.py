"""Runs before the frozen program: what it starts must find the system's libraries, not those in its folder.

PyInstaller's loader sets LD_LIBRARY_PATH for itself; LibreOffice, the browser and the mail program would inherit
it and break on a foreign libssl. The dynamic linker has read the variable already, so it may be put back now.
"""

from __future__ import annotations

import os

_NAME = "LD_LIBRARY_PATH"

_before = os.environ.pop(f"{_NAME}_ORIG", None)
if _before:
    os.environ[_NAME] = _before
else:
    os.environ.pop(_NAME, None)
