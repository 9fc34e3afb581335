"""What every dialect does in every encoding."""

from __future__ import annotations

from dataclasses import replace

import pytest
import requests
from lxml.html import HtmlElement as Element

from attest_desktop import bundled
from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, Fault, PracticeServer
from attest_desktop.practice.cabinet import cell_lines
from attest_desktop.practice.table import TEMPLATES
from attest_desktop.practice.wording import DECIDED, PROFILE_LABELS, TABLE_HEADERS, TEMPLATE_TITLES
from tests.practice.person import Person, words

FIRST = ATTESTEES[SAMPLE_ACCOUNT.user_name]
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 200 + b"\n%%EOF\n"
FILE = ("заключение.pdf", PDF)
# On the second page of the table.
LATE = "Коваль"
PLACE = PROFILE_LABELS["workplace"]


def lines(row: Element) -> list[tuple[str, ...]]:
    """Lines of the cells that describe the attestee."""
    return [tuple(line.strip() for line in cell.itertext() if line.strip()) for cell in row.xpath("./td")[:10]]


# --- who ---


def test_a_stranger_signs_in_and_comes_to_the_page_asked_for(person: Person) -> None:
    wanted = person.sign_in().click("Аттестация").path
    person.click("Выход")
    person.take(person.session.get(person.server.url.removesuffix("/cpnew/") + wanted, timeout=10))
    assert person.asked_to_sign_in
    assert "ReturnUrl=" in person.answer.url
    assert person.sign_in().path == wanted


def test_a_failed_sign_in_shows_the_form_again(person: Person) -> None:
    person.sign_in(password="wrong")
    assert person.answer.status_code == 200
    assert person.errors == ["Не верно введен логин или пароль."]
    assert person.asked_to_sign_in
    assert person.field("Имя пользователя").get("value") == SAMPLE_ACCOUNT.user_name


def test_signing_out_ends_the_session_even_for_a_kept_cookie(teacher: Person) -> None:
    kept = teacher.session.cookies.copy()
    assert teacher.click("Выход").asked_to_sign_in
    teacher.session.cookies.update(kept)
    assert teacher.open("Expert").asked_to_sign_in


def test_remembering_makes_a_cookie_that_outlives_the_browser(person: Person) -> None:
    person.sign_in().click("Выход")
    lasting = [cookie for cookie in person.session.cookies if cookie.expires]
    person.tick("Запомнить меня").sign_in()
    assert (len(lasting), len([cookie for cookie in person.session.cookies if cookie.expires])) == (0, 1)


# --- what is shown ---


def test_home_tells_the_count_and_leads_on(teacher: Person) -> None:
    assert "Количество педагогических работников, назначенных Вам на аттестацию = 14." in teacher.text
    onward = [place for place, link in enumerate(teacher.page.xpath("//a")) if words(link) == "Перейти »"]
    assert len(onward) == 3
    seen = []
    for place in onward:
        teacher.click("Главная")
        block = teacher.page.xpath("//a")[place].getparent()
        seen.append(teacher.click("Перейти »", block).text)
    assert ["Период аттестации" in text for text in seen] == [True, True, False]
    assert "Номер телефона (сотовый)" in seen[2]


def test_the_table_shows_everybody_over_two_pages(teacher: Person) -> None:
    teacher.click("Аттестация")
    assert teacher.headers() == list(TABLE_HEADERS)
    shown = [lines(row) for row in teacher.rows()]
    assert len(shown) == 8
    shown += [lines(row) for row in teacher.click("2").rows()]
    assert shown == [[tuple(line) for line in cell_lines(person)] for person in FIRST]
    assert "Ткаченко" in words(teacher.click("1").rows()[0])


def test_templates_are_downloaded_whole(teacher: Person) -> None:
    teacher.click("Аттестация")
    rows = teacher.page.xpath("//table[contains(@class, 'templates')]//tr")
    for row, title, file in zip(rows, TEMPLATE_TITLES, TEMPLATES, strict=True):
        assert title in words(row)
        teacher.click("Скачать", row)
        assert teacher.answer.content == bundled.path("sample", file).read_bytes()
        assert teacher.file_name == f"{title}.docx"


def test_documents_open_from_the_row_and_are_downloaded(teacher: Person) -> None:
    person = next(one for one in FIRST if "Гусева" in one.full_name)
    teacher.click("Заявление и документы", teacher.row(person.full_name))
    listed = teacher.page.xpath("//table[contains(@class, 'documents')]//tr")[1:]
    for row, document in zip(listed, person.documents, strict=True):
        assert document.title.split() == words(row.xpath("./td")[1]).split()
        if document.url:
            assert row.xpath(".//a/@href") == [document.url]
            continue
        teacher.click("Скачать", row)
        assert teacher.answer.content == bundled.path("practice", "documents", document.file).read_bytes()
        assert teacher.file_name.replace("'", '"') == document.title


def test_pages_are_in_the_encoding_they_claim_and_say_that_they_are_for_training(teacher: Person) -> None:
    encoding = teacher.server.settings.encoding
    for said in ("Главная", "Личный кабинет", "Редактировать", "Аттестация"):
        teacher.click(said)
        assert teacher.answer.headers["Content-Type"] == f"text/html; charset={encoding}"
        assert f"charset={encoding}".encode() in teacher.answer.content.replace(b'"', b"")[:1000]
        assert "УЧЕБНЫЙ СЕРВИС" in words(teacher.page.xpath("//title")[0])
        assert "УЧЕБНЫЙ СЕРВИС" in teacher.text
        teacher.answer.content.decode(encoding)
        own = teacher.page.xpath("//link/@href | //img/@src | //script/@src | //input/@src")
        assert all(str(one).startswith("/cpnew/Content/") for one in own)


# --- conclusions ---


@pytest.mark.parametrize("name", ["Итоговое заключение № 7 «Коваль».pdf", "Ғалия – ☺.pdf"])
def test_a_conclusion_is_attached_to_its_row_only_and_shown_byte_for_byte(teacher: Person, name: str) -> None:
    row = teacher.server.state.row(LATE)
    teacher.attach(LATE, (name, PDF))
    assert "Файл сохранён." in teacher.text
    assert teacher.errors == []
    assert row.conclusion is not None
    assert (row.conclusion.name, row.conclusion.data) == (name, PDF)
    assert [one.number for one in teacher.server.state.rows.values() if one.conclusion] == [row.number]
    assert (teacher.server.state.upload_posts, teacher.server.state.attest_posts) == (1, 0)
    shown = teacher.row(LATE)
    assert "Итоговое заключение прикреплено" in words(shown)
    teacher.click("Просмотр итогового заключения", shown)
    assert teacher.answer.headers["Content-Type"] == "application/pdf"
    assert teacher.answer.content == PDF


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("заключение.docx", PDF), "Итоговое заключение принимается только в формате PDF."),
        (("", b""), "Файл не выбран."),
    ],
)
def test_what_is_no_conclusion_is_refused(teacher: Person, file: tuple[str, bytes], said: str) -> None:
    teacher.attach(LATE, file)
    assert teacher.answer.status_code == 200
    assert teacher.errors == [said]
    row = teacher.server.state.row(LATE)
    assert (row.conclusion, row.upload_posts) == (None, 1)


def test_the_refused_control_is_counted_and_hides_the_conclusion(teacher: Person) -> None:
    row = teacher.server.state.row(LATE)
    teacher.attach(LATE, FILE)
    teacher.click("Аттестовать", teacher.row(LATE))
    assert (row.attest_posts, row.decided, teacher.server.state.attest_posts) == (1, True, 1)
    shown = teacher.row(LATE)
    assert DECIDED in words(shown)
    for said in ("Аттестовать", "Прикрепить", "Просмотр итогового заключения"):
        with pytest.raises(LookupError):
            teacher.named(said, shown)


# --- profile ---


def test_saving_the_profile_as_it_is_changes_nothing(teacher: Person) -> None:
    teacher.click("Личный кабинет")
    for label in PROFILE_LABELS.values():
        assert label in teacher.text
    teacher.click("Редактировать").click("Сохранить")
    assert teacher.errors == []
    assert "МАОУ гимназия № 113 г. Томска" in teacher.text
    assert teacher.server.state.accounts["expert1"].profile == SAMPLE_ACCOUNT.profile


def test_the_profile_is_edited_with_lists_that_depend_on_each_other(teacher: Person) -> None:
    teacher.click("Личный кабинет").click("Редактировать")
    teacher.type("Фамилия", "Соболева-Әлі").type("Номер телефона (сотовый)", "+7 (900) 000-0303")
    teacher.choose(PROFILE_LABELS["municipality"], "Верхнекетский район")
    teacher.choose(PROFILE_LABELS["organisation_type"], "дополнительное")
    teacher.choose(PLACE, "МАУ ДО «Дом детского творчества „Росток“»")
    teacher.choose(PROFILE_LABELS["position"], "концертмейстер")
    teacher.choose(PROFILE_LABELS["subjects"], "(Фортепиано)", "музыки")
    teacher.click("Сохранить")
    assert teacher.errors == []
    assert "Соболева-Әлі" in teacher.text
    assert teacher.server.state.accounts["expert1"].profile == replace(
        SAMPLE_ACCOUNT.profile,
        surname="Соболева-Әлі",
        phone="+7 (900) 000-0303",
        municipality="Верхнекетский район",
        organisation_type="дополнительное",
        workplace="МАУ ДО «Дом детского творчества „Росток“»",
        position="концертмейстер",
        subjects=("(Фортепиано)", "музыки"),
    )


def test_a_profile_that_cannot_be_is_refused_and_stays_in_the_form(teacher: Person) -> None:
    teacher.click("Личный кабинет").click("Редактировать").type("Имя", "Анна").type("Фамилия", " ")
    teacher.click("Сохранить")
    assert set(teacher.errors) == {"Требуется поле «Фамилия»."}
    assert teacher.field("Имя").get("value") == "Анна"
    assert teacher.server.state.accounts["expert1"].profile == SAMPLE_ACCOUNT.profile


# --- accounts ---


def test_a_newcomer_registers_by_the_link_and_fills_the_profile_first(person: Person) -> None:
    person.take(person.session.get(person.server.registration_link, timeout=10))
    person.type("Имя пользователя", "новичок").type("Пароль", "Parol777").type("Подтверждение пароля", "Parol777")
    person.click("Зарегистрироваться")
    assert person.errors == ["Имя пользователя должно состоять из латинских букв и цифр."]
    person.type("Имя пользователя", "novichok7").type("Пароль", "Parol777").type(
        "Подтверждение пароля", "Parol777"
    )
    person.click("Зарегистрироваться").click("Аттестация")
    assert person.errors == ["Для работы с аттестуемыми необходимо заполнить профиль в личном кабинете."]
    for label, text in (
        ("Фамилия", "Новикова"),
        ("Имя", "Ия"),
        ("Адрес электронной почты", "i@example.org"),
        ("Номер телефона (сотовый)", "+7 (900) 000-0404"),
    ):
        person.type(label, text)
    person.choose(PROFILE_LABELS["municipality"], "г. Томск")
    person.choose(PROFILE_LABELS["organisation_type"], "дошкольное")
    person.choose(PLACE, "МАДОУ № 231 г. Томска").choose(PROFILE_LABELS["position"], "воспитатель")
    person.click("Сохранить").click("Аттестация")
    assert "Яковенко" in person.text


def test_a_forgotten_password_is_replaced_and_then_changed(person: Person) -> None:
    person.open("Expert").click("Забыли пароль?").type("Введите логин:", "expert1").click("Сбросить пароль")
    assert "Новый пароль отправлен на эл. почту указанную в Вашем личном кабинете." in person.text
    mailed = person.server.state.letters[0].text.removeprefix("Новый пароль: ")
    assert person.sign_in().errors == ["Не верно введен логин или пароль."]
    person.sign_in(password=mailed).click("Личный кабинет").click("Изменить пароль")
    person.type("Текущий пароль", mailed).type("Новый пароль", "Sovsem1").type("Подтверждение пароля", "Sovsem")
    assert person.click("Сохранить").errors == ["Пароль и его подтверждение не совпадают."]
    person.type("Текущий пароль", mailed).type("Новый пароль", "Sovsem1").type("Подтверждение пароля", "Sovsem1")
    person.click("Сохранить").click("Выход").sign_in(password="Sovsem1")
    assert not person.asked_to_sign_in


# --- faults ---


def test_an_expired_session_asks_to_sign_in_and_nothing_is_kept(teacher: Person) -> None:
    row = teacher.row(LATE)
    teacher.choose_file(row, FILE)
    teacher.server.faults.set(Fault.SESSION_EXPIRED, times=1)
    assert teacher.click("Прикрепить", row).asked_to_sign_in
    assert teacher.server.state.upload_posts == 0
    assert "Период аттестации" in teacher.sign_in().text


def test_a_stale_page_is_refused_once(teacher: Person) -> None:
    teacher.server.faults.set(Fault.TOKEN_STALE, times=1)
    teacher.click("Выход")
    assert teacher.answer.status_code == 500
    assert "Ошибка сервера в приложении '/cpnew'." in teacher.text
    teacher.open("Expert").click("Выход")
    assert teacher.asked_to_sign_in


def test_a_stale_page_takes_no_file(teacher: Person) -> None:
    row = teacher.row(LATE)
    teacher.choose_file(row, FILE)
    teacher.server.faults.set(Fault.TOKEN_STALE, times=1)
    assert teacher.click("Прикрепить", row).answer.status_code == 500
    assert teacher.server.state.upload_posts == 0
    teacher.open("Expert").attach(LATE, FILE)
    assert teacher.server.state.row(LATE).conclusion is not None


def test_a_refused_upload_says_so(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.UPLOAD_REFUSED, times=1)
    assert teacher.attach(LATE, FILE).errors == ["Не удалось сохранить файл. Попробуйте ещё раз позднее."]
    assert service.state.row(LATE).conclusion is None


def test_a_plain_200_is_a_sign_in_page_that_works(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.PLAIN_200, times=1)
    teacher.attach(LATE, FILE, follow=False)
    assert (teacher.answer.status_code, teacher.asked_to_sign_in) == (200, True)
    assert service.state.row(LATE).conclusion is None
    assert not teacher.sign_in().asked_to_sign_in


def test_a_wrong_file_is_kept(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.WRONG_FILE_KEPT, times=1)
    shown = teacher.attach(LATE, FILE).row(LATE)
    assert teacher.click("Просмотр итогового заключения", shown).answer.content == PDF[: len(PDF) // 2]


def test_the_view_may_be_missing_or_gone(teacher: Person, service: PracticeServer) -> None:
    shown = teacher.attach(LATE, FILE).row(LATE)
    service.faults.set(Fault.NO_FILE_VIEW)
    assert teacher.click("Просмотр итогового заключения", shown).answer.status_code == 404
    shown = teacher.open("Expert").row(LATE)
    assert "Итоговое заключение прикреплено" in words(shown)
    with pytest.raises(LookupError):
        teacher.named("Просмотр итогового заключения", shown)


def test_the_table_may_lose_a_column_or_a_row(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.PAGE_CHANGED, times=1)
    assert "Фамилия Имя Отчество" not in teacher.click("Аттестация").headers()
    assert {len(row.xpath("./td")) for row in teacher.rows()} == {11}
    service.faults.set(Fault.ROW_GONE, times=1)
    assert "Лебедев" in words(teacher.click("Аттестация").rows()[0])
    assert "Ткаченко" in words(teacher.click("Аттестация").rows()[0])


@pytest.mark.parametrize(
    ("fault", "kept"), [(Fault.DROP_MID_UPLOAD, False), (Fault.DROP_AFTER_UPLOAD, True), (Fault.OUTAGE, False)]
)
def test_a_broken_line_during_the_upload(
    teacher: Person, service: PracticeServer, fault: Fault, kept: bool
) -> None:
    row = teacher.row(LATE)
    teacher.choose_file(row, FILE)
    service.faults.set(fault, times=1)
    if fault is Fault.OUTAGE:
        assert teacher.click("Прикрепить", row).answer.status_code == 503
    else:
        with pytest.raises(requests.ConnectionError):
            teacher.click("Прикрепить", row)
    assert service.faults.hits(fault) == 1
    stored = service.state.row(LATE).conclusion
    assert (stored.data if stored else None) == (PDF if kept else None)


def test_a_page_cut_off_is_not_taken_for_a_whole_one(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.CUT_ANSWER, times=1)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        teacher.click("Аттестация")


def test_only_a_chosen_file_makes_an_upload(teacher: Person, service: PracticeServer) -> None:
    service.faults.set(Fault.DROP_MID_UPLOAD)
    teacher.attach(LATE, ("", b""))
    assert teacher.errors == ["Файл не выбран."]
    assert service.faults.hits(Fault.DROP_MID_UPLOAD) == 0
    teacher.click("Выход")
    assert teacher.asked_to_sign_in
