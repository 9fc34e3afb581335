"""What all the cabinets here have in common: the people, the session, and what is kept of what was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from attest_desktop.domain.profile import Profile
from tests.service.stage import Told, told
from tests.service.web import Asked, Said, Site


@dataclass(frozen=True)
class Person:
    """A row of the table, as its cells say it."""

    period: str
    name: str
    position: str
    subjects: tuple[str, ...]
    current: str
    claimed: str
    form: str
    day: str
    order: str
    age: str
    email: str

    status = "Заявление о проведении аттестации зарегистрировано."

    @property
    def cells(self) -> tuple[str, ...]:
        """The first ten cells, in the order of web.HEADERS."""
        return (
            self.period,
            f"{self.name} ({self.status})",
            self.position,
            ", ".join(self.subjects),
            self.current,
            self.claimed,
            self.form,
            f"{self.day} {self.order}",
            self.age,
            self.email,
        )


PEOPLE = (
    Person(
        *("сентябрь-октябрь 2026", "Лугов Пётр Ильич", "учитель", ("английского языка",), "первая", "высшая"),
        *("очно", "15.02.1994", "№7 от 14.02.1994г.", "45", "lugov@example.org"),
    ),
    Person(
        *("сентябрь-октябрь 2026", "Озёрная Анна Львовна", "педагог дополнительного образования"),
        *(("(Театральные дисциплины)", "(Фортепиано)"), "нет", "первая"),
        *("дистанционно", "01.09.2015", "№ 112-к от 31.08.2015", "38", "ozernaya@example.org"),
    ),
    Person(
        *("ноябрь-декабрь 2026", "Лугова Анна Ильинична", "воспитатель", ("дошкольное образование",), "высшая"),
        *("высшая", "очно", "12.03.2001", "№ 4 от 11.03.2001", "52", "anna@example.org"),
    ),
)
EXPERT = Profile(
    surname="Соболева",
    first_name="Вера",
    patronymic="Юрьевна",
    email="soboleva@example.org",
    phone="+7 (988) 888-8888",
    municipality="город Томск",
    organisation_type="Общеобразовательная организация",
    workplace="Школа № 900",
    position="учитель",
    subjects=("английского языка", "(Фортепиано)"),
)
PROFILE = (
    ("Фамилия", EXPERT.surname),
    ("Имя", EXPERT.first_name),
    ("Отчество", EXPERT.patronymic),
    ("Адрес электронной почты", EXPERT.email),
    ("Номер телефона (сотовый)", EXPERT.phone),
    ("Муниципалитет, в котором находится образовательная организация", EXPERT.municipality),
    ("Тип образовательной организации", EXPERT.organisation_type),
    ("Место работы (образовательная организация)", EXPERT.workplace),
    ("Должность", EXPERT.position),
    ("Преподаваемый(ые) предмет(ы)", ", ".join(EXPERT.subjects)),
)
USER, PASSWORD = "soboleva1", "pa55w0rdOne"
BLANK, GUIDE = b"PK\x03\x04 the blank", b"PK\x03\x04 the guide"
WRONG = "Не верно введен логин или пароль."
NONE_YET, DONE = "Итоговое заключение не прикреплено", "Итоговое заключение прикреплено"
CHOOSE = "Выберите файл итогового заключения"
COUNT = "Количество педагогических работников, назначенных Вам на аттестацию"


def document_of(number: int) -> bytes:
    """The file attached to a person's application."""
    return b"%%PDF-1.4 application %d" % number


class Other:
    """A cabinet. `attached` is what stands in which row; `decided` is every press of «Аттестовать»; `strays` are
    files that no row could be told for.
    """

    encoding = "utf-8"
    content_type = "text/html; charset=utf-8"
    login = "/cpnew/Account/Login"
    home = "/cpnew/Expert"

    def __init__(self) -> None:
        self.attached: dict[int, bytes] = {}
        self.decided: list[Told] = []
        self.strays: list[Told] = []
        self.saved: list[Told] = []
        self.signed_in = False
        self.site = Site()
        self.url = self.site.url
        for path in (self.login, *self.routes()):
            self.site.replies[path] = self._answer
        for path in self.files():
            self.site.replies[path] = self._file

    # --- what each says in a way of its own ---

    def login_page(self, failed: bool) -> str:
        """The page to sign in on."""
        raise NotImplementedError

    def routes(self) -> Mapping[str, Callable[[Told], Said | str]]:
        """Pages behind the sign-in, by path."""
        raise NotImplementedError

    def files(self) -> dict[str, bytes]:
        """Files behind the sign-in, by path."""
        found = {"/cpnew/Files/blank.docx": BLANK, "/cpnew/Files/guide.docx": GUIDE}
        found |= {f"/cpnew/Files/Application{number}.pdf": document_of(number) for number in range(len(PEOPLE))}
        return found | {f"/cpnew/Conclusion/{number}": content for number, content in self.attached.items()}

    def lost(self, asked: Told) -> Said | str:
        """What a stranger is shown in place of a page."""
        return Said("", 302, {"Location": f"{self.login}?ReturnUrl={quote(asked.target, safe='')}"})

    # --- the session ---

    def _answer(self, asked: Asked) -> Said | str:
        one = told(asked.method, asked.target, asked.headers, asked.body)
        said: Said | str
        if urlsplit(asked.target).path == self.login:
            said = self._sign_in(one)
        elif not self.signed_in or "session=1" not in asked.headers.get("Cookie", ""):
            said = self.lost(one)
        else:
            said = self.routes()[one.path](one)
        return self._encoded(said)

    def _encoded(self, said: Said | str) -> Said:
        one = Said(said) if isinstance(said, str) else said
        body = one.body.encode(self.encoding) if isinstance(one.body, str) else one.body
        return Said(body, one.status, {"Content-Type": self.content_type} | dict(one.headers))

    def _sign_in(self, asked: Told) -> Said | str:
        if asked.method != "POST":
            return self.login_page(False)
        values = [one.value for one in asked.parts]
        if USER not in values or PASSWORD not in values:
            return self.login_page(True)
        self.signed_in = True
        back = dict(parse_qsl(urlsplit(asked.target).query)).get("ReturnUrl", self.home)
        return Said("", 302, {"Location": back, "Set-Cookie": "session=1; path=/; HttpOnly"})

    def leave(self, _asked: Told) -> Said | str:
        """End the session."""
        self.signed_in = False
        return Said("", 302, {"Location": self.login})

    def _file(self, asked: Asked) -> Said | str:
        if not self.signed_in:
            return Said("", 302, {"Location": self.login})
        return Said(self.files()[asked.path], 200, {"Content-Type": "application/octet-stream"})

    def keep(self, asked: Told, number: str, *, decides: bool) -> None:
        """Note what was sent for a row."""
        if decides:
            self.decided.append(asked)
            return
        files = [one.file[1] for one in asked.parts if one.file is not None and one.file[0]]
        if len(files) != 1 or not number.isdigit():
            self.strays.append(asked)
            return
        self.attached[int(number)] = files[0]
        self.site.replies[f"/cpnew/Conclusion/{number}"] = self._file

    def value(self, asked: Told, name: str) -> str:
        """What was sent under a name, without the file."""
        return next((one.value for one in asked.parts if one.name == name), "")

    def close(self) -> None:
        """Stop the server."""
        self.site.stop()
