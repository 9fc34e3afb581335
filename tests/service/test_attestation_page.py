"""The table of attestees, in every shape that a page may give it."""

from __future__ import annotations

from datetime import date

import pytest

from attest_desktop.domain.attestee import Form, attestee_id
from attest_desktop.service import (
    AttestationPage,
    Cabinet,
    DocumentLink,
    Link,
    NotTheCabinetError,
    PageNotUnderstoodError,
    ProfileNotFilledError,
    ServerFaultError,
    load_site,
)
from attest_desktop.service.pages.attestation import read_part, read_parts
from attest_desktop.service.reading.page import Page
from tests.service.conftest import Opener
from tests.service.web import (
    ATTACH,
    ATTACHED,
    DECIDE,
    HEADERS,
    NOT_ATTACHED,
    PERSON,
    Asked,
    Said,
    Site,
    page,
    row,
    table,
    upload_form,
)

SITE = load_site()
CELL = NOT_ATTACHED + upload_form(ATTACH + DECIDE)
ID = attestee_id("Лугов Пётр Ильич", "сентябрь-октябрь 2019", "учитель")


def read(body: str) -> AttestationPage:
    there = Page.parse("http://127.0.0.1/cpnew/Table", page(body).encode())
    return read_parts([read_part(there, SITE)], SITE).public


def whole_row_is_read(found: AttestationPage) -> None:
    (one,) = found.rows
    who = one.attestee
    assert who.id == ID
    assert who.full_name == "Лугов Пётр Ильич"
    assert who.application_status == "Заявление о проведении аттестации зарегистрировано."
    assert (who.period, who.position, who.subjects) == ("сентябрь-октябрь 2019", "учитель", ("английского языка",))
    assert (who.current_category, who.claimed_category) == ("первая", "высшая")
    assert who.form is Form.IN_PERSON
    assert who.appointed_on == date(1994, 2, 15)
    assert who.appointment_order == "№7 от 14.02.1994г."
    assert (who.age, who.email) == (45, "lugov@example.org")
    assert (who.conclusion_attached, who.decision_pressed, one.attached) == (False, False, False)


def test_as_in_the_deck() -> None:
    found = read(table(row(CELL)))
    whole_row_is_read(found)
    assert found.problems == ()
    assert dict(found.rows[0].attestee.extra) == {}


def test_headers_in_plain_cells_with_breaks_and_capitals() -> None:
    headers = tuple(text.replace(" ", "<br>\n", 1).upper().replace("Ё", "Е") for text in HEADERS)
    body = table(row(CELL), headers=headers).replace("<th>", "<td>").replace("</th>", "</td>")
    whole_row_is_read(read(body.replace("<thead>", "").replace("</thead>", "").replace("<tbody>", "")))


@pytest.mark.parametrize("shift", range(1, 12))
def test_moved_columns(shift: int) -> None:
    headers = HEADERS[shift:] + HEADERS[:shift]
    cells = (*PERSON, "", CELL)
    moved = "".join(f"<td>{text}</td>" for text in cells[shift:] + cells[:shift])
    whole_row_is_read(read(table(f"<tr>{moved}</tr>", headers=headers)))


def test_added_columns_are_kept_as_they_are() -> None:
    body = table(
        row(CELL).replace("<tr>", "<tr><td>1</td>").replace("</tr>", "<td>Томск</td><td></td></tr>"),
        headers=("№ п/п", *HEADERS, "Муниципалитет", "Пусто"),
    )
    found = read(body)
    whole_row_is_read(found)
    assert dict(found.rows[0].attestee.extra) == {"№ п/п": "1", "Муниципалитет": "Томск"}


def test_small_rewordings() -> None:
    headers = (
        "Период",
        "Ф.И.О. аттестуемого",
        "Должность педагога",
        "Предметы",
        "Имеющаяся категория",
        "Категория (заявленная)",
        "Форма проведения аттестации",
        "Дата назначения на должность, номер распорядительного акта",
        "Возраст, лет",
        "E-mail",
        "Документы, приложенные к заявлению",
        "Итоговое заключение",
    )
    whole_row_is_read(read(table(row(CELL), headers=headers)))


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_without_a_needed_column_nothing_is_read(missing: int) -> None:
    headers = tuple(text for place, text in enumerate(HEADERS) if place != missing)
    cells = "".join(f"<td>{text}</td>" for place, text in enumerate((*PERSON, "", CELL)) if place != missing)
    with pytest.raises(PageNotUnderstoodError) as unclear:
        read(table(f"<tr>{cells}</tr>", headers=headers))
    assert HEADERS[missing] in unclear.value.missing


@pytest.mark.parametrize("missing", [3, 4, 5, 6, 7, 8, 9, 10, 11])
def test_without_another_column_the_rest_is_read_and_it_is_said(missing: int) -> None:
    headers = tuple(text for place, text in enumerate(HEADERS) if place != missing)
    cells = "".join(f"<td>{text}</td>" for place, text in enumerate((*PERSON, "", CELL)) if place != missing)
    found = read(table(f"<tr>{cells}</tr>", headers=headers))
    assert found.rows[0].attestee.id == ID
    assert any(HEADERS[missing] in problem for problem in found.problems)


def test_two_columns_of_one_name_are_not_chosen_between() -> None:
    headers = (*HEADERS, "Адрес электронной почты")
    found = read(table(row(CELL).replace("</tr>", "<td>other@example.org</td></tr>"), headers=headers))
    assert found.rows[0].attestee.email == ""
    assert any("подходит несколько столбцов" in problem for problem in found.problems)


def test_header_of_two_lines() -> None:
    upper = "".join(
        f'<th colspan="2">{text}</th>' if place == 4 else f'<th rowspan="2">{text}</th>'
        for place, text in enumerate((*HEADERS[:4], "Квалификационная категория", *HEADERS[6:]))
    )
    body = f"<table><tr>{upper}</tr><tr><th>Имеющаяся</th><th>Заявленная</th></tr>{row(CELL)}</table>"
    whole_row_is_read(read(body))


def test_numbered_columns_and_repeated_headers_are_no_people() -> None:
    numbers = "<tr>" + "".join(f"<td>{number}</td>" for number in range(1, 13)) + "</tr>"
    repeated = "<tr>" + "".join(f"<td>{text}</td>" for text in HEADERS) + "</tr>"
    whole_row_is_read(read(table(numbers, repeated, row(CELL), repeated)))


def test_a_period_that_spans_rows() -> None:
    first = row(CELL).replace("<td>сентябрь", '<td rowspan="2">сентябрь')
    second = row(CELL, person=("Другова Анна Львовна", *PERSON[2:]))
    found = read(table(first, second))
    assert [one.attestee.full_name for one in found.rows] == ["Лугов Пётр Ильич", "Другова Анна Львовна"]
    assert found.rows[1].attestee.period == PERSON[0]


def test_a_heading_over_a_group_of_rows_is_no_person() -> None:
    whole_row_is_read(read(table('<tr><td colspan="12">Осень</td></tr>', row(CELL))))


def test_tables_inside_cells_are_left_to_themselves() -> None:
    inner = "<table><tr><td>Итоговое заключение не прикреплено</td></tr><tr><td>x</td></tr></table>"
    whole_row_is_read(read(table(row(inner + upload_form(ATTACH)))))


def test_the_table_inside_a_layout_table() -> None:
    whole_row_is_read(read(f"<table><tr><td>меню</td><td>{table(row(CELL))}</td></tr></table>"))


def test_nobody_assigned() -> None:
    assert read("<p>Вам не назначены педагогические работники.</p>").rows == ()
    assert read(table()).rows == ()


def test_no_table() -> None:
    with pytest.raises(PageNotUnderstoodError, match="таблица"):
        read("<p>Добро пожаловать</p><table><tr><td>1</td><td>2</td></tr></table>")


def test_the_same_person_and_post_twice() -> None:
    first = row(CELL)
    second = row(CELL, person=(*PERSON[:5], "первая", *PERSON[6:]))
    one, two = read(table(first, second)), read(table(second, first))
    ids = [found.attestee.id for found in one.rows]
    assert len(set(ids)) == 2
    assert ID not in ids
    assert [found.attestee.id for found in two.rows] == ids[::-1]
    assert any("заявленной категории" in problem for problem in one.problems)
    three = read(table(first, first))
    assert len({found.attestee.id for found in three.rows}) == 2
    assert any("по порядку" in problem for problem in three.problems)


@pytest.mark.parametrize(
    ("cell", "attached", "pressed", "view"),
    [
        (NOT_ATTACHED, False, False, False),
        ("ИТОГОВОЕ ЗАКЛЮЧЕНИЕ<br>не прикреплено", False, False, False),
        (ATTACHED, True, False, False),
        ("Итоговое  заключение <b>прикреплено</b> 12.10.2019", True, False, False),
        ('<a href="/cpnew/V">Просмотр итогового заключения</a>', True, False, True),
        (ATTACHED + '<a href="/cpnew/V">Посмотреть</a><a href="/cpnew/D">Удалить</a>', True, False, True),
        (
            ATTACHED + '<a href="/cpnew/V">Просмотр</a><a href="/cpnew/W">Скачать итоговое заключение</a>',
            True,
            False,
            True,
        ),
        (ATTACHED + '<a href="javascript:view()">Просмотр</a>', True, False, False),
        ('<a href="/cpnew/V">Лугов.pdf</a>', True, False, True),
        ('<a href="/cpnew/V">Образец.pdf</a><a href="/cpnew/W">шаблон_2026.docx</a>', None, False, False),
        (NOT_ATTACHED + '<a href="/cpnew/V">Памятка.pdf</a>', False, False, False),
        ("", None, False, False),
        ("<button>Итоговое заключение прикреплено</button>", None, False, False),
        ("<select><option>Итоговое заключение прикреплено</select>", None, False, False),
        (f"{NOT_ATTACHED} {ATTACHED}", None, False, False),
        (
            "Педагогический работник аттестован. Заключение недоступно для просмотра и скачивания.",
            None,
            True,
            False,
        ),
        (ATTACHED + "<p>Не аттестован</p>", True, False, False),
        (NOT_ATTACHED + DECIDE, False, False, False),
        ("<p hidden>Итоговое заключение прикреплено</p>" + NOT_ATTACHED, False, False, False),
    ],
)
def test_what_the_last_cell_says(cell: str, attached: bool | None, pressed: bool, view: bool) -> None:
    (one,) = read(table(row(cell))).rows
    assert one.attached is attached
    assert one.attestee.conclusion_attached is bool(attached)
    assert one.attestee.decision_pressed is pressed
    assert (one.view is not None) is view


def test_templates_beside_the_table() -> None:
    shapes = (
        '<table><tr><td>Итоговое заключение для заполнения</td><td><a href="/t/1">Скачать</a></td></tr>'
        "<tr><td>Шаблон (расшифровка) заполнения итогового заключения</td>"
        '<td><a href="/t/2">Скачать</a></td></tr></table>',
        '<p>Итоговое заключение для заполнения <a href="/t/1">Скачать</a></p>'
        '<p>Шаблон (расшифровка) заполнения итогового заключения <a href="/t/2">Скачать</a></p>',
        '<a href="/t/1">Итоговое заключение для заполнения</a><br>'
        '<a href="/t/2">Шаблон (расшифровка) заполнения итогового заключения</a>',
        '<div><div>Итоговое заключение для заполнения</div><a href="/t/1">Скачать</a></div>'
        '<div><div>Шаблон (расшифровка) заполнения итогового заключения</div><a href="/t/2">Скачать</a></div>',
    )
    for shape in shapes:
        found = read(f"<h4>Шаблон итогового заключения</h4>{shape}{table(row(CELL))}").templates
        assert [(one.link.key[-3:], one.is_guide) for one in found] == [("t/1", False), ("t/2", True)], shape
        assert found[0].title == "Итоговое заключение для заполнения"


# Over HTTP.


@pytest.fixture
def cabinet(site: Site, open_cabinet: Opener) -> Cabinet:
    site.replies = {"/cpnew/Expert": page(""), "/cpnew/Table": page(table(row(CELL)))}
    return open_cabinet(site.url)


def test_the_page_is_found_by_the_words_of_its_link(site: Site, cabinet: Cabinet) -> None:
    odd = "<a href='/cpnew/q?z=1#x'>Аттестация</a><footer>ТОИПКРО</footer>"
    site.replies = {"/cpnew/Expert": odd, "/cpnew/q": page(table(row(CELL)))}
    assert len(cabinet.attestation().rows) == 1
    cabinet.attestation()
    assert [one.target for one in site.asked] == ["/cpnew/Expert", "/cpnew/q?z=1", "/cpnew/q?z=1"]


def test_the_page_is_found_under_the_heading_of_its_block(site: Site, cabinet: Cabinet) -> None:
    blocks = (
        "<div><h3>Количество аттестуемых</h3><p>= 1</p></div>"
        "<div><h3>Аттестация педагогических работников</h3><ul><li>шаблон</li></ul>"
        '<a href="/cpnew/q">Перейти »</a></div>'
        '<div><h3>Личный кабинет</h3><a href="/cpnew/me">Перейти »</a></div>'
    )
    site.replies = {"/cpnew/Expert": f"{blocks}ТОИПКРО", "/cpnew/q": page(table(row(CELL)))}
    assert len(cabinet.attestation().rows) == 1


def test_without_a_link_it_is_said_which(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/Expert"] = "<p>ТОИПКРО</p>"
    with pytest.raises(PageNotUnderstoodError, match="ссылка «Аттестация»"):
        cabinet.attestation()


def test_a_moved_page_is_looked_for_again(site: Site, cabinet: Cabinet) -> None:
    cabinet.attestation()
    site.replies = {
        "/cpnew/Expert": '<a href="/cpnew/New">Аттестация</a> ТОИПКРО',
        "/cpnew/New": page(table(row(CELL))),
    }
    assert len(cabinet.attestation().rows) == 1


def test_all_parts_of_a_long_table_are_read(site: Site, cabinet: Cabinet) -> None:
    names = ["Аистов Ян Ильич", "Бобров Ян Ильич", "Волков Ян Ильич", "Галкин Ян Ильич"]

    def part(asked: Asked) -> str:
        number = int(asked.target.partition("page=")[2] or 1)
        links = "".join(f'<a href="?page={other}">{other}</a> ' for other in range(1, min(number + 2, 4) + 1))
        one = row(CELL, person=(PERSON[0], names[number - 1], *PERSON[2:]))
        return page(table(one) + links + '<a href="?page=4">Последняя</a><a href="?page=2">Следующая</a>')

    site.replies["/cpnew/Table"] = part
    assert [one.attestee.full_name for one in cabinet.attestation().rows] == names
    who = cabinet.attestation().rows[3].attestee.id
    site.replies["/cpnew/Send"] = page("")
    cabinet.attach(who, b"%PDF", "a.pdf", before_first_byte=lambda: None)
    assert len(site.posts()) == 1


def test_numbers_inside_rows_are_no_pages(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/Table"] = page(table(row(CELL, documents='<a href="?doc=1">1</a>')))
    cabinet.attestation()
    assert [one.target for one in site.asked] == ["/cpnew/Expert", "/cpnew/Table"]


def test_the_profile_must_be_filled_first(site: Site, cabinet: Cabinet) -> None:
    site.replies |= {
        "/cpnew/Table": Said("", 302, {"Location": "/cpnew/Me"}),
        "/cpnew/Me": page("<p>Для работы с аттестуемыми необходимо заполнить профиль в личном кабинете.</p>"),
    }
    with pytest.raises(ProfileNotFilledError):
        cabinet.attestation()


def documents(site: Site, cabinet: Cabinet, cell: str) -> tuple[DocumentLink, ...]:
    site.replies["/cpnew/Table"] = page(table(row(CELL, documents=cell)))
    return cabinet.documents(ID)


def test_documents_on_a_page_of_their_own(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/Docs"] = page(
        "<h2>Заявление</h2><table><tr><td>1</td><td>Грамота.pdf</td>"
        '<td><a href="/cpnew/F/1">Скачать</a></td></tr></table>'
        '<ul><li><a href="/cpnew/F/2">Справка</a></li><li><a href="https://disk.example/v">Видео урока</a></li>'
        "<li>Запись: https://video.example/watch?v=1.</li></ul>"
        '<table><tr><td>Решение аттестовать</td><td><a href="/cpnew/F/3">Скачать</a></td></tr></table>'
        '<a href="/cpnew/Del/2">Удалить</a><a href="javascript:history.back()">Вернуться назад</a>'
        '<a href="/cpnew/Decide">Аттестовать</a><a href="mailto:a@example.org">Письмо</a>'
    )
    found = documents(site, cabinet, '<a href="/cpnew/Docs">Посмотреть</a>')
    base = site.url.removesuffix("cpnew/")
    assert found == (
        DocumentLink("Грамота.pdf", Link("Грамота.pdf", f"{base}cpnew/F/1"), None),
        DocumentLink("Справка", Link("Справка", f"{base}cpnew/F/2"), None),
        DocumentLink("Видео урока", None, "https://disk.example/v"),
        DocumentLink("Решение аттестовать", Link("Скачать", f"{base}cpnew/F/3"), None),
        DocumentLink("Запись", None, "https://video.example/watch?v=1"),
    )


def test_documents_right_in_the_cell(site: Site, cabinet: Cabinet) -> None:
    found = documents(
        site, cabinet, '<a href="/cpnew/F/1">Заявление</a><a href="https://disk.example/x">Видео</a>'
    )
    assert [(one.title, one.link is None) for one in found] == [("Заявление", False), ("Видео", True)]
    assert len(site.asked) == 2


def test_one_link_that_is_the_file_itself(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/F"] = Said(b"%PDF", headers={"Content-Type": "application/pdf"})
    (one,) = documents(site, cabinet, '<a href="/cpnew/F">Заявление</a>')
    assert one.link is not None
    assert cabinet.download(one.link).file_name == "Заявление.pdf"


def test_no_documents(site: Site, cabinet: Cabinet) -> None:
    assert documents(site, cabinet, "-") == ()


def test_read_back_when_the_row_says_nothing(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/Table"] = page(table(row(upload_form(ATTACH))))
    with pytest.raises(PageNotUnderstoodError, match="прикреплено"):
        cabinet.read_back(ID)


@pytest.mark.parametrize(
    ("reply", "content"),
    [
        (Said(b"%PDF-1", headers={"Content-Type": "application/pdf"}), b"%PDF-1"),
        (Said(b"%PDF-2", headers={"Content-Type": ""}), b"%PDF-2"),
        (Said("<p>x", headers={"Content-Disposition": "attachment"}), b"<p>x"),
        (Said("", 404), None),
        (Said("", 403), None),
        (page("Файл недоступен"), None),
    ],
)
def test_read_back_of_the_file(site: Site, cabinet: Cabinet, reply: Said | str, content: bytes | None) -> None:
    view = f'{ATTACHED}<a href="/cpnew/View">Просмотр итогового заключения</a>'
    site.replies |= {"/cpnew/Table": page(table(row(view))), "/cpnew/View": reply}
    held = cabinet.read_back(ID)
    assert (held.attached, held.content, held.viewable) == (True, content, content is not None)


def test_read_back_when_the_service_breaks_down(site: Site, cabinet: Cabinet) -> None:
    view = f'{ATTACHED}<a href="/cpnew/View">Просмотр</a>'
    site.replies |= {"/cpnew/Table": page(table(row(view))), "/cpnew/View": Said("", 502)}
    with pytest.raises(ServerFaultError):
        cabinet.read_back(ID)


def test_another_site_in_place_of_the_table(site: Site, cabinet: Cabinet) -> None:
    site.replies["/cpnew/Table"] = "<table><tr><td>реклама</td></tr></table>"
    with pytest.raises(NotTheCabinetError):
        cabinet.attestation()
