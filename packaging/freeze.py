"""Make the folder with the program that needs no Python: BUILD/dist/attest-desktop/.

    python packaging/freeze.py BUILD

Run by the Python of an environment with everything in requirements-packaging.lock; the project is installed into
it from a fresh wheel, so the folder holds what is released and not what lies about in the checkout.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from licences import gather
from slimming import STRIPPED

ROOT = Path(__file__).resolve().parents[1]
NAME = "attest-desktop"
# The same inputs give the same order of everything inside.
ORDERLY = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}


def version() -> str:
    """The program's version: it stands in one place, src/attest_desktop/__init__.py."""
    text = (ROOT / "src" / "attest_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise SystemExit("no version in attest_desktop/__init__.py")
    return found[1]


def freeze(build: Path) -> Path:
    """Build the folder anew; returns it."""
    work = build / "work"
    shutil.rmtree(build / "dist", ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    environment = {**ORDERLY, **os.environ, "QT_QPA_PLATFORM": "offscreen"}
    _python("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", work, ROOT)
    wheel = next(work.glob("*.whl"))
    _python("-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel)
    _python(ROOT / "packaging" / "icons.py", build / "icons", environment=environment)
    if sys.platform == "win32":
        environment["ATTEST_ICON"] = str(build / "icons" / f"{NAME}.ico")
        environment["ATTEST_VERSION_FILE"] = str(_version_file(work))
    _python(
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", build / "dist", "--workpath", work / "pyinstaller"),
        ROOT / "packaging" / f"{NAME}.spec",
        environment=environment,
    )
    folder = build / "dist" / NAME
    if sys.platform != "win32":
        symbols = [path for pattern in STRIPPED for path in sorted(folder.glob(pattern))]
        subprocess.run(["strip", "--strip-unneeded", *symbols], check=True)  # noqa: S603, S607
    gather(folder / "licences")
    return folder


def _python(*arguments: str | Path, environment: dict[str, str] | None = None) -> None:
    # From another folder: `src/` must not be found before what is installed.
    line = [sys.executable, *map(str, arguments)]
    subprocess.run(line, check=True, cwd=ROOT / "packaging", env=environment)  # noqa: S603


def _version_file(work: Path) -> Path:
    """What Windows shows in the properties of the program's file."""
    numbers = ", ".join((re.findall(r"\d+", version()) + ["0"] * 4)[:4])
    strings = {
        "FileDescription": "Аттестация",
        "ProductName": "Аттестация",
        "FileVersion": version(),
        "ProductVersion": version(),
        "OriginalFilename": f"{NAME}.exe",
        "LegalCopyright": "The attest_desktop authors, MIT",
    }
    structures = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    path = work / "version.txt"
    path.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers}), mask=0x3f, flags=0x0,"
        " OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('041904B0',"
        f" [{structures}])]), VarFileInfo([VarStruct('Translation', [0x0419, 0x04B0])])])\n",
        encoding="utf-8",
    )
    return path


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    made = freeze(Path(sys.argv[1]).resolve())
    size = sum(path.lstat().st_size for path in made.rglob("*"))
    print(f"{made}: version {version()}, {size / 1e6:.0f} MB")
