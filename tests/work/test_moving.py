"""A new version of the template: drafts move over, nothing goes into a wrong place, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from attest_desktop.domain.record import CriterionText
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import text_of
from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import prepare
from attest_desktop.work.people import people
from attest_desktop.work.template import answer, answers, current_template, take_answers_over
from tests.papers.template.wordfile import docx, para, table

GOALS = "Достижения обучающихся в олимпиадах"
SHARE = "Транслирование опыта коллегам"
METHOD = "Использование новых технологий обучения"


def form(*rows: tuple[str, str], criteria: tuple[str, ...] = (GOALS, SHARE)) -> bytes:
    lines = [(str(number), heading, "") for number, heading in enumerate(criteria, 1)]
    return docx(
        para("Итоговое заключение"),
        para("Сведения об аттестуемом"),
        table(("Ф.И.О. аттестуемого", ""), *rows),
        para("Результаты профессиональной деятельности"),
        table(("№", "Показатель", "Описание результатов"), *lines),
    )


STAGE, FILE, CLUB = "Номер аттестационного дела", "Шифр личного листа", "Кружок, который ведёт"


def use(desk: Desk, content: bytes) -> dict[str, str]:
    """Make it the template in force; its blank ids by label."""
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "form.docx", content, desk.now())
    take_answers_over(desk)
    return {one.label: one.id for one in current_template(desk).template.blanks}


def written(desk: Desk, who: str, values: dict[str, str]) -> None:
    text = open_draft(desk, who).text
    criteria = tuple(CriterionText(one.number, f"Текст {one.number}") for one in text.conclusion.criteria)
    text = replace(text, values=MappingProxyType(values), conclusion=replace(text.conclusion, criteria=criteria))
    save_draft(desk, who, text)


def test_texts_follow_their_places(desk: Desk) -> None:
    who = people(desk)[0].attestee.id
    ids = use(desk, form((STAGE, ""), (FILE, "")))
    written(desk, who, {ids[STAGE]: "17-а", ids[FILE]: "ШЛ-9"})
    assert open_draft(desk, who).moved is None
    # Places move, one goes, one comes, the criteria change their order.
    now = use(desk, form((CLUB, ""), (STAGE, ""), criteria=(METHOD, SHARE, GOALS)))
    opened = open_draft(desk, who)
    assert dict(opened.text.values) == {now[STAGE]: "17-а"}
    assert opened.moved is not None
    assert CLUB in opened.moved.added
    assert FILE in opened.moved.gone
    assert opened.moved.left == ((FILE, "ШЛ-9"),)
    by_number = {one.number: one.text for one in opened.text.conclusion.criteria}
    assert by_number == {"1": "", "2": "Текст 2", "3": "Текст 1"}
    # What is finished from the draft as it was kept is right as well.
    kept = prepare(desk, who, opened.text, engine=EngineName.BUILTIN)
    assert "17-а" in " ".join(text_of(kept.pdf))
    assert "ШЛ-9" not in " ".join(text_of(kept.pdf))
    # Kept now; nothing is told a second time, and the place that comes back has its text again.
    save_draft(desk, who, opened.text)
    assert open_draft(desk, who).moved is None
    back = use(desk, form((FILE, ""), (STAGE, ""), (CLUB, "")))
    assert dict(open_draft(desk, who).text.values) == {back[FILE]: "ШЛ-9", back[STAGE]: "17-а"}


def test_a_template_that_comes_while_the_draft_is_open(desk: Desk) -> None:
    who = people(desk)[0].attestee.id
    ids = use(desk, form((STAGE, ""), (FILE, "")))
    written(desk, who, {ids[STAGE]: "17-а"})
    text = open_draft(desk, who).text
    use(desk, form((FILE, ""), (CLUB, ""), (STAGE, "")))
    filled = prepare(desk, who, text, engine=EngineName.BUILTIN).filled
    assert [one.label for one in filled if one.value == "17-а"] == [STAGE]


def test_a_draft_of_unknown_origin_keeps_what_it_has(desk: Desk) -> None:
    who = people(desk)[0].attestee.id
    use(desk, form((STAGE, "")))
    text = replace(open_draft(desk, who).text, values=MappingProxyType({"b999": "слова"}), template="")
    save_draft(desk, who, text)
    opened = open_draft(desk, who)
    assert dict(opened.text.values) == {}
    assert dict(opened.text.left) == {"b999": "слова"}


def test_answers_are_taken_over(desk: Desk) -> None:
    ids = use(desk, form((STAGE, ""), (FILE, "")))
    answer(desk, ids[STAGE], "attestee.appointment_order")
    answer(desk, ids[FILE], None)
    now = use(desk, form((CLUB, ""), (STAGE, "")))
    assert answers(desk) == {now[STAGE]: "attestee.appointment_order"}
