"""No command: the window."""

from __future__ import annotations

import argparse

from attest_desktop.gui.app import run


def open_window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    return run(
        training=options.training,
        server=getattr(options, "server", None),
        data_dir=getattr(options, "data_dir", None),
    )
