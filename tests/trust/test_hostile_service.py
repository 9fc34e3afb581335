"""What the service, the clipboard and the user's own files may bring besides documents: names, tables, copies."""

from __future__ import annotations

import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData

from attest_desktop import bundled
from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.editor.growing import GrowingText
from attest_desktop.gui.outside import keep_for_opening
from attest_desktop.papers.russian import load_exceptions
from attest_desktop.service import load_site
from attest_desktop.service.file_names import file_name
from attest_desktop.store.backup import account_of_backup
from tests.support.training import CHEAP
from tests.trust.hostile.mutating import spoiled
from tests.trust.hostile.watching import plain_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RESERVED = ("CON", "con.pdf", "NUL.txt", "aux", "COM1.docx", "LPT9", "prn.", "COM¹.pdf", "CON .pdf")
NAMES = (
    *RESERVED,
    "../../../../etc/passwd",
    "..\\..\\Windows\\a.dll",
    "/etc/shadow",
    "C:\\Windows\\a.exe",
    "C:a.pdf",
    "a.pdf::$DATA",
    "справка.pdf:скрыто.exe",
    "..",
    ".",
    "",
    "   ",
    "a.pdf . . .",
    "a.exe ",
    "\u202efdp.exe",
    "справка\u202e\u2066fdp.scr",
    "a\x00.pdf",
    "a\r\nSet-Cookie: x=y.pdf",
    "\x1b[31m.pdf",
    "я" * 300 + ".pdf",
    "😀" * 200,
    "a" * 300,
    "~$a.docx",
    "-rf",
    "%2e%2e%2fa.pdf",
    "%00.pdf",
    "=?utf-8?b?Li4vLi4vYS5leGU=?=",
    "a\u0301" * 200,
    "\ud800.pdf",
)
_RESERVED_STEMS = {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_from_the_service_is_a_plain_file_name_everywhere(name: str, tmp_path: Path) -> None:
    for said in (f'attachment; filename="{name}"', f"attachment; filename*=UTF-8''{name}", f"filename={name}"):
        made = file_name(said, "https://x/cpnew/File?id=1", name, "application/pdf")
        assert 1 <= len(made) <= 120
        assert not set(made) & set('<>:"/\\|?*')
        assert made.isprintable()
        assert made == made.strip(" ")
        assert not made.endswith(".")
        assert not made.startswith(".")
        assert made.split(".", maxsplit=1)[0].strip().lower() not in _RESERVED_STEMS
        place = tmp_path / made
        place.write_bytes(b"x")
        assert place.parent.resolve() == tmp_path
        assert [one.name for one in tmp_path.iterdir()] == [made]
        place.unlink()
        try:
            kept = keep_for_opening(made, b"x")
        except AttestError as refused:
            plain_words(refused)
        else:
            assert kept.parent.parent.parent.resolve() == kept.parents[2].resolve()
            assert ".." not in kept.name


def _tables() -> dict[str, bytes]:
    return {name: bundled.path(name).read_bytes() for name in ("declension.toml", "site.toml")}


CRAFTED = (
    b"",
    b"\xff\xfe\x00",
    b"[" * 20_000,
    b"a=" + b"[" * 20_000,
    b"a.b." * 1_000 + b"c=1",
    b"[paths]\nhome='http://elsewhere.example/'\n[network]\nextra_ca=3",
    b"[refused]\ncontrols=[]",
    b"x=" + b"9" * 10_000,
    b"x=1e999999",
    "[должности]\n'' = ['','','','','']".encode(),
    "[должности]\nа = 5".encode(),
)


def _read(name: str, path: Path) -> None:
    if name == "site.toml":
        site = load_site(path)
        assert set(load_site().refused.stems) <= set(site.refused.stems)
    else:
        load_exceptions(path)


def _survives_table(name: str, content: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(content)
    try:
        _read(name, path)
    except AttestError as refused:
        plain_words(refused)


@pytest.mark.parametrize("name", ["declension.toml", "site.toml"])
def test_crafted_tables_of_the_user_end_in_words(name: str, tmp_path: Path) -> None:
    for content in CRAFTED:
        _survives_table(name, content, tmp_path)
    whole = _tables()[name]
    for seed in range(5):
        _survives_table(name, spoiled(whole[:3000], seed), tmp_path)


def test_crafted_copies_end_in_words(tmp_path: Path) -> None:
    chance = random.Random(1)
    sqlite = b"SQLite format 3\0" + bytes(8176)
    for content in (
        b"",
        b"x",
        bytes(4096),
        chance.randbytes(8192),
        sqlite,
        sqlite[:5000],
        b"PK\x03\x04" + bytes(4092),
    ):
        path = tmp_path / "копия.attest"
        path.write_bytes(content)
        with pytest.raises(AttestError) as refused:
            account_of_backup(path, "слово", CHEAP)
        plain_words(refused.value)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]


def test_a_page_of_the_web_is_pasted_as_words_and_its_pictures_are_not_fetched(qtbot: QtBot) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    edit = GrowingText("Обоснование")
    qtbot.addWidget(edit)
    edit.show()
    mime = QMimeData()
    mime.setHtml(
        f'<style>@import "{address}s.css"; p {{background: url({address}b.png)}}</style><p>Ведёт <b>кружок</b>'
        f'<img src="{address}i.png"><img src="file:///etc/hostname"><script src="{address}s.js"></script></p>'
    )
    mime.setText("Ведёт кружок")
    edit.insertFromMimeData(mime)
    edit.insertPlainText(f'<img src="{address}typed.png">')
    qtbot.wait(50)
    edit.grab()
    server.shutdown()
    server.server_close()
    assert edit.text() == f'Ведёт кружок<img src="{address}typed.png">'
    assert asked == []
