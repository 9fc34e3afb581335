"""From the coordinator's letter to a filled profile, and the profile kept on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from attest_desktop.domain.credentials import MAIL_DOES_NOT_COME
from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, PracticeServer
from attest_desktop.service import (
    PasswordRefusedError,
    ProfileNotFilledError,
    ProfileRefusedError,
    ResetRefusedError,
    RuleBrokenError,
    SignInRefusedError,
)
from attest_desktop.store import Secrets
from attest_desktop.work.desk import Desk
from attest_desktop.work.profile import change_password, edit_profile, fetch_profile, profile_form
from attest_desktop.work.refresh import kept_profile, refresh
from attest_desktop.work.register import register, reset_password
from attest_desktop.work.sign_in import sign_in
from tests.work.conftest import PASSPHRASE, Clock

PASSWORD = "Nov1chok"


def test_a_newcomer_from_the_link_to_the_table(server: PracticeServer, secrets: Secrets, tmp_path: Path) -> None:
    account = register(server.url, server.registration_link, "novichok", PASSWORD, PASSWORD)
    with sign_in(account, PASSWORD, data_dir=tmp_path, secrets=secrets, passphrase=PASSPHRASE) as desk:
        with pytest.raises(ProfileNotFilledError):
            refresh(desk)
        assert kept_profile(desk) is None
        profile = edit_profile(
            desk,
            {
                "Фамилия": "Новикова",
                "Имя": "Анна",
                "Адрес электронной почты": "novikova@example.org",
                "Телефон": "89001112233",
                "Муниципалитет": "Томский район",
                "Тип организации": "общее",
                "Место работы": "Учебная СОШ",
                "Должность": "учитель",
                "Предметы": "химии; биологии",
            },
        )
        assert kept_profile(desk) == profile
        assert profile.subjects == ("биологии", "химии")
        assert refresh(desk).assigned is not None


def test_wrong_input_never_reaches_the_service(server: PracticeServer) -> None:
    before = len(server.state.requests)
    for name, password, repeat in (
        ("новичок", PASSWORD, PASSWORD),
        ("novichok", PASSWORD, "other"),
        ("a", "", ""),
    ):
        with pytest.raises(RuleBrokenError):
            register(server.url, server.registration_link, name, password, repeat)
    assert len(server.state.requests) == before


def test_a_reset(server: PracticeServer) -> None:
    assert reset_password(server.url, SAMPLE_ACCOUNT.user_name)[0].startswith("Новый пароль отправлен")
    assert server.state.letters[0].user_name == SAMPLE_ACCOUNT.user_name
    with pytest.raises(ResetRefusedError):
        reset_password(server.url, "nobody")
    assert "координатор" in MAIL_DOES_NOT_COME


def test_the_profile_is_kept_as_saved(desk: Desk) -> None:
    saved = edit_profile(desk, {"Должность": "преподаватель"})
    assert saved.position == "преподаватель"
    assert kept_profile(desk) == saved == fetch_profile(desk)
    with pytest.raises(ProfileRefusedError):
        edit_profile(desk, {"Имя": ""})
    assert kept_profile(desk) == saved


def test_editing_goes_on_after_the_session_has_ended(server: PracticeServer, desk: Desk) -> None:
    form = profile_form(desk)
    server.faults.set(Fault.SESSION_EXPIRED, times=1)
    assert edit_profile(desk, {"Отчество": "Петровна"}).patronymic == "Петровна"
    field = form.of("patronymic")
    assert field is not None
    assert field.value == SAMPLE_ACCOUNT.profile.patronymic


def test_another_password_is_used_from_then_on(server: PracticeServer, desk: Desk, clock: Clock) -> None:
    with pytest.raises(PasswordRefusedError):
        change_password(desk, "not it", PASSWORD, PASSWORD)
    change_password(desk, SAMPLE_ACCOUNT.password, PASSWORD, PASSWORD)
    server.state.sessions.close_all()
    # Signed in once more by itself, with the new password.
    assert fetch_profile(desk) == SAMPLE_ACCOUNT.profile
    with pytest.raises(SignInRefusedError):
        desk.sign_in(SAMPLE_ACCOUNT.password)
