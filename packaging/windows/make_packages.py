"""The installer and the portable archive of the frozen folder; runs on Windows, where PyInstaller made the folder.

    python packaging/windows/make_packages.py BUILD DIST

Needs makensis (NSIS 3) on PATH or in its usual place.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from freeze import NAME, version  # noqa: E402 - found by the line above


def installer(folder: Path, icon: Path, output: Path) -> None:
    """Compile the installer of `folder`. Raises SystemExit when makensis is missing."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "NSIS" / "makensis.exe"
    makensis = shutil.which("makensis") or (str(usual) if usual.is_file() else None)
    if makensis is None:
        raise SystemExit("makensis is missing")
    output.parent.mkdir(parents=True, exist_ok=True)
    defined = {"VERSION": version(), "FOLDER": folder, "ICON": icon, "OUTPUT": output}
    # Debian's NSIS has the 64-bit stub, the official one for Windows only the 32-bit one.
    line = [makensis, "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in defined.items())]
    if _has_64_bit_stub(makensis):
        line.append("-DSTUB64")
    subprocess.run([*line, str(HERE / "installer.nsi")], check=True)  # noqa: S603


def _has_64_bit_stub(makensis: str) -> bool:
    places = (Path(makensis).parent / "Stubs", Path("/usr/share/nsis/Stubs"))
    return any(place.is_dir() and any(place.glob("*amd64-unicode*")) for place in places)


def portable(folder: Path, output: Path) -> Path:
    """An archive to unpack anywhere; the data stay in the user's profile, as with the installer."""
    made = shutil.make_archive(str(output), "zip", folder.parent, folder.name)
    return Path(made)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    build, dist = (Path(name).resolve() for name in sys.argv[1:])
    made = build / "dist" / NAME
    installer(made, build / "icons" / f"{NAME}.ico", dist / f"{NAME}-{version()}-setup.exe")
    portable(made, dist / f"{NAME}-{version()}-portable")
