"""register, reset-password and profile as scripts use them: real processes, JSON and exit codes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from tests.end_to_end.conftest import ENVIRONMENT, PATIENCE, PROGRAM, Program

PASSWORD = SAMPLE_ACCOUNT.password  # what the program finds in its environment


@pytest.fixture
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as running:
        yield running


def with_account(
    program: Program, server: PracticeServer, name: str = SAMPLE_ACCOUNT.user_name
) -> tuple[str, ...]:
    return "--server", server.url, "--account", name, "--data-dir", str(program.data_dir)


@pytest.mark.slow
def test_profile_is_shown_and_changed(program: Program, server: PracticeServer) -> None:
    common = with_account(program, server)
    shown = program.json("profile", *common)
    assert shown["surname"] == SAMPLE_ACCOUNT.profile.surname
    assert set(shown) == {
        *("surname", "first_name", "patronymic", "email", "phone"),
        *("municipality", "organisation_type", "workplace", "position", "subjects"),
    }
    changes = ("Телефон=8 900 111-22-33", "Преподаваемые предметы=фортепиано; химии", "Отчество=")
    changed = program.json("profile", *common, *(part for one in changes for part in ("--set", one)))
    assert changed == shown | {
        "phone": "+7 (900) 111-2233",
        "subjects": ["(Фортепиано)", "химии"],
        "patronymic": "",
    }
    assert "+7 (900) 111-2233" in program.run("profile", *common).stdout


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ("Должность", 2, "СТРОКА=ЗНАЧЕНИЕ"),
        ("=учитель", 2, "СТРОКА=ЗНАЧЕНИЕ"),
        ("Возраст=7", 3, "Есть строки"),
        ("Должность=директор", 3, "Можно выбрать"),
        ("Телефон=1", 3, "Нужно 11"),
        ("Имя=", 3, "Требуется поле"),
    ],
)
def test_wrong_changes_are_told_in_words(
    program: Program, server: PracticeServer, change: str, code: int, said: str
) -> None:
    done = program.run("profile", *with_account(program, server), "--set", change, "--json")
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.slow
def test_a_newcomer_registers_once(program: Program, server: PracticeServer) -> None:
    link = server.registration_link
    command = ("register", "--link", link, "--server", server.url)
    nameless = program.run(*command)
    assert (nameless.returncode, "--account" in nameless.stderr) == (3, True)
    russian = program.run(*command, "--account", "новичок")
    assert (russian.returncode, "русские буквы" in russian.stderr) == (3, True)
    foreign = program.run(
        "register", "--link", "https://example.org/?link=1", *command[3:], "--account", "novichok"
    )
    assert (foreign.returncode, "example.org" in foreign.stderr) == (3, True)
    done = program.run(*command, "--account", "novichok")
    assert done.returncode == 0, done.stderr
    assert "заполните профиль" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    again = program.run(*command, "--account", "novichok2")
    assert (again.returncode, "координатор" in again.stderr) == (3, True)
    assert program.run("register", "--server", server.url, "--account", "a").returncode == 2


def test_a_password_is_reset(program: Program, server: PracticeServer) -> None:
    done = program.run("reset-password", "--server", server.url, "--account", SAMPLE_ACCOUNT.user_name)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Новый пароль отправлен")
    assert "координатор" in done.stderr
    assert len(server.state.letters) == 1
    unknown = program.run("reset-password", "--server", server.url, "--account", "nobody")
    assert (unknown.returncode, "не найден" in unknown.stderr) == (3, True)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal to type at")
@pytest.mark.parametrize(("typed", "code"), [(("Nov1chok", "Nov1chok"), 0), (("Nov1chok", "Nov1chik"), 3)])
def test_a_password_is_asked_for_twice_and_not_shown(
    server: PracticeServer, typed: tuple[str, str], code: int
) -> None:
    ours, theirs = os.openpty()
    asked = {name: value for name, value in ENVIRONMENT.items() if name != "ATTEST_DESKTOP_PASSWORD"}
    link = server.registration_link
    process = subprocess.Popen(
        [*PROGRAM, "register", "--link", link, "--server", server.url, "--account", "novichok"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=asked,
        start_new_session=True,
    )
    os.close(theirs)
    assert process.stderr is not None
    said = ""
    for prompt, line in zip(("Новый пароль: ", "Подтверждение пароля: "), typed, strict=True):
        while not said.endswith(prompt):
            piece = process.stderr.read(1)
            assert piece, said
            said += piece
        os.write(ours, f"{line}\n".encode())
    out, err = process.communicate(timeout=PATIENCE)
    os.close(ours)
    assert process.returncode == code, said + err
    assert "латинских букв и цифр" in said
    assert not any(one in out + said + err for one in typed)
    assert (server.state.account("novichok") is not None) == (code == 0)
