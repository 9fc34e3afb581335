"""Writing files for the user: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from attest_desktop.domain.errors import DiskFaultError


def write_file(path: Path, content: bytes, *, keep_old: bool = False) -> Path:
    """Write by a temporary file in the same folder, fsync, replace; returns where it was written.

    With `keep_old` a file already there stays and the new one gets « (2)» and so on before its suffix.
    Raises DiskFaultError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if keep_old:
            path = _free(path)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".attest-", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise DiskFaultError(f"Файл «{path.name}» не записан: {fault.strerror or 'ошибка диска'}.") from fault
    return path


def _free(path: Path) -> Path:
    number = 2
    candidate = path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return candidate
