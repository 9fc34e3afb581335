"""What a release says of itself, beside the packages in DIST: checksums, the list of parts (SBOM), the changes.

    python packaging/release_notes.py DIST

Writes SHA256SUMS, attest-desktop-VERSION.cdx.json (CycloneDX) and CHANGES.md with the changelog's newest section.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from freeze import NAME, ROOT, version

_OWN = ("SHA256SUMS", "CHANGES.md")


def write(dist: Path) -> None:
    """Write the three files."""
    dist.mkdir(parents=True, exist_ok=True)
    sbom = dist / f"{NAME}-{version()}.cdx.json"
    # Of what the program runs on, with the hashes it is locked to; the tools that build it are not inside.
    tool = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--of", "JSON"]
    with tempfile.TemporaryDirectory() as folder:
        # A reference to the source tree would name a folder of the machine that builds.
        lock = Path(folder) / "requirements.lock"
        lock.write_text((ROOT / "requirements.lock").read_text("utf-8"), "utf-8")
        subprocess.run(  # noqa: S603
            [*tool, "--pyproject", str(ROOT / "pyproject.toml"), "-o", str(sbom), str(lock)],
            check=True,
        )
    (dist / "CHANGES.md").write_text(newest_changes(), "utf-8")
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name not in _OWN)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    # As sha256sum writes it, for `sha256sum -c`; also from Windows.
    (dist / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print("\n".join(lines))


def newest_changes() -> str:
    """The changelog's first section; raises SystemExit when it is another version's."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    if not sections or not sections[0].startswith(f"## {version()} "):
        raise SystemExit(f"CHANGELOG.md does not begin with version {version()}")
    return sections[0]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]).resolve())
