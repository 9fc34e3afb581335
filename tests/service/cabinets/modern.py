"""Cabinets of HTML 5: icons, placeholders, confirmations, and a search beside everything."""

# ruff: noqa: E501 - markup as such sites write it, unbroken

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.service.cabinets.base import CHOOSE, COUNT, DONE, NONE_YET, PEOPLE, PROFILE, Other
from tests.service.stage import Told
from tests.service.web import Said

_SHORT = (
    "№ п/п",
    "Аттестационный период",
    "Ф.И.О. педагогического работника",
    "Должность",
    "Предмет(ы)",
    "Имеющаяся квалификационная категория",
    "Заявленная категория",
    "Форма аттестации",
    "Дата назначения на должность",
    "Номер распорядительного акта о назначении",
    "Возраст",
    "E-mail",
    "Документы, приложенные к заявлению",
    "Итоговое заключение",
)


class Modern(Other):
    """Fields named by placeholders, icon buttons with aria-label, onclick="return confirm(…)", a search form."""

    login = "/cpnew/login"

    def layout(self, body: str, *, signed_in: bool = True) -> str:
        """The page around."""
        search = (
            '<form role="search" action="/cpnew/search"><input type="search" name="q" placeholder="Поиск">'
            '<button aria-label="Найти"><svg><use href="#find"></use></svg></button></form>'
        )
        menu = (
            '<a href="/cpnew/Expert"><svg><title>home</title></svg> Главная</a>'
            '<a href="/cpnew/profile"><i class="fa fa-user"></i> Личный кабинет</a>'
            '<a href="/cpnew/list" aria-current="page">Аттестация<span class="badge">3</span></a>'
            '<form method="post" action="/cpnew/logout"><button class="btn-link" title="Выйти из системы">'
            '<i class="fa fa-sign-out"></i></button></form>'
            if signed_in
            else ""
        )
        return (
            '<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width='
            'device-width"><title>Центр аттестации педагогических работников</title><script>var x="<table>"'
            f"</script></head><body><header><nav>{menu}</nav>{search}</header><main>{body}</main>"
            "<dialog id=help><p>Аттестовать: необратимо</p></dialog></body></html>"
        )

    def login_page(self, failed: bool) -> str:
        # It says nothing of why: the form comes again.
        return self.layout(
            '<section class="auth"><h1>Вход</h1><form method="post" novalidate><div><i class="icon"></i>'
            '<input name="login" placeholder="Имя пользователя" autocomplete="username" required></div><div>'
            '<input type="password" name="pwd" placeholder="Пароль" required><button type="button" '
            'aria-label="Показать пароль">👁</button></div><label><input type="checkbox" name="keep"> Запомнить меня'
            '</label><button class="primary"><i></i><span>Войти</span></button></form>'
            '<a href="/cpnew/forgot">Забыли пароль?</a></section>',
            signed_in=False,
        )

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        return {
            "/cpnew/Expert": lambda _: self.layout(
                f'<div class="stat"><span>{COUNT}</span>: <b>{len(PEOPLE)}</b></div>'
            ),
            "/cpnew/profile": self.profile,
            "/cpnew/list": self.table,
            "/cpnew/logout": self.leave,
            **{f"/cpnew/send/{number}": self.upload for number in range(len(PEOPLE))},
            **{f"/cpnew/finish/{number}": self.finish for number in range(len(PEOPLE))},
        }

    def profile(self, _asked: Told) -> str:
        """Pairs in divs."""
        pairs = "".join(
            f'<div class="field"><div class="name">{label}</div><div class="data">{value}</div></div>'
            for label, value in PROFILE
        )
        return self.layout(f'<h1>Личный кабинет</h1>{pairs}<a href="/cpnew/profile/edit">Редактировать</a>')

    def table(self, _asked: Told) -> str:
        """Columns in another order, named a little otherwise, and numbered."""
        head = "".join(f'<th scope="col">{text}</th>' for text in _SHORT)
        rows = "".join(self.row(number) for number in range(len(PEOPLE)))
        return self.layout(
            '<h1>Аттестация</h1><p>Шаблоны: <a href="/cpnew/Files/blank.docx" download>Итоговое заключение для '
            'заполнения (docx)</a>, <a href="/cpnew/Files/guide.docx" download>Шаблон (расшифровка) заполнения '
            f"итогового заключения (docx)</a></p><div class=scroll><table><thead><tr>{head}</tr></thead><tbody>"
            f"{rows}</tbody></table></div>"
        )

    def row(self, number: int) -> str:
        """A person; the buttons are icons."""
        who = PEOPLE[number]
        said = (
            *(str(number + 1), who.period, f"<strong>{who.name}</strong><br><small>({who.status})</small>"),
            *(who.position, "".join(f"<div>{one}</div>" for one in who.subjects), who.current, who.claimed),
            *(f'<span class="tag">{who.form}</span>', f"<time>{who.day}</time>", who.order, who.age),
            f'<a href="mailto:{who.email}">{who.email}</a>',
            f'<a href="/cpnew/Files/Application{number}.pdf"><i class="fa fa-file"></i> Заявление</a>',
        )
        state = (
            f'<span class="ok">✓ {DONE}</span> <a href="/cpnew/Conclusion/{number}" target="_blank" '
            'aria-label="Просмотр итогового заключения"><i class="fa fa-eye"></i></a>'
            if number in self.attached
            else f"<span>{NONE_YET}</span>"
        )
        form = (
            f'<form method="post" action="/cpnew/send/{number}" enctype="multipart/form-data">'
            f'<input type="file" name="f" accept=".pdf" aria-label="{CHOOSE}">'
            '<button aria-label="Прикрепить" onclick="return confirm(\'Прикрепить файл?\')"><i></i></button>'
            f'</form><form method="post" action="/cpnew/finish/{number}"><button data-action="finish" '
            'aria-label="Аттестовать" onclick="return confirm(\'Вы уверены?\')"><i></i></button></form>'
        )
        cells = "".join(f"<td>{text}</td>" for text in said)
        return f'<tr data-id="{number}">{cells}<td>{state}{form}</td></tr>'

    def upload(self, asked: Told) -> Said | str:
        """The file."""
        self.keep(asked, asked.path.rsplit("/", 1)[1], decides=False)
        return Said("", 303, {"Location": "/cpnew/list"})

    def finish(self, asked: Told) -> Said | str:
        """«Аттестовать»."""
        self.keep(asked, "", decides=True)
        return Said("", 303, {"Location": "/cpnew/list"})


class ResultList(Modern):
    """The file, the result and «Аттестовать» in one form: no button only attaches."""

    def row(self, number: int) -> str:
        return (
            super()
            .row(number)
            .replace(
                '<button aria-label="Прикрепить" onclick="return confirm(\'Прикрепить файл?\')"><i></i></button>',
                '<select name="result"><option value="1">соответствует</option><option value="0">не соответствует'
                '</option></select><button name="do" value="1">Аттестовать</button>',
            )
        )
