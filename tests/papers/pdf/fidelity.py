"""How near the built-in engine comes to LibreOffice on a folder of documents: `make fidelity FOLDER=…`.

Prints a line a file (pages by LibreOffice and by the built-in engine, words found, words on the same page, median
shift in points, seconds each took, what the built-in engine warned of) and totals. With --keep the PDFs are
written into a folder, and those of LibreOffice are taken from there the next time.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.pdf import Converted, EngineName, PdfEngineError, convert
from tests.papers.pdf.layout_compare import Difference, compare

# What the built-in engine is held to, over all files.
PAGES_WANTED = 0.90
FOUND_WANTED = 0.995
SAME_PAGE_WANTED = 0.97


@dataclass(frozen=True, slots=True)
class Result:
    """One document. `seconds` that the built-in engine took."""

    name: str
    difference: Difference
    seconds: float
    warnings: tuple[str, ...]


def measure(path: Path, name: str, keep: Path | None) -> Result:
    """Convert a document both ways and compare. Raises UserError when there is nothing to compare with."""
    docx = path.read_bytes()
    digest = hashlib.sha256(docx).hexdigest()[:8]
    stem = f"{path.stem}-{digest}"
    kept = keep / f"{stem}-libreoffice.pdf" if keep is not None else None
    if kept is not None and kept.is_file():
        reference = kept.read_bytes()
    else:
        try:
            reference = _made(docx, EngineName.LIBREOFFICE).pdf
        except PdfEngineError as error:
            raise UserError(f"без образца: {error.what}") from error
        if kept is not None:
            kept.write_bytes(reference)
    began = time.perf_counter()
    built = _made(docx, EngineName.BUILTIN)
    seconds = time.perf_counter() - began
    if keep is not None:
        (keep / f"{stem}-builtin.pdf").write_bytes(built.pdf)
    return Result(name, compare(reference, built.pdf), seconds, built.warnings)


def _made(docx: bytes, engine: EngineName) -> Converted:
    return convert(docx, engine=engine, title="Проба")


def line(result: Result) -> str:
    """One line about one document."""
    it = result.difference
    pages = f"{it.pages[0]}" if it.pages[0] == it.pages[1] else f"{it.pages[0]}!{it.pages[1]}"
    return (
        f"{pages:>7} {it.words[0]:>6} {it.found:8.2%} {it.same_page:8.2%} {it.across:6.1f} {it.down:6.1f} "
        f"{result.seconds:6.2f}  {result.name}{''.join('  ~ ' + text for text in result.warnings)}"
    )


def totals(results: list[Result]) -> tuple[float, float, float]:
    """Share of files with equal page counts; shares of all words found, and found on the same page."""
    count = max(1, sum(one.difference.words[0] for one in results))
    return (
        sum(one.difference.pages[0] == one.difference.pages[1] for one in results) / max(1, len(results)),
        sum(one.difference.found * one.difference.words[0] for one in results) / count,
        sum(one.difference.same_page * one.difference.words[0] for one in results) / count,
    )


def main(arguments: list[str] | None = None) -> int:
    """Measure a folder; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with .docx files at any depth, or one such file")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    parser.add_argument("--words", action="store_true", help="print which words are missing or on another page")
    options = parser.parse_args(arguments)
    root: Path = options.folder
    paths = [root] if root.is_file() else sorted(root.rglob("*.docx"))
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
    print("  pages  words    found same page across  down seconds  file")
    results: list[Result] = []
    failed = 0
    for path in paths:
        name = path.name if root.is_file() else str(path.relative_to(root))
        try:
            result = measure(path, name, options.keep)
        except UserError as error:
            print(f"{'refused':>7} {name}: {error.what}", flush=True)
            continue
        except Exception as error:  # a bug in one document is told, and the others are measured
            failed += 1
            print(f"{'FAILED':>7} {name}: {type(error).__name__}: {error}", flush=True)
            continue
        results.append(result)
        print(line(result), flush=True)
        if options.words:
            for what, few in (("missing", result.difference.missing), ("moved", result.difference.moved)):
                if few:
                    print(f"{'':>10}{what}: {' '.join(word for word, _ in few.most_common(15))}")
    if not results:
        return 1
    pages, found, same = totals(results)
    pages *= len(results) / (len(results) + failed)
    shifts = [(one.difference.across, one.difference.down) for one in results if one.difference.words[0]]
    across, down = (statistics.median(part) for part in zip(*shifts, strict=True)) if shifts else (0.0, 0.0)
    print(
        f"{len(results)} files, {failed} failed: pages as LibreOffice {pages:.1%} (wanted {PAGES_WANTED:.0%}), "
        f"words found {found:.2%} ({FOUND_WANTED:.1%}), on the same page {same:.2%} ({SAME_PAGE_WANTED:.0%}), "
        f"median shift {across:.2f} pt across, {down:.2f} pt down"
    )
    return 0 if pages >= PAGES_WANTED and found >= FOUND_WANTED and same >= SAME_PAGE_WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
