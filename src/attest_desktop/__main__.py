"""`attest-desktop` and `python -m attest_desktop`: the window without a command, else the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program; returns the exit code."""
    from attest_desktop.cli import main as run  # after the interpreter is up: keeps `--version` light

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
