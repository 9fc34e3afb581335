"""The whole way through cabinets that others built: all that is on their pages is found, or nothing is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from attest_desktop.service import (
    Cabinet,
    Looker,
    PageNotUnderstoodError,
    SessionExpiredError,
    SignInRefusedError,
    make_capture,
)
from attest_desktop.service.site import load_site
from tests.service.cabinets.base import BLANK, EXPERT, GUIDE, PASSWORD, PEOPLE, USER, WRONG, Other, document_of
from tests.service.cabinets.modern import Modern, ResultList
from tests.service.cabinets.mvc import Cards, Details, Scaffold, SecondRow
from tests.service.cabinets.old import Old
from tests.service.cabinets.traps import (
    Cells,
    EditedRow,
    FormAbove,
    Forms,
    Frozen,
    Headed,
    Lines,
    OneForm,
    Unnamed,
)
from tests.service.cabinets.web_forms import Master, NestedGrid, Shifted, SplitGrid
from tests.service.conftest import Opener

UNDERSTOOD = (
    *(Scaffold, SecondRow, Cells, Details, Cards, Headed, Lines, OneForm, Modern, Old),
    *(Master, SplitGrid, NestedGrid, EditedRow, Forms),
)
PDF = b"%PDF-1.7 mine"
Start = Callable[[type[Other]], Other]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Other] = []

    def make(kind: type[Other]) -> Other:
        started.append(kind())
        return started[-1]

    yield make
    for one in started:
        one.close()


def signed_in(other: Other, open_cabinet: Opener) -> Cabinet:
    cabinet = open_cabinet(other.url)
    cabinet.sign_in(USER, PASSWORD)
    return cabinet


def nothing() -> None:
    """Called before the first byte."""


@pytest.mark.parametrize("kind", UNDERSTOOD, ids=lambda kind: kind.__name__)
def test_the_whole_way(kind: type[Other], start: Start, open_cabinet: Opener) -> None:
    other = start(kind)
    cabinet = open_cabinet(other.url)
    with pytest.raises(SignInRefusedError) as refused:
        cabinet.sign_in(USER, "wrong")
    assert (WRONG in refused.value.what) == (kind is not Modern)  # which says nothing of why
    cabinet.sign_in(USER, PASSWORD)
    assert cabinet.home().assigned == len(PEOPLE)
    assert cabinet.profile() == EXPERT
    page = cabinet.attestation()
    assert page.problems == ()
    assert [one.is_guide for one in page.templates] == [False, True]
    assert [cabinet.download(one.link).content for one in page.templates] == [BLANK, GUIDE]
    assert [one.attached for one in page.rows] == [False] * len(PEOPLE)
    for row, person in zip(page.rows, PEOPLE, strict=True):
        one = row.attestee
        assert (one.full_name, one.application_status, one.period) == (person.name, person.status, person.period)
        assert (one.position, one.subjects, one.email) == (person.position, person.subjects, person.email)
        assert (one.current_category, one.claimed_category) == (person.current, person.claimed)
        assert (one.form.value == "in_person") == (person.form == "очно")
        assert one.appointed_on is not None
        assert one.appointed_on.strftime("%d.%m.%Y") == person.day
        assert (one.appointment_order, one.age) == (person.order, int(person.age))
    middle = page.rows[1].attestee.id
    (document,) = cabinet.documents(middle)
    assert document.link is not None
    assert cabinet.download(document.link).content == document_of(1)
    cabinet.attach(middle, PDF, "заключение.pdf", before_first_byte=nothing)
    assert other.attached == {1: PDF}
    back = cabinet.read_back(middle)
    assert (back.attached, back.content, back.decision_pressed) == (True, PDF, False)
    assert [one.attached for one in cabinet.attestation().rows] == [False, True, False]
    cabinet.sign_out()
    assert not other.signed_in
    assert (other.decided, other.strays) == ([], [])


@pytest.mark.parametrize("kind", [Details, Cards, NestedGrid], ids=lambda kind: kind.__name__)
def test_the_check_finds_what_the_job_needs(kind: type[Other], start: Start) -> None:
    other = start(kind)
    looker = Looker(other.url)
    walked = looker.walk(USER, PASSWORD)
    looker.close()
    assert not [one for one in walked.findings if one.needed and not one.ok]
    assert (other.attached, other.decided, other.strays) == ({}, [], [])
    assert other.saved == []
    if kind is Cards:
        # People who stand in no table are replaced as well: a capture with any of them left is refused.
        assert make_capture(walked, load_site(), user_name=USER, password=PASSWORD).pages >= 4


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (FormAbove, "поле «Выберите файл"),
        (Unnamed, "фамилия, имя и отчество"),
        (ResultList, "кнопка «Прикрепить»"),
    ],
)
def test_nothing_is_sent_where_the_row_or_the_button_is_not_certain(
    kind: type[Other], missing: str, start: Start, open_cabinet: Opener
) -> None:
    other = start(kind)
    cabinet = signed_in(other, open_cabinet)
    for row in cabinet.attestation().rows:
        with pytest.raises(PageNotUnderstoodError, match=missing):
            cabinet.attach(row.attestee.id, PDF, "a.pdf", before_first_byte=nothing)
        assert not cabinet.read_back(row.attestee.id).attached
    assert (other.attached, other.decided, other.strays) == ({}, [], [])
    assert len(other.site.posts()) == 1  # the sign-in


@pytest.mark.parametrize(
    ("kind", "missing"), [(Frozen, "столбец «Фамилия Имя Отчество»"), (Shifted, "строки таблицы")]
)
def test_what_is_torn_apart_is_not_put_together(
    kind: type[Other], missing: str, start: Start, open_cabinet: Opener
) -> None:
    cabinet = signed_in(start(kind), open_cabinet)
    with pytest.raises(PageNotUnderstoodError, match=missing):
        cabinet.attestation()


@pytest.mark.parametrize("kind", [Old, Master], ids=lambda kind: kind.__name__)
def test_a_session_lost_shows_as_such(kind: type[Other], start: Start, open_cabinet: Opener) -> None:
    other = start(kind)
    cabinet = signed_in(other, open_cabinet)
    row = cabinet.attestation().rows[0].attestee.id
    other.signed_in = False
    with pytest.raises(SessionExpiredError):
        cabinet.attach(row, PDF, "a.pdf", before_first_byte=nothing)
    assert not cabinet.signed_in
    assert other.attached == {}


class Remembered(Master):
    """The user name is typed already."""

    def login_page(self, failed: bool) -> str:
        return super().login_page(failed).replace(" id='UserName'", " value='anna' id='UserName'")


class ByButton(Master):
    """«Забыли пароль?» is a button."""

    def login_page(self, failed: bool) -> str:
        page = super().login_page(failed)
        begin = page.index('<a id="ctl00_MainContent_LoginUser_Forgot"')
        end = page.index("</a>", begin) + len("</a>")
        return f"{page[:begin]}<input type='submit' name='ctl00$Forgot' value='Забыли пароль?' />{page[end:]}"


class DoesIt(Master):
    """The link on the sign-in page is called as the button that resets the password."""

    def login_page(self, failed: bool) -> str:
        return super().login_page(failed).replace("Забыли пароль?", "Сбросить пароль")


@pytest.mark.parametrize(
    ("kind", "followed"), [(Master, True), (Remembered, False), (ByButton, False), (DoesIt, False)]
)
def test_the_check_follows_scripted_links_only_where_that_only_looks(
    kind: type[Other], followed: bool, start: Start
) -> None:
    other = start(kind)
    looker = Looker(other.url)
    walked = looker.walk(USER, PASSWORD)
    looker.close()
    pressed = [b"Forgot" in one.body for one in other.site.posts()]
    assert any(pressed) is followed
    said = [one for one in walked.findings if one.detail == "открывается нажатием, программа не нажимает"]
    assert [(one.page, one.ok) for one in said] == ([] if followed else [("Сброс пароля", None)])
    # The profile's own link is followed, with nothing typed.
    assert sum(b"lnkPassword" in one.body for one in other.site.posts()) == 1
    assert sum(PASSWORD.encode() in one.body for one in other.site.posts()) == 1
