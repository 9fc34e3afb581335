"""The locked packages looked over: pinned by hashes, of known licences, none withdrawn, none with a known hole.

    python packaging/audit.py [--offline] [--strict] [--only NAME,NAME] LOCK...

The locks and licences are read here. Then pip-audit is asked about known holes (it is installed under build/ and
asks pypi.org), and pypi.org itself about withdrawn versions. Where these cannot be reached that is said, and what
could be looked at decides, unless `--strict`. Ends with 1 for anything found.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LICENCES = ROOT / "packaging" / "licences.toml"
PIP_AUDIT = "pip-audit==2.10.1"
_HEAD = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\]*)?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")
_INDEX = "https://pypi.org/simple/{name}/"
_AS_JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Locked:
    """One entry of a lock file: `hashes` are SHA-256 in hexadecimal, `text` is the entry as it stands there."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]
    text: str


def locked_in(path: Path) -> tuple[Locked, ...]:
    """The entries of the lock file. Raises ValueError for a line that is no pinned package."""
    made = []
    for entry in re.split(r"(?<!\\)\n(?=\S)", path.read_text("utf-8").rstrip("\n")):
        found = _HEAD.match(entry)
        if found is None:
            raise ValueError(f"{path.name}: not pinned: {entry.splitlines()[0]}")
        marker = (found["marker"] or "").strip(" ;")
        made.append(Locked(found["name"], found["version"], marker, frozenset(_HASH.findall(entry)), entry))
    return tuple(made)


def faults_of_locks(paths: list[Path]) -> list[str]:
    """What is wrong with the lock files themselves: no hash, two versions of one package under one condition."""
    faults, versions = [], dict[tuple[str, str], str]()
    for path in paths:
        try:
            entries = locked_in(path)
        except ValueError as error:
            faults.append(str(error))
            continue
        for one in entries:
            if not one.hashes:
                faults.append(f"{path.name}: {one.name} has no hash")
            if versions.setdefault((one.name, one.marker), one.version) != one.version:
                faults.append(f"{path.name}: {one.name} is {one.version} here and another version elsewhere")
    return faults


def faults_of_licences(paths: list[Path], known_in: Path = LICENCES) -> list[str]:
    """Locked packages whose licence is not known, or not allowed where they are used; and lines for none."""
    known = tomllib.loads(known_in.read_text("utf-8"))
    allowed, tools = set(known["allowed"]), set(known["allowed_for_tools"])
    stated = {
        name: (part, said) for part in ("program", "tests", "packaging") for name, said in known[part].items()
    }
    names = {one.name for path in paths for one in locked_in(path)}
    faults = [f"{name}: its licence is not in {known_in.name}" for name in sorted(names - set(stated))]
    faults += [f"{name}: in {known_in.name} and in no lock file" for name in sorted(set(stated) - names)]
    for name, (part, said) in sorted(stated.items()):
        good = allowed if part == "program" else allowed | tools
        alternatives = [[one.strip() for one in way.split(" AND ")] for way in said.split(" OR ")]
        if not any(set(way) <= good for way in alternatives):
            faults.append(f"{name}: {said} is not allowed")
    return faults


def withdrawn(entries: list[Locked]) -> tuple[list[str], str]:
    """Locked files that the index has withdrawn or does not know; and why it could not be asked, if so."""
    found: list[str] = []
    for one in entries:
        asked = urllib.request.Request(_INDEX.format(name=one.name), headers=_AS_JSON)  # noqa: S310 - always https
        try:
            with urllib.request.urlopen(asked, timeout=_SECONDS) as said:  # noqa: S310 - always https
                files = json.load(said)["files"]
        except (urllib.error.URLError, TimeoutError, ValueError, KeyError) as error:
            return found, f"{one.name}: {error}"
        ours = [file for file in files if file["hashes"].get("sha256") in one.hashes]
        if not ours:
            found.append(f"{one.name} {one.version}: the index knows no file with these hashes")
        elif any(file.get("yanked") for file in ours):
            found.append(f"{one.name} {one.version} was withdrawn from the index")
    return found, ""


def known_holes(lock: Path, build: Path) -> tuple[list[str], str]:
    """What pip-audit knows of the lock file's versions; and of what it could not tell, and why, if so."""
    home = build / "audit"
    tool, answer = home / ("Scripts" if sys.platform == "win32" else "bin") / "pip-audit", home / "answer.json"
    if not tool.with_suffix(".exe" if sys.platform == "win32" else "").exists():
        for step in (["-m", "venv", str(home)], ["-m", "pip", "--python", str(home), "install", "-q", PIP_AUDIT]):
            made = subprocess.run([sys.executable, *step], check=False)  # noqa: S603 - our own words
            if made.returncode:
                return [], "pip-audit could not be installed"
    answer.unlink(missing_ok=True)
    arguments = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "-f", "json", "-o", str(answer)]
    done = subprocess.run(  # noqa: S603 - our own words
        [str(tool), *arguments, "-r", str(lock)], capture_output=True, text=True, check=False
    )
    if not answer.exists():
        return [], done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip-audit said nothing"
    asked = json.loads(answer.read_text("utf-8"))["dependencies"]
    skipped = [one for one in asked if "skip_reason" in one]
    return [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {hole['fix_versions'] or 'no version'}"
        for one in asked
        for hole in one.get("vulns", ())
    ], f"{len(skipped)} of {len(asked)} packages, e.g. {skipped[0]['skip_reason']}" if skipped else ""


def main(arguments: list[str]) -> int:
    """See the module's words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--strict", action="store_true", help="what could not be asked is a fault")
    parser.add_argument("--only", default="", help="ask the network about these packages alone")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("locks", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    faults = faults_of_locks(options.locks) + faults_of_licences(options.locks)
    entries = {(one.name, one.version): one for path in options.locks for one in locked_in(path)}
    print(f"locks and licences: {len(entries)} packages, {len(faults)} faults")
    if not options.offline:
        only = {name for name in options.only.split(",") if name}
        asked = [one for one in entries.values() if not only or one.name in only]
        options.build.mkdir(parents=True, exist_ok=True)
        lock = options.build / "audited.lock"
        lock.write_text("\n".join(one.text for one in asked) + "\n", "utf-8")
        for what, (found, silent) in (
            ("pip-audit", known_holes(lock, options.build)),
            ("the index", withdrawn(asked)),
        ):
            print(
                f"{what}: {len(asked)} packages, {len(found)} faults"
                if not silent
                else f"{what}: not asked, {silent}"
            )
            faults += found
            if silent and options.strict:
                faults.append(f"{what}: {silent}")
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
