"""`attest-desktop` and `python -m attest_desktop`: the window without a command, else the command line."""

from __future__ import annotations

import argparse
import sys

from attest_desktop.cli import main as run_command
from attest_desktop.papers.heif import DECODE


def open_window(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    from attest_desktop.gui.app import run  # Qt is not loaded for a command that has no screen

    return run(
        training=options.training,
        server=getattr(options, "server", None),
        data_dir=getattr(options, "data_dir", None),
        file=getattr(options, "file", None),
    )


def main() -> int:
    """Run the program; returns the exit code."""
    if sys.argv[1:] == [DECODE]:
        from attest_desktop.papers.heif_child import main as decode  # nothing else of the program is loaded

        return decode()
    return run_command(sys.argv[1:], open_window)


if __name__ == "__main__":
    sys.exit(main())
