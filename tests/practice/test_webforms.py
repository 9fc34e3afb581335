"""What only Web Forms have: view state, event validation, postbacks, one form round all rows."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from lxml.html import HtmlElement as Element

from attest_desktop.practice import SAMPLE_ACCOUNT, Dialect, PracticeServer, PracticeSettings
from attest_desktop.practice.catalogue import names_of
from attest_desktop.practice.wording import PROFILE_LABELS, TABLE_HEADERS
from tests.practice.person import Entry, Person, words

PDF = b"%PDF-1.7\n%%EOF\n"
MAC = "Validation of viewstate MAC failed."
INVALID = "Invalid postback or callback argument."
GRID = "ctl00$MainContent$gvAttestees"
Visitor = Callable[[PracticeServer], Person]


@pytest.fixture(scope="module")
def _server() -> Iterator[PracticeServer]:
    with PracticeServer(dialect=Dialect.WEBFORMS, settings=PracticeSettings(page_size=5)) as running:
        yield running


@pytest.fixture
def server(_server: PracticeServer) -> PracticeServer:
    _server.faults.clear()
    _server.reset()
    return _server


@pytest.fixture
def arrival() -> Iterator[Visitor]:
    """Makes persons who have signed in; they leave after the test."""
    with ExitStack() as stack:

        def make(server: PracticeServer) -> Person:
            made = Person(server)
            stack.callback(made.session.close)
            return made.arrive()

        yield make


@pytest.fixture
def teacher(server: PracticeServer, arrival: Visitor) -> Person:
    return arrival(server)


def form_of(person: Person) -> Element:
    (form,) = person.page.xpath("//form")
    return form


def hidden(person: Person) -> dict[str, str]:
    return {one.get("name"): one.get("value") for one in person.page.xpath("//input[@type='hidden']")}


def send(person: Person, changes: dict[str, str], *, without: str = "") -> Person:
    """Send the page as it is with these fields set or added."""
    form = form_of(person)
    kept: list[Entry] = [(name, value) for name, value in person.entries(form) if name not in {*changes, without}]
    return person.send(form, [*kept, *changes.items()])


# --- the page ---


def test_one_form_goes_round_the_whole_page(teacher: Person) -> None:
    for said in ("Главная", "Личный кабинет", "Редактировать", "Изменить пароль", "Аттестация"):
        if said == "Изменить пароль":
            teacher.click("Личный кабинет")
        teacher.click(said)
        form = form_of(teacher)
        name = teacher.path.rpartition("/")[2]
        assert (form.get("method"), form.get("id"), form.get("action")) == ("post", "form1", f"./{name}")
        assert form.get("enctype") == "multipart/form-data"
        fields = hidden(teacher)
        assert {"__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION"} < set(fields)
        assert (fields["__EVENTTARGET"], fields["__EVENTARGUMENT"]) == ("", "")
        assert fields["__VIEWSTATE"].startswith("/wEP")
    assert "__PREVIOUSPAGE" in fields


def test_controls_are_named_and_numbered_as_a_grid_does(teacher: Person) -> None:
    row = teacher.row("Лебедев")
    names = [str(name) for name in row.xpath(".//input/@name")]
    assert names == [f"{GRID}$ctl03${control}" for control in ("fuConclusion", "btnAttach", "btnAttest")]
    assert row.xpath(".//input/@id") == [name.replace("$", "_") for name in names]
    assert row.xpath(".//a/@href") == [f"javascript:__doPostBack('{GRID}$ctl03$lnkDocuments','')"]
    assert len(teacher.page.xpath("//form//input[@type='file']")) == 5


def test_the_redirect_to_the_sign_in_page_has_escapes_in_small_letters(server: PracticeServer) -> None:
    stranger = Person(server).open("Expert/Documents.aspx?id=4101")
    stranger.session.close()
    assert stranger.answer.url.endswith("Login.aspx?ReturnUrl=%2fcpnew%2fExpert%2fDocuments.aspx%3fid%3d4101")
    cookies = stranger.session.cookies.get_dict()
    assert list(cookies) == ["ASP.NET_SessionId"]


def test_signing_in_never_leads_to_another_site(server: PracticeServer) -> None:
    stranger = Person(server).open("Account/Login.aspx?ReturnUrl=http%3a%2f%2fexample.org%2f")
    stranger.sign_in()
    stranger.session.close()
    assert stranger.answer.url == server.url + "Expert/Default.aspx"
    assert set(stranger.session.cookies.get_dict()) == {"ASP.NET_SessionId", ".ASPXAUTH"}


def test_the_pager_is_a_table_in_the_last_row(teacher: Person) -> None:
    teacher.click("Аттестация").click("3")
    (pager,) = teacher.page.xpath("//tr[@class='pager']/td")
    assert pager.get("colspan") == "12"
    assert [words(cell) for cell in pager.xpath("./table/tr/td")] == ["1", "2", "3"]
    assert pager.xpath(".//a/@href") == [f"javascript:__doPostBack('{GRID}','Page${page}')" for page in (1, 2)]
    assert len(teacher.rows()) == 4


def test_the_page_of_the_table_stays_while_one_works_on_it(teacher: Person, server: PracticeServer) -> None:
    teacher.attach("Гусева", ("a.pdf", PDF))
    assert "Гусева" in teacher.text
    teacher.click("Аттестовать", teacher.rows()[0])
    assert "Гусева" in teacher.text
    assert server.state.row("Коваль").decided


def test_validators_are_there_but_hidden_until_they_fail(server: PracticeServer) -> None:
    stranger = Person(server).open("Account/Login.aspx")

    def styles() -> list[str]:
        return [str(style) for style in stranger.page.xpath("//span[contains(@id, 'Required')]/@style")]

    assert styles() == ["color:Red;visibility:hidden;"] * 2
    assert stranger.errors == []
    stranger.type("Имя пользователя", "expert1").click(
        "Войти", stranger.page.xpath("//p[@class='submitButton']")[0]
    )
    stranger.session.close()
    assert styles() == ["color:Red;visibility:hidden;", "color:Red;"]


# --- lists that send the page back ---


def test_a_chosen_municipality_brings_its_lists_and_saves_nothing(teacher: Person, server: PracticeServer) -> None:
    teacher.click("Личный кабинет").click("Редактировать").type("Имя", "Анна")
    teacher.choose(PROFILE_LABELS["municipality"], "ЗАТО Северск")
    assert teacher.options(PROFILE_LABELS["organisation_type"]) == ["дошкольное", "общее"]
    assert set(teacher.options(PROFILE_LABELS["workplace"])) == names_of("ЗАТО Северск", "общее")
    assert not teacher.field(PROFILE_LABELS["workplace"]).xpath("./option[@selected]")
    assert teacher.field("Имя").get("value") == "Анна"
    assert teacher.errors == []
    teacher.choose(PROFILE_LABELS["organisation_type"], "дошкольное")
    assert set(teacher.options(PROFILE_LABELS["workplace"])) == names_of("ЗАТО Северск", "дошкольное")
    assert server.state.accounts["expert1"].profile == SAMPLE_ACCOUNT.profile


def test_what_the_list_did_not_offer_is_not_taken(teacher: Person) -> None:
    teacher.click("Личный кабинет").click("Редактировать")
    # A place of work in another municipality.
    send(teacher, {"__EVENTTARGET": "ctl00$MainContent$lnkSave", "ctl00$MainContent$ddlOrg": "306"})
    assert teacher.answer.status_code == 500
    assert INVALID in teacher.text


def test_a_link_may_be_checked_by_script_first(arrival: Visitor) -> None:
    with PracticeServer(dialect=Dialect.WEBFORMS, settings=PracticeSettings(validated_links=True)) as server:
        teacher = arrival(server).click("Личный кабинет").click("Редактировать").type("Имя", "Анна")
        address = teacher.named("Сохранить").get("href")
        assert address.startswith("javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions(")
        teacher.click("Сохранить")
        assert server.state.accounts["expert1"].profile.first_name == "Анна"


# --- view state ---


@pytest.mark.parametrize("change", ["", "dDw+", "/wEPeyJwYWdlIjogMX0=", "не base64"])
def test_another_view_state_is_refused(teacher: Person, change: str) -> None:
    teacher.click("Аттестация")
    send(teacher, {"__VIEWSTATE": change})
    assert (teacher.answer.status_code, MAC in teacher.text) == (500, True)
    assert "УЧЕБНЫЙ СЕРВИС" in teacher.text


@pytest.mark.parametrize("name", ["__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION"])
def test_a_hidden_field_that_does_not_come_back_is_missed(teacher: Person, name: str) -> None:
    teacher.click("Аттестация")
    assert send(teacher, {}, without=name).answer.status_code == 500


def test_a_changed_letter_of_the_view_state_is_seen(teacher: Person) -> None:
    teacher.click("Аттестация")
    state = hidden(teacher)["__VIEWSTATE"]
    changed = state[:60] + ("A" if state[60] != "A" else "B") + state[61:]
    assert MAC in send(teacher, {"__VIEWSTATE": changed}).text


def test_the_view_state_of_another_page_is_refused(teacher: Person) -> None:
    other = hidden(teacher)
    teacher.click("Аттестация")
    assert MAC in send(teacher, {name: other[name] for name in ("__VIEWSTATE", "__EVENTVALIDATION")}).text


def test_the_view_state_of_another_visitor_is_refused(teacher: Person, arrival: Visitor) -> None:
    other = hidden(arrival(teacher.server).click("Аттестация"))
    teacher.click("Аттестация")
    assert MAC in send(teacher, {name: other[name] for name in ("__VIEWSTATE", "__EVENTVALIDATION")}).text


def test_a_page_opened_before_signing_in_is_stale_afterwards(server: PracticeServer) -> None:
    stranger = Person(server).open("Account/Login.aspx")
    page = stranger.page
    stranger.sign_in().open("Account/Login.aspx")
    stranger.page = page
    assert MAC in send(stranger, {}).text
    stranger.session.close()


def test_a_page_opened_before_the_restart_is_stale_afterwards(arrival: Visitor) -> None:
    with PracticeServer(dialect=Dialect.WEBFORMS) as server:
        teacher = arrival(server).click("Аттестация")
        server.stop()
        server.start()
        assert MAC in send(teacher, {}).text
        assert not teacher.open("Expert").asked_to_sign_in, "sessions outlive a restart"


def test_the_view_state_holds_what_the_grid_shows(teacher: Person) -> None:
    teacher.click("Аттестация")
    assert "Ткаченко Любовь Игоревна" in b64decode(hidden(teacher)["__VIEWSTATE"]).decode("utf-8", "ignore")


# --- event validation ---


@pytest.mark.parametrize(
    "changes",
    [
        {"__EVENTTARGET": "ctl00$MainContent$lnkDelete"},
        {"__EVENTTARGET": f"{GRID}$ctl99$lnkDocuments"},
        {"__EVENTTARGET": f"{GRID}$ctl02$btnAttest"},
        {"__EVENTTARGET": GRID, "__EVENTARGUMENT": "Page$9"},
        {f"{GRID}$ctl99$btnAttach": "Прикрепить"},
        {"ctl00$MainContent$Id": "4101"},
    ],
)
def test_what_the_page_did_not_list_is_refused(
    teacher: Person, server: PracticeServer, changes: dict[str, str]
) -> None:
    teacher.click("Аттестация")
    assert (send(teacher, changes).answer.status_code, INVALID in teacher.text) == (500, True)
    assert (server.state.upload_posts, server.state.attest_posts) == (0, 0)


def test_a_form_sent_by_no_control_does_nothing(teacher: Person, server: PracticeServer) -> None:
    teacher.click("Аттестация")
    assert send(teacher, {}).errors == ["Действие не выбрано."]
    assert (server.state.upload_posts, server.state.attest_posts) == (0, 0)


# --- conclusions ---


@pytest.mark.parametrize("also_own", [False, True])
def test_a_file_in_another_rows_field_is_refused(teacher: Person, server: PracticeServer, also_own: bool) -> None:
    row, other = teacher.row("Лебедев"), teacher.rows()[0]
    teacher.choose_file(other, ("a.pdf", PDF))
    if also_own:
        teacher.choose_file(row, ("b.pdf", PDF))
    teacher.click("Прикрепить", row)
    assert teacher.errors == ["Файл выбран в строке другого педагогического работника."]
    assert not any(one.conclusion for one in server.state.rows.values())
    assert server.state.row("Лебедев").upload_posts == 1


@pytest.mark.parametrize("first", ["btnAttach", "btnAttest"])
def test_the_refused_control_is_counted_in_whatever_company(
    teacher: Person, server: PracticeServer, first: str
) -> None:
    teacher.click("Аттестация")
    both = {
        f"{GRID}$ctl02${name}": "…" for name in sorted(("btnAttach", "btnAttest"), key=lambda one: one != first)
    }
    send(teacher, {**both, "__EVENTTARGET": f"{GRID}$ctl03$lnkDocuments"})
    assert (server.state.row("Ткаченко").attest_posts, server.state.attest_posts) == (1, 1)
    assert server.state.upload_posts == 0


def test_the_refused_control_may_be_a_link(arrival: Visitor) -> None:
    settings = PracticeSettings(attest_as_link=True, header_in_td=True)
    with PracticeServer(dialect=Dialect.WEBFORMS, settings=settings) as server:
        teacher = arrival(server)
        row = teacher.row("Черных")
        assert teacher.headers() == list(TABLE_HEADERS)
        assert not teacher.page.xpath("//table[contains(@class, 'attestees')]//th")
        assert row.xpath(".//input[@type='submit']/@value") == ["Прикрепить"]
        link = teacher.named("Аттестовать", row)
        assert link.get("href") == f"javascript:__doPostBack('{GRID}$ctl09$lnkAttest','')"
        teacher.click("Аттестовать", row)
        assert (server.state.row("Черных").attest_posts, server.state.attest_posts) == (1, 1)


def test_a_service_that_does_not_replace_offers_no_field(arrival: Visitor) -> None:
    with PracticeServer(dialect=Dialect.WEBFORMS, settings=PracticeSettings(replaceable=False)) as server:
        teacher = arrival(server).click("Аттестация")
        old = teacher.page
        teacher.attach("Ткаченко", ("a.pdf", PDF))
        assert not teacher.rows()[0].xpath(".//input[@type='file']")
        teacher.page = old
        teacher.choose_file(teacher.rows()[0], ("b.pdf", PDF + b"2")).click("Прикрепить", teacher.rows()[0])
        assert teacher.errors == ["Итоговое заключение уже прикреплено, заменить его нельзя."]


def test_another_experts_row_is_out_of_reach(teacher: Person, server: PracticeServer) -> None:
    teacher.open(f"Expert/Documents.aspx?id={server.state.row('Савченко').number}")
    assert teacher.answer.status_code == 404
    assert "Страница не найдена." in teacher.text


def test_a_document_is_downloaded_by_an_image(teacher: Person) -> None:
    teacher.click("Заявление и документы", teacher.row("Ткаченко"))
    (image,) = teacher.page.xpath("//table//tr[2]//input")
    assert (image.get("type"), image.get("alt")) == ("image", "Скачать")
    send(teacher, {image.get("name") + ".x": "3", image.get("name") + ".y": "4"})
    assert teacher.answer.content.startswith(b"%PDF-")


def test_an_unknown_page_is_the_servers_own_error(teacher: Person) -> None:
    assert teacher.open("Expert/Lost.aspx").answer.status_code == 404
    assert not teacher.page.xpath("//form")
    assert teacher.click("На главную").path == "/cpnew/Expert/Default.aspx"
