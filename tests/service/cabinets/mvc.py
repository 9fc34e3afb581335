"""Cabinets as MVC projects make them: the scaffold, rows with a form of their own, and a page for each row."""

# ruff: noqa: E501 - markup as such sites write it, unbroken

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.service.cabinets.base import (
    CHOOSE,
    COUNT,
    DONE,
    NONE_YET,
    PEOPLE,
    PROFILE,
    WRONG,
    Other,
)
from tests.service.stage import Told
from tests.service.web import HEADERS, Said

_TOKEN = '<input name="__RequestVerificationToken" type="hidden" value="CfDJ8Nq_7-x" />'


class Scaffold(Other):
    """The project template of MVC 5 with Bootstrap 3, hardly touched."""

    def layout(self, title: str, body: str, *, signed_in: bool = True) -> str:
        """_Layout.cshtml."""
        leave = (
            f'<form action="/cpnew/Account/LogOff" class="navbar-right" id="logoutForm" method="post">{_TOKEN}'
            '<ul class="nav navbar-nav navbar-right"><li><a href="/cpnew/Manage" title="Manage">'
            "Здравствуйте, soboleva1!</a></li><li>"
            "<a href=\"javascript:document.getElementById('logoutForm').submit()\">Выйти</a></li></ul></form>"
            if signed_in
            else '<ul class="nav navbar-nav navbar-right"><li><a href="/cpnew/Account/Login" id="loginLink">'
            "Войти</a></li></ul>"
        )
        return (
            f'<!DOCTYPE html>\r\n<html><head><meta charset="utf-8" /><title>{title} - Личный кабинет специалиста'
            '</title><link href="/cpnew/Content/css?v=1" rel="stylesheet"/></head><body>'
            '<div class="navbar navbar-inverse navbar-fixed-top"><div class="container"><div class="navbar-header">'
            '<button type="button" class="navbar-toggle" data-toggle="collapse"><span class="icon-bar"></span>'
            '</button><a class="navbar-brand" href="/cpnew/">Аттестация педагогических работников</a></div>'
            '<div class="navbar-collapse collapse"><ul class="nav navbar-nav">'
            '<li><a href="/cpnew/Expert">Главная</a></li><li><a href="/cpnew/Expert/Profile">Личный кабинет</a>'
            '</li><li><a href="/cpnew/Expert/Attestation">Аттестация</a></li></ul>'
            f'{leave}</div></div></div><div class="container body-content">{body}<hr /><footer><p>&copy; 2026'
            " ТОИПКРО</p></footer></div></body></html>"
        )

    def login_page(self, failed: bool) -> str:
        summary = (
            f'<div class="validation-summary-errors text-danger"><ul><li>{WRONG}</li></ul></div>' if failed else ""
        )
        return self.layout(
            "Войти",
            '<h2>Войти.</h2><div class="row"><div class="col-md-8"><section id="loginForm">'
            f'<form class="form-horizontal" method="post" role="form">{_TOKEN}'
            "<h4>Используйте учетную запись для входа.</h4><hr />"
            f'{summary}<div class="form-group"><label class="col-md-2 control-label" for="UserName">'
            'Имя пользователя</label><div class="col-md-10"><input class="form-control" data-val="true" '
            'data-val-required="Требуется поле Имя пользователя." id="UserName" name="UserName" type="text" '
            'value="" /><span class="field-validation-valid text-danger" data-valmsg-for="UserName"></span></div>'
            '</div><div class="form-group"><label class="col-md-2 control-label" for="Password">Пароль</label>'
            '<div class="col-md-10"><input class="form-control" id="Password" name="Password" type="password" />'
            '</div></div><div class="form-group"><div class="col-md-offset-2 col-md-10"><div class="checkbox">'
            '<input id="RememberMe" name="RememberMe" type="checkbox" value="true" /><input name="RememberMe" '
            'type="hidden" value="false" /><label for="RememberMe">Запомнить меня</label></div></div></div>'
            '<div class="form-group"><div class="col-md-offset-2 col-md-10"><input type="submit" value="Войти" '
            'class="btn btn-default" /></div></div><p><a href="/cpnew/Account/Register">Зарегистрируйтесь</a>, '
            'если нет учетной записи.</p><p><a href="/cpnew/Account/Forgot">Забыли пароль?</a></p></form>'
            "</section></div></div>",
            signed_in=False,
        )

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        return {
            "/cpnew/": self.home_page,
            "/cpnew/Expert": self.home_page,
            "/cpnew/Expert/Profile": self.profile,
            "/cpnew/Expert/Attestation": self.table,
            "/cpnew/Expert/Upload": self.upload,
            "/cpnew/Account/LogOff": self.leave,
            **{f"/cpnew/Expert/Application/{number}": self.application for number in range(len(PEOPLE))},
        }

    def home_page(self, _asked: Told) -> str:
        """Three blocks with «Перейти »»."""
        blocks = "".join(
            f'<div class="col-md-4"><h2>{title}</h2><p>{text}</p><p><a class="btn btn-default" href="{where}">'
            "Перейти &raquo;</a></p></div>"
            for title, text, where in (
                ("Личный кабинет", "Ваши данные", "/cpnew/Expert/Profile"),
                ("Аттестация", "Список и шаблоны", "/cpnew/Expert/Attestation"),
                ("Помощь", "Памятки", "/cpnew/Home/Help"),
            )
        )
        return self.layout(
            "Главная",
            f'<div class="jumbotron"><p class="lead">{COUNT} = {len(PEOPLE)}.</p></div><div class="row">{blocks}</div>',
        )

    def profile(self, _asked: Told) -> str:
        """DisplayFor, as scaffolded."""
        pairs = "".join(f"<dt>\r\n{label}\r\n</dt><dd>\r\n{value}\r\n</dd>" for label, value in PROFILE)
        return self.layout(
            "Личный кабинет",
            f'<h2>Личный кабинет</h2><div><hr /><dl class="dl-horizontal">{pairs}</dl></div><p>'
            '<a href="/cpnew/Expert/Edit">Редактировать</a> | <a href="/cpnew/Expert">Вернуться назад</a></p>',
        )

    def table(self, asked: Told) -> str:
        """The list."""
        head = "".join(f"<th>{text}</th>" for text in HEADERS)
        rows = "".join(self.row(number) for number in range(len(PEOPLE)))
        return self.layout(
            "Аттестация",
            '<h3>Шаблон итогового заключения</h3><table class="table">'
            "<tr><td>Итоговое заключение для заполнения</td><td><a href='/cpnew/Files/blank.docx'>Скачать</a></td>"
            "</tr><tr><td>Шаблон (расшифровка) заполнения итогового заключения</td>"
            "<td><a href='/cpnew/Files/guide.docx'>Скачать</a></td></tr></table>"
            f'<table class="table table-bordered"><tr>{head}</tr>{rows}</table>',
        )

    def row(self, number: int) -> str:
        """A person's row with a form in the last cell."""
        cells = "".join(f"<td>{text}</td>" for text in PEOPLE[number].cells)
        return (
            f'<tr>{cells}<td><a href="/cpnew/Expert/Application/{number}">Просмотр документов</a></td>'
            f"<td>{self.state(number)}{self.form(number)}</td></tr>"
        )

    def state(self, number: int) -> str:
        """Whether it is attached."""
        if number in self.attached:
            return f'<p>{DONE}. <a href="/cpnew/Conclusion/{number}">Просмотр итогового заключения</a></p>'
        return f'<p class="text-danger">{NONE_YET}</p>'

    def form(self, number: int) -> str:
        """The form of a row."""
        return (
            f'<form action="/cpnew/Expert/Upload" enctype="multipart/form-data" method="post">{_TOKEN}'
            f'<input id="item_Id" name="item.Id" type="hidden" value="{number}" /><p>{CHOOSE}</p>'
            '<input type="file" name="upload" /><button type="submit" name="command" value="load" '
            'class="btn btn-primary btn-xs">Прикрепить</button> <button type="submit" name="command" '
            'value="attest" class="btn btn-danger btn-xs">Аттестовать</button></form>'
        )

    def upload(self, asked: Told) -> Said:
        """What the form sends."""
        self.keep(asked, self.value(asked, "item.Id"), decides=self.value(asked, "command") == "attest")
        return Said("", 302, {"Location": "/cpnew/Expert/Attestation"})

    def application(self, asked: Told) -> str:
        """The application and its documents."""
        number = asked.path.rsplit("/", 1)[1]
        return self.layout(
            "Заявление",
            f"<h2>Заявление</h2><ul><li><a href='/cpnew/Files/Application{number}.pdf'>Заявление.pdf</a></li></ul>"
            '<a href="/cpnew/Expert/Attestation">Вернуться назад</a>',
        )


class SecondRow(Scaffold):
    """The form stands in a line of its own under the person; the period spans both lines."""

    def row(self, number: int) -> str:
        first, *rest = PEOPLE[number].cells
        cells = "".join(f"<td>{text}</td>" for text in rest)
        return (
            f'<tr class="person"><td rowspan="2">{first}</td>{cells}<td><a href="/cpnew/Expert/Application/{number}">'
            f'Документы</a></td><td>{self.state(number)}</td></tr><tr class="tools"><td colspan="11">'
            f"{self.form(number)}</td></tr>"
        )


class Details(Scaffold):
    """The row leads to a page where the conclusion is attached."""

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        return {
            **super().routes(),
            **{f"/cpnew/Expert/Conclusion/{number}": self.details for number in range(len(PEOPLE))},
        }

    def form(self, number: int) -> str:
        return f'<a href="/cpnew/Expert/Conclusion/{number}">Прикрепить итоговое заключение</a>'

    def person(self, number: int) -> str:
        """Who it is about."""
        who = PEOPLE[number]
        said = zip(HEADERS, (who.period, who.name, who.position), strict=False)
        return "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in said)

    def details(self, asked: Told) -> str:
        """The page of one person."""
        number = int(asked.path.rsplit("/", 1)[1])
        return self.layout(
            "Итоговое заключение",
            f"<h2>Итоговое заключение</h2><dl>{self.person(number)}</dl>"
            f"{self.state(number)}{super().form(number)}"
            '<p><a href="/cpnew/Expert/Attestation">Вернуться назад</a></p>',
        )


class Cards(Scaffold):
    """A panel and a definition list for each person in place of a table."""

    def table(self, asked: Told) -> str:
        cards = "".join(self.card(number) for number in range(len(PEOPLE)))
        return self.layout(
            "Аттестация",
            '<h3>Шаблон итогового заключения</h3><ul><li><a href="/cpnew/Files/blank.docx">Итоговое заключение для '
            'заполнения</a></li><li><a href="/cpnew/Files/guide.docx">Шаблон (расшифровка) заполнения итогового '
            f'заключения</a></li></ul><div class="row">{cards}</div>',
        )

    def card(self, number: int) -> str:
        """One person."""
        pairs = "".join(
            f"<dt>{label}</dt><dd>{text}</dd>" for label, text in zip(HEADERS, PEOPLE[number].cells, strict=False)
        )
        return (
            f'<div class="col-md-6"><div class="panel panel-default"><div class="panel-body"><dl>{pairs}'
            f'<dt>{HEADERS[10]}</dt><dd><a href="/cpnew/Expert/Application/{number}">Открыть</a></dd>'
            f"<dt>{HEADERS[11]}</dt><dd>{self.state(number)}{self.form(number)}</dd></dl></div></div></div>"
        )
