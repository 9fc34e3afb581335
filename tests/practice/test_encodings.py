"""What browsers send from pages in windows-1251, and the settings that say which encoding it is."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
import requests

from attest_desktop.cli.parser import build_parser
from attest_desktop.practice import Dialect, PracticeSettings
from attest_desktop.practice.posted import text_of


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Ёлка № 7 «а»", "Ёлка № 7 «а»"),
        ("&#1170;алия &#9786;", "Ғалия ☺"),
        # Characters that the encoding has are never sent so: these were typed.
        ("&#1040; &#63; &#8470;", "&#1040; &#63; &#8470;"),
        ("&#9999999; &#; &amp;", "&#9999999; &#; &amp;"),
    ],
)
def test_characters_that_the_encoding_lacks_come_as_references(sent: str, read: str) -> None:
    assert text_of(sent) == read


@pytest.mark.parametrize("wrong", [{"encoding": "koi8-r"}, {"encoding": "cp1251"}, {"page_size": 0}])
def test_settings_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        PracticeSettings(**wrong)  # type: ignore[arg-type]  # the wrong values are what is tried


def test_the_command_line_chooses_dialect_encoding_and_pages() -> None:
    call = ["practice-service", "--dialect", "webforms", "--encoding", "windows-1251", "--page-size", "5"]
    chosen = build_parser().parse_args(call)
    assert (Dialect(chosen.dialect), chosen.encoding, chosen.page_size) == (Dialect.WEBFORMS, "windows-1251", 5)
    usual = build_parser().parse_args(["practice-service"])
    assert (Dialect(usual.dialect), usual.encoding, usual.page_size) == (Dialect.MVC, "utf-8", None)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT to another process")
def test_run_for_people_it_speaks_as_it_was_told() -> None:
    # A test run in the background may have been told to ignore Ctrl+C, and its children inherit that.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from attest_desktop.practice import Dialect, serve_forever;"
        "serve_forever(dialect=Dialect.WEBFORMS, encoding='windows-1251', page_size=5)"
    )
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        answer = requests.get(process.stdout.readline().strip() + "Expert", timeout=10)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        process.wait(timeout=10)
    assert process.returncode == 0
    assert answer.url.endswith("Login.aspx?ReturnUrl=%2fcpnew%2fExpert%2f")
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert "Register.aspx?link=" in rest
