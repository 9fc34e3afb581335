"""Runs the rows and writes RESULTS.md: `python -m benchmarks.run [--only fill,save] [--quick] [--out FILE]`.

Each row is a process of its own: what one row loads and warms is not a help to the next.
With `--only` the table is printed, and the file is left as it is.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.harness import Line, Scale, not_measured

ROWS = (
    "window", "memory", "one_conclusion", "fill", "blanks", "pdf", "preview", "refresh", "table", "signature",
    "check", "save", "many",
)  # fmt: skip
HERE = Path(__file__).parent
RESULTS, CHANGES = HERE / "RESULTS.md", HERE / "CHANGES.md"
BUSY = 3.0
PATIENCE = 600.0
PACKAGES = (
    "PySide6-Essentials", "docxtpl", "beautifulsoup4", "opencv-python-headless", "unoserver", "pypdf", "requests",
    "lxml", "sqlcipher3",
)  # fmt: skip


def main() -> int:
    """Returns 0 even when a target is not reached: the table says so. 1 when a row broke."""
    parser = argparse.ArgumentParser(prog="benchmarks.run")
    parser.add_argument("--only", default="", help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="tiny counts: shows only that the benchmarks work")
    parser.add_argument("--short", action="store_true", help="a third of the runs, fewer conclusions at once")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--row", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        return _row(options.row, Scale(options.quick, options.short))
    chosen = [one for one in options.only.split(",") if one] or list(ROWS)
    unknown = [one for one in chosen if one not in ROWS]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    load, began = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0, time.monotonic()
    out = options.out or (RESULTS if not options.only and not options.quick else None)
    lines: list[Line] = []
    broken = 0
    text = ""
    for name in chosen:
        sys.stderr.write(f"{name}…\n")
        made, good = _measured(name, quick=options.quick, short=options.short)
        broken += not good
        lines += made
        text = _page(lines, load, time.monotonic() - began, quick=options.quick, short=options.short)
        if out is not None:
            # After each row: what was measured stays, whatever becomes of the next.
            out.write_text(text, "utf-8")
    sys.stdout.write(text if out is None else f"{out}\n")
    return 1 if broken else 0


def _row(name: str, scale: Scale) -> int:
    """One row in this process; its lines as JSON are the last line printed."""
    lines = importlib.import_module(f"benchmarks.{name}").measure(scale)
    sys.stdout.write("\n" + json.dumps([asdict(one) for one in lines], ensure_ascii=False) + "\n")
    return 0


def _measured(name: str, *, quick: bool, short: bool) -> tuple[list[Line], bool]:
    """The lines of a row; one that breaks is a line that says so."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    # Compiled modules are kept, as where the program is installed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "benchmarks.run", "--row", name]
    command += [*(["--quick"] if quick else []), *(["--short"] if short else [])]
    try:
        done = subprocess.run(
            command,
            cwd=HERE.parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [not_measured(name, "—", "—", f"took longer than {PATIENCE:.0f} s")], False
    if done.returncode:
        sys.stderr.write(done.stderr[-2000:])
        return [not_measured(name, "—", "—", f"broke: {done.stderr.strip().splitlines()[-1]}")], False
    return [Line(**one) for one in json.loads(done.stdout.strip().splitlines()[-1])], True


def _page(lines: Sequence[Line], load: float, seconds: float, *, quick: bool, short: bool) -> str:
    reached = sum(one.reached is True for one in lines)
    missed = sum(one.reached is False for one in lines)
    notes = []
    if quick:
        notes.append("**Tiny counts (`--quick`): these figures only show that the benchmarks work.**")
    if short:
        notes.append(
            "**Short (`--short`): a third of the runs, and fewer conclusions at once than the table asks for.**"
        )
    if load > BUSY:
        notes.append(
            f"**The machine was busy (load {load:.1f} at the start): what is waited for on the wall is not to be "
            "trusted, and processor time is somewhat longer than on a quiet machine.**"
        )
    head = [
        "# Measured beside what people would use instead",
        "",
        *(line for note in notes for line in (note, "")),
        *_machine(load, seconds),
        "",
        f"Reached: {reached}, not reached: {missed}, not measured: {len(lines) - reached - missed}.",
        "",
        "Ratios are of medians; in brackets the least, the greatest and the number of runs. Ours and the peer "
        "take turns in the same run. «Processor time» is that of the program and of every process that it starts: "
        "what else runs on the machine does not count. «Wall clock» is what a person waits.",
        "",
        "| what | beside | to reach | ratio | ours | peer | counted by | reached | remarks |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    verdict = {True: "yes", False: "**no**", None: "not measured"}
    table = [
        f"| {one.what} | {one.beside} | {one.target} | {one.ratio} | {one.ours} | {one.peer} | {one.clock} | "
        f"{verdict[one.reached]} | {one.why} |"
        for one in lines
    ]
    # What was mended, and what still falls short, is written by hand.
    changes = CHANGES.read_text("utf-8") if CHANGES.exists() else ""
    return "\n".join([*head, *table, "", changes]).rstrip() + "\n"


def _machine(load: float, seconds: float) -> list[str]:
    versions = [f"{name} {found}" for name in PACKAGES if (found := _version(name))]
    office = shutil.which("soffice")
    if office:
        said = subprocess.run([office, "--version"], capture_output=True, text=True, check=False).stdout.split()
        versions.append(" ".join(said[:2]) or "LibreOffice")
    return [
        f"- {datetime.now(UTC):%d.%m.%Y %H:%M} UTC, {seconds / 60:.1f} minutes, load at the start {load:.1f}",
        f"- {platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, {_memory()}",
        f"- Python {platform.python_version()}, {', '.join(versions)}",
    ]


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line), "processor"
    )


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB of memory"
    except (AttributeError, ValueError):
        return "memory unknown"


if __name__ == "__main__":
    sys.exit(main())
