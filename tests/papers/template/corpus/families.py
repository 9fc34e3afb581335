"""Ways of wording and of building a form that examiners' blind forms taught, each in a small form of its own."""

from __future__ import annotations

from tests.papers.template.corpus.model import CENTRE, Expected, box, form, heading, line, p, sign
from tests.papers.template.wordfile import cell, para, small, table

_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
_THIRD = "Развитие способностей обучающихся, олимпиады и соревнования"

WHOLE_TABLE = form(
    "everything in one table",
    [
        heading("ИТОГОВОЕ ЗАКЛЮЧЕНИЕ"),
        table(
            [cell("I. Общие сведения об аттестуемом", span=4)],
            ["Ф.И.О. педагога", cell(span=3)],
            ["Действ. кв. категория", "", "На какую категорию аттестуется", ""],
            [cell("II. Эксперты", span=4)],
            ["", cell("1-й эксперт", span=2), "2-й эксперт"],
            ["Ф.И.О.", cell(span=2), ""],
            ["Место работы", cell(span=2), ""],
            [cell("III. Посещённые уроки", span=4)],
            ["Дата", "Класс", cell("Тема", span=2)],
            ["", "", cell(span=2)],
            ["", "", cell(span=2)],
            [cell("IV. Результаты деятельности", span=4)],
            ["4.1. Результаты освоения обучающимися образовательных программ", cell(span=3)],
            ["4.2. Показатель не применяется", cell("—", span=3)],
            [f"4.3. {_THIRD}", cell(span=3)],
            [cell("V. Вывод", span=4)],
            ["Рекомендации педагогу", cell(span=3)],
            ["Дата составления заключения", cell(span=3)],
            ["Подпись эксперта 1", "", "Подпись эксперта 2", ""],
        ),
    ],
    [
        box("Ф.И.О. педагога", "attestee.full_name"),
        box("Действ. кв. категория", "attestee.current_category"),
        box("На какую категорию аттестуется", "attestee.claimed_category"),
        box("1-й эксперт: Ф.И.О.", "experts.0.full_name"),
        box("2-й эксперт: Ф.И.О.", "experts.1.full_name"),
        box("1-й эксперт: Место работы", "experts.0.workplace"),
        box("2-й эксперт: Место работы", "experts.1.workplace"),
        *(
            box(f"Занятие {number + 1}: {what}", f"conclusion.lessons.{number}.{name}")
            for number in range(2)
            for what, name in (("Дата", "date"), ("Класс", "group"), ("Тема", "topic"))
        ),
        box("Результаты освоения обучающимися образовательных программ", "conclusion.criteria.0.text"),
        box(_THIRD, "conclusion.criteria.2.text"),
        box("Рекомендации педагогу", "conclusion.recommendations"),
        box("Дата составления заключения", "conclusion.date"),
        sign("Подпись эксперта 1", kind="table_cell"),
        sign("Подпись эксперта 2", kind="table_cell"),
    ],
)
PROSE = form(
    "a conclusion in sentences",
    [
        heading("Экспертное заключение о деятельности аттестующегося педагога"),
        p("Эксперты: __________________ (Ф.И.О., должность) и __________________ (Ф.И.О., должность)"),
        p("изучили деятельность __________________ (Ф.И.О. аттестуемого), ______________ (должность),"),
        p("в занимаемой должности с ______________ (приказ ______________________), в период с ____ по ____."),
        p("Посещены занятия:"),
        p("1) ____________, ____________, «____________________________»"),
        p("2) ____________, ____________, «____________________________»"),
        para(
            "\t(дата)\t(класс)\t(тема)",
            props='<w:tabs><w:tab w:val="center" w:pos="1000"/><w:tab w:val="center" w:pos="2700"/>'
            '<w:tab w:val="center" w:pos="5500"/></w:tabs>',
        ),
        p("Заключение: уровень квалификации ____________ (соответствует / не соответствует)"),
        p("требованиям ______________ квалификационной категории."),
        p("Рекомендуем: ______________________________"),
        heading("С заключением ознакомлен"),
        p("Подпись / расшифровка: _________ / _________"),
    ],
    [
        line("Специалист 1: Ф.И.О., должность", "experts.0.full_name"),
        line("Специалист 2: Ф.И.О., должность", "experts.1.full_name"),
        line("Ф.И.О. аттестуемого", "attestee.full_name"),
        line("должность", "attestee.position"),
        line("в занимаемой должности с", "attestee.appointed_on"),
        line("приказ", "attestee.appointment_order"),
        line("в период с", None, "в период"),
        line("в период по", None, "по", "в период с по"),
        *(
            line(f"Занятие {number + 1}: {what}", f"conclusion.lessons.{number}.{name}")
            for number in range(2)
            for what, name in (("дата", "date"), ("класс", "group"), ("тема", "topic"))
        ),
        line("Заключение: уровень квалификации", "conclusion.result"),
        line("требованиям … квалификационной категории", "attestee.claimed_category"),
        line("Рекомендуем", "conclusion.recommendations"),
        sign("Аттестуемый: подпись"),
        sign("Аттестуемый: расшифровка подписи"),
    ],
)
QUESTIONS = form(
    "questions and people one after another",
    [
        p("КАРТА АНАЛИЗА", props=CENTRE),
        p("профессиональной деятельности педагогического работника"),
        para(props=_RULE),
        small("Ф.И.О. полностью", props=CENTRE),
        para(props=_RULE),
        small("занимаемая должность, дата назначения на неё", props=CENTRE),
        table(
            ["Где работает?", ""],
            ["Какую категорию имеет сейчас?", ""],
            ["Сколько полных лет?", ""],
            ["В какой форме проходит аттестация?", ""],
            ["Дата и номер протокола", ""],
            ["Сайт организации", ""],
            ["Первый эксперт", ""],
            ["Должность", ""],
            ["Второй эксперт", ""],
            ["Должность", ""],
        ),
        table(
            ["Эксперты:", "", "", ""],
            ["1)", "", "", ""],
            ["", "(Ф.И.О.)", "(должность)", "(подпись)"],
        ),
    ],
    [
        Expected("caption", "Ф.И.О. полностью", "attestee.full_name"),
        Expected("caption", "занимаемая должность, дата назначения на неё", "attestee.position"),
        box("Где работает?", "attestee.workplace"),
        box("Какую категорию имеет сейчас?", "attestee.current_category"),
        box("Сколько полных лет?", "attestee.age"),
        box("В какой форме проходит аттестация?", "attestee.form"),
        box("Дата и номер протокола"),
        box("Сайт организации"),
        box("Первый эксперт", "experts.0.full_name", "Специалист 1: Первый эксперт"),
        box("Специалист 1: Должность", "experts.0.position"),
        box("Второй эксперт", "experts.1.full_name", "Специалист 2: Второй эксперт"),
        box("Специалист 2: Должность", "experts.1.position"),
        box("Специалист 1: (Ф.И.О.)", "experts.0.full_name"),
        box("Специалист 1: (должность)", "experts.0.position"),
        sign("Специалист 1: подпись", kind="table_cell"),
    ],
)

FORMS = (WHOLE_TABLE, PROSE, QUESTIONS)
