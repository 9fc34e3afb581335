"""Bad files through the real command line, each command and file in a process of its own.

`python -m tests.trust.hostile.line` prints the table: what was answered, seconds by the clock and of the
processor, the most memory. Alone on a quiet machine, or only the processor's seconds mean anything.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from attest_desktop.papers.signing import draw_sample_signature
from tests.papers.identity.originals import conclusion
from tests.trust.hostile import pdf_files, picture_files, word_files

MOST_SECONDS, MOST_BYTES = 2.0, 500_000_000
# A process of its own that is small itself: the most memory of a child begins with its parent's.
_STARTER = """
import os, sys
child = os.fork()
if not child:
    os.dup2(1, 2)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(os.linesep, os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
ENDED_IN_WORDS = 3
"""The exit code of a command that said why it cannot."""


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(conclusion())))
    writer.encrypt("тайна", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _long(pages: int = 500) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(10, 10 + pages))
    one = f"<< {pdf_files.PAGE} >>".encode()
    return pdf_files.pdf(
        {
            2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
            **dict.fromkeys(range(10, 10 + pages), one),
        }
    )


def strokes(count: int, *, one_path: bool = False) -> bytes:
    """A page of so many lines from edge to edge, each painted by itself or all at once."""
    chance = random.Random(5)
    lines = []
    for _ in range(count):
        down, up = chance.uniform(0, 842), chance.uniform(0, 842)
        lines.append(f"0 {down:.1f} m 595 {up:.1f} l" + ("" if one_path else " S"))
    content = zlib.compress("\n".join([*lines, "S"]).encode())
    return pdf_files.pdf(
        {4: b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content)}
    )


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for number in range(5):
            kept.writestr(f"{number}.txt", "слова " * 9000)
    return out.getvalue()


def _archive_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as kept:
        kept.writestr("word/document.xml", bytes(600_000_000))
        kept.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "text": lambda: ("просто слова " * 5000).encode(),
    "archive": _archive,
    "archive bomb": _archive_bomb,
    "word bomb": word_files.bomb,
    "word cut": lambda: word_files.plain()[:-400],
    "word locked": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(20_000),
    "PDF locked": _encrypted,
    "PDF of unknown lock": pdf_files.encrypted,
    "PDF cut": lambda: conclusion()[: len(conclusion()) // 2],
    "PDF of 500 pages": _long,
    "PDF bomb": pdf_files.bomb,
    "PDF picture bomb": pdf_files.wide_picture,
    "PDF ring": pdf_files.objects_in_a_ring,
    "PDF ring of pages": pdf_files.pages_in_a_ring,
    "PDF ring of drawings": pdf_files.form_in_itself,
    "PDF 100,000 lines": lambda: strokes(100_000),
    "PDF 70,000 lines": lambda: strokes(70_000),
    "PDF 100,000 lines at once": lambda: strokes(100_000, one_path=True),
    "PNG bomb": picture_files.png_bomb,
    "PNG 65535": lambda: picture_files.png(65_535, 65_535, zlib.compress(b"x")),
    "JPEG 65535": lambda: picture_files.jpeg_sized(65_535, 65_535),
    "JPEG cut": lambda: picture_files.drawn("JPEG")[:-300],
    "TIFF bomb": picture_files.tiff_bomb,
}
_SIGN = ("--as", "Иванова Мария Ивановна", "--output", "out.pdf")
COMMANDS: dict[str, tuple[str, ...]] = {
    "pdf": ("pdf", "BAD", "out.pdf"),
    "ink": ("ink", "BAD", "out.png"),
    "sign": ("sign", "BAD", "--signature", "ink.png", *_SIGN),
    "sign, signature": ("sign", "good.pdf", "--signature", "BAD", *_SIGN),
    "assemble": ("assemble", "out.pdf", "BAD"),
    "assemble, original": ("assemble", "out.pdf", "good.pdf", "--against", "BAD"),
    "check": ("check", "BAD", "--against", "good.pdf"),
    "check, original": ("check", "good.pdf", "--against", "BAD"),
}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it said, seconds by the clock and of the processor, most bytes."""

    code: int
    said: str
    seconds: float
    work: float
    memory: int

    @property
    def refused(self) -> bool:
        return self.code == ENDED_IN_WORDS


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    made = tempfile.TemporaryDirectory()
    (Path(made.name) / "good.pdf").write_bytes(conclusion())
    (Path(made.name) / "ink.png").write_bytes(draw_sample_signature("Иванова", 3))
    return made


def ended(command: str, file: str) -> Ended:
    """The command run on the file, which is written under a name that the command expects."""
    folder = Path(_folder().name)
    name = "bad.docx" if command == "pdf" else "bad.png" if command in ("ink", "sign, signature") else "bad.pdf"
    (folder / name).write_bytes(FILES[file]())
    for left in ("out.pdf", "out.png"):
        (folder / left).unlink(missing_ok=True)
    words = [name if word == "BAD" else word for word in COMMANDS[command]]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-S", "-c", _STARTER, sys.executable, "-m", "attest_desktop", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=120,
    )
    seconds = time.perf_counter() - began
    *spoken, last = done.stdout.decode("utf-8", "replace").splitlines()
    code, work, kilobytes = last.split()
    return Ended(int(code), "\n".join(spoken), seconds, float(work), int(kilobytes) * 1024)


def all_ended(commands: list[str], files: list[str]) -> Iterator[tuple[str, str, Ended]]:
    """Every command with every file."""
    for command in commands:
        for file in files:
            yield command, file, ended(command, file)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", nargs="*", default=list(COMMANDS))
    parser.add_argument("--files", nargs="*", default=list(FILES))
    options = parser.parse_args()
    for command, file, one in all_ended(options.commands, options.files):
        over = " OVER" if one.seconds > MOST_SECONDS or one.memory > MOST_BYTES else ""
        answer = one.said.replace("\n", " ")[:110]
        print(
            f"{command:20} {file:26} {one.seconds:5.2f} s {one.work:5.2f} s {one.memory / 1e6:4.0f} MB "
            f"{one.code:3}{over} {answer}",
            flush=True,
        )


if __name__ == "__main__":
    main()
