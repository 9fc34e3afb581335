"""Signing in on pages of any make, by the words alone."""

from __future__ import annotations

import pytest

from attest_desktop.service import (
    Cabinet,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ServerFaultError,
    SignInRefusedError,
)
from tests.service.conftest import Opener
from tests.service.web import Asked, Said, Site, page

HIDDEN = '<input type="hidden" name="__t" value="tok">'
FORM = f'<form method="post" action="/cpnew/In">{HIDDEN}'
NAME, SECRET = '<input name="A">', '<input type="password" name="B">'
FORMS = {
    "mvc": f'{FORM}<label for="UserName">Имя пользователя</label>'
    '<input id="UserName" name="A"><label for="Password">Пароль</label>'
    '<input type="password" id="Password" name="B">'
    '<input type="checkbox" name="R" value="true"><input type="hidden" name="R" value="false">'
    '<label>Запомнить меня</label><input type="submit" value="Войти"></form>',
    "wrapping labels": f'{FORM}<label>Имя<br>пользователя <input name="A"></label>'
    '<label>Пароль: <input type="password" name="B"></label><button>ВОЙТИ</button></form>',
    "table": f"{FORM}<table><tr><td>Имя пользователя:</td><td>{NAME}</td></tr>"
    f"<tr><td>Пароль:</td><td>{SECRET}</td></tr></table><button>Войти »</button></form>",
    "placeholders": f'{FORM}<input name="A" placeholder="Имя пользователя">'
    '<input type="password" name="B" placeholder="Пароль"><button type="submit"><b>Войти</b></button></form>',
    "aria": f'{FORM}<input name="A" aria-label="Логин">'
    '<span id="pw">Пароль</span><input type="password" name="B" aria-labelledby="pw">'
    '<input type="image" alt="Войти"></form>',
    "text before": f'{FORM}Имя пользователя<br><input name="A"><br>'
    'Пароль<br><input type="password" name="B"><p><input type="submit" value="Вход"></form>',
    "list of terms": f'{FORM}<dl><dt>Имя пользователя</dt><dd><input name="A"></dd>'
    '<dt>Пароль</dt><dd><input type="password" name="B"></dd></dl><button>Войти</button></form>',
    "form around the page": f'{FORM}<input name="q" placeholder="Поиск">'
    '<button type="button">Найти</button><div>Имя пользователя <input name="A"></div>'
    '<div>Пароль <input type="password" name="B"></div><input type="submit" name="go" value="Войти"></form>',
}
OTHER_FORM = '<form action="/cpnew/Search"><input name="q" placeholder="Поиск"><button>Найти</button></form>'


def server(site: Site, form: str, *, after: str | Said | None = None) -> None:
    def signed(asked: Asked) -> Said | str:
        given = dict(asked.form)
        if (given.get("A"), given.get("B"), given.get("__t")) == ("ann1", "п@роль &+", "tok"):
            return after or Said("", 302, {"Location": "/cpnew/Expert", "Set-Cookie": "s=1; path=/"})
        return page(f"<ul><li>Не верно введен логин или пароль.</li></ul>{form}")

    def home(asked: Asked) -> Said | str:
        return (
            page("Главная страница")
            if "s=1" in asked.headers.get("Cookie", "")
            else Said("", 302, {"Location": "/cpnew/In"})
        )

    site.replies = {"/cpnew/Expert": home, "GET /cpnew/In": page(OTHER_FORM + form), "POST /cpnew/In": signed}


def sign_in(site: Site, open_cabinet: Opener, password: str = "п@роль &+") -> Cabinet:
    cabinet = open_cabinet(site.url)
    cabinet.sign_in("ann1", password)
    return cabinet


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_make_of_the_form(site: Site, open_cabinet: Opener, form: str) -> None:
    server(site, form)
    cabinet = sign_in(site, open_cabinet)
    assert cabinet.signed_in
    sent = site.posts()[0].form
    assert ("__t", "tok") in sent
    if 'name="R"' in form:
        assert [value for name, value in sent if name == "R"] == ["false"]
    cabinet.home()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_refused_in_the_sites_words(site: Site, open_cabinet: Opener, form: str) -> None:
    server(site, form)
    with pytest.raises(SignInRefusedError) as refused:
        sign_in(site, open_cabinet, "wrong")
    assert refused.value.site_words == "Не верно введен логин или пароль."


def test_windows_1251_and_its_names(site: Site, open_cabinet: Opener) -> None:
    form = FORMS["mvc"].replace('name="A"', 'name="Имя"')
    body = page(form).encode("cp1251")
    site.replies = {
        "GET /cpnew/Expert": Said(body, headers={"Content-Type": "text/html; charset=windows-1251"}),
        "POST /cpnew/In": page(""),
    }
    cabinet = open_cabinet(site.url)
    cabinet.sign_in("ann", "пароль")
    assert b"%C8%EC%FF=ann" in site.posts()[0].body
    assert b"B=%EF%E0%F0%EE%EB%FC" in site.posts()[0].body


@pytest.mark.parametrize(
    "body",
    [
        f'<form method="post"><label>Имя пользователя {NAME}</label><label>Пароль {SECRET}'
        '</label><label>Подтверждение пароля <input type="password" name="C"></label>'
        "<button>Зарегистрироваться</button></form>",
        '<form method="post"><label>Введите логин: <input name="A"></label>'
        "<button>Сбросить пароль</button></form>",
        f'<form method="post"><label>Имя пользователя {NAME}</label><label>Пароль {SECRET}'
        "</label><button>Зарегистрироваться</button></form>",
        f'<form method="get"><label>Имя пользователя {NAME}</label><label>Пароль {SECRET}'
        "</label><button>Войти</button></form>",
        f'<form method="post"><label>Имя пользователя {NAME}</label><label>Пароль {SECRET}'
        '</label><button type="button">Войти</button></form>',
        "<p>Сайт на обслуживании</p>",
    ],
)
def test_a_password_is_typed_nowhere_else(site: Site, open_cabinet: Opener, body: str) -> None:
    site.replies = {"/cpnew/Expert": page(body), "/cpnew/": page(body)}
    with pytest.raises(PageNotUnderstoodError) as unclear:
        sign_in(site, open_cabinet)
    assert unclear.value.page == "Войти"
    assert site.posts() == []


def test_the_link_to_sign_in_is_followed(site: Site, open_cabinet: Opener) -> None:
    server(site, FORMS["mvc"])
    site.replies |= {"GET /cpnew/Expert": Said("", 404), "/cpnew/": page('<a href="/cpnew/In">Войти</a>')}
    site.replies["POST /cpnew/In"] = page("")
    assert sign_in(site, open_cabinet).signed_in
    assert len(site.posts()) == 1


def test_a_captive_portal_gets_no_password(site: Site, open_cabinet: Opener) -> None:
    site.replies = {"/cpnew/Expert": "<title>Wi-Fi</title><form><input><button>Войти в интернет</button></form>"}
    with pytest.raises(NotTheCabinetError):
        sign_in(site, open_cabinet)
    assert site.posts() == []


@pytest.mark.parametrize(
    ("after", "error"),
    [
        (Said("", 500), ServerFaultError),
        ("<p>It works!</p>", NotTheCabinetError),
        (Said("", 403), SignInRefusedError),
    ],
)
def test_odd_answers(site: Site, open_cabinet: Opener, after: str | Said, error: type[Exception]) -> None:
    server(site, FORMS["mvc"], after=after)
    cabinet = open_cabinet(site.url)
    with pytest.raises(error):
        cabinet.sign_in("ann1", "п@роль &+")
    assert not cabinet.signed_in


SIGN_OUT = {
    "link": '<a href="/cpnew/Out">Выйти</a>',
    "button": '<form method="post" action="/cpnew/Out"><button>Выход</button></form>',
    "script": '<form id="lf" method="post" action="/cpnew/Out"><input type="hidden" name="__t" value="k">'
    "<a href=\"javascript:document.getElementById('lf').submit()\">Выйти</a></form>",
}


@pytest.mark.parametrize("way", SIGN_OUT)
def test_signing_out(site: Site, open_cabinet: Opener, way: str) -> None:
    server(site, FORMS["mvc"])
    cabinet = sign_in(site, open_cabinet)
    site.replies["/cpnew/Expert"] = page(SIGN_OUT[way])
    site.replies["/cpnew/Out"] = page("")
    cabinet.sign_out()
    assert not cabinet.signed_in
    assert site.asked[-1].path == "/cpnew/Out"
    assert site.asked[-1].method == ("GET" if way == "link" else "POST")
    assert "s=1" in site.asked[-1].headers["Cookie"]
    site.replies["/cpnew/Expert"] = page("")
    cabinet.home()
    assert "Cookie" not in site.asked[-1].headers


def test_signing_out_needs_no_network(site: Site, open_cabinet: Opener) -> None:
    server(site, FORMS["mvc"])
    cabinet = sign_in(site, open_cabinet)
    site.replies = {}
    cabinet.sign_out()
    assert not cabinet.signed_in
