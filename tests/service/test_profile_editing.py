"""The profile edited by the page's own labels: lists, dependent lists, several subjects, the phone's mask."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from attest_desktop.domain.phone import WrongPhoneError
from attest_desktop.domain.profile_form import FieldKind
from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, Fault, PracticeServer, PracticeSettings
from attest_desktop.service import (
    AccountOutcomeUnknownError,
    Cabinet,
    EmptyListError,
    NoLongerOfferedError,
    NoSuchFieldError,
    NoSuchOptionError,
    PageNotUnderstoodError,
    ProfileNotTakenError,
    ProfileRefusedError,
    RuleBrokenError,
    SessionExpiredError,
    SeveralFieldsError,
    SeveralOptionsError,
)
from tests.service.conftest import Opener
from tests.service.web import Asked, Said, Site, page

MUNICIPALITY = "Муниципалитет, в котором находится образовательная организация"
KIND = "Тип образовательной организации"
WORKPLACE = "Место работы (образовательная организация)"
SUBJECTS = "Преподаваемый(ые) предмет(ы)"


@pytest.fixture
def cabinet(practice: PracticeServer, open_cabinet: Opener) -> Cabinet:
    made = open_cabinet(practice.url)
    made.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    return made


@pytest.fixture(
    scope="module",
    params=[(Dialect.MVC, "utf-8"), (Dialect.WEBFORMS, "windows-1251")],
    ids=lambda made: f"{made[0].value}-{made[1]}",
)
def _practice_server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect, encoding = request.param
    with PracticeServer(dialect=dialect, settings=PracticeSettings(encoding=encoding)) as server:
        yield server


# --- with the practice service ---


def test_the_form_as_the_page_has_it(practice: PracticeServer, cabinet: Cabinet) -> None:
    form = cabinet.profile_form()
    who = SAMPLE_ACCOUNT.profile
    assert form.labels[:2] == ("Фамилия", "Имя")
    assert form.labels[-1] == SUBJECTS
    by_key = {field.key: field for field in form.fields}
    assert set(by_key) == set(type(who).__slots__)
    assert by_key["phone"].value == who.phone
    assert by_key["municipality"].kind is FieldKind.LIST
    assert by_key["subjects"].kind is FieldKind.MULTI
    assert set(by_key["subjects"].values) == set(who.subjects)
    workplace = by_key["workplace"]
    assert who.workplace in workplace.offered(form.chosen)
    if practice.dialect is Dialect.MVC:
        assert workplace.depends_on == (MUNICIPALITY, KIND)
        elsewhere = workplace.offered(form.chosen | {MUNICIPALITY: "ЗАТО Северск"})
    else:
        assert by_key["municipality"].reloads
        turned = cabinet.profile_form({MUNICIPALITY: "ЗАТО Северск"}).of("workplace")
        assert turned is not None
        elsewhere = turned.offered({})
    assert elsewhere == ("МБОУ «СОШ № 184»",)
    assert cabinet.profile() == who
    assert form.chosen[KIND] == who.organisation_type
    assert form.of("surname") == form.fields[0]


def test_everything_is_changed_and_read_back(practice: PracticeServer, cabinet: Cabinet) -> None:
    saved = cabinet.save_profile(
        {
            "фамилия": "Ёлкина-Берёзова",
            "ИМЯ:": "Мария",
            "Отчество": "",
            "Электронная почта": "elkina@example.org",
            "Телефон": "8 900 111-22-33",
            "муниципалитет": "зато северск",
            "Место работы": "сош 184",
            "Должность": "педагог психолог",
            "Предметы": ("Фортепиано", "английского языка"),
        }
    )
    assert (saved.surname, saved.first_name, saved.patronymic) == ("Ёлкина-Берёзова", "Мария", "")
    assert saved.phone == "+7 (900) 111-2233"
    assert (saved.municipality, saved.workplace) == ("ЗАТО Северск", "МБОУ «СОШ № 184»")
    assert saved.position == "педагог-психолог"
    assert saved.subjects == ("(Фортепиано)", "английского языка")
    held = practice.state.account(SAMPLE_ACCOUNT.user_name)
    assert held is not None
    assert held.profile == saved == cabinet.profile()


def test_what_is_not_changed_stays(cabinet: Cabinet) -> None:
    before = cabinet.profile()
    assert cabinet.save_profile({"Отчество": before.patronymic}) == before
    assert cabinet.save_profile({SUBJECTS: "физики; «химии»"}).subjects == ("физики", "химии")
    assert cabinet.save_profile({SUBJECTS: ()}).subjects == ()


@pytest.mark.parametrize(
    ("label", "value", "error", "said"),
    [
        ("Адрес проживания", "x", NoSuchFieldError, "нет строки"),
        ("организация", "x", SeveralFieldsError, WORKPLACE),
        ("Телефон", "123", WrongPhoneError, "цифр: 3"),
        ("Должность", "директор", NoSuchOptionError, "нет «директор»"),
        ("Должность", "педагог", SeveralOptionsError, "педагог-организатор"),
        ("Должность", ("учитель", "воспитатель"), RuleBrokenError, "только одно"),
        ("Место работы", "СОШ 184", NoSuchOptionError, "нет «СОШ 184»"),
        ("Муниципалитет", "ЗАТО Северск", NoLongerOfferedError, WORKPLACE),
        ("Предметы", "физики; алхимии", NoSuchOptionError, "алхимии"),
    ],
)
def test_what_cannot_be_sent_is_told_before(
    cabinet: Cabinet,
    label: str,
    value: str | tuple[str, ...],
    error: type[Exception],
    said: str,
) -> None:
    before = cabinet.profile()
    with pytest.raises(error) as told:
        cabinet.save_profile({"Имя": "Другая", label: value})
    assert said in str(told.value)
    assert cabinet.profile() == before


def test_one_field_named_twice(cabinet: Cabinet) -> None:
    with pytest.raises(RuleBrokenError):
        cabinet.save_profile({"Телефон": "89001112233", "Номер телефона (сотовый)": "89001112233"})
    assert cabinet.profile() == SAMPLE_ACCOUNT.profile


def test_near_options_are_named(cabinet: Cabinet) -> None:
    with pytest.raises(NoSuchOptionError) as told:
        cabinet.save_profile({"Предметы": "английский язык"})
    assert "«английского языка»" in told.value.todo


def test_the_site_refuses_in_its_own_words(cabinet: Cabinet) -> None:
    before = cabinet.profile()
    with pytest.raises(ProfileRefusedError) as refused:
        cabinet.save_profile({"Электронная почта": "bad", "Фамилия": ""})
    assert "Адрес электронной почты указан неверно." in refused.value.site_words
    assert "«Фамилия»" in refused.value.site_words
    assert cabinet.profile() == before


def test_a_session_that_ends_meanwhile(practice: PracticeServer, cabinet: Cabinet) -> None:
    practice.faults.set(Fault.SESSION_EXPIRED, times=1)
    with pytest.raises(SessionExpiredError):
        cabinet.save_profile({"Имя": "Другая"})
    assert not cabinet.signed_in


def test_nothing_personal_is_logged(cabinet: Cabinet, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        cabinet.save_profile({"Фамилия": "Вымышленная", "Телефон": "89001112233"})
    said = "\n".join(one.getMessage() for one in caplog.records)
    assert "profile saved" in said
    for word in ("Вымышленная", "111", "Фамилия"):
        assert word not in said


# --- with pages of other makes ---


class Service:
    """A profile page whose workplaces are offered only after the municipality was saved (`saved`) or chosen
    (`reloads`); `forgets` are fields that it silently does not take."""

    def __init__(self, site: Site, *, reloads: bool = False, forgets: tuple[str, ...] = ()) -> None:
        self.held = {"F": "Иванова", "I": "Мария", "M": "", "O": ""}
        self.reloads = reloads
        self.forgets = forgets
        self.strict = False
        site.replies = {
            "/cpnew/Expert": page(""),
            "/cpnew/Me": lambda _: page(self.view()),
            "GET /cpnew/Edit": lambda _: page(self.form(self.held)),
            "POST /cpnew/Edit": self.post,
        }

    def view(self) -> str:
        places = {"1": "г. Томск", "2": "Асино"}
        return (
            f"<dl><dt>Фамилия</dt><dd>{self.held['F']}</dd><dt>Имя</dt><dd>{self.held['I']}</dd><dt>Муниципалитет"
            f"</dt><dd>{places.get(self.held['M'], '')}</dd></dl><a href='/cpnew/Edit'>Редактировать</a>"
        )

    def form(self, held: dict[str, str], said: str = "") -> str:
        def options(listed: dict[str, str], chosen: str) -> str:
            return "".join(
                f'<option value="{key}"{" selected" if key == chosen else ""}>{text}</option>'
                for key, text in {"": "-- выберите --", **listed}.items()
            )

        schools = {"1": {"7": "Школа № 7", "8": "Школа № 8"}, "2": {"9": "Гимназия № 9"}}.get(held["M"], {})
        change = "onchange=\"javascript:setTimeout('__doPostBack(\\'M\\',\\'\\')', 0)\"" if self.reloads else ""
        return (
            f'<form method="post" action="/cpnew/Edit">{said}<input type="hidden" name="__EVENTTARGET">'
            '<input type="hidden" name="__EVENTARGUMENT"><input type="hidden" name="__VIEWSTATE" value="v">'
            f'<label>Фамилия * <input name="F" value="{held["F"]}" maxlength="12"></label>'
            f'<label>Имя <input name="I" value="{held["I"]}" required></label>'
            f'<label for="m">Муниципалитет</label><select id="m" name="M" {change}>'
            f"{options({'1': 'г. Томск', '2': 'Асино'}, held['M'])}</select>"
            f'<label for="o">Место работы</label><select id="o" name="O"{"" if schools else " disabled"}>'
            f"{options(schools, held['O'])}</select><label>СНИЛС <input name='S' readonly></label>"
            '<button>Сохранить</button><button name="x" value="Аттестовать">Аттестовать</button></form>'
        )

    def post(self, asked: Asked) -> Said | str:
        sent = {"O": ""} | dict(asked.form)
        if sent.pop("__EVENTTARGET"):
            return page(self.form(sent))
        if self.strict and not sent["O"]:
            return page(self.form(sent, '<div class="validation-summary-errors">Не выбрано место работы.</div>'))
        self.held.update({key: sent[key] for key in self.held if key not in self.forgets})
        return Said("", 302, {"Location": "/cpnew/Me"})


WANTED = {"Муниципалитет": "томск", "Место работы": "школа 8", "Фамилия": "Петрова"}


@pytest.mark.parametrize("strict", [False, True])
def test_a_list_that_is_empty_until_another_is_saved(site: Site, open_cabinet: Opener, strict: bool) -> None:
    service = Service(site)
    service.strict = strict
    saved = open_cabinet(site.url).save_profile(WANTED)
    assert service.held == {"F": "Петрова", "I": "Мария", "M": "1", "O": "8"}
    assert saved.municipality == "г. Томск"
    assert len(site.posts()) == 2


def test_a_list_that_reloads_the_page(site: Site, open_cabinet: Opener) -> None:
    service = Service(site, reloads=True)
    cabinet = open_cabinet(site.url)
    form = cabinet.profile_form({"Муниципалитет": "Асино"})
    assert form.of("municipality") is not None
    workplace = form.of("workplace")
    assert workplace is not None
    assert workplace.offered(form.chosen) == ("Гимназия № 9",)
    assert service.held["M"] == ""
    cabinet.save_profile(WANTED)
    assert service.held == {"F": "Петрова", "I": "Мария", "M": "1", "O": "8"}
    with pytest.raises(NoLongerOfferedError) as told:
        cabinet.save_profile({"Муниципалитет": "Асино"})
    assert "Гимназия № 9" in told.value.todo
    assert service.held["M"] == "1"
    assert ("__EVENTTARGET", "M") in site.posts()[0].form
    assert not any(name == "x" for one in site.posts() for name, _ in one.form)


@pytest.mark.parametrize("reloads", [False, True])
def test_an_empty_list_alone(site: Site, open_cabinet: Opener, reloads: bool) -> None:
    Service(site, reloads=reloads)
    with pytest.raises(EmptyListError) as told:
        open_cabinet(site.url).save_profile({"Место работы": "школа 8"})
    assert "муниципалитет" in told.value.todo
    assert site.posts() == []


def test_a_choice_that_is_not_there_after_all(site: Site, open_cabinet: Opener) -> None:
    service = Service(site)
    with pytest.raises(NoSuchOptionError) as told:
        open_cabinet(site.url).save_profile({"Муниципалитет": "Асино", "Место работы": "школа 8"})
    assert "уже могли сохраниться" in told.value.what
    assert "Гимназия № 9" in told.value.todo
    assert service.held["M"] == "2"


def test_what_the_page_did_not_take_is_named(site: Site, open_cabinet: Opener) -> None:
    Service(site, forgets=("I", "M"))
    with pytest.raises(ProfileNotTakenError) as told:
        open_cabinet(site.url).save_profile({"Фамилия": "Петрова", "Имя": "Анна", "Муниципалитет": "Асино"})
    assert told.value.labels == ("Имя", "Муниципалитет")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Фамилия": "Оченьдлиннаяфамилия"}, "не больше 12"),
        ({"Фамилия": ""}, "пустой"),
        ({"Имя": " "}, "пустой"),
        ({"СНИЛС": "1"}, "не даёт"),
    ],
)
def test_what_the_page_itself_forbids(
    site: Site, open_cabinet: Opener, changes: dict[str, str], said: str
) -> None:
    Service(site)
    with pytest.raises(RuleBrokenError) as told:
        open_cabinet(site.url).save_profile(changes)
    assert said in told.value.what
    assert site.posts() == []


def test_no_answer_to_the_saving(site: Site, open_cabinet: Opener) -> None:
    Service(site)
    site.replies["POST /cpnew/Edit"] = Said(b"x" * 5000, cut=10)
    with pytest.raises(AccountOutcomeUnknownError):
        open_cabinet(site.url).save_profile({"Имя": "Анна"})


def test_pages_without_a_form(site: Site, open_cabinet: Opener) -> None:
    service = Service(site)
    site.replies["GET /cpnew/Edit"] = page("<form method='post'><input name='q'><button>Сохранить</button></form>")
    with pytest.raises(PageNotUnderstoodError):
        open_cabinet(site.url).profile_form()
    site.replies["/cpnew/Me"] = page(service.view().replace("Редактировать", "Печать"))
    with pytest.raises(PageNotUnderstoodError) as unclear:
        open_cabinet(site.url).profile_form()
    assert "Редактировать" in unclear.value.missing
    assert site.posts() == []


def test_two_fields_of_one_label(site: Site, open_cabinet: Opener) -> None:
    service = Service(site)
    twice = service.form(service.held).replace("<button>", "<label>Имя <input name='J'></label><button>", 1)
    site.replies["GET /cpnew/Edit"] = page(twice)
    with pytest.raises((SeveralFieldsError, PageNotUnderstoodError)):
        open_cabinet(site.url).save_profile({"Имя": "Анна"})
    assert site.posts() == []


def test_windows_1251(site: Site, open_cabinet: Opener) -> None:
    service = Service(site)
    kind = {"Content-Type": "text/html; charset=windows-1251"}
    for address in ("/cpnew/Me", "GET /cpnew/Edit"):
        plain = site.replies[address]
        assert callable(plain)

        def encoded(asked: Asked, plain: object = plain) -> Said:
            assert callable(plain)
            return Said(str(plain(asked)).encode("cp1251", "xmlcharrefreplace"), headers=kind)

        site.replies[address] = encoded
    with pytest.raises(ProfileNotTakenError):
        # The stand-in reads UTF-8 only: the bytes that came are what counts here.
        open_cabinet(site.url).save_profile({"Фамилия": "Ёжикова"})
    assert b"F=%A8%E6%E8%EA%EE%E2%E0" in site.posts()[0].body
    assert service.held["I"] != ""
