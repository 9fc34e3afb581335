"""Registration by the personal link, a forgotten password, another password: over real HTTP."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, Fault, PracticeServer, PracticeSettings
from attest_desktop.service import (
    AccountOutcomeUnknownError,
    Cabinet,
    ForeignHostError,
    LinkNotGoodError,
    NotTheCabinetError,
    PageNotUnderstoodError,
    PasswordRefusedError,
    ProfileNotFilledError,
    RegistrationRefusedError,
    ResetRefusedError,
    RuleBrokenError,
    ServerFaultError,
    SessionExpiredError,
    SignInRefusedError,
)
from tests.service.conftest import Opener
from tests.service.web import Said, Site, page

NAME, PASSWORD = "novichok7", "Nov1chok-пароль"
REGISTER = (
    '<form method="post" action="/cpnew/New"><label>Имя пользователя <input name="A"></label>'
    '<label>Пароль <input type="password" name="B"></label>'
    '<label>Подтверждение пароля <input type="password" name="C"></label>'
    "<button>Зарегистрироваться</button></form>"
)
RESET = '<form method="post">Введите логин: <input name="A"><button>Сбросить пароль</button></form>'
SIGN_IN = (
    '<form method="post" action="/cpnew/In"><label>Имя пользователя <input name="A"></label>'
    '<label>Пароль <input type="password" name="B"></label><button>Войти</button></form>'
    '<a href="/cpnew/Lost">Забыли пароль?</a>'
)
CHANGE = (
    '<form method="post" action="/cpnew/Change"><label>Старый пароль <input type="password" name="A"></label>'
    '<label>Новый пароль <input type="password" name="B"></label>'
    '<label>Повторите новый пароль <input type="password" name="C"></label><button>Сохранить</button></form>'
)


@pytest.fixture(
    scope="module",
    params=[(Dialect.MVC, "utf-8"), (Dialect.WEBFORMS, "windows-1251")],
    ids=lambda made: f"{made[0].value}-{made[1]}",
)
def _practice_server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect, encoding = request.param
    with PracticeServer(dialect=dialect, settings=PracticeSettings(encoding=encoding)) as server:
        yield server


def posts(practice: PracticeServer) -> int:
    return sum(one.method == "POST" for one in practice.state.requests)


@pytest.fixture
def stranger(practice: PracticeServer, open_cabinet: Opener) -> Cabinet:
    return open_cabinet(practice.url)


@pytest.fixture
def cabinet(stranger: Cabinet) -> Cabinet:
    stranger.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    return stranger


# --- registration ---


def test_a_newcomer_registers_and_must_fill_the_profile(
    practice: PracticeServer, stranger: Cabinet, open_cabinet: Opener
) -> None:
    stranger.register(practice.registration_link, NAME, PASSWORD)
    assert stranger.signed_in
    with pytest.raises(ProfileNotFilledError):
        stranger.attestation()
    other = open_cabinet(practice.url)
    other.sign_in(NAME, PASSWORD)
    assert other.signed_in


def test_a_link_broken_by_the_mail_program(practice: PracticeServer, stranger: Cabinet) -> None:
    link = practice.registration_link
    stranger.register(f" {link[:30]}\r\n {link[30:].removeprefix('http://')}\n", NAME, PASSWORD)
    assert practice.state.account(NAME) is not None


def test_the_rules_are_told_before_anything_is_sent(practice: PracticeServer, stranger: Cabinet) -> None:
    for name, password in (("новичок", PASSWORD), ("no vice", PASSWORD), ("", PASSWORD), (NAME, "")):
        with pytest.raises(RuleBrokenError):
            stranger.register(practice.registration_link, name, password)
    assert practice.state.requests == []


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [(NAME, "a", "не менее 6"), (SAMPLE_ACCOUNT.user_name, PASSWORD, "уже занято")],
)
def test_the_site_says_no_in_its_own_words(
    practice: PracticeServer, stranger: Cabinet, name: str, password: str, said: str
) -> None:
    with pytest.raises(RegistrationRefusedError) as refused:
        stranger.register(practice.registration_link, name, password)
    assert said in refused.value.site_words
    assert not stranger.signed_in
    stranger.register(practice.registration_link, NAME, PASSWORD)


def test_a_used_or_wrong_link_sends_nothing(practice: PracticeServer, stranger: Cabinet) -> None:
    link = practice.registration_link
    stranger.register(link, NAME, PASSWORD)
    before = posts(practice)
    for bad in (link, f"{link}x", f"{practice.url}Nowhere"):
        with pytest.raises(LinkNotGoodError) as told:
            stranger.register(bad, "second2", PASSWORD)
        assert "координатор" in told.value.todo
    if practice.dialect is Dialect.MVC:  # the other's page does not mark the words as an error: it is asked
        assert posts(practice) == before
    assert practice.state.account("second2") is None


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("http://cabinet.example.org/cpnew/Account/Register?link=1", ForeignHostError),
        ("https://127.0.0.1/cpnew/Account/Register?link=1", ForeignHostError),
        ("http://127.0.0.1:9/cpnew/Account/Register?link=1", ForeignHostError),
        ("http://user@127.0.0.1/cpnew/", ForeignHostError),
        ("http://[", LinkNotGoodError),
        ("javascript:alert(1)", LinkNotGoodError),
        ("file:///etc/hosts", LinkNotGoodError),
        ("", LinkNotGoodError),
    ],
)
def test_only_links_of_the_cabinet_are_opened(
    practice: PracticeServer, stranger: Cabinet, link: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        stranger.register(link, NAME, PASSWORD)
    assert practice.state.requests == []


def test_an_unprotected_link_to_a_protected_service(open_cabinet: Opener) -> None:
    with pytest.raises(ForeignHostError) as told:
        open_cabinet("https://cabinet.example.org/cpnew/").register(
            "http://cabinet.example.org/cpnew/R?link=1", NAME, PASSWORD
        )
    assert "https://" in told.value.todo


def test_registered_but_not_signed_in(site: Site, open_cabinet: Opener) -> None:
    site.replies = {
        "GET /cpnew/New": page(REGISTER),
        "POST /cpnew/New": Said("", 302, {"Location": "/cpnew/In"}),
        "/cpnew/In": page(f"<p>Регистрация завершена.</p>{SIGN_IN}"),
    }
    cabinet = open_cabinet(site.url)
    cabinet.register(f"{site.url}New", NAME, PASSWORD)
    assert not cabinet.signed_in
    assert site.posts()[0].form == [("A", NAME), ("B", PASSWORD), ("C", PASSWORD)]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (page(SIGN_IN), LinkNotGoodError),
        (page("<p>Страница в разработке</p>"), PageNotUnderstoodError),
        (page(REGISTER.replace('method="post"', 'method="get"')), PageNotUnderstoodError),
        ("<title>Wi-Fi</title><p>Войдите в сеть</p>", NotTheCabinetError),
        (Said("", 503), ServerFaultError),
    ],
)
def test_other_pages_behind_the_link(
    site: Site, open_cabinet: Opener, body: str | Said, error: type[Exception]
) -> None:
    site.replies = {"/cpnew/New": body}
    with pytest.raises(error):
        open_cabinet(site.url).register(f"{site.url}New", NAME, PASSWORD)
    assert site.posts() == []


def test_a_refusal_in_words_that_nobody_foresaw(site: Site, open_cabinet: Opener) -> None:
    again = page(f"<i>Придумайте имя подлиннее.</i>{REGISTER}")
    site.replies = {"GET /cpnew/New": page(REGISTER), "POST /cpnew/New": again}
    with pytest.raises(RegistrationRefusedError) as refused:
        open_cabinet(site.url).register(f"{site.url}New", NAME, PASSWORD)
    assert refused.value.site_words == "Придумайте имя подлиннее."


def test_no_answer_to_a_registration(site: Site, open_cabinet: Opener) -> None:
    site.replies = {"GET /cpnew/New": page(REGISTER), "POST /cpnew/New": Said(b"x" * 5000, cut=10)}
    with pytest.raises(AccountOutcomeUnknownError) as unknown:
        open_cabinet(site.url).register(f"{site.url}New", NAME, PASSWORD)
    assert "войти" in unknown.value.todo


# --- a forgotten password ---


def test_a_password_is_reset(practice: PracticeServer, stranger: Cabinet) -> None:
    said = stranger.reset_password(f" {SAMPLE_ACCOUNT.user_name} ")
    assert said[0] == "Новый пароль отправлен на эл. почту указанную в Вашем личном кабинете."
    (letter,) = practice.state.letters
    with pytest.raises(SignInRefusedError):
        stranger.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    stranger.sign_in(SAMPLE_ACCOUNT.user_name, letter.text.rsplit(" ", 1)[1])


def test_an_unknown_login(practice: PracticeServer, stranger: Cabinet) -> None:
    with pytest.raises(ResetRefusedError) as refused:
        stranger.reset_password("nobody")
    assert refused.value.site_words == "Пользователь с таким логином не найден."
    assert "координатор" in refused.value.todo
    with pytest.raises(RuleBrokenError):
        stranger.reset_password("  ")
    assert practice.state.letters == []


def test_a_reset_that_the_page_does_not_speak_of(site: Site, open_cabinet: Opener) -> None:
    hint = "<p>При сбросе пароля новый пароль придет на эл. почту, указанную в Вашем личном кабинете.</p>"
    site.replies = {"/cpnew/Expert": page(SIGN_IN), "/cpnew/Lost": page(f"{hint}{RESET}")}
    with pytest.raises(AccountOutcomeUnknownError) as unknown:
        open_cabinet(site.url).reset_password("ann")
    assert "координатор" in unknown.value.todo
    assert [one.form for one in site.posts()] == [[("A", "ann")]]


def test_no_page_to_reset_on(site: Site, open_cabinet: Opener) -> None:
    site.replies = {"/cpnew/Expert": page(SIGN_IN.replace("Забыли пароль?", "Справка"))}
    with pytest.raises(PageNotUnderstoodError):
        open_cabinet(site.url).reset_password("ann")
    site.replies = {"/cpnew/Expert": page(SIGN_IN), "/cpnew/Lost": page("<p>Обратитесь к координатору.</p>")}
    with pytest.raises(PageNotUnderstoodError):
        open_cabinet(site.url).reset_password("ann")
    assert site.posts() == []


# --- another password ---


def test_a_password_is_changed(practice: PracticeServer, cabinet: Cabinet) -> None:
    cabinet.change_password(SAMPLE_ACCOUNT.password, PASSWORD, PASSWORD)
    assert cabinet.home().assigned
    cabinet.sign_in(SAMPLE_ACCOUNT.user_name, PASSWORD)
    with pytest.raises(SignInRefusedError):
        cabinet.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)


def test_a_password_that_is_refused(practice: PracticeServer, cabinet: Cabinet) -> None:
    with pytest.raises(PasswordRefusedError) as refused:
        cabinet.change_password("not it", PASSWORD, PASSWORD)
    assert refused.value.site_words == "Неверный текущий пароль."
    before = posts(practice)
    for texts in (("", PASSWORD, PASSWORD), ("x", "", ""), ("x", PASSWORD, PASSWORD.lower())):
        with pytest.raises(RuleBrokenError):
            cabinet.change_password(*texts)
    assert posts(practice) == before
    practice.faults.set(Fault.SESSION_EXPIRED, times=1)
    with pytest.raises(SessionExpiredError):
        cabinet.change_password(SAMPLE_ACCOUNT.password, PASSWORD, PASSWORD)
    cabinet.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)


@pytest.mark.parametrize(
    ("after", "error"),
    [
        (page("<p>Пароль успешно изменён.</p>" + CHANGE), None),
        (page("<p>Добро пожаловать</p>"), None),
        (page(CHANGE), PasswordRefusedError),
        (page(SIGN_IN), AccountOutcomeUnknownError),
        (Said(b"x" * 5000, cut=10), AccountOutcomeUnknownError),
        (Said("", 500), ServerFaultError),
        ("<p>It works!</p>", AccountOutcomeUnknownError),
    ],
)
def test_answers_to_another_password(
    site: Site, open_cabinet: Opener, after: str | Said, error: type[Exception] | None
) -> None:
    site.replies = {
        "/cpnew/Expert": page(""),
        "/cpnew/Me": page('<a href="/cpnew/Change">Сменить пароль</a>'),
        "GET /cpnew/Change": page(CHANGE),
        "POST /cpnew/Change": after,
    }
    cabinet = open_cabinet(site.url)
    if error is None:
        cabinet.change_password("old", "new", "new")
    else:
        with pytest.raises(error):
            cabinet.change_password("old", "new", "new")
    assert [one.form for one in site.posts()] == [[("A", "old"), ("B", "new"), ("C", "new")]]


# --- what is never written down ---


def test_nothing_personal_is_logged(
    practice: PracticeServer, stranger: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    link = practice.registration_link
    secret = re.sub(r".*link=", "", link)
    with caplog.at_level(logging.DEBUG):
        stranger.register(link, NAME, PASSWORD)
        stranger.change_password(PASSWORD, "drugoy-пароль", "drugoy-пароль")
        stranger.reset_password(NAME)
    said = "\n".join(one.getMessage() for one in caplog.records)
    assert "registered" in said
    for word in (secret, NAME, PASSWORD, "drugoy", practice.state.letters[0].text.rsplit(" ", 1)[1]):
        assert word not in said
