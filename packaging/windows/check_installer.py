"""Compiles the installer's script against a folder of stand-ins: on any system that has makensis.

    python packaging/windows/check_installer.py BUILD

Says whether the script is sound; what comes out installs nothing that runs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from make_packages import NAME, installer  # noqa: E402 - found by the line above


def check(build: Path) -> None:
    """Compile it and look at the header of what came out."""
    subprocess.run([sys.executable, str(HERE.parent / "icons.py"), str(build / "icons")], check=True)  # noqa: S603
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / NAME
        for path in (f"{NAME}.exe", f"{NAME}-cli.exe", "_internal/base_library.zip", "licences/README.txt"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(b"stand-in")
        output = Path(name) / "setup.exe"
        installer(folder, build / "icons" / f"{NAME}.ico", output)
        content = output.read_bytes()
    machine = int.from_bytes(content[content.index(b"PE\0\0") + 4 :][:2], "little")
    bits = {0x8664: 64, 0x14C: 32}.get(machine)
    if bits is None or b"requestedExecutionLevel" not in content or b'level="asInvoker"' not in content:
        raise SystemExit("not an installer that runs without an administrator")
    print(f"installer.nsi compiles: {bits}-bit, {len(content) / 1e3:.0f} kB without the program")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    check(Path(sys.argv[1]).resolve())
