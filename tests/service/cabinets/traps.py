"""Pages on which the wrong row, person or button is near at hand."""

from __future__ import annotations

import re

from tests.service.cabinets.base import CHOOSE, DONE, NONE_YET, PEOPLE, PROFILE
from tests.service.cabinets.mvc import Cards, Details, Scaffold
from tests.service.cabinets.web_forms import Master, _link
from tests.service.stage import Told
from tests.service.web import HEADERS, Said


class FormAbove(Scaffold):
    """Each person's form stands in the line above the person: right above it is somebody else."""

    def row(self, number: int) -> str:
        cells = "".join(f"<td>{text}</td>" for text in PEOPLE[number].cells)
        return (
            f'<tr><td colspan="12">{self.form(number)}</td></tr><tr>{cells}<td><a href="/cpnew/Expert/Application/'
            f'{number}">Документы</a></td><td>{self.state(number)}</td></tr>'
        )


class Unnamed(Details):
    """The page on which the conclusion is attached does not say whose it is."""

    def details(self, asked: Told) -> str:
        return super().details(asked).replace(PEOPLE[int(asked.path.rsplit("/", 1)[1])].name, "")


class OneForm(Scaffold):
    """One form round the whole table; its buttons carry the row's number, its files the row's place."""

    def form(self, number: int) -> str:
        return (
            f'{CHOOSE} <input type="file" name="files[{number}]"><button name="attach" value="{number}">Прикрепить'
            f'</button><button name="attest" value="{number}">Аттестовать</button>'
        )

    def table(self, asked: Told) -> str:
        page = super().table(asked)
        opening = '<form action="/cpnew/Expert/Upload" method="post" enctype="multipart/form-data">'
        return page.replace('<table class="table table-bordered">', f'{opening}<table class="x">').replace(
            "<hr /><footer>", "</form><hr /><footer>"
        )

    def upload(self, asked: Told) -> Said:
        number = self.value(asked, "attach")
        parts = tuple(one for one in asked.parts if one.file is None or one.name == f"files[{number}]")
        own = Told(asked.method, asked.target, parts, asked.body)
        self.keep(own, number, decides=bool(self.value(asked, "attest")))
        return Said("", 302, {"Location": "/cpnew/Expert/Attestation"})


class Frozen(Master):
    """The first columns stay in place: they are a table of their own beside the rest."""

    def grid(self) -> str:
        def part(first: int, last: int) -> str:
            head = "".join(f"<th>{text}</th>" for text in HEADERS[first:last])
            rows = ""
            for number in range(len(PEOPLE)):
                cells = re.findall(r"<td>.*?</td>", self.cells(number))[:10]
                more = f"<td>{self.conclusion(number, f'ctl00$G$ctl{number + 2:02}')}</td>" if last > 10 else ""
                rows += f"<tr>{''.join(cells[first:last])}{'<td></td>' if more else ''}{more}</tr>"
            return f"<td><table><tr>{head}</tr>{rows}</table></td>"

        return f"<table><tr>{part(0, 3)}{part(3, 12)}</tr></table>"


class EditedRow(Master):
    """«Прикрепить» in a row opens that row for editing: a file field and «Загрузить» come up in it alone."""

    editing = -1

    def table(self, asked: Told) -> Said | str:
        target = self.value(asked, "__EVENTTARGET")
        self.editing = int(target[-2:]) - 2 if target.startswith("ctl00$Edit$") else -1
        return super().table(asked)

    def conclusion(self, number: int, row: str) -> str:
        state = self.state(number, row)
        if number != self.editing:
            return f"{state} {_link(f'ctl00$Edit$ctl{number + 2:02}', 'Прикрепить итоговое заключение')}"
        return (
            f"{state}<input type='file' name='{row}$up' />{_link(f'{row}$lnkUpload', 'Загрузить')} "
            f"{_link(f'{row}$lnkCancel', 'Отмена')} {_link(f'{row}$btnAttest', 'Аттестовать')}"
        )


class Forms(Master):
    """A FormView for each person: a table of two columns, «Прикрепить» a picture."""

    def grid(self) -> str:
        return "".join(self.person(number) for number in range(len(PEOPLE)))

    def person(self, number: int) -> str:
        """One person."""
        row = f"ctl00$MainContent$GridView1$ctl{number + 2:02}"
        said = (
            *PEOPLE[number].cells,
            _link(f"{row}$lnkDocs", "Документы"),
            f"{self.state(number, row)}<br />{CHOOSE} <input type='file' name='{row}$up' /><input type='image' "
            f"name='{row}$imgUpload' alt='Прикрепить' src='a.png' /><input type='submit' name='{row}$btnAttest' "
            "value='Аттестовать' />",
        )
        lines = "".join(
            f"<tr><th>{label}:</th><td>{text}</td></tr>" for label, text in zip(HEADERS, said, strict=True)
        )
        return f"<table cellspacing='0' border='1'><tbody>{lines}</tbody></table><br />"


class Headed(Cards):
    """Cards with the name for a heading; the expert's own name stands in bold above them all."""

    def card(self, number: int) -> str:
        who = PEOPLE[number]
        said = super().card(number).replace(f"<dt>{HEADERS[1]}</dt><dd>{who.cells[1]}</dd>", "")
        return said.replace('<div class="panel-body">', f'<h4>{who.cells[1]}</h4><div class="panel-body">')

    def layout(self, title: str, body: str, *, signed_in: bool = True) -> str:
        return super().layout(title, f"<b>Соболева Вера Юрьевна</b>{body}", signed_in=signed_in)


class Cells(Scaffold):
    """The form is a line of several cells under the person; once attached, the file's name alone says so."""

    def row(self, number: int) -> str:
        form = self.form(number)
        line = f'<tr><td></td><td>{CHOOSE}</td><td colspan="10">{form}</td></tr>'
        return super().row(number).replace(form, "") + line

    def state(self, number: int) -> str:
        if number in self.attached:
            return f'Итоговое заключение: <a href="/cpnew/Conclusion/{number}">zakl_{number}.pdf</a>'
        return "Итоговое заключение: нет файла"


class Lines(Scaffold):
    """«Label: value» in lines parted by <br>, a block for each person; the profile likewise."""

    def profile(self, _asked: Told) -> str:
        lines = "".join(f"<b>{label}</b>: {value}<br>" for label, value in PROFILE)
        return self.layout("Личный кабинет", f"<h2>Личный кабинет</h2><p>{lines}</p>")

    def table(self, asked: Told) -> str:
        blanks = (
            super().table(asked).partition("<h3>Шаблон")[2].partition('<table class="table table-bordered">')[0]
        )
        people = "".join(
            '<div class="well">'
            + "".join(
                f"<b>{label}:</b> {text}<br>" for label, text in zip(HEADERS, PEOPLE[number].cells, strict=False)
            )
            + f'<b>{HEADERS[10]}:</b> <a href="/cpnew/Expert/Application/{number}">Открыть</a><br>'
            + f"<div><b>{HEADERS[11]}</b>{self.state(number)}{self.form(number)}</div></div>"
            for number in range(len(PEOPLE))
        )
        return self.layout("Аттестация", f"<h3>Шаблон{blanks}{people}")

    def state(self, number: int) -> str:
        if number in self.attached:
            return f'<ul><li>{DONE}</li><li><a href="/cpnew/Conclusion/{number}">Просмотр</a></li></ul>'
        return f"<ul><li>{NONE_YET}</li></ul>"
