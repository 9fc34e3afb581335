"""Running a command: errors become words and exit codes, never a traceback for a user's mistake."""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attest_desktop.cli.parser import build_parser, with_window
from attest_desktop.domain.errors import AttestError
from attest_desktop.work.saving import reason_of

DONE, WRONG_USE, NOT_DONE, OUTCOME_UNKNOWN = 0, 2, 3, 4


def main(arguments: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run one command, or the window where none is named; returns the contract's exit code (0, 2, 3, 4)."""
    _mend_streams()
    _begin_log()
    options = build_parser().parse_args(with_window(arguments))
    code = DONE
    try:
        code = _command(options.run)(options) if options.run else open_window(options)
        sys.stdout.flush()
    except AttestError as error:
        complain(error)
        code = NOT_DONE
    except KeyboardInterrupt:
        print("Прервано.", file=sys.stderr)
        code = NOT_DONE
    except BrokenPipeError:
        # The reader of our output left; nothing of ours is wrong.
        _leave_stdout()
    except OSError as fault:
        _leave_stdout()
        print(f"Не удалось прочитать или записать: {reason_of(fault)}.", file=sys.stderr)
        code = code or NOT_DONE
    return code


def _begin_log() -> None:
    """A log in English for maintainers, on standard error, only when ATTEST_DESKTOP_LOG names its level."""
    level = os.environ.get("ATTEST_DESKTOP_LOG", "").upper()
    if level in ("DEBUG", "INFO", "WARNING"):
        logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    else:
        # Without a handler Python itself would print warnings on standard error.
        logging.getLogger().addHandler(logging.NullHandler())


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Imported only when called for: a command must not pay for the libraries of another one."""
    module, function = name.split(":")
    run: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"attest_desktop.cli.{module}"), function
    )
    return run


def complain(error: AttestError) -> None:
    """What happened and what to do, on standard error."""
    print(f"{error.title}. {error}", file=sys.stderr)


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Columns padded to their widest cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _leave_stdout() -> None:
    """What could not be written must not be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _mend_streams() -> None:
    """A closed stream becomes an empty one; the others speak UTF-8.

    Windows consoles default to a code page that has no «№» or «ё» in common with the scripts that read us.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
