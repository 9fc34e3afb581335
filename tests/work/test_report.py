"""The report of a problem tells of the program, never of people."""

from __future__ import annotations

import logging
from pathlib import Path

from attest_desktop.work.checkup import Result, as_text, check_here, rows, verdict
from attest_desktop.work.desk import Desk
from attest_desktop.work.journal import FOLDER, NAME, begin_journal, end_journal
from attest_desktop.work.people import people
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.report import HIDDEN, known_of, report
from attest_desktop.work.training import COLLEAGUE

logger = logging.getLogger("attest_desktop.test")


def test_report_without_people(desk: Desk, tmp_path: Path) -> None:
    person = people(desk)[0].attestee
    begin_journal(tmp_path)
    logger.info("something went on")
    # The program says no names; should it ever, they are not in the report.
    logger.info("of %s, %s", person.full_name, person.email)
    logger.error("unexpected error\n%s", "builtins.ValueError\n  attest_desktop/gui/view.py:12 opened")
    end_journal()
    checkup = check_here(desk)
    told = report(desk, journals=tmp_path, checkup=checkup, further={"Экран": "1366×768"})
    for part in ("something went on", "Экран: 1366×768", as_text(checkup), "gui/view.py:12 opened", HIDDEN):
        assert part in told
    profile = kept_profile(desk)
    assert profile is not None
    names = [one.attestee.full_name for one in people(desk)] + [profile.full_name, COLLEAGUE["full_name"]]
    assert len(names) > 10
    for name in names:
        for part in name.split():
            assert len(part) < 4 or f" {part}" not in told, part
    assert all(one not in told for one in (person.email, profile.email, profile.phone, str(Path.home())))
    assert {profile.email, profile.workplace, desk.account.user_name} <= known_of(desk)
    assert verdict(checkup) == "Работать можно: всё узнано."
    assert {one.result for one in rows(checkup)} == {Result.OK, Result.NOTED}
    assert all(one.said for one in rows(checkup))


def test_a_journal_begun_anew_a_moment_ago_is_told_with_the_one_before(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    crash = "2026-11-22 10:00:00,000 ERROR attest_desktop.gui.crash: unexpected error\r\nbuiltins.KeyError\r\n"
    (folder / f"{NAME}.1").write_bytes(f"{crash}2026-11-22 10:00:01,000 INFO attest_desktop: before\r\n".encode())
    (folder / NAME).write_bytes(b"2026-11-22 10:00:02,000 INFO attest_desktop: after\r\n")
    told = report(desk, journals=tmp_path)
    crashes, _, last = told.partition("Ошибки программы\n")[2].partition("Последние записи журнала\n")
    assert "builtins.KeyError" in crashes
    assert [line.rpartition(" ")[2] for line in last.splitlines()] == ["before", "after"]


def test_check_without_a_sign_in_speaks_of_no_command_line(desk: Desk) -> None:
    desk.sign_out()
    offline = check_here(desk)
    assert verdict(offline).startswith("Проверено не всё")
    assert "--" not in as_text(offline)
