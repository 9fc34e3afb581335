"""News of versions: only what the maintainers signed, once a day, nothing sent, silent where it is forbidden."""

from __future__ import annotations

import importlib.util
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from attest_desktop.domain.errors import CancelledError
from attest_desktop.service import load_site
from attest_desktop.work.updates import LARGEST, Policy, Updates, policy, public_key
from tests.service.web import Reply, Said, Site

KEY = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGE = "https://program.example/releases"
DAY = "2026-11-20"


def _signer() -> object:
    file = Path(__file__).parents[2] / "packaging" / "sign_release.py"
    spec = importlib.util.spec_from_file_location("sign_release", file)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


SIGNER = _signer()


def signed(version: str, day: str = DAY, key: Ed25519PrivateKey = KEY) -> bytes:
    made = SIGNER.signed(key, version, day, PAGE, "- Стало удобнее.")  # type: ignore[attr-defined]  # loaded by path
    assert isinstance(made, bytes)
    return made


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.stop()


def looker(site: Site, folder: Path, said: Policy | None = None) -> Updates:
    return Updates(folder, f"{site.url}news", key=KEY.public_key(), said=said or Policy())


def test_a_newer_version_is_told_and_asked_for_once_a_day(site: Site, tmp_path: Path) -> None:
    site.replies["/cpnew/news"] = Said(signed("9.0.1"))
    updates = looker(site, tmp_path)
    for _ in range(2):
        found = updates.look(NOW)
        assert found is not None
        assert (found.version, found.page, found.news) == ("9.0.1", PAGE, "- Стало удобнее.")
    (asked,) = site.asked
    assert (asked.method, asked.body) == ("GET", b"")
    assert set(asked.headers) == {"Host", "User-Agent", "Accept-Encoding"}
    assert asked.headers["User-Agent"] == "attest-desktop"
    # An older file, signed as well, does not take back what is known.
    site.replies["/cpnew/news"] = Said(signed("9.0.0"))
    later = looker(site, tmp_path).look(NOW + timedelta(days=1))
    assert later is not None
    assert later.version == "9.0.1"
    assert len(site.asked) == 2
    updates.want(wanted=False)
    assert looker(site, tmp_path).look(NOW + timedelta(days=9)) is None
    assert len(site.asked) == 2


def _altered(text: bytes) -> bytes:
    return text.replace(b"9.0.1", b"9.0.2")


@pytest.mark.parametrize(
    "reply",
    [
        Said(_altered(signed("9.0.1"))),
        Said(signed("9.0.1", key=Ed25519PrivateKey.from_private_bytes(b"2" * 32))),
        Said(signed("9.0.1").partition(b"signature")[0]),
        Said(signed("0.0.1")),
        Said(signed("9.0.1") + b" " * LARGEST),
        Said("", 302, {"Location": "/cpnew/elsewhere"}),
        Said(signed("9.0.1"), 500),
        Said(signed("9.0.1"), cut=20),
        Said(b"\xff\xfe<html>"),
    ],
    ids=["altered", "another key", "unsigned", "old", "huge", "redirect", "fault", "cut", "other"],
)
def test_anything_else_is_no_news(site: Site, tmp_path: Path, reply: Reply) -> None:
    site.replies["/cpnew/news"] = reply
    site.replies["/cpnew/elsewhere"] = Said(signed("9.0.1"))
    assert looker(site, tmp_path).look(NOW) is None
    assert looker(site, tmp_path).look(NOW + timedelta(hours=1)) is None
    assert [one.path for one in site.asked] == ["/cpnew/news"]


def test_nobody_is_asked_where_it_is_forbidden_or_no_address_is_set(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    assert policy(file) == Policy()
    file.write_text('[updates]\naddress = "https://school.example/news"\n', "utf-8")
    assert policy(file) == Policy(address="https://school.example/news")
    forbidding = "[updates]\nallowed = false\n"
    misspelt = ("[update]\nallowed = false\n", "[updates]\nalowed = false\n", "[updates]\naddress = 1\n")
    for text in (forbidding, *misspelt, "not toml at all", "updates = 1", "updates = []"):
        file.write_text(text, "utf-8")
        assert not policy(file).allowed
        assert looker(site, tmp_path, policy(file)).look(NOW) is None
    assert site.asked == []
    assert load_site().updates == ""
    assert not Updates(tmp_path, load_site().updates, key=KEY.public_key(), said=Policy()).possible
    # Without a key built in nothing could be believed, so nothing is asked.
    assert public_key() is not None or not Updates(tmp_path, f"{site.url}news", said=Policy()).possible


def test_no_answer_is_no_news(site: Site, tmp_path: Path) -> None:
    updates = looker(site, tmp_path)
    site.stop()
    assert updates.look(NOW) is None


def test_who_closes_the_program_waits_for_no_server_and_it_is_asked_again(tmp_path: Path) -> None:
    # It takes the connection and never says a word.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/news"
        updates = Updates(tmp_path, address, key=KEY.public_key(), said=Policy())
        for _ in range(2):
            began = time.monotonic()
            with pytest.raises(CancelledError):
                updates.look(NOW, cancelled=lambda: True)
            assert time.monotonic() - began < 3
