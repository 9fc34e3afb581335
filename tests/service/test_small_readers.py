"""Cells, names of files, addresses, encodings, the site description."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.domain.errors import BadFileError
from attest_desktop.service import Cabinet, WrongAddressError, load_site
from attest_desktop.service.address import is_own, normalised_server
from attest_desktop.service.file_names import file_name, from_disposition, sanitised
from attest_desktop.service.pages.cells import read_age, read_email, split_appointment, split_name
from attest_desktop.service.reading.charset import decode
from attest_desktop.service.reading.lists import listed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Иванов Иван Иванович (Заявление зарегистрировано.)",
            ("Иванов Иван Иванович", "Заявление зарегистрировано."),
        ),
        ("Иванов Иван", ("Иванов Иван", "")),
        ("Иванова (Петрова) Мария (Заявление принято)", ("Иванова (Петрова) Мария", "Заявление принято")),
        ("Иванова (Петрова) Мария", ("Иванова (Петрова) Мария", "")),
        ("Иванов Иван (Заявление (повторное) принято)", ("Иванов Иван", "Заявление (повторное) принято")),
        ("Иванов Иван (Заявление принято", ("Иванов Иван", "Заявление принято")),
        ("Иванов Иван (Заявление принято).", ("Иванов Иван", "Заявление принято")),
        ("Иванов )(", ("Иванов )", "")),
        ("", ("", "")),
    ],
)
def test_split_name(text: str, expected: tuple[str, str]) -> None:
    assert split_name(text) == expected


@given(st.text(alphabet="Ив( ).", max_size=12))
def test_split_name_takes_anything(text: str) -> None:
    name, state = split_name(text)
    assert len(name) + len(state) <= len(text)


@pytest.mark.parametrize(
    ("text", "day", "order"),
    [
        ("15.02.1994 №7 от 14.02.1994г.", date(1994, 2, 15), "№7 от 14.02.1994г."),
        ("15.02.1994г. №7", date(1994, 2, 15), "№7"),
        ("15.02.1994 года, приказ №7", date(1994, 2, 15), "приказ №7"),
        ("с 15.02.1994 № 7", date(1994, 2, 15), "№ 7"),
        ("1.9.08 №7", date(2008, 9, 1), "№7"),
        ("01.09.89 №7", date(1989, 9, 1), "№7"),
        ("1994-02-15 №7", date(1994, 2, 15), "№7"),
        ("15 февраля 1994 г. №7", date(1994, 2, 15), "№7"),
        ("«15» февраля 1994 года №7", date(1994, 2, 15), "№7"),
        ("15.02.1994", date(1994, 2, 15), ""),
        ("31.02.1994 №7", None, "31.02.1994 №7"),
        ("№7 от 14.02.1994г.", None, "№7 от 14.02.1994г."),
        ("15.02.19945 №7", None, "15.02.19945 №7"),
        ("", None, ""),
    ],
)
def test_split_appointment(text: str, day: date | None, order: str) -> None:
    assert split_appointment(text) == (day, order)


@pytest.mark.parametrize(
    ("text", "age"), [("45", 45), ("45 лет", 45), ("", None), ("сорок", None), ("7", None), ("1994", None)]
)
def test_read_age(text: str, age: int | None) -> None:
    assert read_age(text) == age


def test_read_email() -> None:
    assert read_email("почта: a.b@example.org, тел.") == "a.b@example.org"
    assert read_email(" нет ") == "нет"


def test_listed() -> None:
    assert listed(["физики, астрономии"]) == ("физики", "астрономии")
    assert listed(["(Фортепиано, баян)", "• химии; биологии", ""]) == ("(Фортепиано, баян)", "химии", "биологии")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename=a.pdf", "a.pdf"),
        ('attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'),
        ("attachment; filename*=UTF-8''%D0%90.pdf; filename=a.pdf", "А.pdf"),
        ("attachment; filename=a.pdf; filename*=windows-1251''%C0.pdf", "А.pdf"),
        ("attachment; filename*=nonsense''%C0.pdf; filename=a.pdf", "a.pdf"),
        ('attachment; filename="' + "Заключение.pdf".encode().decode("latin-1") + '"', "Заключение.pdf"),
        ('attachment; filename="' + "Акт.pdf".encode("cp1251").decode("latin-1") + '"', "Акт.pdf"),
        ('attachment; filename="%D0%90.pdf"', "А.pdf"),
        ('attachment; filename="=?utf-8?B?0JAucGRm?="', "А.pdf"),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_from_disposition(header: str, name: str) -> None:
    assert from_disposition(header) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\x00\r\nb.pdf", "a b.pdf"),
        (" .. ", "документ"),
        ("", "документ"),
        ("отчёт . ", "отчёт"),
    ],
)
def test_sanitised(name: str, safe: str) -> None:
    assert sanitised(name) == safe


@given(st.text(max_size=300))
def test_sanitised_is_always_safe(name: str) -> None:
    safe = sanitised(name)
    assert 1 <= len(safe) <= 121
    assert not set(safe) & set('<>:"/\\|?*\x00\r\n\t')
    assert safe == safe.strip(" .")
    assert sanitised(safe) == safe


def test_file_name_without_the_servers_word() -> None:
    assert file_name("", "http://h/x/%D0%90.docx?z=1", "Скачать", "") == "А.docx"
    assert file_name("", "http://h/get.aspx?id=7", "Шаблон", "application/pdf; q=1") == "Шаблон.pdf"
    assert file_name("", "http://h/7", "Справка.doc", "application/pdf") == "Справка.doc"
    assert file_name("", "http://h/7", "", "") == "документ"


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("https://coko.tomsk.ru/cpnew/", "https://coko.tomsk.ru/cpnew/"),
        ("https://coko.tomsk.ru/cpnew", "https://coko.tomsk.ru/cpnew/"),
        (" coko.tomsk.ru/cpnew ", "https://coko.tomsk.ru/cpnew/"),
        ("HTTPS://COKO.tomsk.ru:443/cpnew/Expert", "https://coko.tomsk.ru/cpnew/"),
        ("http://coko.tomsk.ru/cpnew", "http://coko.tomsk.ru/cpnew/"),
        ("http://127.0.0.1:8080/cpnew/", "http://127.0.0.1:8080/cpnew/"),
        ("127.0.0.1:8080/cpnew", "http://127.0.0.1:8080/cpnew/"),
        ("localhost:80", "http://localhost/"),
        ("http://[::1]:81/x", "http://[::1]:81/x/"),
        ("https://coko.tomsk.ru/cpnew/?a=1#b", "https://coko.tomsk.ru/cpnew/"),
    ],
)
def test_normalised_server(typed: str, server: str) -> None:
    assert normalised_server(typed, "Expert") == server
    assert Cabinet(typed).server == server


@pytest.mark.parametrize(
    "typed", ["", "ftp://a/b", "http://", "https://a b/c", "http://u:p@h/", "http://h:99999/", "[::"]
)
def test_not_an_address(typed: str) -> None:
    with pytest.raises(WrongAddressError):
        normalised_server(typed)


@pytest.mark.parametrize(
    ("server", "address", "own"),
    [
        ("https://h/x/", "https://h/y", True),
        ("https://h/x/", "https://H:443/y", True),
        ("https://h/x/", "http://h/y", False),
        ("http://h/x/", "https://h/y", True),
        ("http://h:8080/x/", "https://h/y", False),
        ("http://h:8080/x/", "http://h:8081/y", False),
        ("https://h/", "https://h.example/", False),
        ("https://h/", "https://h@other/", False),
        ("https://h/", "javascript:1", False),
        ("https://h/", "https://[x/", False),
    ],
)
def test_is_own(server: str, address: str, own: bool) -> None:
    assert is_own(server, address) is own


@pytest.mark.parametrize(
    ("content", "header", "encoding"),
    [
        ("Ёлка".encode(), "text/html; charset=utf-8", "utf-8"),
        ("Ёлка".encode("cp1251"), "text/html; charset=windows-1251", "cp1251"),
        ('<meta charset="windows-1251">Ёлка'.encode("cp1251"), "text/html", "cp1251"),
        ("<meta content='text/html; charset=koi8-r'>Ёлка".encode("koi8-r"), "", "koi8-r"),
        ("Ёлка".encode(), "", "utf-8"),
        ("Ёлка".encode("cp1251"), "", "cp1251"),
        ("Ёлка".encode("cp1251"), "text/html; charset=utf-8", "cp1251"),
        ("Ёлка".encode("cp1251"), "text/html; charset=ISO-8859-1", "cp1251"),
        ("Ёлка".encode(), "text/html; charset=base64", "utf-8"),
        ("Ёлка".encode(), "text/html; charset=nonsense", "utf-8"),
        (b"\xef\xbb\xbf" + "Ёлка".encode(), "text/html; charset=windows-1251", "utf-8"),
        ("Ёлка".encode("utf-16"), "", "utf-8"),
    ],
)
def test_decode(content: bytes, header: str, encoding: str) -> None:
    text, found = decode(content, header)
    assert text.removeprefix("\ufeff").endswith("Ёлка")
    assert found == encoding


@given(
    st.binary(max_size=200), st.sampled_from(["", "text/html; charset=utf-8", "charset=utf-16", "charset=idna"])
)
def test_decode_never_fails(content: bytes, header: str) -> None:
    decode(content, header)


def test_the_users_own_site_description(tmp_path: Path) -> None:
    own = tmp_path / "site.toml"
    own.write_text(
        '[paths]\nhome = "Start"\n[columns]\nage = ["Лет"]\n[refused]\ncontrols = ["Вынести решение"]\n', "utf-8"
    )
    site = load_site(own)
    assert site.paths["home"] == "Start"
    assert site.words("columns", "age") == ("Лет",)
    assert site.words("columns", "form") == load_site().words("columns", "form")
    assert site.refused.match("Аттестовать")
    assert site.refused.match("Вынести решение!")
    assert load_site(tmp_path / "none.toml") == load_site()


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[nonsense]\na = 1",
        "[columns]\nnonsense = []",
        "[columns]\nage = []",
        "[columns]\nage = [1]",
        "paths = 1",
    ],
)
def test_a_site_description_with_mistakes(tmp_path: Path, text: str) -> None:
    own = tmp_path / "site.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(BadFileError, match=r"site\.toml"):
        load_site(own)


def test_refused_words_cannot_be_emptied(tmp_path: Path) -> None:
    own = tmp_path / "site.toml"
    own.write_text('[refused]\ncontrols = ["Иное"]\n', "utf-8")
    assert load_site(own).refused.match("Аттестовать")
