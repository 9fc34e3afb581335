"""The command line: the same use cases without a screen."""

from attest_desktop.cli.run import main

__all__ = ["main"]
