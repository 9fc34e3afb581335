"""Labels, forms and values, read as a person reads them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attest_desktop.domain.profile import Profile
from attest_desktop.service import PageNotUnderstoodError, load_site
from attest_desktop.service.gate import marks_of
from attest_desktop.service.pages.home import read_home
from attest_desktop.service.pages.profile import read_profile
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.controls import SubmitControl, buttons
from attest_desktop.service.reading.forms import TEXT_KINDS, find_field
from attest_desktop.service.reading.labels import assign, contains, match
from attest_desktop.service.reading.messages import error_words
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.tables import find_table
from attest_desktop.service.submission import press
from tests.service.web import page

SITE = load_site()


def parsed(body: str) -> Page:
    return Page.parse("http://127.0.0.1/cpnew/x", page(body).encode())


@pytest.mark.parametrize(
    ("text", "label", "least"),
    [
        ("ИМЯ  ПОЛЬЗОВАТЕЛЯ", "Имя пользователя", 1.0),
        ("Имя\u00a0пользователя:", "Имя пользователя", 1.0),
        ("Преподаваемый (ые) предмет (ы)", "Преподаваемый(ые) предмет(ы)", 1.0),
        ("Преподаваемые предметы", "Преподаваемый(ые) предмет(ы)", 0.6),
        ("Место работы", "Место работы (образовательная организация)", 0.9),
        ("Пароль *", "Пароль", 1.0),
        ("Имя пользователя (логин)", "Имя пользователя", 0.7),
        ("Категория заявленная квалификационная", "Заявленная квалификационная категория", 0.8),
    ],
)
def test_labels_that_fit(text: str, label: str, least: float) -> None:
    found = match(text, [label])
    assert found is not None
    assert found.confidence >= least
    assert found.reason


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Подтверждение пароля", "Пароль"),
        ("Имя", "Имя пользователя"),
        ("Имеющаяся квалификационная категория", "Заявленная квалификационная категория"),
        ("Тип образовательной организации", "Место работы (образовательная организация)"),
        ("", "Пароль"),
        ("Пароль " + "x" * 300, "Пароль"),
    ],
)
def test_labels_that_do_not(text: str, label: str) -> None:
    assert match(text, [label]) is None


def test_assign_prefers_the_best_and_leaves_ties_alone() -> None:
    vocabulary = {"a": ["Дата"], "b": ["Дата назначения"], "c": ["Номер"]}
    given_, unclear = assign([["Дата назначения"], ["Дата"], ["Номер"], ["номер!"]], vocabulary)
    assert {key: place for key, (place, _) in given_.items()} == {"b": 0, "a": 1}
    assert unclear == ("c",)


def test_contains_takes_whole_words() -> None:
    assert contains("Итоговое заключение не прикреплено.", ["не прикреплено"])
    assert not contains("неприкреплено", ["прикреплено"])


CARRIED = """
<form method="post" action="?a=1">
 <input type="hidden" name="h" value="1"><input name="t" value="&lt;x&gt;"><input name="" value="no">
 <input value="no">
 <input name="off" value="no" disabled><input type="checkbox" name="c1" checked><input type="checkbox" name="c2">
 <input type="checkbox" name="c3" value="v" checked><input type="hidden" name="c3" value="false">
 <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
 <select name="s1"><option value="a">A<option value="b" selected>B</select>
 <select name="s2"><option disabled>x<option> two  words <option>C</select>
 <select name="s3" multiple><option selected>m1<option>m2<option selected value="">m3</select>
 <select name="s4" multiple><option>n</select><select name="s5" size="3"><option>n</select>
 <select name="s6"><optgroup disabled><option>g</optgroup><option value="k">K</select>
 <textarea name="ta">
line 1
line 2</textarea>
 <input type="file" name="f"><input type="image" name="i" src="x"><input type="reset" name="z" value="no">
 <button name="b0" value="no">Другая</button><button name="b1" value="yes">Сохранить</button>
 <fieldset disabled><legend><input name="lg" value="1"></legend><input name="fd" value="no"></fieldset>
 <datalist><input name="dl" value="no"></datalist><input type="nonsense" name="w" value="1">
 <input type="hidden" name="_charset_">
</form><input name="outside" value="no">
"""


def test_a_form_carries_what_a_browser_would_send() -> None:
    there = parsed(CARRIED)
    control = next(
        one for one in buttons(there, SITE.refused) if isinstance(one, SubmitControl) and "Сохранить" in one.words
    )
    submission = press(there, control, {}, SITE.refused, page_name="x")
    assert submission.address == "http://127.0.0.1/cpnew/x?a=1"
    assert submission.pairs == (
        ("h", "1"),
        ("t", "<x>"),
        ("c1", "on"),
        ("c3", "v"),
        ("c3", "false"),
        ("r", "2"),
        ("s1", "b"),
        ("s2", "two words"),
        ("s3", "m1"),
        ("s3", ""),
        ("s6", "k"),
        ("ta", "line 1\r\nline 2"),
        ("f", ""),
        ("b1", "yes"),
        ("lg", "1"),
        ("w", "1"),
        ("_charset_", "utf-8"),
    )


def test_the_owner_of_a_control_is_the_form_last_opened() -> None:
    source = (
        "<table><tr><td><form id=a><input name=x></td><td><input name=y></form></td></tr></table><input name=z>"
        "<form id=b><input name=p><form id=c><input name=q></form><input name=r></form>"
    )
    there = Page.parse("http://127.0.0.1/", source.encode())
    owners = [owner.get("id") if (owner := there.owner(one)) is not None else None for one in there.controls]
    assert owners == ["a", "a", None, "b", "b", None]


def test_a_tag_inside_a_quoted_value_hides_no_control() -> None:
    there = parsed(
        """<form id="a"><input value='<b a="' name="x"></form>"""
        """<form id="b"><input name="y"><input type="submit" value="z"></form>"""
    )
    assert [owner.get("id") if (owner := there.owner(one)) is not None else None for one in there.controls] == [
        "a",
        "b",
        "b",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<label for="q">Логин</label><input id="q" name="N">',
        "<label>Логин <input name='N'></label>",
        "<p>Логин:</p><p><input name='N'></p>",
        "<table><tr><th>Логин</th><td><div><input name='N'></div></td></tr></table>",
        "<fieldset><legend>Логин</legend><input name='N'></fieldset>",
        "<input name='N' title='Логин'>",
    ],
)
def test_a_field_is_found_by_what_names_it(markup: str) -> None:
    there = parsed(f"<form><input name='other' placeholder='Город'>{markup}<button>OK</button></form>")
    found = find_field(there, there.forms[0], ["Логин"], TEXT_KINDS)
    assert found is not None
    assert found[0].name == "N"
    assert 0.6 < found[1].confidence <= 1


@pytest.mark.parametrize(
    "markup",
    [
        "<label>Логин <input name='A'></label><label>Логин <input name='B'></label>",
        "<label>Город <input name='A'></label>",
        "<label>Логин <input name='A' disabled></label>",
        "<label>Логин <input type='hidden' name='A'></label>",
        "<label>Логин <input type='password' name='A'></label>",
    ],
)
def test_a_field_is_not_guessed(markup: str) -> None:
    there = parsed(f"<form>{markup}</form>")
    assert find_field(there, there.forms[0], ["Логин"], TEXT_KINDS) is None


PROFILE = Profile(
    "Лугова",
    "Анна",
    "Ильинична",
    "a@example.org",
    "+7 (900) 000-0000",
    "г. Томск",
    "общее",
    "МАОУ СОШ № 999",
    "учитель",
    ("(Фортепиано)", "английского языка"),
)
LABELS = {key: spellings[0] for key, spellings in SITE.labels["profile"].items()}
VALUES = {key: getattr(PROFILE, key) for key in LABELS if key != "subjects"}


def shown(pattern: str, subjects: str) -> str:
    lines = [pattern.format(LABELS[key], value) for key, value in VALUES.items()]
    return "\n".join((*lines, pattern.format(LABELS["subjects"], subjects)))


VIEWS = {
    "terms": f"<dl>{shown('<dt>{0}</dt><dd>{1}</dd>', '(Фортепиано)<br>английского языка')}</dl>",
    "table": f"<table>{shown('<tr><th>{0}</th><td>{1}</td></tr>', '(Фортепиано), английского языка')}</table>",
    "label and paragraph": shown("<div><label>{0}</label><p>{1}</p></div>", "(Фортепиано)<br>английского языка"),
    "bold and text": shown("<p><b>{0}:</b> {1}</p>", "(Фортепиано); английского языка"),
    "one line": shown("<p>{0}: {1}</p>", "(Фортепиано); английского языка"),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_profile_to_look_at(view: str) -> None:
    assert read_profile(parsed(f"<h2>Личный кабинет</h2>{view}<a href='/e'>Редактировать</a>"), SITE) == PROFILE


def test_the_profile_to_edit() -> None:
    typed = [
        f'<label for="{key}">{LABELS[key]}</label><input id="{key}" name="{key}" value="{VALUES[key]}">'
        for key in ("surname", "first_name", "patronymic", "email", "phone")
    ]
    chosen = [
        f'<label>{LABELS[key]}</label><select name="{key}"><option>иное<option selected>{VALUES[key]}</select>'
        for key in ("municipality", "organisation_type", "workplace", "position")
    ]
    subjects = (
        f'<label for="sb">{LABELS["subjects"]}</label><select multiple id="sb" name="sb">'
        "<option selected>(Фортепиано)<option>(Баян)<option selected>английского языка</select>"
    )
    form = f"<form method='post'>{''.join(typed)}{''.join(chosen)}{subjects}<button>Сохранить</button></form>"
    assert read_profile(parsed(form), SITE) == PROFILE


def test_a_profile_lacking_values() -> None:
    there = parsed(
        "<dl><dt>Фамилия</dt><dd></dd><dt>Имя</dt><dd>Анна</dd><dt>Должность</dt><dd>-- выберите --</dd></dl>"
    )
    assert read_profile(there, SITE) == Profile(first_name="Анна")
    with pytest.raises(PageNotUnderstoodError, match="Фамилия"):
        read_profile(parsed("<p>Добро пожаловать</p>"), SITE)


@pytest.mark.parametrize(
    ("body", "assigned"),
    [
        ("Количество педагогических работников, назначенных Вам на аттестацию = 11.", 11),
        ("<p>Количество педагогических работников,<br>назначенных Вам на аттестацию</p><b>=</b> <b>11</b>.", 11),
        ("<h4>Количество аттестуемых</h4><p>0</p>", 0),
        (
            "<h4>Количество аттестуемых</h4>"
            "Количество педагогических работников, назначенных Вам на аттестацию = 3",
            3,
        ),
        ("<h4>Количество аттестуемых</h4><p>нет</p>", None),
        ("", None),
    ],
)
def test_home(body: str, assigned: int | None) -> None:
    assert read_home(parsed(body), SITE).assigned == assigned


def test_error_words() -> None:
    there = parsed(
        '<div class="validation-summary-errors"><ul><li>Одно.</li><li>Другое.</li></ul></div>'
        '<span class="text-danger" hidden>Скрыто</span><div class="alert alert-success">Успех</div>'
    )
    assert error_words(there) == "Одно. Другое."


_PIECES = (
    *("<form>", "</form>", "<form action='//['>", "<table>", "<tr>", "</tr>", "<td>1", "<td colspan=9999>"),
    *("<td rowspan='x'>", "<td rowspan=300>", "<th>Фамилия Имя Отчество", "<th>Должность", "<th>Период"),
    *("<th>Возраст", "<input name=a>", "<input type=password>", "<button>", "<button formaction='//['>"),
    *("<select><option selected>", "<label for=a>", "<a href='[:'>", "<a href=http://[>x", "<base href='//['>"),
    *("Пароль", "Имя пользователя", "Войти", "Аттестовать", "<!--", "<![CDATA[", "\x00", "&#0;", "&#xD800;"),
    *("</html>", "<svg>", "<fieldset>", "<legend>", "<textarea>", "<option>", "<script>", "</script>"),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(_PIECES),
        max_size=25,
    ),
    st.binary(max_size=20),
)
def test_any_page_can_be_read(pieces: list[str], junk: bytes) -> None:
    there = Page.parse("http://127.0.0.1/cpnew/x", "".join(pieces).encode() + junk, "text/html; charset=utf-8")
    assert isinstance(there.lines, tuple)
    find_sign_in(there, SITE)
    find_table(there, SITE.labels["columns"], at_least=3)
    marks_of(there, SITE.refused)
    read_home(there, SITE)
    with contextlib.suppress(PageNotUnderstoodError):
        read_profile(there, SITE)


@pytest.mark.parametrize(
    "broken", ["<![CD[x", "<![CD", "<![foo[", "<![", "<![endif]>", "<![if !IE]>", "<![CDATA[x"]
)
def test_broken_sections_do_not_stop_the_reader(broken: str) -> None:
    page = Page.parse("http://c.test/", f'<form id="a"><input name="x">{broken}'.encode())
    assert [one.get("name") for one in page.controls_of(page.forms[0])] == ["x"]
