from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, Dialect, PracticeServer, PracticeSettings
from attest_desktop.service import (
    CaptureRefusedError,
    Looker,
    RefusedControlError,
    Walked,
    load_site,
    make_capture,
    read_capture,
)
from attest_desktop.service.capture import by_key
from attest_desktop.service.disguise import Disguise, Personal, vocabulary
from attest_desktop.service.examine import TITLES, examine
from attest_desktop.service.leaks import leak
from attest_desktop.service.page_disguise import disguised
from attest_desktop.service.pages.attestation import read_part, read_parts
from attest_desktop.service.reading.page import Page
from attest_desktop.service.walk import SeenPage
from tests.service.conftest import QUICK
from tests.service.web import ATTACH, DECIDE, NOT_ATTACHED, page, row, table, upload_form

SITE = load_site()
KEPT = vocabulary(SITE)
NAME, PASSWORD = SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password


def walked(server: str, name: str = NAME, password: str = PASSWORD) -> Walked:
    looker = Looker(server, timeouts=QUICK)
    try:
        return looker.walk(name, password)
    finally:
        looker.close()


@pytest.fixture(
    params=[(Dialect.MVC, "utf-8", 5), (Dialect.WEBFORMS, "windows-1251", 5)],
    ids=["mvc", "webforms"],
    scope="module",
)
def spoken(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect, encoding, rows = request.param
    with PracticeServer(dialect=dialect, settings=PracticeSettings(encoding=encoding, page_size=rows)) as server:
        yield server


@pytest.fixture
def seen(spoken: PracticeServer) -> Walked:
    spoken.reset()
    return walked(spoken.url)


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_is_recognised_and_nothing_is_changed(spoken: PracticeServer, seen: Walked) -> None:
    assert seen.signed_in
    assert not seen.troubles
    assert not [one for one in seen.findings if one.ok is False]
    assert {one.page for one in seen.findings} == set(TITLES.values())
    columns = [one for one in seen.findings if one.what.startswith("столбец ")]
    assert len(columns) == 12
    assert all(one.confidence == 1 for one in columns)
    assert not [one for one in spoken.state.requests if "Conclusion" in one.path or "Save" in one.path]


def test_a_capture_holds_nobody_and_is_recognised_alike(spoken: PracticeServer, seen: Walked) -> None:
    made = make_capture(seen, SITE, user_name=NAME, password=PASSWORD)
    captured = read_capture(made.content)
    live = examine(by_key(seen.pages), SITE, seen.server)
    assert captured.recognised(SITE) == live
    before = [one.page for one in seen.pages if one.key == "attestation"]
    after = [one.page for one in captured.pages if one.key == "attestation"]
    rows = read_parts([read_part(one, SITE) for one in before], SITE)
    replayed = read_parts([read_part(one, SITE) for one in after], SITE)
    assert len(replayed.placed) == len(rows.placed) == len(ATTESTEES[NAME])
    assert len({one.row.attestee.id for one in replayed.placed}) == len(rows.placed)
    for old, new in zip(rows.placed, replayed.placed, strict=True):
        was, now = old.row.attestee, new.row.attestee
        assert (was.period, was.form, was.application_status) == (now.period, now.form, now.application_status)
        assert len(was.full_name.split()) == len(now.full_name.split())
        assert now.appointed_on is not None
        assert now.appointed_on != was.appointed_on
    for one, other in zip(seen.pages, captured.pages, strict=True):
        tags = [[part.tag for part in held.page.root.iter()] for held in (one, other)]
        assert tags[0] == tags[1]
        assert one.page.encoding == other.page.encoding
    whole = b"\n".join(unzipped(made.content).values())
    for encoding in ("utf-8", "cp1251"):
        text = whole.decode(encoding, "ignore").lower()
        for attestee in ATTESTEES[NAME]:
            for word in attestee.full_name.lower().replace("-", " ").split():
                assert not re.search(rf"\b{word}\b", text), word
            assert attestee.email not in text
            assert quote(attestee.full_name.split()[0]).lower() not in text
        for own in (NAME, PASSWORD.lower(), "соболева", "m.soboleva", "000-0101", spoken.url.split("/")[2]):
            assert own not in text
    files = unzipped(made.content)
    meta = json.loads(files["meta.json"])
    assert meta["pages"][0]["hints"]["web_forms"] == (spoken.dialect is Dialect.WEBFORMS)
    assert str(made.replaced["даты"]) in files["README.txt"].decode()


def test_without_a_password_only_what_a_stranger_sees(spoken: PracticeServer) -> None:
    seen = walked(spoken.url, password="")
    assert seen.signed_in is None
    assert [one.key for one in seen.pages] == ["sign_in", "reset"]
    assert read_capture(make_capture(seen, SITE).content).recognised(SITE) == seen.findings


def test_a_wrong_password_is_tried_once(spoken: PracticeServer) -> None:
    seen = walked(spoken.url, password="wrong")
    assert seen.signed_in is False
    assert [one.key for one in seen.troubles] == ["sign_in"]


def test_a_looker_sends_nothing(spoken: PracticeServer) -> None:
    looker = Looker(spoken.url, timeouts=QUICK)
    for forbidden in (
        looker.attach,
        looker.reset_password,
        looker.save_profile,
        looker.change_password,
        looker.register,
    ):
        with pytest.raises(RefusedControlError):
            forbidden()
    looker.close()


def disguise_of(*texts: str, words: tuple[str, ...] = ()) -> Disguise:
    return Disguise(KEPT, Personal(texts, frozenset(words)), (), chance=random.Random(1))


def parsed(body: str) -> Page:
    return Page.parse("https://cabinet.test/cpnew/Table", page(body).encode())


def rewritten(body: str, disguise: Disguise) -> str:
    return disguised(parsed(body), SITE, "https://cabinet.test/cpnew/", disguise).source


@pytest.mark.parametrize(
    "text",
    [
        "15.02.1994 №7124 от 14.02.1994г.",
        "Лугов Пётр Ильич",
        "lugov@school-17.example.net",
        "8 (913) 555-44-33",
        "Заявление Лугова П.И.pdf",
        "https://disk.example.net/lugov/urok",
        "15 февраля 1994 г.",
    ],
)
def test_cells_keep_their_shape_only(text: str) -> None:
    disguise = disguise_of()
    made = disguise.text(text, strict=True)
    assert made != text
    assert made == disguise.text(text, strict=True)
    for part in re.findall(r"\d{3,}|[А-ЯЁа-яё]{4,}|lugov", text):
        if part.lower() not in KEPT:
            assert part not in made, made


@pytest.mark.parametrize(
    "text", ["сентябрь-октябрь 2019", "очно", "первая", "Итоговое заключение не прикреплено", "учитель-логопед"]
)
def test_words_that_name_nobody_stay(text: str) -> None:
    assert disguise_of().text(text, strict=True) == text


def test_ordinary_text_keeps_its_sentences_without_names() -> None:
    made = disguise_of().text(
        "Уважаемые коллеги! Координатор округа Лугова Анна, звоните до 18 часов.", strict=False
    )
    assert made.startswith("Уважаемые коллеги! Координатор округа ")
    assert made.endswith(", звоните до 18 часов.")
    assert "Лугова" not in made
    assert "Анна" not in made


def test_markup_stays_letter_by_letter() -> None:
    body = (
        '<TABLE class=x><form ACTION="/cpnew/Send?row=48151" method=post><tr><td>Лугов&nbsp;Пётр<td>A &lt; B'
        "<input type=hidden name=Id value='48151'><input name=n value=\"Лугов\"></tr></form></TABLE>"
        "<!-- Лугов --><script>var who = 'Лугов', id = 48151;</script><p id=row48151>очно"
    )
    made = rewritten(body, disguise_of(words=("лугов", "петр")))
    assert "Лугов" not in made
    assert "48151" not in made
    assert "<!---->" in made
    number = re.search(r"row=(\d{5})", made)
    assert number is not None
    assert made.count(number.group(1)) == 4
    shape = re.compile(r"<[^>\s]+")
    assert shape.findall(made.replace("<!---->", "")) == shape.findall(page(body).replace("<!-- Лугов -->", ""))


def test_the_place_of_work_is_not_told_by_what_is_chosen() -> None:
    fields = "".join(
        f'<label for="{key}">{label}</label><input id="{key}" name="{key}" value="Лугов">'
        for key, label in (("f", "Фамилия"), ("i", "Имя"))
    )
    options = '<option value="">выберите</option><option value="1" selected>Школа № 1</option>'
    options += '<option value="2">Школа № 2</option><option value="3">Школа № 3</option>'
    form = f'{fields}<label for="w">Место работы</label><select id="w" name="w">{options}</select>'
    made = rewritten(f'<form method="post">{form}<input type="submit" value="Сохранить"></form>', disguise_of())
    assert "Школа № 1" in made
    chosen = re.findall(r"<option[^>]*selected[^>]*>([^<]*)", made)
    assert chosen in (["Школа № 2"], ["Школа № 3"])


HIDING = ["{}", "<b>Лу</b>гов", "%D0%9B%D1%83%D0%B3%D0%BE%D0%B2", "%CB%F3%E3%EE%E2", "&#1051;угов",
          "\\u041b\\u0443\\u0433\\u043e\\u0432", "eyJ3aG8iOiAi0JvRg9Cz0L7QsiJ9"]  # fmt: skip


@pytest.mark.parametrize("text", HIDING)
def test_a_leak_is_found_in_every_spelling(text: str) -> None:
    disguise = disguise_of(words=("лугов",))
    personal = Personal(("Лугов",), frozenset({"лугов"}))
    hidden = text.format("ЛУГОВ")
    found = leak(f'<p title="x">{hidden}</p>', personal, disguise)
    # A name of five letters may stand in base64 by chance.
    assert bool(found) == (not text.startswith("eyJ"))
    longer = Personal(("Луговской",), frozenset({"луговской"}))
    encoded = "0JvRg9Cz0L7QstGB0LrQvtC5"
    assert leak(f"<i>{encoded}</i>", longer, disguise)
    assert not leak("<p>Аттестация</p>", personal, disguise)


def test_a_capture_with_somebody_left_is_refused() -> None:
    # The name hides where words are not looked for: in a style.
    cell = upload_form(ATTACH + DECIDE)
    shown = page(table(row(f"{NOT_ATTACHED}{cell}")), head="<style>.a:after{content:'Лугов Пётр Ильич'}</style>")
    held = Page.parse("http://cabinet.test/cpnew/Table", shown.encode())
    rows = read_parts([read_part(held, SITE)], SITE)
    one = Walked(
        "http://cabinet.test/cpnew/",
        (SeenPage("attestation", held, "text/html"),),
        (),
        (),
        True,
        None,
        tuple(placed.row for placed in rows.placed),
    )
    with pytest.raises(CaptureRefusedError, match="Таблица аттестуемых"):
        make_capture(one, SITE)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_what_is_no_capture(content: bytes) -> None:
    with pytest.raises(BadFileError):
        read_capture(content)
