"""All pictures of a folder small and named on one sheet per look: contact-light.png, contact-dark.png.

Run as `python docs/contact_sheet.py [FOLDER]` after `take_screenshots.py`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from keep_picture import Keeper
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from attest_desktop.gui.app import make_application
from attest_desktop.gui.prefs import Preferences

ACROSS = 8
WIDE, HIGH = 220, 124
GAP, WORDS = 12, 18
GROUNDS = {"light": ("#e7e9ec", "#20242a"), "dark": ("#0b0d0f", "#d7dbe0")}


def sheet(paths: list[Path], look: str) -> QImage:
    """The pictures in rows, each under its name."""
    rows = -(-len(paths) // ACROSS)
    made = QImage(GAP + ACROSS * (WIDE + GAP), GAP + rows * (HIGH + WORDS + GAP), QImage.Format.Format_RGB32)
    ground, ink = GROUNDS[look]
    made.fill(QColor(ground))
    painter = QPainter(made)
    painter.setFont(QFont("Inter", 8))
    painter.setPen(QColor(ink))
    for number, path in enumerate(paths):
        left = GAP + number % ACROSS * (WIDE + GAP)
        top = GAP + number // ACROSS * (HIGH + WORDS + GAP)
        painter.drawText(
            QRect(left, top, WIDE, WORDS), Qt.AlignmentFlag.AlignLeft, path.stem.removesuffix(f"-{look}")
        )
        picture = QImage(str(path)).scaled(
            WIDE, HIGH, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(left, top + WORDS, picture)
    painter.end()
    return made


def main() -> int:
    """Both sheets, into the folder of the pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "screenshots"
    _app = make_application(sys.argv[:1], Preferences())
    keeper = Keeper()
    for look in GROUNDS:
        names = sorted(path.name.removesuffix(f"-{look}.png") for path in folder.glob(f"*-{look}.png"))
        paths = [folder / f"{name}-{look}.png" for name in names if name != "contact"]
        target = folder / f"contact-{look}.png"
        # Enough to look over, at a third of the size.
        keeper.keep(sheet(paths, look), target, roughly=True)
        sys.stdout.write(f"{target}: {len(paths)}\n")
    keeper.finish()
    return 0


if __name__ == "__main__":
    sys.exit(main())
