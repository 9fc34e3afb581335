"""What every test needs: no screen, and nothing of this machine's user."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test must never see or touch the keyring of whoever runs it; those that need one start their own.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

# The same cases each time: whoever changes one thing must not fail over another. The long forms look for new ones.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")
