"""The house's own rules: who imports whom, how large a room is, what the wheel carries."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "attest_desktop"
LONGEST = 400


def test_import_rules_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_has_outgrown_its_subject() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCE.rglob("*.py")}
    assert lengths
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_command_line_help_loads_no_heavy_library() -> None:
    code = (
        "import sys, attest_desktop.cli.run, attest_desktop.cli.parser as p; p.build_parser();"
        "print([m for m in ('PySide6','sqlalchemy','numpy','lxml','flask','requests') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_wheel_carries_the_resources(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            tmp_path,
            ROOT,
        ],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert f"attest_desktop/resources/{path.relative_to(ROOT / 'resources').as_posix()}" in names
    assert "attest_desktop/py.typed" in names


def test_each_check_that_the_documents_promise_exists() -> None:
    promised = {
        (file, name)
        for document in (ROOT / "docs").glob("*.md")
        for file, _, name in re.findall(r"`(tests/[\w/]+\.py)(::(\w+))?`", document.read_text("utf-8"))
    }
    assert promised
    for file, name in promised:
        source = (ROOT / file).read_text("utf-8")
        assert not name or f"def {name}(" in source, f"{file}::{name}"
