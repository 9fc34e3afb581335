"""Forms of many kinds: what is found in them and how they look when filled."""

from __future__ import annotations

import pytest

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.template import BlankKind, fill, open_template
from attest_desktop.papers.template.widths import width
from tests.papers.template.forms import (
    assert_printed_kept,
    filled_by_field,
    opened_and_filled,
    record,
    template_bytes,
)
from tests.papers.template.wordfile import W, bold, cell, docx, lines, para, part, run, small, table, words_of

NAME, POST = "Ткаченко Любовь Игоревна", "учитель"
SCHOOL = (
    "муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 43» г. Томска"
)
FIRST, SECOND = "Кузнецов Павел Олегович", "Заяц Марина Юрьевна"
YELLOW = '<w:highlight w:val="yellow"/>'
UNDER = '<w:u w:val="single"/>'
CRITERIA = (
    "Стабильные положительные результаты освоения обучающимися образовательных программ",
    "Выявление развития у обучающихся способностей к научной деятельности",
    "Личный вклад в повышение качества образования",
)


def _filled(*body: str) -> tuple[list[str], dict[str, str]]:
    """Lines of the filled form (line padding squeezed), and its values by field; checks that print is kept."""
    content = docx(*body)
    template, filled = opened_and_filled(content)
    assert_printed_kept(content, template, filled.content)
    return [" ".join(line.split()) for line in lines(filled.content)], filled_by_field(template, filled)


def _fields(*body: str) -> list[str | None]:
    return [blank.field for blank in open_template(docx(*body)).blanks]


def test_cells_beside_labels_with_merged_cells() -> None:
    _, values = _filled(
        table(
            ["Фамилия, имя, отчество", cell(span=3)],
            ["Возраст (полных лет)", "", "Стаж работы", ""],
            [cell("Имеющаяся категория", merge="restart"), "", "Заявленная категория", ""],
            [cell(merge="continue"), cell(merge="continue"), "Период аттестации", ""],
        )
    )
    assert values == {
        "attestee.full_name": NAME,
        "attestee.age": "34",
        "attestee.current_category": "нет",
        "attestee.claimed_category": "первая",
        "attestee.period": "сентябрь-октябрь 2026",
    }


def test_a_label_merged_over_rows_says_whose_the_rows_are() -> None:
    _, values = _filled(
        table(
            [cell("Аттестуемый", merge="restart"), "Фамилия, имя, отчество", ""],
            [cell(merge="continue"), "Должность", ""],
            [cell("Первый специалист", merge="restart"), "Фамилия, имя, отчество", ""],
            [cell(merge="continue"), "Место работы", ""],
            [cell("Второй специалист", merge="restart"), "Фамилия, имя, отчество", ""],
        )
    )
    assert values["attestee.full_name"] == NAME
    assert values["experts.0.full_name"] == FIRST
    assert values["experts.0.workplace"] == "МБОУ лицей при ТПУ г. Томска"
    assert values["experts.1.full_name"] == SECOND


def test_columns_may_be_the_experts() -> None:
    _, values = _filled(
        table(["", "Специалист 1", "Специалист 2"], ["Ф.И.О.", "", ""], ["Должность", "", ""], ["Подпись", "", ""])
    )
    assert values == {
        "experts.0.full_name": FIRST,
        "experts.1.full_name": SECOND,
        "experts.0.position": POST,
        "experts.1.position": "заместитель директора по УВР",
    }


def test_automatic_numbers_and_pictures_are_no_blanks() -> None:
    numbered = para(props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    picture = para("<w:r><w:drawing/></w:r>")
    fields = _fields(
        para(bold("Посещённые занятия")),
        table(["№", "Дата", "Тема занятия", "Схема"], [cell(numbered), "", "", cell(picture)]),
    )
    assert fields == ["conclusion.lessons.0.date", "conclusion.lessons.0.topic"]


def test_lessons_without_numbers_and_with_columns_of_another_matter() -> None:
    _, values = _filled(
        para(bold("Посещённые уроки")),
        table(["Дата", "Класс", "Предмет", "Тема урока", "Оценка"], ["", "", "", "", ""], ["", "", "", "", ""]),
    )
    assert values == {
        "conclusion.lessons.0.date": "16.09.2026",
        "conclusion.lessons.0.group": "7 «Б»",
        "conclusion.lessons.0.topic": "Свойства степени с натуральным показателем",
        "conclusion.lessons.1.date": "18.09.2026",
        "conclusion.lessons.1.group": "9 «А»",
        "conclusion.lessons.1.topic": "Решение целых уравнений",
    }


def test_lessons_as_lines() -> None:
    said, _ = _filled(
        para("Посещены занятия:"),
        para("Дата: ________ Класс: ________ Тема: __________________"),
        para("Дата: ________ Класс: ________ Тема: __________________"),
    )
    assert said[2] == "Дата: 18.09.2026 Класс: 9 «А» Тема: Решение целых уравнений"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            [
                para(bold("4. Результаты профессиональной деятельности")),
                *(
                    piece
                    for number, text in enumerate(CRITERIA, 1)
                    for piece in (para(f"{number}. {text}:"), para("_" * 60), para("_" * 60))
                ),
            ],
            id="lines under headings",
        ),
        pytest.param([para(bold("Показатели")), table(*([text, ""] for text in CRITERIA))], id="two columns"),
        pytest.param(
            [
                table(
                    ["№", "Показатели", "Результаты", "Баллы"],
                    *([str(n), t, "", ""] for n, t in enumerate(CRITERIA)),
                )
            ],
            id="a column of scores",
        ),
        pytest.param(
            [table(["Показатели"], *([one] for text in CRITERIA for one in (text, "")))], id="rows in turn"
        ),
        pytest.param([table(*([cell(text + ":", "_" * 30, "_" * 30)] for text in CRITERIA))], id="lines in cells"),
        pytest.param(
            [
                para("В ходе анализа установлено:"),
                *(para(f"{n}) {t}: {'_' * 40}") for n, t in enumerate(CRITERIA, 1)),
            ],
            id="lines after the words",
        ),
    ],
)
def test_criteria_are_matched_by_order_in_every_layout(body: list[str]) -> None:
    template, filled = opened_and_filled(docx(*body))
    texts = [one.text for one in record().conclusion.criteria]
    values = filled_by_field(template, filled)
    assert [values.pop(f"conclusion.criteria.{n}.text") for n in range(3)] == texts[:3]
    assert not values


def test_underlined_spaces_tabs_and_leaders_are_lines_too() -> None:
    leader = '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9000"/></w:tabs>'
    said, values = _filled(
        para("Возраст:", run("      ", UNDER)),
        para("Преподаваемый предмет", run("\t\t", UNDER)),
        para("Период аттестации\t", props=leader),
        para("Место работы ……………………………"),
    )
    assert said == [
        "Возраст: 34",
        "Преподаваемый предмет математика, информатика",
        "Период аттестации сентябрь-октябрь 2026",
        f"Место работы {SCHOOL}",
    ]
    assert len(values) == 4


def test_a_line_over_several_paragraphs_is_one_blank() -> None:
    content = docx(para("Место работы: ____"), para("_" * 40), para("_" * 40), small("(полное наименование)"))
    template, filled = opened_and_filled(content)
    assert [blank.field for blank in template.blanks] == ["attestee.workplace"]
    assert [line.replace("\u00a0", " ") for line in lines(filled.content)] == [
        f"Место работы: {SCHOOL}",
        "(полное наименование)",
    ]


def test_a_short_value_keeps_the_length_of_its_line() -> None:
    content = docx(para("Возраст: ", "_" * 20, " лет"))
    _, filled = opened_and_filled(content)
    line = "".join(one for one in lines(filled.content)[0])
    assert line.startswith("Возраст: ")
    assert line.endswith(" лет")
    assert width(line.removeprefix("Возраст: ").removesuffix(" лет")) == pytest.approx(10.0, abs=0.3)


def test_captions_go_to_their_lines_by_place() -> None:
    tabs = '<w:tabs><w:tab w:val="center" w:pos="1400"/><w:tab w:val="center" w:pos="3600"/></w:tabs>'
    said, _ = _filled(
        para("Изучены видеозаписи занятий:"),
        para("1. ___________, __________________, тема: ______________________"),
        small("\t(дата)\t(класс, группа)", props=tabs),
    )
    assert said[1] == "1. 16.09.2026 , 7 «Б» , тема: Свойства степени с натуральным показателем"


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("«__» ______ 20__ г.", "« 05 » октября 20 26 г."),
        ("«____» ________________ 20___ г.", "« 05 » октября 20 26 г."),
        ("«__»______20__г.", "«05» октября 20 26 г."),
        ("__.__.20__", "05.10.20 26"),
        ("«__» __________ 2026 г.", "« 05 » октября 2026 г."),
        ("«___» __________ г.", "« 05 » октября 2026 г."),
        ("______________ 20__ г.", "5 октября 20 26 г."),
    ],
)
def test_dates_are_written_into_their_pieces(printed: str, written: str) -> None:
    content = docx(para("Дата ", printed))
    template, filled = opened_and_filled(content)
    assert [blank.field for blank in template.blanks] == ["conclusion.date"]
    line = lines(filled.content)[0].removeprefix("Дата ")
    assert "".join(line.split()) == "".join(written.split())
    assert "октября20" not in line
    assert "г.г" not in "".join(line.split())


def test_a_date_of_a_printed_other_decade_is_left_with_the_reason() -> None:
    _, filled = opened_and_filled(docx(para("Дата «__» ________ 201__ г.")))
    assert [one.reason for one in filled.empty] == ["напечатанное начало года не подходит к дате: впишите сами"]


def test_dates_of_unknown_matter_are_not_guessed() -> None:
    assert _fields(para("Протокол от «__» ______ 20__ г.")) == [None]
    assert _fields(para("Аттестация с «__» ____ 20__ г. по «__» ____ 20__ г.")) == [None, None]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Ф.И.О. директора ______________", None),
        ("Председатель комиссии ______________ (Ф.И.О.)", None),
        ("Стаж педагогической работы _______", None),
        ("Образование: ________", None),
        ("Должность руководителя: ________", None),
        ("Квалификационная категория ________", None),
        ("Тема самообразования: ________", None),
        ("Дата рождения: ________", None),
    ],
)
def test_what_a_record_does_not_hold_stays_empty(line: str, field: str | None) -> None:
    template, filled = opened_and_filled(docx(para(line)))
    assert [blank.field for blank in template.blanks] == [field]
    assert not filled.filled


def test_choices_are_struck_or_underlined_as_the_form_says() -> None:
    strike = docx(para("Деятельность соответствует / не соответствует (ненужное зачеркнуть) требованиям"))
    _, filled = opened_and_filled(strike)
    struck = [
        words_of(node)
        for node in part(filled.content).iter(f"{{{W}}}r")
        if node.find(f"{{{W}}}rPr/{{{W}}}strike") is not None
    ]
    assert struck == ["не соответствует"]


def test_answers_without_an_instruction_explain_a_label() -> None:
    assert _fields(para("Форма аттестации (очно / дистанционно): ________")) == ["attestee.form"]


def test_boxes_are_ticked() -> None:
    said, _ = _filled(para("☐ соответствует   ☐ не соответствует"), para("☐ первая  ☐ высшая"))
    assert said == ["☒ соответствует ☐ не соответствует", "☒ первая ☐ высшая"]


def test_samples_prompts_and_tags_are_replaced() -> None:
    said, _ = _filled(
        para("Ф.И.О.: ", run("Иванов Иван Иванович", YELLOW), ", [должность]"),
        para("Вывод: ", run("соответствует/не соответствует", YELLOW), " требованиям [очной/дистанционной] форме"),
        para("{{ attestee.full_name }} ${expert1_name} <<Возраст>> {{conclusion.criteria.1.text}}"),
        para("Директор [Ф.И.О. директора]"),
    )
    assert said[0] == f"Ф.И.О.: {NAME}, {POST}"
    assert said[1] == "Вывод: соответствует требованиям очной форме"
    assert said[2].startswith(f"{NAME} {FIRST} 34 По итогам ВПР")
    assert said[3] == "Директор [Ф.И.О. директора]"


def test_marks_of_the_marker_go_with_the_sample_and_stay_where_nothing_is_known() -> None:
    _, filled = opened_and_filled(
        docx(para("Ф.И.О.: ", run("Иванов Иван Иванович", YELLOW), run("памятка", YELLOW)))
    )
    _, other = opened_and_filled(docx(para("Внимание: ", run("заполняется печатными буквами", YELLOW))))
    assert not list(part(filled.content).iter(f"{{{W}}}highlight"))
    assert len(list(part(other.content).iter(f"{{{W}}}highlight"))) == 1


def test_signatures_are_never_filled_and_names_beside_them_are() -> None:
    content = docx(
        para(bold("Подписи специалистов:")),
        para("1. ________________ /________________________/"),
        para("2. ________________ /________________________/"),
        para("Подпись ___________ Дата __________"),
        para("С заключением ознакомлен: _________ (подпись) ________ (И.О. Фамилия)  «__»________ 20__г."),
        para("Директор школы ____________ /____________/"),
        para("________________ (Иванова М.И.)"),
    )
    template, filled = opened_and_filled(content)
    assert all(blank.signature for blank in template.blanks)
    assert [one.value.replace("\u00a0", " ") for one in filled.filled] == [
        "П.О. Кузнецов",
        "М.Ю. Заяц",
        "Л.И. Ткаченко",
    ]
    reasons = {one.reason for one in filled.empty}
    assert reasons == {"подпись ставится от руки или изображением", "дата у подписи ставится от руки"}
    assert lines(filled.content)[1].startswith("1. ________________ /")


def test_a_value_given_for_a_signature_is_not_written() -> None:
    template = open_template(docx(para("Подпись ___________")))
    filled = fill(template, record(), {"b01": "Иванов"})
    assert not filled.filled
    assert lines(filled.content) == ["Подпись ___________"]


def test_signature_rows_of_a_table() -> None:
    row = ["Специалист", "", "", "", ""]
    captions = ["", cell(small("(подпись)")), "", cell(small("(расшифровка подписи)")), ""]
    template, filled = opened_and_filled(docx(table(row, captions, row, captions)))
    assert [blank.label for blank in template.blanks] == [
        "Специалист 1: подпись",
        "Специалист 1: расшифровка подписи",
        "Специалист 2: подпись",
        "Специалист 2: расшифровка подписи",
    ]
    assert [one.value.replace("\u00a0", " ") for one in filled.filled] == ["П.О. Кузнецов", "М.Ю. Заяц"]


def test_headers_and_text_boxes_are_filled_in_both_copies() -> None:
    box = "<w:txbxContent>" + para("Период аттестации: ____________") + "</w:txbxContent>"
    twin = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    content = docx(para(twin, "Заключение"), headers=[para("Аттестуемый: ____________ (Ф.И.О.)")])
    template, filled = opened_and_filled(content)
    assert [blank.field for blank in template.blanks] == ["attestee.period", "attestee.full_name"]
    body = lines(filled.content)
    assert body[-1] == body[-2] == "Период аттестации: сентябрь-октябрь 2026"
    assert NAME in lines(filled.content, "word/header1.xml")[0]


def test_a_value_that_does_not_fit_the_printed_words_is_left() -> None:
    _, filled = opened_and_filled(docx(para("Аттестуемый имеет ___________ квалификационную категорию")))
    assert [one.reason for one in filled.empty] == [
        "в записи «нет», это не подходит к словам бланка: впишите сами"
    ]


def test_several_paragraphs_take_the_look_of_the_cell() -> None:
    look = '<w:jc w:val="both"/><w:rPr><w:sz w:val="22"/></w:rPr>'
    content = docx(table(["Рекомендации", cell(para(props=look))]))
    template = open_template(content)
    filled = fill(template, record(), {template.blanks[0].id: "Первое.\nВторое."})
    cells = list(part(filled.content).iter(f"{{{W}}}tc"))
    paragraphs = cells[1].findall(f"{{{W}}}p")
    assert [words_of(one) for one in paragraphs] == ["Первое.", "Второе."]
    for paragraph in paragraphs:
        alignment, size = paragraph.find(f"{{{W}}}pPr/{{{W}}}jc"), paragraph.find(f".//{{{W}}}r//{{{W}}}sz")
        assert alignment is not None
        assert alignment.get(f"{{{W}}}val") == "both"
        assert size is not None
        assert size.get(f"{{{W}}}val") == "22"


def test_what_stands_there_already_is_kept() -> None:
    content = docx(
        table(["Фамилия, имя, отчество", "Петрова А.А."], ["Возраст", ""]), para("Период: ", run("май", UNDER))
    )
    template, filled = opened_and_filled(content)
    assert [blank.field for blank in template.blanks] == ["attestee.age"]
    assert "Петрова А.А." in lines(filled.content)


def test_an_unknown_blank_id_is_an_error_in_russian() -> None:
    template = open_template(docx(para("Возраст: ____")))
    with pytest.raises(UserError, match="b77"):
        fill(template, record(), {"b77": "x"})


def test_blanks_print_as_json() -> None:
    (blank,) = open_template(docx(para("Аттестуемый ____________ (Ф.И.О.)"))).blanks
    assert blank.as_json() == {
        "id": "b01",
        "label": "Аттестуемый (Ф.И.О.)",
        "kind": BlankKind.UNDERSCORE.value,
        "field": "attestee.full_name",
        "case": "nomn",
        "confidence": blank.as_json()["confidence"],
        "signature": False,
    }
    assert blank.as_json()["confidence"] > 0.8


def test_what_the_form_has_no_place_for_is_told() -> None:
    content = docx(para(bold("Посещённые уроки")), *(para("Дата: _____ Тема: __________") for _ in range(2)))
    _, filled = opened_and_filled(content)
    assert filled.unplaced[0] == "Занятие 3 не поместилось: в бланке для него нет места."
    assert len(filled.unplaced) == 1 + len(record().conclusion.criteria) + 1
    _, whole = opened_and_filled(template_bytes("open-1"))
    assert whole.unplaced == ()
