"""The signed file by which installed programs learn of a new version; docs/packaging.md says where to put it.

    python packaging/sign_release.py new-key SECRET_FILE
    python packaging/sign_release.py sign SECRET_FILE PAGE OUT

`new-key` makes the maintainers' key pair: the secret half into SECRET_FILE (never into the repository), the public
half into resources/release_key.txt, to be committed. `sign` writes OUT for the present version, with the newest
section of CHANGELOG.md; PAGE is the https address where the user gets it.
"""

from __future__ import annotations

import base64
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parent))
from freeze import ROOT, version
from release_notes import newest_changes

from attest_desktop.work.updates import HEAD, KEY_FILE, SIGNATURE, read_release


def new_key(secret: Path) -> None:
    """Make a key pair; refuses to overwrite either half."""
    public = ROOT / "resources" / KEY_FILE
    kept = public.read_text("utf-8")
    if any(line.strip() and not line.startswith("#") for line in kept.splitlines()):
        raise SystemExit(f"{public} has a key already: programs that trust it would not trust another one")
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(base64.b64encode(key.private_bytes_raw()).decode() + "\n")
    public.write_text(kept + base64.b64encode(key.public_key().public_bytes_raw()).decode() + "\n", "utf-8")
    print(f"secret half: {secret}\npublic half: {public}")


def signed(key: Ed25519PrivateKey, of_version: str, day: str, page: str, news: str) -> bytes:
    """The file's bytes."""
    text = f"{HEAD}\nversion: {of_version}\ndate: {day}\npage: {page}\n\n{news.strip()}\n".encode()
    made = text + f"{SIGNATURE}{base64.b64encode(key.sign(text)).decode()}\n".encode()
    # What programs would not believe must not be published.
    read_release(made, key.public_key())
    return made


def sign(secret: Path, page: str, out: Path) -> None:
    """Write the file for the present version."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret.read_text("ascii")))
    out.write_bytes(signed(key, version(), f"{datetime.now(UTC):%Y-%m-%d}", page, newest_changes()))
    print(out)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "new-key":
        new_key(Path(sys.argv[2]))
    elif len(sys.argv) == 5 and sys.argv[1] == "sign":
        sign(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        raise SystemExit(__doc__)
