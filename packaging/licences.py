"""The licences of everything that the frozen folder holds, as the parts themselves carry them.

Each installed distribution that the program needs, Python itself, and the program's own fonts and icons.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
KNOWN = ROOT / "packaging" / "licences.toml"
_LICENCE = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)([^/]*$|/)", re.IGNORECASE)
# Their wheels bring no text; Qt's is dynamically linked and may be replaced by the user.
_QT = (
    "Qt for Python (PySide6, Shiboken6) and Qt {version}: GNU Lesser General Public License version 3.\n"
    "Its libraries lie beside the program as files of their own and may be replaced.\n"
    "Text: https://www.gnu.org/licenses/lgpl-3.0.txt  Sources: https://download.qt.io/official_releases/\n"
)


def closure(name: str) -> dict[str, Distribution]:
    """The distribution and everything it needs on this system, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        current = distribution(waiting.pop())
        key = current.metadata["Name"]
        if key in found:
            continue
        found[key] = current
        for line in current.requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                waiting.append(wanted.name)
    return found


def gather(folder: Path) -> None:
    """Write one folder a part and an index; raises SystemExit for a part whose licence is not known."""
    lines = []
    known = tomllib.loads(KNOWN.read_text("utf-8"))
    known["program"]["attest-desktop"] = "MIT"
    for name, one in sorted(closure("attest-desktop").items(), key=lambda pair: pair[0].lower()):
        words = _named(canonicalize_name(name), known)
        if not words:
            raise SystemExit(f"the licence of {name} is not known: look it up and name it in {KNOWN.name}")
        lines.append(f"{name} {one.version}: {words}")
        place = folder / name
        for file in one.files or ():
            source = Path(str(one.locate_file(file)))
            if _LICENCE.search(file.as_posix()) and source.is_file() and source.suffix not in {".py", ".pyc"}:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, place / source.name)
        if name.startswith(("PySide6", "shiboken6")):
            place.mkdir(parents=True, exist_ok=True)
            (place / "LICENSE.txt").write_text(_QT.format(version=one.version), "utf-8")
    lines.append(f"Python {sys.version.split()[0]}: Python Software Foundation License 2")
    _copy_python(folder / "Python")
    (folder / "README.txt").write_text("\n".join(lines) + "\n", "utf-8")


def _named(name: str, known: dict[str, dict[str, str]]) -> str:
    licence, holds = known["program"].get(name, ""), known["holds"].get(name, "")
    return f"{licence}; holds {holds}" if licence and holds else licence


def _copy_python(folder: Path) -> None:
    for place in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        text = place / "LICENSE.txt"
        if text.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, folder / "LICENSE.txt")
            return
