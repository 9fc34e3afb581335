from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from attest_desktop import bundled
from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, SECOND_ACCOUNT, PracticeServer
from tests.practice.browser import Browser

HEADERS = [
    "Период аттестации",
    "Фамилия Имя Отчество",
    "Должность",
    "Преподаваемый(ые) предмет(ы)",
    "Имеющаяся (имевшаяся, в случае истечения срока действия) квалификационная категория",
    "Заявленная квалификационная категория",
    "Форма аттестации",
    "Дата назначения на должность Номер распорядительного акта о назначении на должность",
    "Возраст (полных лет)",
    "Адрес электронной почты",
    "Документы приложенные к заявлению",
    "Прикрепление итогового заключения/ Просмотр итогового заключения/ Аттестация",
]


def cells(browser: Browser, name: str) -> list[list[str]]:
    """Lines of each cell of the row."""
    return [[line.strip() for line in cell.itertext() if line.strip()] for cell in browser.table_row(name)]


def file_name(browser: Browser) -> str:
    return unquote(browser.answer.headers["Content-Disposition"].split("filename*=UTF-8''")[1])


def test_home_tells_the_count_and_leads_to_both_sections(expert: Browser) -> None:
    assert expert.path == "/cpnew/Expert"
    assert "Количество педагогических работников, назначенных Вам на аттестацию = 14." in expert.text
    onward = [link.get("href") for link in expert.page.xpath("//a[text()='Перейти »']")]
    assert onward == ["/cpnew/Expert/Attestation", "/cpnew/Expert/Attestation", "/cpnew/Expert/Profile"]
    for text in ("Главная", "Личный кабинет", "Аттестация"):
        assert expert.open("Expert").follow(text).answer.status_code == 200


def test_the_table_has_the_twelve_columns_of_the_service(expert: Browser) -> None:
    expert.follow("Аттестация")
    assert [head.text_content() for head in expert.page.xpath("//table//th")] == HEADERS


def test_a_row_reads_as_the_service_writes_it(expert: Browser) -> None:
    row = cells(expert, "Ткаченко")
    assert row[:10] == [
        ["ноябрь-декабрь 2026"],
        ["Ткаченко Любовь Игоревна (Заявление о проведении аттестации зарегистрировано.)"],
        ["учитель"],
        ["математики", "информатики"],
        ["нет"],
        ["первая"],
        ["очно"],
        ["28.08.2017 №112-к от 25.08.2017г."],
        ["34"],
        ["l.tkachenko@example.org"],
    ]
    assert row[11] == ["Итоговое заключение не прикреплено", "Выберите файл итогового заключения"]


def test_every_expert_sees_their_own_attestees_only(
    server: PracticeServer, visitor: Callable[[PracticeServer], Browser]
) -> None:
    for account in (SAMPLE_ACCOUNT, SECOND_ACCOUNT):
        page = visitor(server).sign_in(account).open("Expert/Attestation").page
        shown = [cell.text.split(" (")[0] for cell in page.xpath("//table//tbody/tr/td[2]")]
        assert shown == [person.full_name for person in ATTESTEES[account.user_name]]


@pytest.mark.parametrize(
    ("place", "title", "file"),
    [
        (0, "Итоговое заключение для заполнения", "conclusion_template.docx"),
        (1, "Шаблон (расшифровка) заполнения итогового заключения", "template_guide.docx"),
    ],
)
def test_both_templates_are_downloaded_whole(expert: Browser, place: int, title: str, file: str) -> None:
    expert.open("Expert/Attestation")
    rows = expert.page.xpath("//*[text()='Шаблон итогового заключения']/following-sibling::table//tr")
    assert title in rows[place].text_content()
    expert.follow("Скачать", rows[place])
    assert expert.answer.content == bundled.path("sample", file).read_bytes()
    assert zipfile.ZipFile(io.BytesIO(expert.answer.content)).testzip() is None
    assert file_name(expert) == f"{title}.docx"


def test_documents_of_an_application_open_from_the_row(expert: Browser) -> None:
    row = expert.table_row("Петрова-Водкина")
    expert.follow("Заявление и документы", row)
    listed = expert.page.xpath("//table//tbody/tr")
    titles = [one[1].text_content() for one in listed]
    assert titles == [
        "Заявление.pdf", "Результаты.docx", "Грамота.png", 'Справка "О нагрузке"  (копия №2) — 2026.pdf'
    ]  # fmt: skip
    starts = {".pdf": b"%PDF-", "docx": b"PK\x03\x04", ".png": b"\x89PNG"}
    page = expert.answer
    for one, title in zip(listed, titles, strict=True):
        expert.answer = page
        expert.follow("Скачать", one)
        assert expert.answer.content.startswith(starts[title[-4:]])
        assert file_name(expert) == title


def test_a_remote_application_links_to_video_of_two_lessons(expert: Browser) -> None:
    expert.follow("Заявление и документы", expert.table_row("Мамедова"))
    videos = [str(link) for link in expert.page.xpath("//table//a/@href") if "video" in str(link)]
    assert videos == ["https://video.example.org/mamedova/1", "https://video.example.org/mamedova/2"]


@pytest.mark.parametrize("page", ["Documents/{}", "Conclusion/{}", "Document/{}/1"])
def test_another_experts_rows_are_out_of_reach(expert: Browser, server: PracticeServer, page: str) -> None:
    other = server.state.row("Савченко").number
    expert.open("Expert/" + page.format(other))
    assert expert.answer.status_code == 404
    assert "Страница не найдена." in expert.text


@pytest.mark.parametrize("page", ["Template/0", "Template/3", "Document/{}/0", "Document/{}/9", "Nothing"])
def test_what_is_not_there_is_not_found(expert: Browser, server: PracticeServer, page: str) -> None:
    expert.open("Expert/" + page.format(server.state.row("Ткаченко").number))
    assert expert.answer.status_code == 404


def test_every_page_says_that_it_is_for_training_and_needs_no_other_host(
    expert: Browser, server: PracticeServer
) -> None:
    number = server.state.row("Ткаченко").number
    pages = [
        "Expert", "Expert/Attestation", f"Expert/Documents/{number}", "Expert/Profile", "Expert/EditProfile",
        "Manage/ChangePassword", "Account/Login", "Account/Register", "Account/ResetPassword", "Expert/Lost",
    ]  # fmt: skip
    for path in pages:
        expert.open(path)
        assert expert.path == f"/cpnew/{path}"
        assert "УЧЕБНЫЙ СЕРВИС" in expert.page.xpath("string(//body/div[1])"), path
        assert "УЧЕБНЫЙ СЕРВИС" in expert.page.xpath("string(//title)"), path
        own = expert.page.xpath("//link/@href | //script/@src | //img/@src")
        assert own
        assert all(str(address).startswith("/cpnew/Content/") for address in own), path
        for address in own:
            assert expert.session.get(server.url.removesuffix("/cpnew/") + address, timeout=10).ok


def test_pages_are_never_kept_by_the_browser(expert: Browser) -> None:
    assert expert.open("Expert/Attestation").answer.headers["Cache-Control"] == "private, no-store"
