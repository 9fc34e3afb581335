"""What a frozen folder asks of the system: shared libraries by name, the C library's and C++ library's versions.

    python needs.py FOLDER [--json] [--glibc 2.36]

Exits with 1 when a library is neither in the folder nor in libraries.txt, or the C library asked for is newer than
given.
Needs objdump (binutils).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).resolve().with_name("libraries.txt")
_VERSION = re.compile(r"\b(GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)\b")


@dataclass(frozen=True, slots=True)
class Library:
    """A line of libraries.txt; `debs` are the names that a package has had, newest first."""

    soname: str
    level: str
    debs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """`libraries`: sonames taken from outside; `strangers`: those that the table doesn't know, with who asks."""

    files: int
    libraries: tuple[Library, ...]
    strangers: dict[str, str]
    glibc: str
    glibc_asked_by: str
    glibcxx: str


def table() -> dict[str, Library]:
    """libraries.txt by soname."""
    lines = (line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {name: Library(name, level, tuple(debs.split("|"))) for name, level, debs in lines}


def needs_of(folder: Path) -> Needs:
    """Look at every ELF file in the folder."""
    files = [path for path in sorted(folder.rglob("*")) if not path.is_symlink() and _is_elf(path)]
    with ThreadPoolExecutor() as pool:
        told = list(pool.map(_headers, files))
    inside = {path.name for path in folder.rglob("*") if ".so" in path.name}
    known = table()
    outside: dict[str, str] = {}
    newest = {"GLIBC": ((0,), ""), "GLIBCXX": ((0,), "")}
    for path, headers in zip(files, told, strict=True):
        for soname in re.findall(r"NEEDED\s+(\S+)", headers):
            if soname not in inside:
                outside.setdefault(soname, path.name)
        # Only what is referred to counts; a library's own definitions stand in another part.
        for kind, version in _VERSION.findall(headers.partition("Version References:")[2]):
            newest[kind] = max(newest[kind], (_number(version), path.name))
    return Needs(
        files=len(files),
        libraries=tuple(known[name] for name in sorted(outside) if name in known),
        strangers={name: by for name, by in sorted(outside.items()) if name not in known},
        glibc=".".join(map(str, newest["GLIBC"][0])),
        glibc_asked_by=newest["GLIBC"][1],
        glibcxx=".".join(map(str, newest["GLIBCXX"][0])),
    )


def _is_elf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _headers(path: Path) -> str:
    done = subprocess.run(["objdump", "-p", str(path)], check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--glibc", help="the newest C library that may be asked for")
    options = parser.parse_args()
    found = needs_of(options.folder)
    if options.json:
        print(json.dumps({"glibc": found.glibc, "libraries": [one.soname for one in found.libraries]}))
    else:
        print(f"ELF files {found.files}; glibc >= {found.glibc} ({found.glibc_asked_by}); GLIBCXX {found.glibcxx}")
        print("from the system:", " ".join(f"{one.soname}" for one in found.libraries))
    for name, by in found.strangers.items():
        print(f"{name}, asked for by {by}, is neither inside nor in {TABLE.name}", file=sys.stderr)
    too_new = options.glibc is not None and _number(found.glibc) > _number(options.glibc)
    if too_new:
        print(f"glibc {found.glibc} is newer than {options.glibc}", file=sys.stderr)
    return 1 if found.strangers or too_new else 0


if __name__ == "__main__":
    sys.exit(main())
