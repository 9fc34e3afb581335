"""Reading and writing the files that a command names."""

from __future__ import annotations

import errno
import json
import stat
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import BadFileError, DiskFaultError
from attest_desktop.work.saving import reason_of, write_file

MOST_BYTES = 100_000_000
"""No conclusion, scan or form is larger; what is, is not read at all."""


def read(path: Path) -> bytes:
    """The file's bytes, 100 MB of them at most. Raises BadFileError."""
    try:
        # Not even opened before it is known to be a file: a pipe that nobody writes to would be waited for.
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise BadFileError(f"Файл «{path}» не читается: это папка.", "Назовите сам файл.")
        if not stat.S_ISREG(kind.st_mode):
            raise BadFileError(f"«{path}» — не обычный файл, а канал или устройство.", "Назовите обычный файл.")
        if kind.st_size > MOST_BYTES:
            raise BadFileError(
                f"Файл «{path}» слишком большой: {kind.st_size // 1_000_000} МБ, "
                f"а читаются файлы не больше {MOST_BYTES // 1_000_000} МБ.",
                "Проверьте, тот ли это файл; сканы сохраните с разрешением 200–300 точек на дюйм.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFileError(f"Нет файла «{path}».", "Проверьте имя и папку.") from None
    except OSError as fault:
        if fault.errno == errno.ELOOP:
            raise BadFileError(f"«{path}» — ссылка, которая ведёт сама на себя.", "Назовите сам файл.") from fault
        raise BadFileError(f"Файл «{path}» не читается: {reason_of(fault)}.") from fault


def read_json(path: Path) -> Any:
    """The JSON document in the file. Raises BadFileError naming the line."""
    try:
        return json.loads(read(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFileError(f"Файл «{path}» не в кодировке UTF-8.", "Сохраните его в UTF-8.") from None
    except json.JSONDecodeError as wrong:
        raise BadFileError(f"Файл «{path}» — не JSON: строка {wrong.lineno}, место {wrong.colno}.") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in brackets without end
        raise BadFileError(f"Файл «{path}» не читается: в нём слишком длинное число или вложенность.") from None


def write(path: Path, content: bytes) -> Path:
    """Write the file whole or not at all. Raises DiskFaultError."""
    return write_file(path, content)


def not_over(output: Path, source: Path) -> None:
    """The source must outlive what is made of it. Raises BadFileError."""
    try:
        same = output.resolve() == source.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself; reading or writing says so
        same = False
    if same:
        raise BadFileError("Итог записался бы поверх исходного файла.", "Дайте итоговому файлу другое имя.")


def make_folder(path: Path) -> None:
    """Make the folder unless it is there. Raises DiskFaultError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DiskFaultError(f"Папка «{path}» не создана: {reason_of(fault)}.") from fault
