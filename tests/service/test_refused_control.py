"""«Аттестовать» can't be sent, whatever the page looks like."""

from __future__ import annotations

from html import unescape
from urllib.parse import unquote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attest_desktop.domain.progress import never, silent
from attest_desktop.service import Link, PageNotUnderstoodError, RefusedControlError, Timeouts, load_site
from attest_desktop.service.gate import Marks, marks_of
from attest_desktop.service.pages.attestation import PlacedRow, read_part, read_parts
from attest_desktop.service.pages.upload_form import fill_upload
from attest_desktop.service.reading import controls
from attest_desktop.service.reading.controls import (
    InertControl,
    RefusedControl,
    SubmitControl,
    buttons,
    links,
    refused_controls,
)
from attest_desktop.service.reading.page import Page
from attest_desktop.service.refusal import BUILT_IN, RefusedWords
from attest_desktop.service.submission import ChosenFile, Submission, encode_multipart, press
from attest_desktop.service.transport import Transport
from attest_desktop.service.upload import UploadBody
from tests.service.conftest import Opener
from tests.service.web import ATTACH, ATTACHED, DECIDE, NOT_ATTACHED, Said, Site, page, row, table, upload_form

SITE = load_site()
FILE = ChosenFile("a.pdf", b"%PDF-1.7 the file itself")
DISGUISES = (
    "Аттестовать",
    "АТТЕСТОВАТЬ",
    "  аттестовать  ",
    "Атте\u00adстовать",
    "Аттес\u200bтовать",
    "А т т е с т о в а т ь",
    "Аттестовать »",
    "«Аттестовать»!",
    "Aттecтoвaть",
    "Атестовать",
    "Аттестовать педагога",
    "Сохранить и аттестовать",
    "Прикрепить и аттестовать",
    "Аттестую",
    "&#1040;ттестовать",
)
HARMLESS = (
    "Аттестация",
    "аттестации",
    "Аттестационный период",
    "Документы аттестуемого",
    "Тестовать",
    "Прикрепить",
)


def parsed(body: str, address: str = "http://127.0.0.1/cpnew/Table") -> Page:
    return Page.parse(address, page(body).encode())


def placed(body: str) -> PlacedRow:
    return read_parts([read_part(parsed(body), SITE)], SITE).placed[0]


def filled(cell: str) -> Submission:
    return fill_upload(placed(table(row(cell))), SITE, FILE)


def sent(submission: Submission) -> str:
    return encode_multipart(submission)[1].decode() + unquote_plus(submission.address)


@pytest.mark.parametrize("words", [word for word in DISGUISES if not word.startswith("&")])
def test_words_that_are_refused(words: str) -> None:
    assert BUILT_IN.match(words)
    with pytest.raises(RefusedControlError):
        Link(words, "http://127.0.0.1/x")


@pytest.mark.parametrize("words", HARMLESS)
def test_words_that_are_not(words: str) -> None:
    assert not BUILT_IN.match(words)


def test_more_words_can_be_refused_but_never_fewer() -> None:
    more = RefusedWords(["Вынести решение"])
    assert more.match("ВЫНЕСТИ  РЕШЕНИЕ")
    assert more.match("Аттестовать")


MARKUPS = (
    "<button>{0}</button>",
    '<button type="submit">{0}</button>',
    '<button type="SUBMIT" name="do" value="d">{0}</button>',
    '<button type="nonsense">{0}</button>',
    '<button type="button" onclick="go()">{0}</button>',
    '<button title="{0}">OK</button>',
    '<button aria-label="{0}"><i></i></button>',
    '<button><img src="x.png" alt="{0}"></button>',
    "<button><svg><title>{0}</title></svg></button>",
    "<button><span hidden>{0}</span>Далее</button>",
    '<button name="do" value="{0}">Далее</button>',
    '<input type="submit" value="{0}">',
    '<input type="submit" value="OK" title="{0}">',
    '<input type="button" value="{0}">',
    '<input type="image" name="im" src="x.png" alt="{0}">',
    '<input type="image" src="x.png" title="{0}">',
    '<label for="zz">{0}</label><input type="submit" id="zz" value="OK">',
    '<label>{0} <input type="submit" value="OK"></label>',
    '<span id="lb">{0}</span><input type="submit" aria-labelledby="lb" value="OK">',
    '<a href="/x" title="{0}"><button>OK</button></a>',
    '<input type="submit" value="Прикрепить" onclick="return confirm(\'{0}?\')">',
)


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("words", DISGUISES)
def test_a_button_with_refused_words_cannot_be_pressed(markup: str, words: str) -> None:
    there = parsed(f'<form action="/s" method="post">{markup.format(words)}</form>')
    (control,) = buttons(there, SITE.refused)
    assert isinstance(control, RefusedControl)
    with pytest.raises(RefusedControlError):
        press(there, control, {}, SITE.refused, page_name="x")  # type: ignore[arg-type]  # that is the point
    with pytest.raises(RefusedControlError):
        SubmitControl(control.element, there.forms[0], (unescape(words),), (), "http://127.0.0.1/s", "post", "")


@pytest.mark.parametrize(
    "broken",
    [
        "Аттес<wbr>товать",
        "<span>Аттес</span><b>товать</b>",
        "Аттес<!-- -->товать",
        "<i>А</i><i>т</i><i>т</i>естовать",
        "Аттес<br>товать",
        "Аттестовать<style>x</style>",
    ],
)
def test_words_broken_by_markup(broken: str) -> None:
    there = parsed(f"<form><button>{broken}</button></form>")
    assert isinstance(buttons(there, SITE.refused)[0], RefusedControl)


def test_a_submit_control_of_refused_words_cannot_be_made() -> None:
    there = parsed("<form><button>OK</button></form>")
    (control,) = buttons(there, SITE.refused)
    assert isinstance(control, SubmitControl)
    for words, entries, action in (
        (("Аттестовать",), (), "http://h/s"),
        ((), (("do", "Аттестовать"),), "http://h/s"),
        ((), (), "http://h/%D0%90%D1%82%D1%82%D0%B5%D1%81%D1%82%D0%BE%D0%B2%D0%B0%D1%82%D1%8C"),
    ):
        with pytest.raises(RefusedControlError):
            SubmitControl(control.element, control.form, words, entries, action, "post", "")


def test_refused_links_are_not_followed() -> None:
    there = parsed(
        "<a href=\"/cpnew/Go?d=1\">Аттестовать</a><a href=\"javascript:__doPostBack('a$b','')\">Аттестовать</a>"
    )
    assert not [one for one in links(there, SITE.refused) if "Go" in one.link.address]
    found = refused_controls(there, SITE.refused)
    assert found[0].address == "http://127.0.0.1/cpnew/Go?d=1"
    assert found[1].entries == (("__EVENTTARGET", "a$b"),)


def test_shared_form_sends_only_the_pressed_button() -> None:
    for order in (ATTACH + DECIDE, DECIDE + ATTACH):
        submission = filled(upload_form(order))
        assert ("do", "Прикрепить") in submission.pairs
        assert [name for name, _ in submission.pairs] == ["token", "row", "do"]
        assert ("token", "t0&k") in submission.pairs


@pytest.mark.parametrize(
    "buttons_there",
    [
        "",
        DECIDE,
        "<button>Аттестовать</button>",
        '<button type="button">Прикрепить</button>' + DECIDE,
        '<button type="reset">Прикрепить</button>' + DECIDE,
        '<input type="submit" name="do" value="Прикрепить" disabled>' + DECIDE,
        '<a href="javascript:send()">Прикрепить</a>' + DECIDE,
        '<input type="submit" name="do" value="OK">' + DECIDE,
        '<input type="submit" name="do">' + DECIDE,
        "<button></button>" + DECIDE,
        '<input type="submit" name="do" value="Отправить на аттестацию">',
        '<input type="submit" name="do" value="Сохранить результат">',
        '<input type="submit" name="do" value="Загрузить решение">',
        '<input type="submit" name="do" value="Открепить итоговое заключение">',
        '<input type="submit" name="do" value="Не прикреплять">',
        ATTACH + '<input type="submit" name="do" value="прикрепить">',
    ],
)
def test_without_a_clear_attach_button_nothing_is_guessed(buttons_there: str) -> None:
    with pytest.raises(PageNotUnderstoodError) as unclear:
        filled(upload_form(buttons_there))
    assert unclear.value.page == "Аттестация"
    assert "Прикрепить" in unclear.value.missing


def test_general_words_do_not_do_where_a_result_is_chosen() -> None:
    save = '<input type="submit" name="do" value="Сохранить">'
    choice = "<select name=r><option>соответствует<option>не соответствует</select>"
    assert ("do", "Сохранить") in filled(upload_form(save)).pairs
    with pytest.raises(PageNotUnderstoodError):
        filled(upload_form(choice + save))
    with pytest.raises(PageNotUnderstoodError):
        filled(upload_form('<label><input type="radio" name="r" value="1"> соответствует</label>' + save))
    with pytest.raises(PageNotUnderstoodError):
        filled(upload_form("<p>Аттестовать:</p>" + save))


@pytest.mark.parametrize(
    "other",
    [
        "<button>Прикрепить</button><button>Аттестовать</button>",
        '<input type="submit" value="Прикрепить"><input type="submit" value="Аттестовать">',
        '<button name="do" value="1">Прикрепить</button><button name="do" value="1">Аттестовать</button>',
    ],
)
def test_what_only_a_script_could_tell_apart_is_not_sent(other: str) -> None:
    with pytest.raises(RefusedControlError):
        filled(upload_form(other))


@pytest.mark.parametrize(
    "extra",
    [
        '<label><input type="checkbox" name="also" value="1" checked> Аттестовать</label>',
        '<input type="checkbox" name="also" value="1" checked> Аттестовать',
        '<input type="checkbox" name="also" checked><span>Аттестовать</span>',
        '<input type="radio" name="also" value="1" checked> Аттестовать',
        '<select name="also"><option value="1" selected>Аттестовать</select>',
        '<select name="also"><option>Аттестовать<option>Нет</select>',
        '<input type="hidden" name="also" value="Аттестовать">',
        '<textarea name="also">Аттестовать</textarea>',
        '<input type="hidden" name="Аттестовать" value="1">',
    ],
)
def test_what_the_form_itself_carries_is_refused_too(extra: str) -> None:
    with pytest.raises(RefusedControlError):
        filled(upload_form(ATTACH + extra))


@pytest.mark.parametrize(
    "extra",
    [
        '<label><input type="checkbox" name="also" value="1"> Аттестовать</label>',
        '<select name="also"><option value="0" selected>Нет<option value="1">Аттестовать</select>',
        '<input type="radio" name="also" value="1"> Аттестовать',
    ],
)
def test_an_unticked_box_hinders_nothing(extra: str) -> None:
    assert "do" in dict(filled(upload_form(ATTACH + extra)).pairs)


def test_a_button_that_leads_to_the_refused_address_is_stopped() -> None:
    leads = '<button name="go" value="1" formaction="/cpnew/Decide">Прикрепить</button>'
    refused = '<a href="/cpnew/Decide">Аттестовать</a>'
    with pytest.raises(RefusedControlError):
        filled(upload_form(leads + refused))


def test_other_forms_of_the_page_count() -> None:
    there = placed(
        table(row(upload_form(ATTACH + '<input type="hidden" name="op" value="decide">')))
        + '<form action="/cpnew/Other"><button name="op" value="decide">Аттестовать</button></form>'
    )
    with pytest.raises(RefusedControlError):
        fill_upload(there, SITE, FILE)


def test_the_pair_of_a_refused_button_is_stopped_under_any_words() -> None:
    same = '<button name="do" value="d" title="later">Прикрепить</button>'
    assert ("do", "d") in filled(upload_form(same)).pairs
    aside = '<form action="/cpnew/Other"><button name="do" value="d">Аттестовать</button></form>'
    with pytest.raises(RefusedControlError):
        filled(upload_form(same) + aside)


def test_the_number_of_the_row_on_a_refused_button_does_not_stop_the_upload() -> None:
    aside = '<form action="/cpnew/Decide" method="post"><button name="row" value="17">Аттестовать</button></form>'
    assert ("row", "17") in filled(upload_form(ATTACH) + aside).pairs


def test_formaction_of_the_refused_button_may_not_be_asked_for() -> None:
    there = parsed(table(row(upload_form(ATTACH + '<button formaction="/cpnew/Decide/17">Аттестовать</button>'))))
    marks = marks_of(there, SITE.refused)
    for method in ("get", "post"):
        with pytest.raises(RefusedControlError):
            marks.stop(method, "http://127.0.0.1/cpnew/decide/17/", ())
    marks.stop("get", "http://127.0.0.1/cpnew/Table", ())
    marks.stop("post", "http://127.0.0.1/cpnew/Send", (("do", "Прикрепить"),))


def test_the_gate_by_itself() -> None:
    marks = Marks(frozenset({"cmdGo"}), frozenset({("do", "d")}), frozenset(), frozenset())
    for pairs in ((("cmdGo", "whatever"),), (("do", "d"),), (("x", "Аттестовать"),), (("x", "А ттестовать"),)):
        with pytest.raises(RefusedControlError):
            marks.stop("post", "http://h/s", pairs)
    for address in (
        "http://h/s?do=d",
        "http://h/%D0%90%D1%82%D1%82%D0%B5%D1%81%D1%82%D0%BE%D0%B2%D0%B0%D1%82%D1%8C",
    ):
        with pytest.raises(RefusedControlError):
            marks.stop("get", address, ())
    marks.stop("post", "http://h/s?do=e", (("do", "e"), ("y", "Аттестация")))


def test_the_second_lock_holds_when_the_first_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controls, "looks_refused", lambda *_: False)
    with pytest.raises(RefusedControlError):
        filled(upload_form(ATTACH + DECIDE))


def test_the_last_gate_holds_when_everything_else_is_broken(site: Site) -> None:
    transport = Transport(site.url, Timeouts())
    address = site.url + "Send"
    for parts in ((("do", "Аттестовать"),), (("do", "d"),)):
        marks = Marks(pairs=frozenset({("do", "d")}))
        submission = Submission("post", address, parts, multipart=True, encoding="utf-8", marks=marks)
        with pytest.raises(RefusedControlError):
            transport.send(submission)
        with pytest.raises(RefusedControlError):
            transport.upload(submission, UploadBody(submission, silent, never), lambda: None)
    assert site.asked == []
    transport.close()


def test_image_buttons_of_refused_words_are_marked_with_their_coordinates() -> None:
    there = parsed('<form><input type="image" name="go" src="x" alt="Аттестовать"></form>')
    assert marks_of(there, SITE.refused).names == {"go.x", "go.y"}


def test_inert_buttons_cannot_be_pressed() -> None:
    there = parsed('<form><button type="button">Прикрепить</button></form><button>Прикрепить</button>')
    assert all(isinstance(one, InertControl) for one in buttons(there, SITE.refused))


def test_a_link_given_from_outside_does_not_lead_there(site: Site, open_cabinet: Opener) -> None:
    cell = ATTACHED + '<form action="/cpnew/Decide" method="post"><button>Аттестовать</button></form>'
    site.replies = {
        "/cpnew/Expert": page(""),
        "/cpnew/Table": page(table(row(cell))),
        "/cpnew/Decide": Said("done"),
    }
    cabinet = open_cabinet(site.url)
    cabinet.attestation()
    with pytest.raises(RefusedControlError):
        cabinet.download(Link("Скачать", site.url + "Decide"))
    assert "/cpnew/Decide" not in [one.path for one in site.asked]


def test_a_redirect_does_not_lead_there(site: Site, open_cabinet: Opener) -> None:
    cell = ATTACHED + '<a href="/cpnew/Decide?id=1">Аттестовать</a>'
    site.replies = {
        "/cpnew/Expert": page(""),
        "/cpnew/Table": page(table(row(cell))),
        "/cpnew/File": Said(status=302, headers={"Location": "/cpnew/Decide?id=1"}),
        "/cpnew/Decide": Said("done"),
    }
    cabinet = open_cabinet(site.url)
    cabinet.attestation()
    with pytest.raises(RefusedControlError):
        cabinet.download(Link("Скачать", site.url + "File"))
    assert "/cpnew/Decide" not in [one.path for one in site.asked]


def test_over_http_only_the_pressed_button_arrives(site: Site, open_cabinet: Opener) -> None:
    shared = NOT_ATTACHED + upload_form(DECIDE + '<input type="image" name="im" src="x">' + ATTACH)
    site.replies = {"/cpnew/Expert": page(""), "/cpnew/Table": page(table(row(shared))), "/cpnew/Send": page("")}
    cabinet = open_cabinet(site.url)
    who = cabinet.attestation().rows[0].attestee.id
    cabinet.attach(who, b"%PDF", "a.pdf", before_first_byte=lambda: None)
    (post,) = site.posts()
    assert post.body.decode().count('name="do"') == 1
    assert "Прикрепить" in post.body.decode()
    assert "Аттестовать" not in post.body.decode()
    assert "im.x" not in post.body.decode()


# Weird markup at random: whatever is refused carries the word «decide», which must never leave.
_words = st.sampled_from(DISGUISES)
_name = st.sampled_from(["", "do", "only", "row", "token", "ctl00$go"])


@st.composite
def refused_markup(draw: st.DrawFn) -> str:
    words, name = draw(_words), draw(_name)
    attributes = f'name="{name}" ' if name else ""
    kind = draw(st.integers(0, 12))
    # A value without a name is never sent: only named ones are looked for.
    decide = 'value="decide"' if name else ""
    return (
        f"<button {attributes}{decide}>{words}</button>",
        f'<button type="submit" {attributes}{decide} formaction="/cpnew/decide">{words}</button>',
        f'<input type="submit" {attributes}{decide} title="{words}">',
        f'<input type="image" name="decide" src="x" alt="{words}">',
        f'<label><input type="checkbox" {attributes}{decide} checked> {words}</label>',
        f'<input type="checkbox" {attributes}{decide} checked> {words}',
        f"<select {attributes}><option {decide} selected>{words}</option></select>",
        f'<a href="/cpnew/decide">{words}</a>',
        f'<a href="/x"><button {attributes}{decide} title="{words}">Прикрепить</button></a>',
        f'<button {attributes}{decide} aria-label="{words}">Прикрепить</button>',
        f'<label for="dd">{words}</label><input id="dd" type="submit" {attributes}{decide}>',
        f'<button {attributes}{decide}><span>Прикрепить</span><img alt="{words}"></button>',
        f'<input type="submit" form="elsewhere" {attributes}{decide} aria-label="{words}">',
    )[kind]


_attach = st.sampled_from(
    [
        "",
        ATTACH,
        "<button>Прикрепить</button>",
        '<button name="do" value="attach">Загрузить файл</button>',
        '<button name="only">Прикрепить итоговое заключение</button>',
        '<input type="image" name="up" src="x" alt="Прикрепить">',
        '<button formaction="/cpnew/attach" name="do" value="a">Прикрепить</button>',
    ]
)
_noise = st.sampled_from(
    [
        "",
        "<p>",
        "</div>",
        "<table><tr><td>",
        "</td></tr></table>",
        "</form>",
        "<form>",
        '<form id="elsewhere" method="post">',
        "<fieldset disabled>",
        "<!-- ",
        "<b><i></b>",
        "<button",
        '<input name="row" value="decide-not">',
        "<label>",
        "<select>",
        "<textarea>",
        "<template>",
        "<svg>",
        "&lt;",
        "\x00",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pieces=st.lists(st.one_of(_attach, refused_markup(), _noise), max_size=4),
    attach=_attach,
    first=refused_markup(),
    where=st.tuples(st.integers(0, 5), st.integers(0, 5)),
)
def test_weird_markup_never_lets_it_out(
    pieces: list[str], attach: str, first: str, where: tuple[int, int]
) -> None:
    pieces.insert(where[0], first)
    pieces.insert(where[1], attach)
    cell = NOT_ATTACHED + upload_form("".join(pieces))
    try:
        submission = filled(cell)
    except (PageNotUnderstoodError, RefusedControlError):
        return
    body = sent(submission).replace("decide-not", "")
    assert "decide" not in body
    assert not BUILT_IN.match(body)
    assert FILE.content.decode() in body
