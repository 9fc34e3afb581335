"""Whether every locked package can be installed on 64-bit Windows from a wheel, with the locked hashes.

    python packaging/windows/wheels.py requirements.lock 3.11 3.12 3.13

pip judges markers by the system it runs on, so the lines for Windows are chosen here, without markers.
The wheels go into a temporary folder that is removed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement


def for_windows(lock: Path, python: str) -> list[str]:
    """The lock's entries that hold on Windows with this Python, each with its hashes and without its marker."""
    windows = {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "extra": "",
    }
    entries = []
    for entry in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        hashes = re.findall(r"--hash=\S+", entry)
        wanted = Requirement(entry.partition(" --hash")[0])
        if wanted.marker is None or wanted.marker.evaluate(windows):
            entries.append(" ".join([f"{wanted.name}{wanted.specifier}", *hashes]))
    return entries


def check(lock: Path, python: str) -> int:
    """Fetch them all; returns how many there are. Raises SystemExit when one has no wheel."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "windows.txt"
        entries = for_windows(lock, python)
        listed.write_text("\n".join(entries) + "\n", "utf-8")
        wheels = Path(folder) / "wheels"
        done = subprocess.run(  # noqa: S603
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
                *("--only-binary=:all:", "--platform", "win_amd64", "--implementation", "cp"),
                *("--python-version", python, "--dest", str(wheels), "--requirement", str(listed)),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        found = list(wheels.glob("*.whl"))
        if len(found) != len(entries):
            raise SystemExit(f"{len(entries)} packages are locked, {len(found)} wheels were found")
        size = sum(wheel.stat().st_size for wheel in found) / 1e6
        native = sum("win_amd64" in wheel.name for wheel in found)
        print(f"Python {python}: {len(found)} wheels, {native} of them for win_amd64, {size:.0f} MB")
        return len(found)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    for release in sys.argv[2:]:
        check(Path(sys.argv[1]), release)
