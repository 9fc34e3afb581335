"""The steps of a first conclusion, and which of them are done by what can be seen in the window. No widgets."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum


class Step(Enum):
    """In their usual order; the value is the step's heading."""

    PEOPLE = "Откройте раздел «Аттестуемые»"
    PERSON = "Выберите человека"
    WRITE = "Начните заключение"
    TEXTS = "Впишите тексты"
    PAGES = "Проверьте страницы"
    SIGNATURES = "Посмотрите на подписи"
    SEND = "Отправьте"
    CONFIRMED = "Дождитесь подтверждения"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the window shows now.

    `left` counts the empty places for which there is a sample, None while it is not known; `pages` tells that the
    final pages are there, `asks` that important remarks want a word first; `looked` are the steps that the user
    said to have looked at.
    """

    view: str = ""
    in_pages: bool = False
    left: int | None = None
    pages: bool = False
    asks: bool = False
    sent: bool = False
    confirmed: bool = False
    visited: frozenset[str] = frozenset()
    looked: frozenset[Step] = frozenset()


TEXT = {
    Step.PEOPLE: "Там все, кого Вам назначили. Раздел обведён слева.",
    Step.PERSON: "Дважды щёлкните строку или нажмите на ней Enter: откроется карточка.",
    Step.WRITE: "Нажмите «Писать заключение». Всё, что программа знает, она впишет сама.",
    Step.TEXTS: "Осталось пустых мест: {left}. Пишите сами или нажимайте «Вставить пример».",
    Step.PAGES: "Нажмите «Подписать и отправить…»: программа покажет страницы такими, какими они уйдут.",
    Step.SIGNATURES: "Подписи обоих специалистов уже стоят на своих строках. Каждую можно передвинуть или убрать.",
    Step.SEND: "Нажмите «Отправить». Файл уйдёт учебному сервису на этом компьютере.",
    Step.CONFIRMED: "Программа перечитывает строку и сверяет файл. Это займёт несколько секунд.",
}
# Said while the final pages are in front.
LOOK_AT_PAGES = "Пролистайте страницы и прочтите замечания справа, если они есть."
ASKS = "Есть важные замечания: вернитесь к тексту или нажмите «Всё равно закончить», а потом «Отправить»."
# Said when the step's control is in another view.
ELSEWHERE = "Вы сейчас в другом месте. «Показать мне» вернёт к этому шагу."
ELSEWHERE_PAGES = "Остались пустые места. Вернитесь к тексту или отправляйте как есть."


def done(seen: Seen) -> frozenset[Step]:
    """The steps that are done, in whatever order; who has sent has done all that comes before."""
    if seen.confirmed:
        return frozenset(Step)
    if seen.sent:
        return frozenset(Step) - {Step.CONFIRMED}
    found: set[Step] = set()
    writing = "editor" in seen.visited
    person = writing or "card" in seen.visited
    for step, holds in (
        (Step.PEOPLE, person or "attestees" in seen.visited),
        (Step.PERSON, person),
        (Step.WRITE, writing),
        (Step.TEXTS, writing and seen.left == 0),
        (Step.PAGES, Step.PAGES in seen.looked),
        (Step.SIGNATURES, Step.SIGNATURES in seen.looked),
    ):
        if holds:
            found.add(step)
    return frozenset(found)


def current(finished: AbstractSet[Step]) -> Step | None:
    """The first step that is not done; None at the end."""
    return next((step for step in Step if step not in finished), None)


def words(step: Step, seen: Seen) -> str:
    """What to say of the step now."""
    if step is Step.PAGES and seen.in_pages:
        return LOOK_AT_PAGES
    if step is Step.TEXTS and seen.in_pages:
        return ELSEWHERE_PAGES
    if not is_here(step, seen):
        return ELSEWHERE
    if step is Step.SEND and seen.asks:
        return ASKS
    return TEXT[step].format(left="считаем…" if seen.left is None else seen.left)


def is_here(step: Step, seen: Seen) -> bool:
    """Whether the control of this step is in the view in front."""
    match step:
        case Step.PEOPLE:
            return True
        case Step.PERSON:
            return seen.view == "attestees"
        case Step.WRITE:
            return seen.view == "card"
        case Step.TEXTS:
            return seen.view == "editor" and not seen.in_pages
        case Step.PAGES:
            return seen.view == "editor"
        case _:
            return seen.view == "editor" and seen.in_pages


def can_go_on(step: Step, seen: Seen) -> bool:
    """Whether the user may say to have looked: only at what is really there."""
    return step in (Step.PAGES, Step.SIGNATURES) and seen.in_pages and seen.pages
