"""The command calendar on what was synced: table, JSON, file, wrong use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from attest_desktop.cli.parser import build_parser
from attest_desktop.cli.run import main
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.store import Account, Secrets
from attest_desktop.work.refresh import refresh
from attest_desktop.work.sign_in import sign_in
from tests.work.conftest import PASSPHRASE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process, after a refresh; the service is gone by then."""
    with PracticeServer() as server:
        account = Account(server.url, SAMPLE_ACCOUNT.user_name)
        secrets = Secrets.absent()
        with sign_in(
            account, SAMPLE_ACCOUNT.password, data_dir=tmp_path, secrets=secrets, passphrase=PASSPHRASE
        ) as desk:
            refresh(desk)
    monkeypatch.setenv("ATTEST_DESKTOP_PASSPHRASE", PASSPHRASE)
    options = ("--server", account.server, "--account", account.user_name, "--data-dir", str(tmp_path))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["calendar", *arguments, *options], lambda _options: 1)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_calendar_of_what_was_synced(run: Run, tmp_path: Path) -> None:
    code, out, err = run("--today", "2026-12-05")
    assert (code, err) == (0, "")
    head, first, *_ = out.splitlines()
    assert head.split() == ["Срок", "Осталось", "Аттестуемый", "Что", "сделать", "Правило", "Ключ"]
    assert first.startswith("01.11.2026 вс        просрочено на 34\u00a0дня  Журавлёва\u00a0О.Д.")
    assert "осталось 5\u00a0дней" in out
    assert "второй экземпляр итогового заключения сдают руководителю предметной группы до 10 числа" in out
    assert "пункт 8.)" in out
    assert "Сегодня в Томске 05.12.2026. Вы работаете: г. Томск или ЗАТО Северск. Сделано: 0." in out

    file = tmp_path / "сроки" / "мои.ics"
    code, out, err = run("--today", "05.12.2026", "--json", "--ics", str(file))
    document: dict[str, Any] = json.loads(out)
    assert (document["today"], document["timezone"], document["problems"]) == ("2026-12-05", "Asia/Tomsk", [])
    rows = document["deadlines"]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    paper = next(row for row in rows if row["kind"] == "paper")
    assert {name: paper[name] for name in ("date", "days_left", "state", "weekend")} == {
        "date": "2026-12-10", "days_left": 5, "state": "soon", "weekend": False,
    }  # fmt: skip
    assert paper["attestee"]
    assert paper["full_name"]
    assert {row["state"] for row in rows} == {"overdue", "soon", "later"}
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(found) == document["ics"]["events"] == sum(row["days_left"] >= 0 for row in rows)
    assert "не передавайте" in err

    # Said to be done: silent from now on, in the other calendar too.
    written = file.read_bytes()
    code, out, _ = run("--today", "2026-12-05", "--done", paper["key"], "--ics", str(file))
    assert (code, paper["key"] in out) == (0, False)
    assert "снято: 1." in out
    run("--undone", paper["key"])
    code, out, _ = run("--today", "2026-12-05", "--where", "remote", "--json")
    assert "paper" not in {row["kind"] for row in json.loads(out)["deadlines"]}
    assert written != file.read_bytes()


def test_what_cannot_be_done_is_said(run: Run, tmp_path: Path) -> None:
    assert run("--done", "0000000000")[0] == 3
    code, out, err = run("--ics", str(tmp_path))
    assert (code, out) == (3, "")
    assert "это папка" in err
    # What was not written was not told to any calendar.
    assert json.loads(run("--json", "--ics", str(tmp_path / "a.ics"))[1])["ics"]["withdrawn"] == 0


@pytest.mark.parametrize("wrong", ["2026-02-30", "завтра", "20261212", "1999-01-01", "٢٠٢٦-12-12"])
def test_a_day_that_is_none_is_wrong_use(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(["calendar", "--today", wrong])
    assert left.value.code == 2
    assert "нужен день" in capsys.readouterr().err
