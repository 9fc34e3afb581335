"""The command ink: apart from the other commands on files, so that it loads none of their libraries."""

from __future__ import annotations

import argparse

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, print_json
from attest_desktop.papers.ink import extract_ink


def ink(options: argparse.Namespace) -> int:
    """Take the ink off a photograph or a scan of a signature."""
    files.not_over(options.output, options.file)
    made = extract_ink(files.read(options.file))
    files.write(options.output, made.png)
    if options.json:
        print_json(
            {
                "width": made.width,
                "height": made.height,
                "ink_fraction": round(made.ink_fraction, 4),
                "warnings": list(made.warnings),
            }
        )
    else:
        print(f"Подпись снята: {made.width} × {made.height} точек, {options.output}")
        for warning in made.warnings:
            print(warning)
    return DONE
