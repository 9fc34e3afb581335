"""The program's icon in the sizes that desktops want, drawn from resources/icons/app.svg.

    python packaging/icons.py FOLDER

Writes FOLDER/<size>.png and FOLDER/attest-desktop.ico.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def draw(folder: Path) -> None:
    """Write all sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    if not renderer.isValid():
        raise SystemExit(f"{SOURCE} is not a picture")
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        if not picture.save(str(folder / f"{size}.png")):
            raise SystemExit(f"{folder} can't be written")
    small = [Image.open(folder / f"{size}.png") for size in SIZES if size <= 256]
    small[-1].save(folder / "attest-desktop.ico", append_images=small[:-1], sizes=[one.size for one in small])


if __name__ == "__main__":
    # Nothing is shown, and a machine that builds has no screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
