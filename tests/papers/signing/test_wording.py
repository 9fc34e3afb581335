from __future__ import annotations

import pytest

from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import (
    is_date,
    names_in,
    role_in,
    says_name,
    says_surname,
    speaks_of_signature,
)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Специалист", SignerRole.EXPERT),
        ("Специалист, заместитель директора", SignerRole.EXPERT),
        ("Члены экспертной группы:", SignerRole.EXPERT),
        ("Руководитель экспертной группы", SignerRole.EXPERT),
        ("Руководитель образовательной организации", SignerRole.HEAD),
        ("Директор МБОУ СОШ № 1", SignerRole.HEAD),
        ("С заключением специалистов ознакомлен(а)", SignerRole.ATTESTEE),
        ("Педагогический работник", SignerRole.ATTESTEE),
        ("Экспертиза проведена", None),
        ("Рекомендации:", None),
    ],
)
def test_roles(text: str, role: SignerRole | None) -> None:
    assert role_in(text) is role


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("/Иванова М.И./", ("Иванова М.И.",)),
        ("(П. О. Кузнецов)", ("П. О. Кузнецов",)),
        ("Кузнецова-Белова Т.В.", ("Кузнецова-Белова Т.В.",)),
        ("Специалист П.О. Кузнецов", ("П.О. Кузнецов",)),
        ("Заяц Марина Юрьевна, методист", ("Заяц Марина Юрьевна",)),
        ("Ф.И.О. Аттестуемого", ()),
        ("г. Томск", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "/Королёва А.С./",
        "А. С. Королева",
        "Королёва\u00a0А.С.",
        "КОРОЛЕВА А. С.",
        "Королёва Алёна Сергеевна",
        "Королёва А.",
        "Специалист ____ А.С.Королёва",
    ],
)
def test_a_person_is_recognised(text: str) -> None:
    assert says_name(text, "Королёва Алёна Сергеевна")


@pytest.mark.parametrize(
    "text",
    ["Королёва А.П.", "Королёва Б.С.", "Королёв А.С.", "Королёва-Белая А.С.", "Королёва", "В.А.С. Королёвада"],
)
def test_another_person_is_not(text: str) -> None:
    assert not says_name(text, "Королёва Алёна Сергеевна")


def test_a_bare_surname_is_a_weaker_sign() -> None:
    assert says_surname("/Королёва/", "Королёва Алёна Сергеевна")
    assert not says_surname("Королёва Б.С.", "Королёва Алёна Сергеевна")
    assert not says_surname("Б.С. Королёва", "Королёва Алёна Сергеевна")


def test_captions() -> None:
    assert speaks_of_signature("(подпись)")
    assert speaks_of_signature("(подпись, расшифровка подписи)")
    assert speaks_of_signature("Личная подпись")
    assert not speaks_of_signature("(расшифровка подписи)")
    assert not speaks_of_signature("(инициалы, фамилия)")


def test_dates() -> None:
    assert is_date("«", "»")
    assert is_date("Дата", "")
    assert is_date("« »", "20 г.")
    assert not is_date("Специалист", "/Иванова М.И./")
