"""The command `assemble`: scans and photographs of pages into one PDF."""

from __future__ import annotations

import argparse
import sys

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, print_json
from attest_desktop.papers.identity.telling import signatures_as_json
from attest_desktop.papers.scans import Assembled, Cleaning, SheetSource, assemble


def assemble_pages(options: argparse.Namespace) -> int:
    """Put pages together; what is wrong with them is told, the file is written all the same."""
    for path in (*options.pages, *([options.against] if options.against else [])):
        files.not_over(options.output, path)
    sources = [
        SheetSource(path.name.encode(errors="replace").decode(), files.read(path)) for path in options.pages
    ]
    made = assemble(
        sources,
        original=files.read(options.against) if options.against else None,
        cleaning=Cleaning(options.cleaning),
        most_bytes=round(options.most_megabytes * 1_000_000),
    )
    files.write(options.output, made.pdf)
    if options.json:
        print_json(_as_json(made))
    else:
        print(f"Готово: {options.output}, страниц: {len(made.pages)}, {len(made.pdf) / 1_000_000:.1f} МБ.")
    for warning in made.warnings:
        print(warning, file=sys.stderr if options.json or not made.ok else sys.stdout)
    if not made.ok:
        print("Файл записан, но страницы не в порядке: исправьте и соберите заново.", file=sys.stderr)
    return DONE


def _as_json(made: Assembled) -> dict[str, object]:
    return {
        "pages": [
            {
                "page": one.page,
                "source": one.source,
                "source_page": one.source_page,
                "matches": one.matches,
                "score": round(one.score, 4),
                "signatures": signatures_as_json(one.signatures),
                "treatment": [step.name.lower() for step in one.treatment],
            }
            for one in made.pages
        ],
        "missing": list(made.missing),
        "doubled": list(made.doubled),
        "foreign": list(made.foreign),
        "unsure": list(made.unsure),
        "altered": list(made.altered),
        "ok": made.ok,
        "warnings": list(made.warnings),
    }
