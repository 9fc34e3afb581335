"""Reading and writing the files that a command names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import BadFileError, DiskFaultError
from attest_desktop.work.saving import reason_of, write_file


def read(path: Path) -> bytes:
    """The file's bytes. Raises BadFileError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFileError(f"Нет файла «{path}».", "Проверьте имя и папку.") from None
    except OSError as fault:
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
    if output.resolve() == source.resolve():
        raise BadFileError("Итог записался бы поверх исходного файла.", "Дайте итоговому файлу другое имя.")


def make_folder(path: Path) -> None:
    """Make the folder unless it is there. Raises DiskFaultError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise DiskFaultError(f"Папка «{path}» не создана: {reason_of(fault)}.") from fault
