"""What the check says of the way to the service: its certificate, and whether anything stands in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from attest_desktop.store import Account, Secrets
from attest_desktop.work.doctor import LINE, Check, Checkup, examine_all
from tests.service.authority import new_authority
from tests.service.web import Reply, Said, Site, page


@pytest.fixture
def plain_site() -> Iterator[Site]:
    made = Site()
    yield made
    made.stop()


def line(done: Checkup) -> dict[str, Check]:
    return {one.what: one for one in done.checks if one.area == LINE}


def examine(url: str, data_dir: Path) -> Checkup:
    account = Account(url, "soboleva1")
    return examine_all(url, data_dir=data_dir, secrets=Secrets.absent(), account=account, password="pa55w0rdOne")


def test_the_certificate(tmp_path: Path) -> None:
    root, context = new_authority(tmp_path)
    site = Site(context)
    site.replies["/cpnew/Expert"] = page("")
    try:
        stranger = examine(site.url, tmp_path / "stranger")
        (tmp_path / "site.toml").write_text(f"[network]\nextra_ca = '{root.name}'\n", "utf-8")
        known = line(examine(site.url, tmp_path))
    finally:
        site.stop()
    said = line(stranger)
    assert (said["адрес localhost"].ok, said["сертификат"].ok, said["сертификат"].needed) == (True, False, True)
    assert "Минцифры" in said["сертификат"].detail
    assert "отвечает именно сервис" not in said
    assert stranger.hindrances[0] is said["сертификат"]
    assert stranger.verdict.startswith("Работать не получится. Связь с сервисом: сертификат")
    assert known["сертификат"].detail.endswith(f"системы и по файлу «{root.name}»")
    assert (known["сертификат"].ok, known["отвечает именно сервис"].ok) == (True, True)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Said("", 302, {"Location": "http://login.hotspot.example/?to=x"}), "login.hotspot.example"),
        ("<title>Wi-Fi</title><h1>Школьная сеть</h1><form><button>Войти</button></form>", "школьной сети"),
        (Said("blocked", headers={"Content-Type": "text/plain"}), "школьной сети"),
    ],
)
def test_a_portal_in_between(plain_site: Site, tmp_path: Path, reply: Reply, words: str) -> None:
    plain_site.replies = dict.fromkeys(("/cpnew/", "/cpnew/Expert"), reply)
    done = examine(plain_site.url, tmp_path)
    said = line(done)
    assert said["адрес 127.0.0.1"].ok
    assert said["защита соединения"].ok is None
    assert said["защита соединения"].detail.startswith("адрес начинается с http://")
    one = said["отвечает именно сервис"]
    assert (one.ok, one.needed) == (False, True)
    assert words in one.detail
    assert done.verdict.startswith("Работать не получится. Связь с сервисом: отвечает именно сервис")
    assert plain_site.posts() == [], "no password goes to a portal"
