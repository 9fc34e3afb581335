"""Tables that are larger than any that people look at are read in time; what is found in them stays right."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace

import pytest

from attest_desktop.service.gate import marks_of
from attest_desktop.service.pages.attestation import read_part, read_parts
from attest_desktop.service.pages.profile import read_profile
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import load_site
from tests.service.cabinets import web_forms
from tests.service.cabinets.base import PEOPLE
from tests.service.web import NOT_ATTACHED, page, row, table
from tests.slowness import slowness

SITE = load_site()
OURS = table(row(NOT_ATTACHED))
GIANTS = {
    "wide spans": f"<table>{('<tr>' + '<td colspan=200>x</td>' * 40 + '</tr>') * 120}</table>",
    "tall spans": f"<table>{('<tr>' + '<td rowspan=500>учитель</td>' * 40 + '</tr>') * 120}</table>",
    "nested": "<table>" + ("<tr>" + "<td><table><tr><td>y" * 12 + "</tr>") * 250 + "</table>" * 60,
    "many rows": f"<table>{('<tr>' + '<td>x</td>' * 12 + '</tr>') * 500}</table>",
}


@pytest.mark.parametrize("giant", GIANTS.values(), ids=GIANTS)
def test_a_giant_beside_ours(giant: str) -> None:
    began = time.thread_time()
    read = read_parts([read_part(Page.parse("http://c.test/T", page(OURS + giant).encode()), SITE)], SITE)
    assert time.thread_time() - began < 2 * slowness()
    assert [one.row.attestee.full_name for one in read.placed] == ["Лугов Пётр Ильич"]


def test_a_table_of_ours_with_very_many_people() -> None:
    rows = [
        row(NOT_ATTACHED).replace("Лугов Пётр", f"Лугов{'а' * (number % 7)} Пётр{number}") for number in range(300)
    ]
    began = time.thread_time()
    read = read_parts([read_part(Page.parse("http://c.test/T", page(table(*rows)).encode()), SITE)], SITE)
    assert time.thread_time() - began < 4 * slowness()
    assert len(read.placed) == 300


@pytest.mark.slow
def test_two_thousand_people_of_web_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = tuple(replace(PEOPLE[n % 3], name=f"Лугов Пётр{n} Ильич") for n in range(2000))
    monkeypatch.setattr(web_forms, "PEOPLE", crowd)
    with closing(web_forms.SplitGrid()) as other:
        source = other.layout("Attestation.aspx", other.templates() + other.grid()).encode()
    began = time.thread_time()
    there = Page.parse("http://c.test/T", source)
    marks = marks_of(there, SITE.refused)
    read = read_parts([read_part(there, SITE)], SITE)
    # Two seconds; the half more is for what the known piece of work does not show of the machine.
    assert time.thread_time() - began < 3 * slowness()
    assert len(read.placed) == 2000
    assert len(marks.names) == 2000  # every «Аттестовать»


@pytest.mark.parametrize("giant", GIANTS.values(), ids=GIANTS)
def test_a_giant_on_the_profile_and_the_sign_in_page(giant: str) -> None:
    fields = (
        '<form method="post"><label>Имя пользователя <input name="u"></label><label>Пароль '
        '<input type="password" name="p"></label><button>Войти</button></form>'
        "<dl><dt>Фамилия</dt><dd>Лугова</dd></dl>"
    )
    began = time.thread_time()
    read = Page.parse("http://c.test/P", page(fields + giant).encode())
    marks_of(read, SITE.refused)
    assert find_sign_in(read, SITE) is not None
    assert read_profile(read, SITE).surname == "Лугова"
    assert time.thread_time() - began < 2 * slowness()
