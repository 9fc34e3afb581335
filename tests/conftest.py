"""What every test needs: no screen, and nothing of this machine's user."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test must never see or touch the keyring of whoever runs it; those that need one start their own.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
