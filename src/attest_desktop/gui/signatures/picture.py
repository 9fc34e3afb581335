"""Pictures that the user brings: a file, something dropped, what the clipboard holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QPixmap

from attest_desktop.work.signatures import read_picture

Picture = Path | QImage
FILES = "Фотографии и сканы (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp *.heic *.heif)"


def picture_in(data: QMimeData) -> Picture | None:
    """What was dropped or copied: the first file, else the picture itself; None when it is neither."""
    files = [one for one in data.urls() if one.isLocalFile()]
    if files:
        return Path(files[0].toLocalFile())
    if not data.hasImage():
        return None
    image = data.imageData()
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None


def content_of(picture: Picture) -> bytes:
    """The picture's bytes; slow for large ones. Raises BadFileError."""
    if isinstance(picture, Path):
        return read_picture(picture)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Little packing: it is unpacked again at once.
    picture.save(buffer, "PNG", 90)  # type: ignore[call-overload]  # the stubs want bytes, Qt wants a name
    buffer.close()
    return bytes(kept.data())
