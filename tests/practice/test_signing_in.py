from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer, PracticeSettings
from tests.practice.browser import Browser

NAME, PASSWORD = SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password


def test_a_stranger_is_sent_to_the_sign_in_page_and_then_on_to_the_page_asked_for(browser: Browser) -> None:
    browser.open("Expert/Attestation")
    assert browser.path == "/cpnew/Account/Login"
    assert "ReturnUrl=%2Fcpnew%2FExpert%2FAttestation" in browser.answer.url
    assert "Используйте учетную запись для входа." in browser.text
    browser.press("Войти", {"UserName": NAME, "Password": PASSWORD})
    assert browser.path == "/cpnew/Expert/Attestation"


def test_labels_of_the_sign_in_form_point_at_its_fields(browser: Browser) -> None:
    page = browser.open("Account/Login").page
    labels = {label.text_content(): label.get("for") for label in page.xpath("//form//label")}
    assert labels == {"Имя пользователя": "UserName", "Пароль": "Password", "Запомнить меня": "RememberMe"}
    assert all(page.xpath(f"//input[@id='{field}']") for field in labels.values())
    assert browser.link("Зарегистрируйтесь")
    assert browser.link("Забыли пароль?")


@pytest.mark.parametrize(
    ("name", "password"), [(NAME, "wrong"), ("nobody", PASSWORD), ("", ""), (NAME, ""), (NAME, PASSWORD.lower())]
)
def test_wrong_name_or_password_is_refused_in_the_words_of_the_service(
    browser: Browser, name: str, password: str
) -> None:
    browser.open("Account/Login").press("Войти", {"UserName": name, "Password": password})
    assert browser.answer.status_code == 200
    assert browser.errors == ["Не верно введен логин или пароль."]
    assert browser.page.xpath("//input[@id='UserName']/@value") == [name]
    assert browser.open("Expert").path == "/cpnew/Account/Login"


def test_signing_out_ends_the_session_even_for_a_kept_cookie(expert: Browser) -> None:
    kept = expert.session.cookies.copy()
    assert expert.press("Выход").path == "/cpnew/Account/Login"
    expert.session.cookies.update(kept)
    assert expert.open("Expert").path == "/cpnew/Account/Login"


def test_only_remembering_makes_a_cookie_that_outlives_the_browser(browser: Browser) -> None:
    def expiry() -> list[int | None]:
        return [cookie.expires for cookie in browser.session.cookies if "ApplicationCookie" in cookie.name]

    browser.sign_in(SAMPLE_ACCOUNT)
    assert expiry() == [None]
    browser.press("Выход").open("Account/Login")
    # As browsers do with a ticked box and its hidden twin.
    browser.press("Войти", {"UserName": NAME, "Password": PASSWORD, "RememberMe": ["true", "false"]})
    assert len(expiry()) == 1
    assert expiry() != [None]


@pytest.mark.parametrize("where", ["http://example.org/", "//example.org/x", "/elsewhere", "/cpnew/\\..\\x"])
def test_signing_in_never_leads_to_another_site(browser: Browser, where: str) -> None:
    browser.answer = browser.session.get(
        browser.server.url + "Account/Login", params={"ReturnUrl": where}, timeout=10
    )
    browser.press("Войти", {"UserName": NAME, "Password": PASSWORD}, follow=False)
    assert browser.answer.headers["Location"] == "/cpnew/Expert"


@pytest.mark.parametrize("token", ["", "made.up"])
def test_a_form_without_its_token_is_not_accepted(browser: Browser, token: str) -> None:
    browser.open("Account/Login")
    browser.press("Войти", {"UserName": NAME, "Password": PASSWORD, "__RequestVerificationToken": token})
    assert browser.answer.status_code == 500
    assert "Ошибка сервера" in browser.text
    assert browser.open("Expert").path == "/cpnew/Account/Login"


def test_a_token_without_its_cookie_is_not_accepted(browser: Browser) -> None:
    browser.open("Account/Login")
    browser.session.cookies.clear()
    browser.press("Войти", {"UserName": NAME, "Password": PASSWORD})
    assert browser.answer.status_code == 500


def test_a_page_opened_before_signing_in_is_stale_afterwards(browser: Browser) -> None:
    url, fields = browser.open("Account/Login").fields("Войти")
    browser.sign_in(SAMPLE_ACCOUNT)
    assert browser.session.post(url, data=fields, timeout=10).status_code == 500


def test_a_session_lasts_while_it_is_used_and_ends_after_the_pause(
    visitor: Callable[[PracticeServer], Browser],
) -> None:
    now = [1000.0]
    settings = PracticeSettings(session_length=timedelta(minutes=20), clock=lambda: now[0])
    with PracticeServer(settings=settings) as server:
        browser = visitor(server).sign_in(SAMPLE_ACCOUNT)
        for _ in range(3):
            now[0] += 19 * 60
            assert browser.open("Expert").path == "/cpnew/Expert"
        now[0] += 20 * 60
        assert browser.open("Expert").path == "/cpnew/Account/Login"


def test_a_remembered_session_lasts_longer(visitor: Callable[[PracticeServer], Browser]) -> None:
    now = [1000.0]
    with PracticeServer(settings=PracticeSettings(clock=lambda: now[0])) as server:
        browser = visitor(server).open("Account/Login")
        browser.press("Войти", {"UserName": NAME, "Password": PASSWORD, "RememberMe": ["true", "false"]})
        now[0] += 24 * 3600
        assert browser.open("Expert").path == "/cpnew/Expert"


def test_passwords_are_not_kept_as_they_are(server: PracticeServer) -> None:
    assert all(PASSWORD not in account.password_hash for account in server.state.accounts.values())
