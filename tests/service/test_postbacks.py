"""Web Forms: what counts as a postback, what is sent for it, and that a refused one is never sent."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.service import Link, PostBack, RefusedControlError, Timeouts, load_site
from attest_desktop.service.gate import Marks, marks_of
from attest_desktop.service.reading.controls import refused_controls
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import change, events, references, same_on
from attest_desktop.service.reading.scripts import Call, mentioned, post_back, program_of
from attest_desktop.service.submission import FilePart, Submission, press
from attest_desktop.service.transport import Transport
from tests.service.conftest import Opener
from tests.service.test_refused_control import DISGUISES
from tests.service.web import HEADERS, NOT_ATTACHED, PERSON, Asked, Said, Site, page

SITE = load_site()
STATE = (
    '<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="">'
    '<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">'
    '<input type="hidden" name="__VIEWSTATE" value="/wEP{state}">'
)


def web_form(body: str, state: str = "") -> str:
    """A page of one form, as ASP.NET sends it."""
    form = (
        f'<form method="post" action="./Table.aspx" id="form1" enctype="multipart/form-data">{STATE}{body}</form>'
    )
    return page(form.replace("{state}", state))


def parsed(body: str) -> Page:
    return Page.parse("http://127.0.0.1/cpnew/Table.aspx", web_form(body).encode())


def posted(body: str) -> list[PostBack]:
    return list(events(parsed(body), SITE.refused))


def sent(there: Page, one: PostBack) -> dict[str, str]:
    return dict(press(there, one, {}, SITE.refused, page_name="x").pairs)


@pytest.mark.parametrize(
    ("script", "target", "argument"),
    [
        ("__doPostBack('a$b','')", "a$b", ""),
        ('__doPostBack("a$b","Page$2")', "a$b", "Page$2"),
        ("  __dopostback ( 'a$b' , 'x' ) ; return false;", "a$b", "x"),
        ("return __doPostBack('a\\x24b','\\u0041')", "a$b", "A"),
        ("setTimeout('__doPostBack(\\'a$b\\',\\'\\')', 0)", "a$b", ""),
        ("javascript:setTimeout('__doPostBack(\\'a$b\\',\\'\\')', 0)", "a$b", ""),
        (
            'WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("a$b", "", true, "", "", false, true))',
            "a$b",
            "",
        ),
    ],
)
def test_scripts_that_only_post_back(script: str, target: str, argument: str) -> None:
    assert post_back(script) == Call(target, argument)
    assert Call(target, argument) in mentioned(script)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "go()",
        "__doPostBack(x,'')",
        "__doPostBack('a','')+1",
        "fill('1');__doPostBack('a','')",
        "if (sure) __doPostBack('a','')",
        "__doPostBack('','')",
        "__doPostBack('a'",
        "setTimeout('setTimeout(\\'__doPostBack(1,2)\\',0)',0)",
        "__doPostBack('a','')" + ";" * 3000,
    ],
)
def test_other_scripts_are_no_postbacks(script: str) -> None:
    assert post_back(script) is None


def test_the_page_to_go_to_instead() -> None:
    script = (
        'WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("a", "", false, "", "Other.aspx", false, true))'
    )
    assert post_back(script) == Call("a", "", "Other.aspx")
    (one,) = posted(f"<a href='javascript:{escape(script)}'>Далее</a>")
    assert one.action == "http://127.0.0.1/cpnew/Other.aspx"


_plain = st.text(st.sampled_from("abcXYZ019$_:"), min_size=1, max_size=20)
_space = st.sampled_from(["", " ", "  "])


@given(
    target=_plain,
    argument=st.text(st.sampled_from("Page$Sort 019'\"\\&<>яё"), max_size=12),
    quote=st.sampled_from("'\""),
    spaces=st.tuples(_space, _space, _space),
    name=st.sampled_from(["__doPostBack", "__DoPostBack", "__dopostback"]),
    scheme=st.sampled_from(["javascript:", "JavaScript:", " java\tscript:", "JAVASCRIPT: "]),
    percent=st.booleans(),
    numeric=st.booleans(),
)
def test_markup_of_any_spelling(
    target: str,
    argument: str,
    quote: str,
    spaces: tuple[str, str, str],
    name: str,
    scheme: str,
    percent: bool,
    numeric: bool,
) -> None:
    def literal(text: str) -> str:
        return quote + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote

    a, b, c = spaces
    script = f"{name}{a}({b}{literal(target)}{c},{a}{literal(argument)}{b});"
    if percent:
        script = script.replace("$", "%24")
    href = escape(scheme + script)
    if numeric:
        href = href.replace("_", "&#95;").replace("$", "&#x24;")
    if "аттестов" in argument:
        return
    (one,) = posted(f'<a href="{href}">Скачать</a>')
    assert (one.target, one.argument) == (target, argument)
    assert program_of(scheme + script)
    (refused,) = refused_controls(parsed(f'<a href="{href}">Аттестовать</a>'), SITE.refused)
    assert (target, argument) in refused.events


@given(st.text(st.sampled_from("__doPostBack('\",)(;\\x24 javascript:setTimeout"), max_size=80))
def test_any_script_is_read_without_a_fault(script: str) -> None:
    post_back(script)
    mentioned(script)
    posted(f'<a href="{escape(script)}">x</a>')


WAYS = (
    "<a href=\"javascript:__doPostBack('m$go','')\">{0}</a>",
    "<a href='javascript:__doPostBack(&quot;m$go&quot;,&quot;&quot;)' title='{0}'>OK</a>",
    "<a href=\"javascript:__doPostBack('m$go','')\"><img src=x alt='{0}'></a>",
    "<a href=\"#\" onclick=\"__doPostBack('m$go','');return false;\">{0}</a>",
    "<a href=\"javascript:void(0)\" onclick=\"__doPostBack('m$go','')\" aria-label='{0}'>OK</a>",
    "<input type=button onclick=\"javascript:__doPostBack('m$go','')\" value='{0}'>",
    "<button type=button onclick=\"__doPostBack('m$go','')\"><b>{0}</b></button>",
    "<a href=\"javascript:__doPostBack('m$go','')\" onclick=\"return confirm('{0}?')\">OK</a>",
    "<p>{0}: <a href=\"javascript:__doPostBack('m$go','')\">OK</a></p>",
    "<table><tr><td>{0}</td><td><a href=\"javascript:__doPostBack('m$go','')\">OK</a></td></tr></table>",
    "<table><tr><th>{0}</th></tr><tr><td><a href=\"javascript:__doPostBack('m$go','')\">OK</a></td></tr></table>",
    "<label for=go>{0}</label><input type=button id=go onclick=\"__doPostBack('m$go','')\" value=OK>",
)


@pytest.mark.parametrize("way", WAYS)
def test_a_postback_is_found_unless_it_is_refused(way: str) -> None:
    (one,) = posted(way.format("Скачать"))
    assert (one.target, one.argument) == ("m$go", "")
    for words in ("Аттестовать", "АТТЕСТОВАТЬ »", "А т т е с т о в а т ь", "Aттecтoвaть"):
        assert posted(way.format(words)) == []
    with pytest.raises(RefusedControlError):
        PostBack(one.page, one.element, one.form, ("Аттестовать",), "m$go", "", (), one.action, one.enctype)
    with pytest.raises(RefusedControlError):
        PostBack(one.page, one.element, one.form, ("OK",), "m$go", "", (), one.action, "", ("Аттестовать:",))


@pytest.mark.parametrize("words", DISGUISES)
@pytest.mark.parametrize(
    "refused",
    [
        "<a href=\"javascript:__doPostBack('m$go','')\">{0}</a>",
        "<div onclick=\"__doPostBack('m$go','')\">{0}</div>",
        '<input type="submit" name="m$go" value="{0}">',
        '<input type="image" name="m$go" src="x" alt="{0}">',
        "<input type=submit name=other value='{0}' onclick=\"javascript:WebForm_DoPostBackWithOptions("
        "new WebForm_PostBackOptions('M$go', '', true, '', '', false, false))\">",
    ],
)
def test_the_gate_stops_the_target_of_a_refused_control(refused: str, words: str) -> None:
    there = parsed(refused.format(words) + "<p><a href=\"javascript:__doPostBack('m$go','')\">Скачать</a></p>")
    (one,) = events(there, SITE.refused)
    with pytest.raises(RefusedControlError):
        press(there, one, {}, SITE.refused, page_name="x")
    alone = marks_of(parsed(refused.format(words)), SITE.refused)
    for pairs in ((("__EVENTTARGET", "m$go"),), (("__EVENTTARGET", "M$GO"), ("__EVENTARGUMENT", "any"))):
        with pytest.raises(RefusedControlError):
            alone.stop("post", "http://127.0.0.1/cpnew/Table.aspx", pairs)


def test_in_a_grid_the_argument_tells_apart() -> None:
    there = parsed(
        "<a href=\"javascript:__doPostBack('gv','Attest$3')\">Аттестовать</a>"
        "<a href=\"javascript:__doPostBack('gv','Page$2')\">2</a>"
    )
    marks = marks_of(there, SITE.refused)
    (turn,) = events(there, SITE.refused)
    assert sent(there, turn)["__EVENTARGUMENT"] == "Page$2"
    with pytest.raises(RefusedControlError):
        marks.stop("post", "http://h/x", (("__EVENTTARGET", "gv"), ("__EVENTARGUMENT", "Attest$3")))


def test_the_last_gate_holds_alone(site: Site) -> None:
    transport = Transport(site.url, Timeouts())
    marks = Marks(targets=frozenset({"m$go"}), events=frozenset({("gv", "A$1")}))
    for parts in (
        (("__EVENTTARGET", "M$go"),),
        (("__EVENTTARGET", "gv"), ("__EVENTARGUMENT", "A$1")),
        (("__eventtarget", "m$go"),),
    ):
        submission = Submission("post", site.url + "T", parts, multipart=True, encoding="utf-8", marks=marks)
        with pytest.raises(RefusedControlError):
            transport.send(submission)
    assert site.asked == []
    transport.close()


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=\"javascript:go('m$go')\">Скачать</a>",
        "<a href=\"javascript:x=1;__doPostBack('m$go','')\">Скачать</a>",
        '<a href="javascript:alert(1)">Скачать</a>',
        "<a href=\"javascript:__doPostBack('m$go','')\" onclick=\"f.h.value='5'\">Скачать</a>",
        "<a href=\"javascript:__doPostBack('m$go','')\" style=\"display:none\">Скачать</a>",
        "<div style=\"visibility: hidden\"><a href=\"javascript:__doPostBack('m$go','')\">Скачать</a></div>",
        "<a href=\"javascript:__doPostBack('m$go','')\" disabled=\"disabled\">Скачать</a>",
        "<a href=\"/x\" onclick=\"__doPostBack('m$go','')\">Скачать</a>",
        '<input type="hidden" name="__EVENTTARGET"><a href="javascript:__doPostBack(\'m$go\',\'\')">Скачать</a>',
    ],
)
def test_what_is_no_postback(markup: str) -> None:
    assert posted(markup) == []


def test_without_the_hidden_fields_nothing_can_be_posted() -> None:
    there = Page.parse(
        "http://h/t", page("<form method=post><a href=\"javascript:__doPostBack('a','')\">x</a></form>").encode()
    )
    assert events(there, SITE.refused) == ()


def test_the_whole_form_goes_with_one_target() -> None:
    there = parsed(
        '<input name="q" value="поиск"><select name="s"><option value="1"><option value="2" selected></select>'
        '<input type="checkbox" name="c" checked><input type="checkbox" name="d">'
        '<input type="file" name="r1$f"><input type="submit" name="r1$go" value="Прикрепить">'
        '<input type="file" name="r2$f"><input type="image" name="r2$im" alt="Скачать" src="x">'
        "<a href=\"javascript:__doPostBack('m$go','5')\">Скачать</a>"
    )
    (one,) = events(there, SITE.refused)
    submission = press(there, one, {}, SITE.refused, page_name="x")
    assert submission.address == "http://127.0.0.1/cpnew/Table.aspx"
    assert submission.pairs == (
        *(("__EVENTTARGET", "m$go"), ("__EVENTARGUMENT", "5"), ("__VIEWSTATE", "/wEP")),
        *(("q", "поиск"), ("s", "2"), ("c", "on")),
    )
    files = [part for part in submission.parts if isinstance(part, FilePart)]
    assert [(part.name, part.file.file_name, part.file.content) for part in files] == [
        ("r1$f", "", b""),
        ("r2$f", "", b""),
    ]
    image = next(ref.link for ref in references(there, SITE.refused) if ref.link.title == "Скачать")
    assert isinstance(image, PostBack)
    pairs = dict(press(there, image, {}, SITE.refused, page_name="x").pairs)
    assert (pairs["__EVENTTARGET"], pairs["r2$im.x"], pairs["r2$im.y"]) == ("", "1", "1")
    assert "r1$go" not in pairs


def test_a_list_that_posts_the_page_back() -> None:
    there = parsed(
        "<select name='m$l' onchange=\"javascript:setTimeout('__doPostBack(\\'m$l\\',\\'\\')', 0)\">"
        "<option>1</select>"
    )
    (field,) = there.root.iter("select")
    found = change(there, field, SITE.refused)
    assert found is not None
    assert sent(there, found)["__EVENTTARGET"] == "m$l"


def test_the_same_control_on_a_fresh_page_is_known_by_words_and_row() -> None:
    def rows(*names: str) -> Page:
        cells = (
            f"<tr><td>{name}</td><td><a href=\"javascript:__doPostBack('gv$c{place}','')\">Просмотр</a></td></tr>"
            for place, name in enumerate(names)
        )
        return parsed(f"<table>{''.join(cells)}</table>")

    stale = events(rows("Лугов", "Орлова"), SITE.refused)[1]
    again = same_on(rows("Белов", "Лугов", "Орлова"), stale, SITE.refused)
    assert again is not None
    assert again.target == "gv$c2"
    assert same_on(rows("Белов", "Лугов"), stale, SITE.refused) is None
    with pytest.raises(ValueError, match="own page"):
        press(rows("Лугов", "Орлова"), stale, {}, SITE.refused, page_name="x")


# Over HTTP.


class Grid:
    """A table of many pages; keeps what was posted, and which view state came with it."""

    def __init__(self, site: Site, pages: int, *, window: int = 10, broken: bool = False) -> None:
        self.pages, self.window, self.broken = pages, window, broken
        self.states: list[str] = []
        self.got: list[tuple[str, str]] = []
        site.replies = {"/cpnew/Expert": page(""), "/cpnew/Table": self.first, "/cpnew/Table.aspx": self.answer}
        self.issued = 0
        self.valid = ""

    def person(self, number: int) -> str:
        cells = "".join(f"<td>{text}</td>" for text in (PERSON[0], f"Лугов Номер {number}", *PERSON[2:]))
        view = "<a href=\"javascript:__doPostBack('gv$v','')\">Просмотр</a>"
        return f"<tr>{cells}<td></td><td>Итоговое заключение прикреплено {view}</td></tr>"

    def first(self, _asked: Asked) -> str:
        return self.show(1)

    def show(self, number: int) -> str:
        self.issued += 1
        self.valid = f"{number}-{self.issued}"
        start = (number - 1) // self.window * self.window + 1
        shown = list(range(start, min(start + self.window, self.pages + 1)))
        links = [("...", start - 1)] if start > 1 else []
        links += [(str(n), n) for n in shown]
        links += [("...", shown[-1] + 1)] if shown[-1] < self.pages else []
        pager = "".join(
            f"<td><span>{n}</span></td>"
            if n == number
            else f"<td><a href=\"javascript:__doPostBack('gv','Page${n}')\">{text}</a></td>"
            for text, n in links
        )
        head = "".join(f"<th scope=col>{text}</th>" for text in HEADERS)
        turn = f"<tr><td colspan=12><table><tr>{pager}</tr></table></td></tr>"
        return web_form(f"<table><tr>{head}</tr>{self.person(number)}{turn}</table>", self.valid)

    def answer(self, asked: Asked) -> Said | str:
        body = asked.body.decode()

        def value(name: str) -> str:
            return body.partition(f'name="{name}"\r\n\r\n')[2].partition("\r\n")[0]

        state, argument = value("__VIEWSTATE").removeprefix("/wEP"), value("__EVENTARGUMENT")
        self.got.append((value("__EVENTTARGET"), argument))
        if state != self.valid:
            return Said(page("Validation of viewstate MAC failed."), 500)
        if value("__EVENTTARGET") == "gv$v":
            kind = {"Content-Type": "application/pdf", "Content-Disposition": "inline; filename=a.pdf"}
            return Said(f"%PDF {state.partition('-')[0]}", headers=kind)
        return self.show(1 if self.broken else int(argument.removeprefix("Page$")))


def test_a_pager_with_windows_is_read_to_its_end(site: Site, open_cabinet: Opener) -> None:
    grid = Grid(site, 23)
    rows = open_cabinet(site.url).attestation().rows
    assert [row.attestee.full_name for row in rows] == [f"Лугов Номер {n}" for n in range(1, 24)]
    assert len(grid.got) == 22


def test_a_pager_that_leads_nowhere_ends(site: Site, open_cabinet: Opener) -> None:
    grid = Grid(site, 4, broken=True)
    assert len(open_cabinet(site.url).attestation().rows) == 1
    assert len(grid.got) <= 6


def test_a_row_of_an_earlier_page_is_viewed_from_its_own_fresh_page(site: Site, open_cabinet: Opener) -> None:
    Grid(site, 12, window=5)
    cabinet = open_cabinet(site.url)
    rows = cabinet.attestation().rows
    for number in (1, 4, 7, 12):
        assert cabinet.read_back(rows[number - 1].attestee.id).content == f"%PDF {number}".encode()


def test_a_view_kept_from_before_never_takes_the_old_view_state_along(site: Site, open_cabinet: Opener) -> None:
    grid = Grid(site, 3)
    cabinet = open_cabinet(site.url)
    views = [row.view for row in cabinet.attestation().rows]
    for number in (1, 3, 2):
        view = views[number - 1]
        assert isinstance(view, PostBack)
        assert cabinet.download(view).content == f"%PDF {number}".encode()
    grid.valid = "gone"  # as after a restart of the application
    view = views[1]
    assert isinstance(view, PostBack)
    assert cabinet.download(view).content == b"%PDF 2"


def test_a_failed_sign_in_shows_no_words_of_hidden_validators(site: Site, open_cabinet: Opener) -> None:
    from attest_desktop.service import SignInRefusedError

    def form(said: str) -> str:
        hidden = '<span style="color:Red;visibility:hidden;">Неверно заполнено поле</span>'
        return web_form(
            f'{said}<label for=u>Имя пользователя</label><input id=u name="l$u">{hidden}'
            f"<label for=p>Пароль</label><input id=p type=password name='l$p'>{hidden}"
            '<div style="display:none" class="validation-summary-errors">Ошибка ввода</div>'
            "<a href='javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions(&quot;l$go&quot;, "
            "&quot;&quot;, true, &quot;l&quot;, &quot;&quot;, false, true))'>Войти</a>"
        ).replace("./Table.aspx", "/cpnew/Expert?ReturnUrl=%2fcpnew%2f")

    site.replies = {
        "GET /cpnew/Expert": form(""),
        "POST /cpnew/Expert": form("<p>Не верно введен логин или пароль.</p>"),
    }
    with pytest.raises(SignInRefusedError) as refused:
        open_cabinet(site.url).sign_in("expert1", "secret")
    assert refused.value.site_words == "Не верно введен логин или пароль."
    body = site.posts()[0].body.decode()
    assert 'name="__EVENTTARGET"\r\n\r\nl$go\r\n' in body
    assert 'name="l$u"\r\n\r\nexpert1\r\n' in body


def test_sections_behind_postbacks_and_a_refused_one_beside(site: Site, open_cabinet: Opener) -> None:
    head = "".join(f"<th>{text}</th>" for text in HEADERS)
    cells = "".join(f"<td>{text}</td>" for text in PERSON)
    table = f"<table><tr>{head}</tr><tr>{cells}<td></td><td>{NOT_ATTACHED}</td></tr></table>"
    home = web_form(
        "<h3>Аттестация педагогических работников</h3>"
        "<a href=\"javascript:__doPostBack('lnkGo','')\">Перейти »</a>"
        "<h3>Аттестовать</h3><a href=\"javascript:__doPostBack('lnkNo','')\">Аттестовать »</a>"
    ).replace('<li><a href="/cpnew/Table">Аттестация</a></li>', "")
    site.replies = {
        "/cpnew/Expert": home,
        "/cpnew/Table.aspx": Said(status=302, headers={"Location": "/cpnew/List"}),
        "/cpnew/List": page(table),
    }
    assert len(open_cabinet(site.url).attestation().rows) == 1
    assert "lnkGo" in site.posts()[0].body.decode()
    assert "lnkNo" not in site.posts()[0].body.decode()


def test_documents_are_only_what_gives_a_file() -> None:
    from attest_desktop.service.pages.documents import read_documents

    def link(target: str, words: str) -> str:
        return f"<a href=\"javascript:__doPostBack('{target}','')\">{words}</a>"

    there = parsed(
        "<table><tr><th>" + link("sort", "Документ") + "</th><th></th></tr>"
        "<tr><td>Диплом</td><td><input type=image name=d1 src=x alt='Скачать'></td></tr>"
        "<tr><td>Справка</td><td>" + link("d2", "Открыть") + link("del", "Удалить") + "</td></tr>"
        "<tr><td>" + link("d3", "Заявление.pdf") + "</td><td>" + link("ok", "Подтвердить получение") + "</td></tr>"
        "</table><input type=submit name=acc value='Принять'>"
        + link("back", "Вернуться назад")
        + link("out", "Выход")
    )
    found = list(read_documents(there, "http://127.0.0.1/cpnew/", SITE, ()))
    assert [one.title for one in found] == ["Диплом", "Справка", "Заявление.pdf"]
    assert not any(isinstance(one.link, Link) for one in found)
