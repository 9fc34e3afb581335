"""Files that a command names: what is no file, or far too large, is refused before it is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from attest_desktop.cli import files
from attest_desktop.domain.errors import BadFileError


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as out:
        out.truncate(files.MOST_BYTES + 1)
    with pytest.raises(BadFileError, match="слишком большой: 100 МБ"):
        files.read(large)
    # As large as may be is read.
    os.truncate(large, 10)
    assert files.read(large) == bytes(10)


def test_a_folder_and_nothing_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="это папка"):
        files.read(tmp_path)
    with pytest.raises(BadFileError, match="Нет файла"):
        files.read(tmp_path / "нет")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with names, and links")
def test_a_pipe_is_not_waited_for_and_a_link_to_itself_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadFileError, match="не обычный файл"):
        files.read(tmp_path / "pipe")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(BadFileError, match="сама на себя"):
        files.read(loop)
    files.not_over(tmp_path / "out.pdf", loop)
