"""LibreOffice is kept in hand: one at a time, never too long, nothing left behind, nobody asked."""

from __future__ import annotations

import os
import select
import stat
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from attest_desktop.domain.errors import CancelledError
from attest_desktop.domain.progress import never, silent
from attest_desktop.papers.pdf import PdfEngineError
from attest_desktop.papers.pdf.libreoffice import LibreOfficeEngine, _profile, find_soffice, loses_formulas
from attest_desktop.papers.rendering import text_of
from tests.papers.pdf.making import element, new_document, saved
from tests.papers.pdf.test_contract import _with_linked_picture

posix_only = pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")


def _processes(profile: Path) -> list[int]:
    """Processes that were started on the profile."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if str(profile).encode() in command:
                found.append(int(folder.name))
    return found


def _ends(process: int) -> bool:
    """Whether the process is gone, or is just going: what was killed needs a moment."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 5)[0])
    finally:
        os.close(handle)


def _script(folder: Path, text: str) -> Path:
    path = folder / "soffice"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.libreoffice
@posix_only
def test_too_long_is_stopped_and_leaves_no_process(sample: bytes) -> None:
    profile = _profile.path()
    with pytest.raises(PdfEngineError, match="слишком долго"):
        LibreOfficeEngine(longest=0.5).convert(sample, silent, never)
    assert all(_ends(process) for process in _processes(profile))
    assert not profile.exists()
    # The next one works as if nothing had happened.
    assert text_of(LibreOfficeEngine().convert(sample, silent, never).pdf)
    assert _processes(_profile.path()) == []


@posix_only
def test_whole_process_tree_is_killed(tmp_path: Path, sample: bytes) -> None:
    pids = tmp_path / "pids"
    program = _script(tmp_path, f"sleep 300 &\necho $! > {pids}\necho $$ >> {pids}\nsleep 300\n")
    with pytest.raises(PdfEngineError, match="слишком долго"):
        LibreOfficeEngine(program, longest=1.0).convert(sample, silent, never)
    started = [int(line) for line in pids.read_text().split()]
    assert len(started) == 2
    assert all(_ends(process) for process in started)


@posix_only
def test_child_left_by_a_program_that_ended_is_killed(tmp_path: Path, sample: bytes) -> None:
    pids = tmp_path / "pids"
    program = _script(tmp_path, f"sleep 300 &\necho $! > {pids}\n")
    with pytest.raises(PdfEngineError, match="не создал"):
        LibreOfficeEngine(program).convert(sample, silent, never)
    assert _ends(int(pids.read_text()))


@posix_only
def test_user_stops_it_at_once(tmp_path: Path, sample: bytes) -> None:
    pids = tmp_path / "pids"
    program = _script(tmp_path, f"echo $$ > {pids}\nexec sleep 300\n")
    began = time.monotonic()
    with pytest.raises(CancelledError):
        LibreOfficeEngine(program).convert(sample, silent, lambda: pids.is_file() and bool(pids.read_text()))
    assert time.monotonic() - began < 5
    assert _ends(int(pids.read_text()))


@posix_only
def test_waiting_in_the_queue_can_be_stopped(tmp_path: Path, sample: bytes) -> None:
    running, over = threading.Event(), threading.Event()
    program = _script(tmp_path, "exec sleep 300\n")

    def until_over() -> bool:
        running.set()
        return over.is_set()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(LibreOfficeEngine(program).convert, sample, silent, until_over)
        assert running.wait(10)
        with pytest.raises(CancelledError):
            LibreOfficeEngine(program).convert(sample, silent, lambda: True)
        assert not first.done()
        over.set()
        with pytest.raises(CancelledError):
            first.result(10)


@posix_only
def test_program_that_cannot_start_is_explained(tmp_path: Path, sample: bytes) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"not a program")
    with pytest.raises(PdfEngineError, match="не запускается"):
        LibreOfficeEngine(broken).convert(sample, silent, never)


@posix_only
def test_its_folders_are_private_and_removed(tmp_path: Path, sample: bytes) -> None:
    notes = tmp_path / "notes"
    program = _script(tmp_path, f'pwd > {notes}\nstat -c %a . >> {notes}\necho "$@" >> {notes}\n')
    with pytest.raises(PdfEngineError):
        LibreOfficeEngine(program).convert(sample, silent, never)
    folder, mode, arguments = notes.read_text().splitlines()
    assert mode == "700"
    assert not Path(folder).exists()
    assert "attest-desktop-office-" in arguments
    assert str(Path.home()) not in arguments


@posix_only
def test_libraries_of_a_packed_program_are_kept_from_it(
    tmp_path: Path, sample: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes"
    program = _script(tmp_path, f"env > {notes}\n")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/packed/libraries")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/own")
    with pytest.raises(PdfEngineError):
        LibreOfficeEngine(program).convert(sample, silent, never)
    seen = dict(line.split("=", 1) for line in notes.read_text().splitlines() if "=" in line)
    assert seen["LD_LIBRARY_PATH"] == "/usr/own"
    assert "QT_QPA_PLATFORM" in os.environ
    assert "QT_QPA_PLATFORM" not in seen


@pytest.mark.libreoffice
def test_it_asks_nobody_even_when_the_document_wants_it() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  # named by the protocol

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        # Straight to the engine, past the check that voids such links.
        raw = LibreOfficeEngine().convert(_with_linked_picture(server.server_port), silent, never)
    finally:
        server.shutdown()
        server.server_close()
    assert "Рисунок со стороны" in text_of(raw.pdf)[0]
    assert asked == []


@pytest.mark.libreoffice
@pytest.mark.slow
def test_two_at_once_wait_for_each_other(sample: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: LibreOfficeEngine().convert(sample, silent, never).pdf, range(2)))
    assert [len(text_of(pdf)) for pdf in made] == [3, 3]


@pytest.mark.libreoffice
def test_found_program_is_a_file() -> None:
    program = find_soffice()
    assert program is not None
    assert program.is_file()


def test_document_left_by_a_killed_program_is_removed(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new, other = (tmp_path / name for name in ("attest-desktop-work-a", "attest-desktop-work-b", "other"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "document.docx").write_bytes(b"left in the clear")
    for folder in (old, other):
        os.utime(folder, (1, 1))
    LibreOfficeEngine().convert(sample, silent, never)
    assert not old.exists()
    assert new.exists(), "another window may be converting there"
    assert other.exists()


def test_formulas_are_not_lost_by_a_libreoffice_without_math(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("Итого")._p.append(
        element('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>')
    )
    program = _script(tmp_path, "exit 1")
    (tmp_path / "libswlo.so").touch()
    assert not loses_formulas(program, saved(new_document()))
    with pytest.raises(PdfEngineError, match="Math"):
        LibreOfficeEngine(program).convert(saved(document), silent, never)
    (tmp_path / "libsmlo.so").touch()
    assert not loses_formulas(program, saved(document))
