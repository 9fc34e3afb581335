"""Files and links given to the system: private folder, gone at exit, nothing that would run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.gui.outside import CannotOpenError, keep_for_opening, open_link


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Диплом.pdf", "Диплом.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("...", "документ"),
        ("Грамота\n.jpg", "Грамота .jpg"),
    ],
)
def test_names_stay_inside_the_folder(name: str, kept: str) -> None:
    path = keep_for_opening(name, b"content")
    assert path.name == kept
    assert path.read_bytes() == b"content"


def test_two_of_the_same_name_do_not_meet() -> None:
    assert keep_for_opening("a.pdf", b"1") != keep_for_opening("a.pdf", b"2")


@pytest.mark.skipif(sys.platform == "win32", reason="folders are private by the user's profile there")
def test_only_this_user_may_look() -> None:
    folder = keep_for_opening("a.pdf", b"1").parents[1]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", ["Заявление.exe", "a.BAT", "заявление.pdf.js", "a.desktop", "a.sh", "a.exe.", "a.exe "]
)
def test_programs_are_not_opened(name: str) -> None:
    with pytest.raises(BadFileError):
        keep_for_opening(name, b"MZ")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://host/x", ""])
def test_only_web_addresses_are_opened(address: str) -> None:
    with pytest.raises(CannotOpenError):
        open_link(address)


def test_everything_is_gone_at_exit() -> None:
    code = (
        "from attest_desktop.gui.outside import keep_for_opening\n"
        "print(keep_for_opening('a.pdf', b'secret').parents[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not Path(done.stdout.strip()).exists()
