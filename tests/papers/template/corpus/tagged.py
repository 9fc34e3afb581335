"""Templates of libraries: tags of every syntax, cut into runs."""

from __future__ import annotations

from tests.papers.template.corpus.model import Expected, FormCase, form, heading, p
from tests.papers.template.wordfile import table


def _tag(label: str, field: str | None = None) -> Expected:
    return Expected("tag", label, field)


LIBRARY = form(
    "library",
    [
        heading("Договор № {{ contract.number }}"),
        p("{% if customer.is_legal %}"),
        p("Заказчик {{ customer.name|upper }}, в лице {{customer.head}}, и исполнитель {{r executor }}"),
        p("{% endif %}"),
        table(
            ["Наименование", "Цена", ""],
            ["{%tr for row in rows %}", "", ""],
            ["{{ row.title }}", "{{ row.price }}", ""],
            ["{%tr endfor %}", "", ""],
        ),
        p("{# заметка для автора #} Итого: {{ '%.2f' % total }} руб. {{'   '}}"),
        p("{{#each items}} {{this.name}} {{/each}}"),
    ],
    [
        _tag("contract.number"),
        _tag("customer.name"),
        _tag("customer.head"),
        _tag("executor"),
        _tag("row.title"),
        _tag("row.price"),
        _tag("total"),
        _tag("this.name"),
    ],
)

SYNTAXES = form(
    "syntaxes",
    [
        p("Приказ № ${order_number} от ${order_date}"),
        p("Назначить $__employee_name__ на должность $__employee_post__ с «start_date»"),
        p("в отдел «Отдел» с окладом {salary} руб., табельный номер %tab_number%."),
        p("Основание: заявление <<application>>, #reason#, [[basis]], @approver@"),
        p("Цена 100$ и 200$; скидка 5% и 10%; школа «Радуга»; переменная x_1; № 5#6"),
    ],
    [
        _tag("order_number"),
        _tag("order_date"),
        _tag("employee_name"),
        _tag("employee_post"),
        _tag("start_date"),
        Expected("tag", "Отдел", optional=True),
        _tag("salary"),
        _tag("tab_number"),
        _tag("application"),
        _tag("reason"),
        Expected("tag", "basis"),
        _tag("approver"),
    ],
)

CONCLUSION = form(
    "tagged conclusion",
    [
        heading("ИТОГОВОЕ ЗАКЛЮЧЕНИЕ об аттестации"),
        p("Аттестуемый: {{ attestee.full_name }}, {{ attestee.position }}"),
        p("Специалисты: {{ expert1_name }} ({{ expert1_position }}), {{ expert2_name }}"),
        p("Результат: {{ conclusion.result }}, дата: {{ conclusion.date }}"),
    ],
    [
        _tag("attestee.full_name", "attestee.full_name"),
        _tag("attestee.position", "attestee.position"),
        _tag("expert1_name", "experts.0.full_name"),
        _tag("expert1_position", "experts.0.position"),
        _tag("expert2_name", "experts.1.full_name"),
        _tag("conclusion.result", "conclusion.result"),
        _tag("conclusion.date", "conclusion.date"),
    ],
)

FORMS: tuple[FormCase, ...] = (LIBRARY, SYNTAXES, CONCLUSION)
