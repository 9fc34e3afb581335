"""Forms written by an examiner without a look at the engine: questionnaires, controls, tags, two languages."""

from __future__ import annotations

from tests.papers.template.corpus.model import (
    CENTRE,
    Expected,
    FormCase,
    box,
    column,
    control,
    field,
    form,
    heading,
    line,
    p,
    sign,
    tick_control,
)
from tests.papers.template.wordfile import cell, para, run, small, table

_GREY = '<w:rStyle w:val="PlaceholderText"/>'

QUESTIONS = form(
    "blind: questionnaire",
    [
        heading("АНКЕТА УЧАСТНИКА КОНКУРСА"),
        p("Уважаемый коллега! Просим ответить на вопросы (отметьте знаком V или впишите ответ)."),
        table(
            ["1", "Фамилия, имя, отчество", ""],
            ["2", "Место работы, должность", ""],
            ["3", "Дата рождения (число, месяц, год)", ""],
            ["4", "Контактный телефон, e-mail", ""],
            ["5", "Пол", cell(p("□ муж.   □ жен."))],
        ),
        p("6. Ваш стаж работы:"),
        p("☐ до 5 лет"),
        p("☐ от 5 до 15 лет"),
        p("☐ более 15 лет"),
        p("7. Участвовали ли Вы в конкурсе раньше?   [ ] да   [ ] нет"),
        p("8. Форма участия (выберите одну):"),
        p("а) очная;"),
        p("б) дистанционная;"),
        p("в) заочная."),
        p("9. Ваши пожелания организаторам: ____________________________________"),
        p("____________________________________________________________________"),
        p("Спасибо за участие!"),
        p("«____»________________ 20___ г.                     Подпись ________________"),
    ],
    [
        box("Фамилия, имя, отчество", "attestee.full_name"),
        box("Место работы, должность", "attestee.workplace"),
        box("Дата рождения (число, месяц, год)"),
        box("Контактный телефон, e-mail"),
        Expected("checkbox", "муж."),
        Expected("checkbox", "жен."),
        Expected("checkbox", "до 5 лет"),
        Expected("checkbox", "от 5 до 15 лет"),
        Expected("checkbox", "более 15 лет"),
        Expected("checkbox", "да"),
        Expected("checkbox", "нет"),
        Expected("choice", "Форма участия (выберите одну)"),
        line("Ваши пожелания организаторам"),
        sign("дата", "дата подписания"),
        sign("Подпись"),
    ],
)

REPORT_TEMPLATE = form(
    "blind: template of a library",
    [
        p("{%p if company.logo %}"),
        p("{{ company.logo }}"),
        p("{%p endif %}"),
        heading("Отчёт {{ report.number }} от {{ report.date|format_date }}"),
        p("Уважаемый {{ client.first_name }} {{ client.last_name }}!"),
        table(
            ["Товар", "Кол-во", "Сумма"],
            [cell("{%tr for item in items %}", span=3)],
            ["{{ item.title }}", "{{ item.qty }}", "{{ '{:.2f}'.format(item.sum) }}"],
            [cell("{%tr endfor %}", span=3)],
            [cell("Всего", span=2), "{{ total_sum }}"],
        ),
        p("{% set x = 1 %}{% for manager in managers -%}{{ manager.full_name }}{%- endfor %}"),
        p("{{r signature_block }} {{p appendix }}"),
        p("Тел.: ${phone}, e-mail: ${e_mail}"),
        p(
            "Адрес: ",
            field((" MERGEFIELD ", "Адрес "), "«Адрес»"),
            ", город ",
            field((' MERGEFIELD "City" ',), "«City»"),
        ),
    ],
    [
        *(
            Expected("tag", one, "attestee.email" if one == "e_mail" else None)
            for one in (
                "company.logo",
                "report.number",
                "report.date",
                "client.first_name",
                "client.last_name",
                "item.title",
                "item.qty",
                "item.sum",
                "total_sum",
                "manager.full_name",
                "signature_block",
                "appendix",
                "phone",
                "e_mail",
            )
        ),
        Expected("mergefield", "Адрес"),
        Expected("mergefield", "City"),
    ],
)


def _text(title: str, shown: str, empty: bool = True) -> str:
    return control(
        run(shown, _GREY if empty else ""),
        f'<w:alias w:val="{title}"/><w:tag w:val="t"/>{"<w:showingPlcHdr/>" if empty else ""}<w:text/>',
    )


_KINDS = (
    "<w:showingPlcHdr/><w:comboBox>"
    + "".join(f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in ("учитель", "воспитатель"))
    + "</w:comboBox>"
)


def _legacy(name: str, default: str, shown: str) -> str:
    return field(
        (" FORMTEXT ",),
        shown,
        f'<w:ffData><w:name w:val="{name}"/><w:enabled/>'
        f'<w:textInput><w:default w:val="{default}"/></w:textInput></w:ffData>',
    )


APPLICATION = form(
    "blind: controls of an application",
    [
        heading("Заявление об аттестации"),
        p("Фамилия, имя, отчество ", _text("Заявитель", "Введите полностью")),
        p("Должность: ", control(run("Выберите или впишите", _GREY), _KINDS)),
        table(
            [
                cell("Муниципальное образование"),
                cell(para(control(run("Место для ввода текста.", _GREY), "<w:showingPlcHdr/><w:text/>"))),
            ],
            [cell("Адрес электронной почты"), cell(para(_text("", "name@example.org")))],
        ),
        p("Форма проведения: ", tick_control("очно"), " очно ", tick_control("дистанционно"), " дистанционно"),
        p("Дата подачи: ", control(run("Введите дату.", _GREY), "<w:showingPlcHdr/><w:date/>")),
        p(
            "Индекс: ",
            _legacy("Индекс", "630000", "630000"),
            "  Телефон: ",
            _legacy("Text7", "", "\u2002\u2002\u2002"),
        ),
    ],
    [
        Expected("sdt", "Заявитель", "attestee.full_name", ("Фамилия, имя, отчество",)),
        Expected("sdt", "Должность", "attestee.position"),
        Expected("sdt", "Муниципальное образование", "attestee.municipality"),
        Expected("sdt", "Адрес электронной почты", "attestee.email"),
        Expected("checkbox", "очно", "attestee.form"),
        Expected("checkbox", "дистанционно", "attestee.form"),
        Expected("sdt", "Дата подачи"),
        Expected("formfield", "Индекс"),
        Expected("formfield", "Телефон"),
    ],
)

BILINGUAL = form(
    "blind: bilingual certificate",
    [
        table(
            [
                cell(
                    p("«Қазына» мектебі", props=CENTRE),
                    p("АНЫҚТАМА", props=CENTRE),
                    p("№ ______  «___» ______ 20__ ж."),
                ),
                cell(
                    p("Школа «Казына»", props=CENTRE),
                    p("СПРАВКА", props=CENTRE),
                    p("№ ______  «___» ______ 20__ г."),
                ),
            ]
        ),
        p("Берілді / Выдана _______________________________________________"),
        small("(Аты-жөні / Фамилия, имя, отчество)", props=CENTRE),
        p("ол шынымен осы мектепте жұмыс істейді / в том, что он(а) действительно работает в этой школе"),
        p("Лауазымы / Должность: __________________________"),
        p("Жұмыс өтілі / Стаж работы: ______ жыл / лет"),
        p("Анықтама талап етілген жерге ұсыну үшін берілді. / Справка выдана по месту требования."),
        p("Директор / Директоры ____________ ____________________"),
        small("\t\t\t(қолы / подпись)\t(аты-жөні / Ф.И.О.)"),
        p("М.О. / М.П."),
    ],
    [
        line("АНЫҚТАМА №", None, "№"),
        line("ж.", None, "дата"),
        line("СПРАВКА №", None, "№"),
        line("дата"),
        line("Аты-жөні / Фамилия, имя, отчество", "attestee.full_name", "Выдана"),
        line("Лауазымы / Должность", "attestee.position"),
        line("Жұмыс өтілі / Стаж работы", None, "Стаж работы"),
        sign("Директор: подпись", "қолы / подпись"),
        sign("Директор: расшифровка подписи", "аты-жөні / Ф.И.О."),
    ],
)

GRADES = form(
    "blind: attendance of observers",
    [
        heading("Сводный лист наблюдений"),
        p("Организация\u00a0…………………………………………………… (краткое наименование)"),
        p("Наблюдатель: <Фамилия И.О.>, период наблюдения: <с … по …>"),
        table(
            [cell("№ п/п", merge="restart"), cell("Ф.И.О. педагога", merge="restart"), cell("Занятия", span=3)],
            [cell(merge="continue"), cell(merge="continue"), "дата", "группа", "тема"],
            ["1", "", "", "", ""],
            ["2", "", "", "", ""],
            ["…", "", "", "", ""],
        ),
        p("Наблюдения проведены в полном объёме: ДА / НЕТ (обвести)"),
        p("Наблюдатель: _________/_________"),
    ],
    [
        line("Организация", "attestee.workplace", "краткое наименование"),
        Expected("bracket", "Наблюдатель", None, ("Фамилия И.О.",)),
        Expected("bracket", "период наблюдения", None, ("с … по …",)),
        column("Ф.И.О. педагога"),
        *(
            box(f"Занятие {number + 1}: {word}", f"conclusion.lessons.{number}.{name}")
            for number in range(3)
            for word, name in (("дата", "date"), ("группа", "group"), ("тема", "topic"))
        ),
        Expected("choice", "Наблюдения проведены в полном объёме: ДА / НЕТ (обвести)"),
        sign("Наблюдатель: подпись"),
        sign("Наблюдатель: расшифровка подписи"),
    ],
)

FORMS: tuple[FormCase, ...] = (QUESTIONS, REPORT_TEMPLATE, APPLICATION, BILINGUAL, GRADES)
