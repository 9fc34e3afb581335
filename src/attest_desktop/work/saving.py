"""Writing files for the user: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from attest_desktop.domain.errors import DiskFaultError

# What the system itself says is in its own language, mostly English.
_REASONS = {
    errno.ENOENT: "нет такой папки",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOTDIR: "на пути к нему стоит файл, а не папка",
    errno.EEXIST: "на пути к нему стоит файл, а не папка",
    errno.EACCES: "нет доступа",
    errno.EPERM: "нет доступа",
    errno.EROFS: "здесь можно только читать",
    errno.ENOSPC: "на диске нет места",
    errno.EDQUOT: "на диске нет места",
    errno.EFBIG: "файл слишком большой",
    errno.ENAMETOOLONG: "слишком длинное имя",
}


def reason_of(fault: OSError) -> str:
    """Why the system refused, in a few Russian words."""
    return _REASONS.get(fault.errno or 0, "ошибка диска")


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
        raise DiskFaultError(f"Файл «{path.name}» не записан: {reason_of(fault)}.") from fault
    return path


def _free(path: Path) -> Path:
    number = 2
    candidate = path
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return candidate
