"""Forms made of Word's own fields: content controls, legacy form fields, merge fields, headers, text boxes."""

from __future__ import annotations

from tests.papers.template.corpus.model import (
    Expected,
    FormCase,
    control,
    field,
    form,
    heading,
    line,
    p,
    sign,
    tick_control,
)
from tests.papers.template.wordfile import cell, docx, para, run, table

_EMPTY = "<w:showingPlcHdr/>"
_GREY = '<w:rStyle w:val="PlaceholderText"/>'
_PROMPT = "Место для ввода текста."
_LIST = (
    '<w:dropDownList><w:listItem w:displayText="Выберите элемент." w:value=""/>'
    '<w:listItem w:displayText="первая" w:value="1"/><w:listItem w:displayText="высшая" w:value="2"/>'
    "</w:dropDownList>"
)


def _named(name: str, more: str = "") -> str:
    return f'<w:alias w:val="{name}"/><w:tag w:val="{name}"/>{more}{_EMPTY}'


def _sdt(label: str, field_name: str | None = None, *aka: str) -> Expected:
    return Expected("sdt", label, field_name, aka)


CONTROLS = form(
    "controls",
    [
        heading("КАРТОЧКА аттестуемого педагогического работника"),
        p("Ф.И.О.: ", control(run(_PROMPT, _GREY), f"{_EMPTY}<w:text/>")),
        table(
            ["Должность", cell(control(p(run(_PROMPT, _GREY)), f"{_EMPTY}<w:text/>"), para())],
            ["Заявленная категория", cell(para(control(run("Выберите элемент.", _GREY), _EMPTY + _LIST)))],
            ["Место работы", control(cell(p(run(_PROMPT, _GREY))), f"{_EMPTY}<w:text/>")],
            ["Телефон", cell(para(control(run("8-913-000-00-00"), "<w:text/>")))],
        ),
        control(p(run("Рекомендации пишутся здесь", _GREY)), _named("Рекомендации")),
        p("Дата заключения: ", control(run("Место для ввода даты.", _GREY), f"{_EMPTY}<w:date/>")),
        p(tick_control(), " соответствует  ", tick_control(), " не соответствует"),
        control(p("Оглавление"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'),
    ],
    [
        _sdt("Ф.И.О.", "attestee.full_name"),
        _sdt("Должность", "attestee.position"),
        _sdt("Заявленная категория", "attestee.claimed_category"),
        _sdt("Место работы", "attestee.workplace"),
        _sdt("Телефон"),
        _sdt("Рекомендации", "conclusion.recommendations"),
        _sdt("Дата заключения", "conclusion.date"),
        Expected("checkbox", "соответствует", "conclusion.result"),
        Expected("checkbox", "не соответствует", "conclusion.result"),
    ],
)


def _text_field(name: str) -> str:
    return field(
        (" FORMTEXT ",),
        "\u2002\u2002\u2002\u2002\u2002",
        f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:textInput/></w:ffData>',
    )


def _box_field() -> str:
    state = '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>'
    data = f'<w:ffData><w:name w:val="Флажок1"/>{state}</w:ffData>'
    return field((" FORMCHECKBOX ",), "", data)


_DROP = (
    '<w:ffData><w:name w:val="Список1"/><w:ddList><w:listEntry w:val="очная"/><w:listEntry w:val="дистанционная"/>'
    "</w:ddList></w:ffData>"
)

LEGACY = form(
    "legacy",
    [
        heading("Заявка на аттестацию"),
        p("Фамилия, имя, отчество: ", _text_field("ТекстовоеПоле1")),
        table(["Возраст", cell(para(_text_field("ТекстовоеПоле2")))], ["Адрес", cell(para(_text_field("Text3")))]),
        p("Форма аттестации: ", field((" FORM", "DROPDOWN "), "", _DROP)),
        p(_box_field(), " Документы приложены"),
        p("Страница ", field((" PAGE ",), "2"), " из ", field((" NUMPAGES ",), "3")),
    ],
    [
        Expected("formfield", "Фамилия, имя, отчество", "attestee.full_name"),
        Expected("formfield", "Возраст", "attestee.age"),
        Expected("formfield", "Адрес"),
        Expected("formfield", "Форма аттестации", "attestee.form"),
        Expected("checkbox", "Документы приложены"),
    ],
)


def _simple(name: str) -> str:
    return f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{run("«" + name + "»")}</w:fldSimple>'


MERGE = form(
    "merge",
    [
        p("Уважаемый(ая) ", field((" MERGE", 'FIELD "ФИО" ', "\\* MERGEFORMAT "), "«ФИО»"), "!"),
        p(
            "Сообщаем, что Ваша аттестация по должности ",
            _simple("Должность"),
            " пройдёт в ",
            _simple("Период"),
            ".",
        ),
        p("Адрес: ", field((" MERGEFIELD  Адрес_организации ",), "«Адрес_организации»"), ", ", _simple("Индекс")),
        p(field((' IF 1 = 1 "да" "нет" ',), "да"), " Исполнитель: ", _simple("Исполнитель")),
    ],
    [
        Expected("mergefield", "ФИО", "attestee.full_name"),
        Expected("mergefield", "Должность", "attestee.position"),
        Expected("mergefield", "Период", "attestee.period"),
        Expected("mergefield", "Адрес_организации"),
        Expected("mergefield", "Индекс"),
        Expected("mergefield", "Исполнитель"),
    ],
)


def _twin(inner: str) -> str:
    holder = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{holder}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{holder}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


_CHANGED = (
    '<w:del w:id="1" w:author="a"><w:r><w:delText>Возраст: ______</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" w:author="a">{run("Муниципальное образование: ____________")}</w:ins>'
)

PLACES = FormCase(
    "places",
    docx(
        p(_twin(p("УТВЕРЖДАЮ") + p("Директор ____________ И.И. Сомов") + p("«___» __________ 20__ г.")), "ПЛАН"),
        p("аттестации педагогических работников"),
        para(_CHANGED),
        p("Ответственный: Громова Е.В.   Срок: ", run("до 1 мая", '<w:u w:val="single"/>')),
        table(["Фамилия, имя, отчество", "Сидорова Нина Петровна"], ["Стаж", "12 лет"], ["Награды", ""]),
        headers=[p("Образовательная организация: ______________________")],
    ),
    (
        sign("Директор: подпись", "подпись"),
        sign("дата", "дата подписания"),
        line("Муниципальное образование", "attestee.municipality"),
        Expected("table_cell", "Награды"),
        line("Образовательная организация", "attestee.workplace"),
    ),
)

FORMS: tuple[FormCase, ...] = (CONTROLS, LEGACY, MERGE, PLACES)
