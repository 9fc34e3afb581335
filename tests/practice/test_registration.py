from __future__ import annotations

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from tests.practice.browser import Browser
from tests.practice.test_profile_pages import option

FILLED = {"UserName": "novichok7", "Password": "Parol777", "ConfirmPassword": "Parol777"}


def by_link(browser: Browser) -> Browser:
    browser.answer = browser.session.get(browser.server.registration_link, timeout=10)
    return browser


def test_a_newcomer_registers_fills_the_profile_and_then_sees_attestees(browser: Browser) -> None:
    by_link(browser)
    assert "Создайте новую учетную запись." in browser.text
    browser.press("Зарегистрироваться", FILLED)
    assert browser.path == "/cpnew/Expert/EditProfile"
    assert browser.open("Expert/Attestation").path == "/cpnew/Expert/EditProfile"
    assert browser.errors == ["Для работы с аттестуемыми необходимо заполнить профиль в личном кабинете."]
    profile: dict[str, str | list[str]] = {
        "LastName": "Новикова", "FirstName": "Ия", "Email": "i@example.org", "PhoneNumber": "+7 (900) 000-0404",
        "MunicipalityId": option(browser, "г. Томск"), "OrganizationTypeId": option(browser, "дошкольное"),
        "OrganizationId": option(browser, "МАДОУ № 231 г. Томска"), "PositionId": option(browser, "воспитатель"),
    }  # fmt: skip
    browser.press("Сохранить", profile)
    assert browser.path == "/cpnew/Expert/Profile"
    assert "Яковенко" in browser.open("Expert/Attestation").text


def test_the_link_serves_once(browser: Browser) -> None:
    link = browser.server.registration_link
    by_link(browser).press("Зарегистрироваться", FILLED).press("Выход")
    browser.answer = browser.session.get(link, timeout=10)
    needed = ["Регистрация возможна только по персональной ссылке, направленной муниципальным координатором."]
    assert browser.errors == needed
    assert browser.press("Зарегистрироваться", FILLED).errors == needed


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"UserName": "новичок"}, "Имя пользователя должно состоять из латинских букв и цифр."),
        ({"UserName": "a b"}, "Имя пользователя должно состоять из латинских букв и цифр."),
        ({"UserName": "Expert1"}, "Имя Expert1 уже занято."),
        ({"Password": "12345", "ConfirmPassword": "12345"}, "Пароль должен содержать не менее 6 символов."),
        ({"ConfirmPassword": "другой"}, "Пароль и его подтверждение не совпадают."),
    ],
)
def test_what_cannot_be_registered_is_refused_and_the_link_stays_good(
    browser: Browser, changes: dict[str, str], error: str
) -> None:
    by_link(browser).press("Зарегистрироваться", {**FILLED, **changes})
    assert browser.errors == [error]
    assert browser.press("Зарегистрироваться", FILLED).path == "/cpnew/Expert/EditProfile"


def test_a_forgotten_password_is_replaced_by_the_one_mailed(browser: Browser, server: PracticeServer) -> None:
    browser.open("Account/Login").follow("Забыли пароль?")
    assert "При сбросе пароля новый пароль придет на эл. почту, указанную в Вашем личном кабинете." in browser.text
    browser.press("Сбросить пароль", {"UserName": "expert1"})
    assert "Новый пароль отправлен на эл. почту указанную в Вашем личном кабинете." in browser.text
    assert "Вы можете в любое время изменить пароль в Вашем личном кабинете." in browser.text
    (letter,) = server.state.letters
    password = letter.text.removeprefix("Новый пароль: ")
    assert browser.sign_in(SAMPLE_ACCOUNT).errors == ["Не верно введен логин или пароль."]
    browser.press("Войти", {"UserName": "expert1", "Password": password})
    assert browser.path == "/cpnew/Expert"


def test_an_unknown_name_gets_no_new_password(browser: Browser, server: PracticeServer) -> None:
    browser.open("Account/ResetPassword").press("Сбросить пароль", {"UserName": "nobody"})
    assert browser.errors == ["Пользователь с таким логином не найден."]
    assert server.state.letters == []


def test_the_password_is_changed_by_who_knows_it(expert: Browser) -> None:
    new = {"NewPassword": "Sovsem1novyj", "ConfirmPassword": "Sovsem1novyj"}
    expert.open("Expert/Profile").follow("Изменить пароль").press("Сохранить", {**new, "OldPassword": "не тот"})
    assert expert.errors == ["Неверный текущий пароль."]
    expert.press("Сохранить", {**new, "OldPassword": SAMPLE_ACCOUNT.password}).press("Выход")
    assert expert.sign_in(SAMPLE_ACCOUNT).errors == ["Не верно введен логин или пароль."]
    expert.press("Войти", {"UserName": "expert1", "Password": "Sovsem1novyj"})
    assert expert.path == "/cpnew/Expert"
