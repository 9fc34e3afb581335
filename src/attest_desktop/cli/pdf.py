"""The command pdf: apart from the other commands on files, so that it loads none of their libraries."""

from __future__ import annotations

import argparse

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, print_json
from attest_desktop.papers.pdf import EngineName, convert


def to_pdf(options: argparse.Namespace) -> int:
    """Convert a Word document to PDF."""
    files.not_over(options.output, options.file)
    engine = None if options.engine == "auto" else EngineName(options.engine)
    title = options.file.stem.encode(errors="replace").decode()
    converted = convert(files.read(options.file), engine=engine, title=title)
    files.write(options.output, converted.pdf)
    if options.json:
        print_json(
            {
                "engine": converted.engine.value,
                "pages": converted.pages,
                "warnings": list(converted.warnings),
            }
        )
    else:
        print(f"Готово: {options.output}, страниц: {converted.pages}.")
        for warning in converted.warnings:
            print(f"  {warning}")
    return DONE
