from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer, PracticeSettings
from tests.practice.browser import Browser

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"
OTHER_PDF = PDF + b"second"


def test_an_attached_conclusion_is_shown_and_read_back_byte_for_byte(
    expert: Browser, server: PracticeServer
) -> None:
    row = server.state.row("Лебедев")
    expert.attach(row, ("Итоговое заключение Лебедев А.В.pdf", PDF))
    assert expert.path == "/cpnew/Expert/Attestation"
    assert "Файл сохранён." in expert.text
    shown = expert.table_row("Лебедев")
    assert "Итоговое заключение прикреплено" in shown.text_content()
    assert "не прикреплено" not in shown.text_content()
    expert.follow("Просмотр итогового заключения", shown)
    assert expert.answer.content == PDF
    assert expert.answer.headers["Content-Type"] == "application/pdf"
    assert row.conclusion is not None
    assert row.conclusion.name == "Итоговое заключение Лебедев А.В.pdf"
    assert row.conclusion.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (row.upload_posts, row.attest_posts, server.state.upload_posts) == (1, 0, 1)


def test_only_the_row_that_was_chosen_changes(expert: Browser, server: PracticeServer) -> None:
    expert.attach(server.state.row("Лебедев"), ("a.pdf", PDF))
    assert "Итоговое заключение не прикреплено" in expert.table_row("Ткаченко").text_content()
    assert [row.person.full_name for row in server.state.rows.values() if row.conclusion] == [
        "Лебедев Артём Викторович"
    ]


def test_the_word_that_it_was_saved_is_said_once(expert: Browser, server: PracticeServer) -> None:
    expert.attach(server.state.row("Лебедев"), ("a.pdf", PDF))
    assert "Файл сохранён." in expert.text
    assert "Файл сохранён." not in expert.open("Expert/Attestation").text


def test_a_conclusion_is_replaced_while_nothing_is_decided(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Лебедев")
    expert.attach(row, ("a.pdf", PDF)).attach(row, ("b.pdf", OTHER_PDF))
    expert.follow("Просмотр итогового заключения", expert.table_row("Лебедев"))
    assert expert.answer.content == OTHER_PDF
    assert [kept.name for kept in row.kept] == ["a.pdf", "b.pdf"]


def test_a_service_that_does_not_replace_offers_no_field_and_keeps_the_first(
    visitor: Callable[[PracticeServer], Browser],
) -> None:
    with PracticeServer(settings=PracticeSettings(replaceable=False)) as server:
        row = server.state.row("Лебедев")
        browser = visitor(server).sign_in(SAMPLE_ACCOUNT)
        url, fields = browser.fields("Прикрепить", browser.table_row("Лебедев"))
        browser.attach(row, ("a.pdf", PDF))
        assert not browser.table_row("Лебедев").xpath(".//input[@type='file']")
        browser.answer = browser.session.post(
            url, data=fields, files={"ConclusionFile": ("b.pdf", OTHER_PDF)}, timeout=10
        )
        assert browser.errors == ["Итоговое заключение уже прикреплено, заменить его нельзя."]
        assert row.conclusion is not None
        assert row.conclusion.data == PDF


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("заключение.docx", PDF, "Итоговое заключение принимается только в формате PDF."),
        ("заключение.pdf", b"PK\x03\x04 renamed", "Итоговое заключение принимается только в формате PDF."),
        ("заключение.pdf", b"", "Итоговое заключение принимается только в формате PDF."),
        ("скан.zip", b"PK\x03\x04", "Итоговое заключение принимается только в формате PDF."),
    ],
)
def test_what_is_not_a_pdf_is_refused(
    expert: Browser, server: PracticeServer, name: str, data: bytes, words: str
) -> None:
    row = server.state.row("Ткаченко")
    expert.attach(row, (name, data))
    assert expert.answer.status_code == 200
    assert expert.errors == [words]
    assert row.conclusion is None
    assert row.upload_posts == 1


def test_sending_the_form_without_a_file_is_refused(expert: Browser) -> None:
    expert.press("Прикрепить", within=expert.table_row("Ткаченко"))
    assert expert.errors == ["Файл не выбран."]


def test_a_file_of_the_greatest_size_is_taken_and_one_byte_more_is_not(
    visitor: Callable[[PracticeServer], Browser],
) -> None:
    limit = 1_500_000
    with PracticeServer(settings=PracticeSettings(max_upload_bytes=limit)) as server:
        browser = visitor(server).sign_in(SAMPLE_ACCOUNT)
        row = server.state.row("Ткаченко")
        browser.attach(row, ("big.pdf", PDF.ljust(limit + 1)))
        assert browser.errors == ["Размер файла не должен превышать 1,4 МБ."]
        assert row.kept == []
        browser.attach(row, ("big.pdf", PDF.ljust(limit)))
        assert browser.errors == []
        assert [len(kept.data) for kept in row.kept] == [limit]


def test_a_great_file_of_one_who_is_not_signed_in_is_read_and_answered(
    browser: Browser, server: PracticeServer
) -> None:
    answer = browser.session.post(
        server.url + "Expert/Conclusion", files={"ConclusionFile": ("a.pdf", PDF * 500)}, timeout=10
    )
    assert answer.url.endswith("/cpnew/Account/Login?ReturnUrl=%2Fcpnew%2FExpert%2FConclusion")
    assert server.state.upload_posts == 0


def test_a_folder_in_the_file_name_is_dropped(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    expert.attach(row, ("Документы/заключение.PDF", PDF))
    assert row.conclusion is not None
    assert row.conclusion.name == "заключение.PDF"


def test_another_experts_row_takes_no_file(expert: Browser, server: PracticeServer) -> None:
    url, fields = expert.fields("Прикрепить", expert.table_row("Ткаченко"))
    other = server.state.row("Савченко")
    sent = [(name, str(other.number) if name == "Id" else value) for name, value in fields]
    answer = expert.session.post(url, data=sent, files={"ConclusionFile": ("a.pdf", PDF)}, timeout=10)
    assert answer.status_code == 404
    assert (other.conclusion, other.upload_posts) == (None, 0)


def test_the_forbidden_button_shares_the_form_hides_the_conclusion_and_is_counted(
    expert: Browser, server: PracticeServer
) -> None:
    row = server.state.row("Черных")
    expert.attach(row, ("a.pdf", PDF))
    element = expert.table_row("Черных")
    buttons = element.xpath(".//form//input[@type='submit']/@value")
    assert buttons == ["Прикрепить", "Аттестовать"]
    url, fields = expert.fields("Прикрепить", element)
    expert.press("Аттестовать", within=element)
    assert (row.attest_posts, row.decided, server.state.attest_posts) == (1, True, 1)
    shown = expert.table_row("Черных")
    assert "Педагогический работник аттестован." in shown.text_content()
    assert not shown.xpath(".//form")
    assert expert.open(f"Expert/Conclusion/{row.number}").answer.status_code == 404
    expert.answer = expert.session.post(url, data=fields, files={"ConclusionFile": ("b.pdf", PDF)}, timeout=10)
    assert expert.errors == ["Педагогический работник уже аттестован, изменить итоговое заключение нельзя."]


def test_a_form_without_a_pressed_button_does_nothing(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Черных")
    expert.press("Прикрепить", {"command": []}, within=expert.table_row("Черных"), file=("a.pdf", PDF))
    assert expert.errors == ["Действие не выбрано."]
    assert (row.conclusion, row.attest_posts) == (None, 0)


def test_files_sent_at_once_all_arrive(
    server: PracticeServer, visitor: Callable[[PracticeServer], Browser]
) -> None:
    names = ["Ткаченко", "Лебедев", "Черных", "Заяц", "Коваль", "Гусева"]
    browsers = [visitor(server).sign_in(SAMPLE_ACCOUNT) for _ in names]
    files = [PDF + name.encode() for name in names]

    def send(place: int) -> None:
        browsers[place].attach(server.state.row(names[place]), (f"{place}.pdf", files[place]))

    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(send, range(len(names))))
    stored = [server.state.row(name).conclusion for name in names]
    assert [one.data for one in stored if one] == files
