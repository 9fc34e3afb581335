"""Handing files and links to the system's own programs."""

from __future__ import annotations

import atexit
import logging
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices

from attest_desktop.domain.errors import BadFileError, EnvironmentFault
from attest_desktop.service.file_names import sanitised
from attest_desktop.work.saving import write_file

logger = logging.getLogger(__name__)
_SCHEMES = ("http", "https")
# What a system would run, or open in a browser with its scripts, rather than show. Documents of an application
# are pictures, texts and videos.
_RUNS = frozenset(
    [
        ".bat",
        ".chm",
        ".cmd",
        ".com",
        ".cpl",
        ".desktop",
        ".exe",
        ".gadget",
        ".hta",
        ".htm",
        ".html",
        ".inf",
        ".jar",
        ".js",
        ".jse",
        ".lnk",
        ".mht",
        ".msc",
        ".msi",
        ".msp",
        ".pif",
        ".ps1",
        ".py",
        ".reg",
        ".scf",
        ".scr",
        ".sh",
        ".svg",
        ".url",
        ".vb",
        ".vbe",
        ".vbs",
        ".wsf",
        ".wsh",
        ".xhtml",
    ]
)
_folder: Path | None = None


class CannotOpenError(EnvironmentFault):
    """The system has no program for it."""

    title = "Не открывается"


def keep_for_opening(file_name: str, content: bytes) -> Path:
    """Write a file into the program's private folder, which is removed at exit. Raises DiskFaultError."""
    global _folder  # noqa: PLW0603 (one folder a run, removed once)
    # The name as it will stand on the disk is what decides: «письмо.exe.» would become «письмо.exe».
    name = sanitised(file_name)
    if Path(name).suffix.lower() in _RUNS:
        raise BadFileError(
            "Это не документ, а программа: открывать её отсюда небезопасно.",
            "Сохраните файл в папку и спросите аттестуемого, что это.",
        )
    if _folder is None or not _folder.exists():
        # mkdtemp gives a folder that only this user may enter.
        _folder = Path(tempfile.mkdtemp(prefix="attest-"))
        atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    return write_file(Path(tempfile.mkdtemp(dir=_folder)) / name, content)


def open_path(path: Path) -> None:
    """Open a file or folder with the system's program. Raises CannotOpenError."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise CannotOpenError(
            "В системе не нашлось программы для этого файла.", "Сохраните файл в папку и откройте его оттуда."
        )


def open_mail(address: str, subject: str, body: str) -> None:
    """Open a letter to be written in the system's mail program. Raises CannotOpenError."""
    letter = QUrl(f"mailto:{address}")
    query = QUrlQuery()
    query.addQueryItem("subject", subject)
    query.addQueryItem("body", body)
    letter.setQuery(query)
    if not QDesktopServices.openUrl(letter):
        raise CannotOpenError("В системе не нашлось почтовой программы.", f"Напишите сами на {address}.")


def open_link(address: str) -> None:
    """Open a web address in the browser; nothing but http and https. Raises CannotOpenError."""
    link = QUrl(address)
    if link.scheme().lower() not in _SCHEMES or not QDesktopServices.openUrl(link):
        raise CannotOpenError("Ссылка не открывается в браузере.", "Скопируйте адрес и откройте его сами.")
