from __future__ import annotations

from dataclasses import replace

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.practice.catalogue import MUNICIPALITIES, ORGANISATIONS
from tests.practice.browser import Browser

LABELS = [
    "Фамилия",
    "Имя",
    "Отчество",
    "Адрес электронной почты",
    "Номер телефона (сотовый)",
    "Муниципалитет, в котором находится образовательная организация",
    "Тип образовательной организации",
    "Место работы (образовательная организация)",
    "Должность",
    "Преподаваемый(ые) предмет(ы)",
]


def option(browser: Browser, text: str) -> str:
    """Value of the option with this text."""
    (value,) = browser.page.xpath("//option[text()=$text]/@value", text=text)
    return str(value)


def test_the_profile_is_shown_under_the_labels_of_the_service(expert: Browser) -> None:
    expert.open("Expert/Profile")
    assert [term.text for term in expert.page.xpath("//dt")] == LABELS
    assert [value.text_content() for value in expert.page.xpath("//dd")] == [
        "Соболева", "Марина", "Аркадьевна", "m.soboleva@example.org", "+7 (900) 000-0101", "г. Томск", "общее",
        "МАОУ гимназия № 113 г. Томска", "учитель", "английского языка",
    ]  # fmt: skip
    assert expert.link("Вернуться назад")


def test_saving_what_the_form_already_has_changes_nothing(expert: Browser, server: PracticeServer) -> None:
    expert.open("Expert/Profile").follow("Редактировать")
    assert [label.text for label in expert.page.xpath("//form//label")] == LABELS
    expert.press("Сохранить")
    assert expert.path == "/cpnew/Expert/Profile"
    assert server.state.accounts["expert1"].profile == SAMPLE_ACCOUNT.profile


def test_typed_and_chosen_values_are_saved(expert: Browser, server: PracticeServer) -> None:
    expert.open("Expert/EditProfile")
    changes: dict[str, str | list[str]] = {
        "LastName": "Соболева-Ким",
        "PhoneNumber": "+7 (900) 000-0303",
        "MunicipalityId": option(expert, "ЗАТО Северск"),
        "OrganizationId": option(expert, "МБОУ «СОШ № 184»"),
        "PositionId": option(expert, "педагог-психолог"),
        "SubjectIds": [option(expert, "(Фортепиано)"), option(expert, "музыки")],
    }
    expert.press("Сохранить", changes)
    assert server.state.accounts["expert1"].profile == replace(
        SAMPLE_ACCOUNT.profile,
        surname="Соболева-Ким",
        phone="+7 (900) 000-0303",
        municipality="ЗАТО Северск",
        workplace="МБОУ «СОШ № 184»",
        position="педагог-психолог",
        subjects=("(Фортепиано)", "музыки"),
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"LastName": " "}, "Требуется поле «Фамилия»."),
        ({"PhoneNumber": "89880000000"}, "Номер телефона указывается в виде +7 (988) 888-8888."),
        ({"Email": "почта"}, "Адрес электронной почты указан неверно."),
        ({"PositionId": "999"}, "Требуется поле «Должность»."),
        (
            {"MunicipalityId": "12"},
            "Место работы не относится к выбранному муниципалитету и типу образовательной организации.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(
    expert: Browser, server: PracticeServer, changes: dict[str, str | list[str]], error: str
) -> None:
    expert.open("Expert/EditProfile").press("Сохранить", {"FirstName": "Анна", **changes})
    assert expert.errors == [error]
    assert expert.page.xpath("//input[@id='FirstName']/@value") == ["Анна"]
    assert server.state.accounts["expert1"].profile == SAMPLE_ACCOUNT.profile


def test_every_municipality_has_a_place_to_work() -> None:
    assert {one.municipality for one in ORGANISATIONS} == set(MUNICIPALITIES)
