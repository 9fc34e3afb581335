"""The case of a value by the words before its blank and by its caption, seen in filled forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from attest_desktop.domain.record import record_from_json
from attest_desktop.papers.russian import Inflector, load_exceptions
from attest_desktop.papers.template import fill, open_template
from tests.papers.template.forms import opened_and_filled, record
from tests.papers.template.wordfile import docx, para, small

GAP = "________________"
GENITIVE, DATIVE, ACCUSATIVE = "Ткаченко Любови Игоревны", "Ткаченко Любови Игоревне", "Ткаченко Любовь Игоревну"
INSTRUMENTAL, LOCATIVE, NOMINATIVE = (
    "Ткаченко Любовью Игоревной",
    "Ткаченко Любови Игоревне",
    "Ткаченко Любовь Игоревна",
)
KUZNETSOV, ZAYATS = "Кузнецовым Павлом Олеговичем", "Заяц Мариной Юрьевной"


def written(*body: str) -> list[str]:
    """What stands in the blanks of the form, in order; of an empty one the reason."""
    template, filled = opened_and_filled(docx(*body))
    said = {one.id: one.value.replace("\u00a0", " ") for one in filled.filled}
    said |= {one.id: one.reason for one in filled.empty}
    return [said[blank.id] for blank in template.blanks]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Заключение составлено на ~ (Ф.И.О.), ~ (должность)", [ACCUSATIVE, "учителя"]),
        ("Заключение на ~ (должность) ~ (фамилия, имя, отчество)", ["учителя", ACCUSATIVE]),
        ("Заключение на педагога ~ (Ф.И.О. аттестуемого)", [ACCUSATIVE]),
        ("Экспертное заключение на ~ (должность) ~ (Ф.И.О. аттестуемого)", ["учителя", ACCUSATIVE]),
        ("Аттестовать ~ (Ф.И.О.) на высшую категорию", [ACCUSATIVE]),
        ("Предлагаем установить ~ (Ф.И.О.) первую квалификационную категорию", [DATIVE]),
        ("педагогическому работнику ~ (Ф.И.О.) установить первую категорию", [DATIVE]),
        ("по итогам аттестации ~ (Ф.И.О.), ~ (должность)", [GENITIVE, "учителя"]),
        ("Результаты деятельности педагога ~ (Ф.И.О. педагога) соответствуют", [GENITIVE]),
        ("в присутствии ~ (Ф.И.О. аттестуемого)", [GENITIVE]),
        ("Беседа с ~ (Ф.И.О. аттестуемого)", [INSTRUMENTAL]),
        ("Сведения о ~ (Ф.И.О. аттестуемого)", [LOCATIVE]),
        ("Уважаемая ~ (Ф.И.О. аттестуемого)!", [NOMINATIVE]),
        ("Ф.И.О. аттестуемого: ~", [NOMINATIVE]),
        ("Должность ~", ["учитель"]),
        ("Выдано ~ (Ф.И.О. аттестуемого в дательном падеже)", [DATIVE]),
        ("Главной аттестационной комиссии рекомендуется об установлении ~ квалификационной категории", ["первой"]),
    ],
)
def test_the_word_before_and_the_caption_settle_the_case(sentence: str, values: list[str]) -> None:
    assert written(para(sentence.replace("~", GAP))) == values


def test_the_caption_under_the_line_settles_the_case() -> None:
    body = (para(f"Рекомендуем {GAP}"), small("(кому: Ф.И.О., должность)"), para("установить первую категорию"))
    assert written(*body) == [f"{DATIVE}, учителю"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Заключение составлено специалистами ~ (Ф.И.О.) и ~ (Ф.И.О.)", [KUZNETSOV, ZAYATS]),
        (
            "Всесторонний анализ проведён специалистами: ~ (Ф.И.О., должность), ~ (Ф.И.О., должность)",
            [f"{KUZNETSOV}, учителем", f"{ZAYATS}, заместителем директора по УВР"],
        ),
        (
            "Группа в составе: ~ (Ф.И.О. специалиста 1), ~ (Ф.И.О. специалиста 2)",
            ["Кузнецова Павла Олеговича", "Заяц Марины Юрьевны"],
        ),
        (
            "Мною, ~ (Ф.И.О. эксперта), ~ (должность), проведён анализ деятельности ~ (Ф.И.О. аттестуемого)",
            [KUZNETSOV, "учителем", GENITIVE],
        ),
    ],
)
def test_people_of_a_list_agree(sentence: str, values: list[str]) -> None:
    assert written(para(sentence.replace("~", GAP))) == values


def test_who_cannot_be_declined_is_left_with_the_case_that_is_wanted() -> None:
    one = record_from_json({"attestee": {"full_name": "Ли Саша", "position": "абырвалг"}})
    content = docx(para(f"Заключение составлено на {GAP} (Ф.И.О.), {GAP} (должность)"))
    made = fill(open_template(content), one)
    assert [empty.reason for empty in made.empty] == ["нужен винительный падеж: впишите сами"] * 2


def test_own_exceptions_are_taken_by_argument(tmp_path: Path) -> None:
    own = tmp_path / "declension.toml"
    content = docx(para(f"по итогам аттестации {GAP} (Ф.И.О.)"))
    own.write_text(
        '["женские фамилии"]\n"Ткаченко" = ["Ткаченки", "Ткаченке", "Ткаченку", "Ткаченкой", "Ткаченке"]\n',
        "utf-8",
    )
    made = fill(open_template(content), record(), russian=Inflector(load_exceptions(own)))
    assert [one.value for one in made.filled] == ["Ткаченки Любови Игоревны"]
    assert [one.value for one in fill(open_template(content), record()).filled] == [GENITIVE]
