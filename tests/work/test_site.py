from __future__ import annotations

from pathlib import Path

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.service import load_site
from attest_desktop.store import Account, Secrets
from attest_desktop.work.doctor import examine_all, save_capture
from attest_desktop.work.site import site_in


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[columns]\nage = ["Лет"\n\nform = 1', "строка 4"),
        ('[columns]\nage = ["Лет"]\nnonsense = ["a"]', "строка 3"),
        ('[columns]\nage = ["Лет"]\n\n[nothing]\na = 1', "строка 4"),
        ('[paths]\n# слово\nhome = ["Expert"]', "строка 3"),
    ],
)
def test_a_broken_description_is_reported_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "site.toml").write_text(text, "utf-8")
    choice = site_in(tmp_path)
    assert choice.site == load_site()
    assert not choice.own
    assert line in choice.problem


def test_an_own_description_is_used(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('[columns]\nage = ["Лет"]\n', "utf-8")
    choice = site_in(tmp_path)
    assert choice.own
    assert not choice.problem
    assert choice.site.words("columns", "age") == ("Лет",)


def test_the_check_of_everything(server: PracticeServer, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text("[columns\n", "utf-8")
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    done = examine_all(
        server.url, data_dir=tmp_path, secrets=Secrets.absent(), account=account, password=SAMPLE_ACCOUNT.password
    )
    assert done.ok, done.hindrances
    broken = [one for one in done.checks if one.ok is False]
    assert [one.what for one in broken] == ["описание сайта site.toml"]
    file = tmp_path / "out" / "pages.zip"
    assert save_capture(done, file, user_name=account.user_name, password=SAMPLE_ACCOUNT.password)["даты"] > 10
    assert file.is_file()


def test_a_column_that_is_gone_is_named(server: PracticeServer, tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('[columns]\nconclusion = ["Нечто иное"]\nage = ["Рост"]\n', "utf-8")
    account = Account(server.url, SAMPLE_ACCOUNT.user_name)
    done = examine_all(
        server.url, data_dir=tmp_path, secrets=Secrets.absent(), account=account, password=SAMPLE_ACCOUNT.password
    )
    assert not done.ok
    assert "Нечто иное" in done.verdict
    assert any(one.what == "столбец «Рост»" and one.ok is False for one in done.checks)
    assert any("лишний столбец" in one.what and "Возраст" in one.what for one in done.checks)


def test_nobody_answers(tmp_path: Path) -> None:
    done = examine_all("http://127.0.0.1:1/cpnew/", data_dir=tmp_path, secrets=Secrets.absent())
    assert not done.ok
    assert done.verdict.startswith("Работать не получится. Связь с сервисом")
