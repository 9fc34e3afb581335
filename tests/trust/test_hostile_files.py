"""Files that mean harm, at every door that takes such files: refused in words or harmless, quickly, unasked."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from attest_desktop.domain.errors import AttestError, BadFileError
from attest_desktop.domain.progress import never, silent
from attest_desktop.papers.pdf.intake import checked
from attest_desktop.papers.pdf.libreoffice import LibreOfficeEngine, find_soffice
from attest_desktop.papers.pdf_guards import UnsafePdfError
from attest_desktop.papers.rendering import text_of
from tests.conftest import TOLD
from tests.trust.hostile import doors, excel_files, fuzzing, pdf_files, picture_files, word_files
from tests.trust.hostile.watching import Outcome, alone, held, seen, tried


class Listener:
    """A server that notes whoever asks it anything, and files that nobody may look into."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_POST = do_GET  # noqa: N815  # named by the protocol

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        (folder / "canary.txt").write_text(word_files.SECRET, "utf-8")
        (folder / "canary.png").write_bytes(picture_files.drawn("PNG"))
        self.address, self.folder = f"http://127.0.0.1:{self._server.server_port}/", str(folder)
        self.files = word_files.reaching_out(self.address, self.folder)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def listener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    made = Listener(tmp_path_factory.mktemp("canaries"))
    yield made
    made.stop()


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Libraries are loaded before anything is measured."""
    for door in doors.WORD.values():
        doors.let_in(door, word_files.plain())
    for door in (doors.looking, doors.places):
        doors.let_in(door, pdf_files.pdf())
    for door in doors.PICTURE.values():
        doors.let_in(door, picture_files.drawn("PNG"))


def at(table: dict[str, doors.Door], content: bytes) -> Iterator[tuple[str, Outcome]]:
    """How each door of the table took the file; time, memory, words and silence are looked at here."""
    for name, door in table.items():
        with warnings.catch_warnings():
            # Libraries of pictures warn of odd values; nothing comes of it.
            warnings.simplefilter("ignore")
            outcome = tried(door, content)
        held(outcome)
        yield name, outcome


# These take longest, and the limits that they meet are met by others too.
HEAVY = {
    "bomb",
    "page says itself",
    "png bomb",
    "tiff of many",
    "deep content",
    "a million lines",
    "a million rows",
    "tiff bomb",
    "png endless rows",
    "png profile",
    "huge page",
}


def sample(names: Iterable[str]) -> list[Any]:
    """Every third of the quick ones in the usual run, all of them in the long one."""
    quick = sorted(set(names) - HEAVY)[::3]
    return [pytest.param(name, marks=[] if name in quick else [pytest.mark.slow]) for name in sorted(names)]


@pytest.mark.parametrize("name", sample(word_files.HARMFUL))
def test_word_files_that_mean_harm(name: str) -> None:
    make, refused = word_files.HARMFUL[name]
    for door, outcome in at(doors.WORD, make()):
        assert outcome.refusal is not None or not refused, door


def test_links_to_the_outside_are_never_followed(listener: Listener) -> None:
    # What is not printed has no use for links at all.
    for name, content in listener.files.items():
        for door, outcome in at({"fill": doors.filling, "print": doors.printing}, content):
            assert word_files.SECRET not in said_by(outcome.value), (name, door)
    assert listener.asked == []


def test_links_in_tables_are_never_followed(listener: Listener) -> None:
    for name, content in excel_files.reaching_out(listener.address, listener.folder).items():
        for door, outcome in at({"schedule": doors.schedule}, content):
            assert word_files.SECRET not in said_by(outcome.value), (name, door)
    assert listener.asked == []


@pytest.mark.parametrize("name", sample(excel_files.MAKERS))
def test_excel_files_that_mean_harm(name: str) -> None:
    list(at({"schedule": doors.schedule}, excel_files.MAKERS[name]()))


def said_by(value: Any) -> str:
    """All that a door gave out, as one text."""
    if isinstance(value, bytes) and value.startswith(b"%PDF"):
        return "\n".join(text_of(value))
    if isinstance(value, bytes):
        return "\n".join(part.decode("utf-8", "replace") for part in word_files.parts_of(value).values())
    return repr(value)


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.timeout(1800)
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_follows_no_link_either(listener: Listener, record_property: Any) -> None:
    engine, done = LibreOfficeEngine(), 0
    for name, content in listener.files.items():
        # Once past the check that voids such links, once straight to the engine.
        for given in dict.fromkeys((content, _checked(content))):
            try:
                pdf = engine.convert(given, silent, never).pdf
            except AttestError:
                continue
            assert word_files.SECRET not in said_by(pdf), name
            done += 1
    assert listener.asked == []
    record_property(TOLD, f"Word files with links to the outside printed by LibreOffice: {done}, followed: 0")


def _checked(content: bytes) -> bytes:
    try:
        return checked(content)
    except BadFileError:
        return content


@pytest.mark.parametrize("name", sample(pdf_files.MAKERS))
def test_pdf_files_that_mean_harm(name: str) -> None:
    # Both of the others look for harm by the same guard first.
    quick = {door: doors.PDF[door] for door in ("look", "places", "schedule")}
    list(at(quick, pdf_files.MAKERS[name]()))


@pytest.mark.slow
@pytest.mark.parametrize("name", pdf_files.MAKERS)
def test_pdf_files_that_mean_harm_as_signed_ones(name: str) -> None:
    others = {door: doors.PDF[door] for door in ("check", "scan")}
    list(at(others, pdf_files.MAKERS[name]()))


@pytest.mark.parametrize("step", ["0.1", "0.001", "0", "-0.01"])
def test_an_endlessly_fine_pattern_is_refused(step: str) -> None:
    for door, outcome in at(doors.PDF, pdf_files.pattern(step)):
        assert isinstance(outcome.refusal, UnsafePdfError), door


def test_an_ordinary_pattern_is_let_in() -> None:
    # What offices write for hatched cells.
    assert doors.let_in(doors.looking, pdf_files.pattern("8", "/Matrix [0.75 0 0 -0.75 0 842]"))


@pytest.mark.parametrize("name", sample(picture_files.MAKERS))
def test_pictures_that_mean_harm(name: str) -> None:
    list(at(doors.PICTURE, picture_files.MAKERS[name]()))


def test_thousands_of_passes_over_a_photograph_are_refused() -> None:
    outcome = tried(doors.scanning, picture_files.jpeg_scans())
    held(outcome)
    assert outcome.refusal is not None


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_million_paragraphs_and_a_million_objects() -> None:
    for content in (word_files.many_paragraphs(1_000_000), word_files.many_runs(500_000)):
        for door, outcome in at(doors.WORD, content):
            assert outcome.refusal is not None, door
    for door, outcome in at(doors.PDF, pdf_files.many_objects(1_000_000)):
        assert outcome.refusal is not None, door


def test_the_watch_itself_sees_what_it_should(tmp_path: Path) -> None:
    def writing(_: bytes) -> None:
        # Outside the temporary files, wherever the project itself lies.
        Path(os.path.realpath(os.sep), "no-such-folder", "x").write_text("x")

    with pytest.raises(FileNotFoundError):
        tried(writing, b"")
    assert seen() == 1
    with alone():
        (tmp_path / "x").write_text("x")


@pytest.mark.parametrize("path", sorted(fuzzing.CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_found_a_fault(path: Path) -> None:
    fuzzing.survives(path.name.split("-")[0], path.read_bytes())


@pytest.mark.parametrize("name", ["fill", "colleague", "print", "schedule", "look", "places", "signature"])
def test_spoiled_files_end_in_words(name: str) -> None:
    for seed in range(2):
        fuzzing.survives(name, fuzzing.case(name, seed))
