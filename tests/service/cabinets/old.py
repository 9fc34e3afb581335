"""A cabinet of the year 2003: upper-case tags that nobody closes, windows-1251, labels in cells."""

# ruff: noqa: E501 - markup as such sites write it, unbroken

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.service.cabinets.base import CHOOSE, COUNT, DONE, NONE_YET, PEOPLE, PROFILE, WRONG, Other
from tests.service.stage import Told
from tests.service.web import HEADERS, Said


class Old(Other):
    """Nested tables for layout, <FONT>, cells and rows left open, the encoding told by <META> alone."""

    encoding = "cp1251"
    content_type = "text/html"
    login = "/cpnew/login.asp"
    home = "/cpnew/Expert"

    def layout(self, body: str, *, menu: bool = True) -> str:
        """A table around everything."""
        left = (
            "<TD WIDTH=150 VALIGN=top><FONT SIZE=2><A HREF=/cpnew/Expert>Главная</A><BR><A HREF=/cpnew/me.asp>Личный "
            "кабинет</A><BR><A HREF=/cpnew/list.asp>Аттестация</A><BR><A HREF=/cpnew/exit.asp>Выход</A></FONT>"
        )
        return (
            '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251"><TITLE>Личный '
            f"кабинет специалиста по аттестации</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=100%><TR>"
            f"{left if menu else ''}<TD>{body}</TABLE></BODY></HTML>"
        )

    def login_page(self, failed: bool) -> str:
        said = f"<FONT COLOR=red><LI>{WRONG}</FONT>" if failed else ""
        return self.layout(
            f"<H2>Войти</H2>{said}<FORM METHOD=POST ACTION=/cpnew/login.asp><TABLE BORDER=0><TR><TD>Имя пользователя:<TD><INPUT NAME=u "
            "SIZE=20><TR><TD>Пароль:<TD><INPUT TYPE=PASSWORD NAME=p><TR><TD><TD><INPUT TYPE=CHECKBOX NAME=r>"
            "Запомнить меня<TR><TD COLSPAN=2 ALIGN=center><INPUT TYPE=IMAGE SRC=in.gif ALT='Войти' NAME=go></TABLE>"
            "</FORM><A HREF=/cpnew/forgot.asp>Забыли пароль?</A>",
            menu=False,
        )

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        return {
            "/cpnew/Expert": lambda _: self.layout(
                f"<P><FONT FACE=Arial>{COUNT}<FONT COLOR=red><B> = {len(PEOPLE)}.</B></FONT></FONT><P>Новости"
            ),
            "/cpnew/me.asp": self.profile,
            "/cpnew/list.asp": self.table,
            "/cpnew/docs.asp": self.documents,
            "/cpnew/put.asp": self.upload,
            "/cpnew/exit.asp": self.leave,
        }

    def lost(self, asked: Told) -> Said | str:
        return self.login_page(False)

    def files(self) -> dict[str, bytes]:
        found = super().files()
        return {path.replace("guide.docx", "guide.rar"): content for path, content in found.items()}

    def profile(self, _asked: Told) -> str:
        """Two columns."""
        pairs = "".join(f"<TR><TD ALIGN=right><B>{label}:</B><TD>{value}" for label, value in PROFILE)
        return self.layout(
            f"<H2>Личный кабинет</H2><TABLE>{pairs}</TABLE><P><A HREF=/cpnew/edit.asp>Редактировать</A>"
        )

    def table(self, _asked: Told) -> str:
        """Headings in bold cells; the row's number in the query."""
        head = "".join(f"<TD BGCOLOR=silver><FONT SIZE=1><B>{text}</B></FONT>" for text in HEADERS)
        numbers = "".join(f"<TD>{number}" for number in range(1, len(HEADERS) + 1))
        rows = "".join(self.row(number) for number in range(len(PEOPLE)))
        return self.layout(
            "<B>Шаблон итогового заключения</B><TABLE><TR><TD>Итоговое заключение для заполнения<TD>"
            "<A HREF=/cpnew/Files/blank.docx>Скачать</A><TR><TD>Шаблон (расшифровка) заполнения итогового заключения"
            f"<TD><A HREF=/cpnew/Files/guide.rar>Скачать</A></TABLE><TABLE BORDER=1><TR>{head}<TR>{numbers}{rows}"
            "</TABLE><P>Всего: 3"
        )

    def row(self, number: int) -> str:
        """A person; the form stands in the last cell."""
        cells = "".join(f"<TD><FONT SIZE=1>{text}</FONT>" for text in PEOPLE[number].cells)
        state = (
            f"{DONE} <A HREF=/cpnew/Conclusion/{number}>Посмотреть</A>"
            if number in self.attached
            else f"<FONT COLOR=red>{NONE_YET}</FONT>"
        )
        return (
            f"<TR>{cells}<TD><A HREF=/cpnew/docs.asp?id={number}>Документы</A><TD>{state}<BR>{CHOOSE}"
            f'<FORM ENCTYPE="multipart/form-data" METHOD=POST ACTION="/cpnew/put.asp?id={number}"><INPUT TYPE=FILE NAME=f>'
            '<INPUT TYPE=SUBMIT NAME=b1 VALUE="Прикрепить"><INPUT TYPE=SUBMIT NAME=b2 VALUE="Аттестовать"></FORM>'
        )

    def upload(self, asked: Told) -> Said | str:
        """The file; the table comes at once, with words above it."""
        number = dict(asked.pairs).get("id", "")
        self.keep(asked, number, decides=bool(self.value(asked, "b2")))
        return self.table(asked).replace("<B>Шаблон", "<FONT COLOR=green>Файл загружен.</FONT><P><B>Шаблон", 1)

    def documents(self, asked: Told) -> str:
        """Files in a list."""
        number = dict(asked.pairs)["id"]
        return self.layout(
            f"<H3>Документы</H3><OL><LI><A HREF=/cpnew/Files/Application{number}.pdf>Заявление</A></OL>"
            "<A HREF=/cpnew/list.asp>Назад</A>"
        )
