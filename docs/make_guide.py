"""The guide's pictures, taken from the real window, and its table of keys: so that neither ages.

Run as `python docs/make_guide.py [--only card,home]` (`make guide`): pictures named in resources/guide/*.md are
taken by take_screenshots.py, light only, in a small window, and kept as WebP.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from attest_desktop.gui import keys

HERE = Path(__file__).resolve().parent
GUIDE = HERE.parent / "resources" / "guide"
SIZE = "1100x720"
QUALITY = 72
APART = ("first-steps",)
_PICTURE = re.compile(r"!\[[^\]]*\]\(pictures/([\w-]+)\.webp\)")
_KEYS = re.compile(r"(<!-- клавиши -->\n).*?(<!-- /клавиши -->)", re.DOTALL)


def named() -> list[str]:
    """The pictures that the guide shows."""
    return sorted({name for page in GUIDE.glob("*.md") for name in _PICTURE.findall(page.read_text("utf-8"))})


def take(names: list[str], taken: Path) -> None:
    """Have them taken into a folder; what leaves its trace in the window comes in a run of its own."""
    apart = [one for one in names if one in APART]
    if apart and len(names) > len(apart):
        take([one for one in names if one not in APART], taken)
        names = apart
    command = [sys.executable, str(HERE / "take_screenshots.py"), "--size", SIZE, "--look", "light"]
    subprocess.run([*command, "--only", ",".join(names), "--out", str(taken)], check=True)  # noqa: S603


def keep(names: list[str], taken: Path) -> None:
    """Write them into the guide."""
    (GUIDE / "pictures").mkdir(exist_ok=True)
    for name in names:
        picture = QImage(str(taken / f"{name}-light.png"))
        assert not picture.isNull(), f"{name}: no picture was taken"
        path = GUIDE / "pictures" / f"{name}.webp"
        assert picture.save(str(path), "WEBP", QUALITY), path  # type: ignore[call-overload]  # wants bytes by the stubs
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


def key_tables() -> str:
    """All keys as Markdown, a table for each place."""
    tables = []
    for where in keys.Where:
        rows = "".join(f"| {told} | {words} |\n" for told, words in keys.told_in(where))
        tables.append(f"## {where.value}\n\n| Клавиши | Что делают |\n|---|---|\n{rows}")
    return "\n" + "\n".join(tables) + "\n"


def write_keys() -> None:
    """Put the tables into the page."""
    page = GUIDE / "keys.md"
    page.write_text(_KEYS.sub(lambda found: found[1] + key_tables() + found[2], page.read_text("utf-8")), "utf-8")


def main() -> int:
    """Make all, or some."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--taken", type=Path, help="a folder of pictures taken before, not to be taken again")
    chosen = parser.parse_args()
    names = list(filter(None, chosen.only.split(","))) or named()
    write_keys()
    with tempfile.TemporaryDirectory() as folder:
        taken = chosen.taken or Path(folder)
        if chosen.taken is None:
            take(names, taken)
        keep(names, taken)
    return 0


if __name__ == "__main__":
    sys.exit(main())
