"""Handing files and links to the system's own programs."""

from __future__ import annotations

import atexit
import logging
import re
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from attest_desktop.domain.errors import BadFileError, EnvironmentFault
from attest_desktop.work.saving import write_file

logger = logging.getLogger(__name__)
_SCHEMES = ("http", "https")
_BAD = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
# What a system would run rather than show. Documents of an application are pictures, texts and videos.
_RUNS = frozenset(
    [
        ".bat",
        ".cmd",
        ".com",
        ".cpl",
        ".desktop",
        ".exe",
        ".hta",
        ".jar",
        ".js",
        ".jse",
        ".lnk",
        ".msi",
        ".pif",
        ".ps1",
        ".py",
        ".reg",
        ".scr",
        ".sh",
        ".url",
        ".vb",
        ".vbs",
        ".wsf",
    ]
)
_folder: Path | None = None


class CannotOpenError(EnvironmentFault):
    """The system has no program for it."""

    title = "Не открывается"


def keep_for_opening(file_name: str, content: bytes) -> Path:
    """Write a file into the program's private folder, which is removed at exit. Raises DiskFaultError."""
    global _folder  # noqa: PLW0603 (one folder a run, removed once)
    if Path(file_name).suffix.lower() in _RUNS:
        raise BadFileError(
            "Это не документ, а программа: открывать её отсюда небезопасно.",
            "Сохраните файл в папку и спросите аттестуемого, что это.",
        )
    if _folder is None or not _folder.exists():
        # mkdtemp gives a folder that only this user may enter.
        _folder = Path(tempfile.mkdtemp(prefix="attest-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    name = _BAD.sub("_", file_name).strip(" .")[-120:] or "документ"
    return write_file(Path(tempfile.mkdtemp(dir=_folder)) / name, content)


def open_path(path: Path) -> None:
    """Open a file or folder with the system's program. Raises CannotOpenError."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise CannotOpenError(
            "В системе не нашлось программы для этого файла.", "Сохраните файл в папку и откройте его оттуда."
        )


def open_link(address: str) -> None:
    """Open a web address in the browser; nothing but http and https. Raises CannotOpenError."""
    link = QUrl(address)
    if link.scheme().lower() not in _SCHEMES or not QDesktopServices.openUrl(link):
        raise CannotOpenError("Ссылка не открывается в браузере.", "Скопируйте адрес и откройте его сами.")
