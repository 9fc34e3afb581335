"""The template now in force: as last downloaded from the cabinet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.text import normalised
from attest_desktop.papers.template import Blank, Certainty, Template, open_template
from attest_desktop.store import FileKind
from attest_desktop.work.criteria import criteria_for
from attest_desktop.work.desk import Desk


class NoTemplateError(UserError):
    """There is no template yet."""

    title = "Нет шаблона"
    todo = "Подключитесь к интернету и нажмите «Обновить»: программа скачает шаблон из личного кабинета."


@dataclass(frozen=True, slots=True)
class CurrentTemplate:
    """The newest template and where it came from."""

    file_id: int
    file_name: str
    sha256: str
    template: Template


Answers = tuple[tuple[str, str | None], ...]
PlaceKey = tuple[str, int]
_T = TypeVar("_T")


@lru_cache(maxsize=8)
def _opened(content: bytes, said: Answers = ()) -> Template:
    return open_template(content, dict(said))


def current_template(desk: Desk) -> CurrentTemplate:
    """The newest template downloaded, with what was answered about its blanks.

    Raises NoTemplateError, BadTemplateError.
    """
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    if kept is None:
        raise NoTemplateError("Шаблон итогового заключения ещё не скачан.")
    content = desk.store.files.content(kept.id)
    template = _opened(content)
    said = tuple(sorted(_kept_answers(desk, template).items()))
    return CurrentTemplate(kept.id, kept.file_name, kept.sha256, _opened(content, said) if said else template)


def doubtful(desk: Desk) -> tuple[Blank, ...]:
    """Blanks of the current template whose meaning the program is not sure of and nobody has told yet.

    They stay empty until they are answered. Raises NoTemplateError, BadTemplateError.
    """
    return _unanswered(desk, Certainty.DOUBTFUL)


def unknown(desk: Desk) -> tuple[Blank, ...]:
    """Blanks of the current template that mean nothing to the program and of which nobody has told anything yet.

    Raises NoTemplateError, BadTemplateError.
    """
    return _unanswered(desk, Certainty.UNKNOWN)


def answers(desk: Desk) -> dict[str, str | None]:
    """What was answered about the current template: blank id → field, None for nothing of the record."""
    return _kept_answers(desk, current_template(desk).template)


def answer(desk: Desk, blank_id: str, field: str | None) -> None:
    """Keep that the blank means the field, or nothing of the record; every later filling obeys.

    Kept for the template's fingerprint, so that the same form downloaded again is known. Raises UserError when the
    template has no such blank or a record no such field.
    """
    current = current_template(desk)
    said = {**_kept_answers(desk, current.template), blank_id: field}
    _opened(desk.store.files.content(current.file_id), tuple(sorted(said.items())))
    desk.store.facts.set(_answers_of(current.template), said, desk.now())


def forget_answer(desk: Desk, blank_id: str) -> None:
    """Let the program decide again what the blank means."""
    template = current_template(desk).template
    said = _kept_answers(desk, template)
    if said.pop(blank_id, "") != "":
        desk.store.facts.set(_answers_of(template), said, desk.now())


def _unanswered(desk: Desk, certainty: Certainty) -> tuple[Blank, ...]:
    template = current_template(desk).template
    told = _kept_answers(desk, template)
    return tuple(
        one for one in template.blanks if one.certainty is certainty and not one.signature and one.id not in told
    )


def _answers_of(template: Template) -> str:
    return f"template.answers.{template.fingerprint}"


def _kept_answers(desk: Desk, template: Template) -> dict[str, str | None]:
    kept = desk.store.facts.get(_answers_of(template), {})
    known = {blank.id for blank in template.blanks}
    return {name: field for name, field in kept.items() if name in known}


def template_criteria(desk: Desk, claimed_category: str) -> tuple[tuple[str, str], ...]:
    """Number and heading of each criterion to write about.

    The template decides where it asks for criteria; else the set in force for the claimed category.
    """
    try:
        asked = asked_criteria(current_template(desk).template)
    except UserError:
        asked = ()
    if asked:
        return asked
    today = desk.now().date()
    return tuple((one.number, one.heading) for one in criteria_for(desk, claimed_category, today).items)


def asked_criteria(template: Template) -> tuple[tuple[str, str], ...]:
    """Number and heading of each criterion that the template has a place for."""
    asked: dict[int, str] = {}
    for blank in template.blanks:
        pieces = (blank.field or "").split(".")
        if len(pieces) == 4 and pieces[:2] == ["conclusion", "criteria"] and pieces[3] == "text":
            asked.setdefault(int(pieces[2]), blank.label)
    return tuple((str(index + 1), asked[index]) for index in sorted(asked))


def kept_template(desk: Desk, sha256: str) -> Template | None:
    """An earlier template by its SHA-256, while it is still kept and can be read."""
    for kept in desk.store.files.all(FileKind.TEMPLATE):
        if kept.sha256 == sha256:
            try:
                return _opened(desk.store.files.content(kept.id))
            except UserError:
                return None
    return None


def take_answers_over(desk: Desk) -> None:
    """Keep for the present template what was answered about the one before it, where places are called the same.

    Nothing happens when something was answered about the present one, or when there is none before.
    """
    known = desk.store.files.all(FileKind.TEMPLATE)
    try:
        present = current_template(desk).template
        former = kept_template(desk, known[1].sha256) if len(known) > 1 else None
    except UserError:
        return
    if former is None or former.fingerprint == present.fingerprint or _kept_answers(desk, present):
        return
    said = same_places(_kept_answers(desk, former), former, present)
    if said:
        desk.store.facts.set(_answers_of(present), said, desk.now())


def same_places(said: Mapping[str, _T], former: Template, present: Template) -> dict[str, _T]:
    """What is kept by the blanks of one template, by those of another that are called the same."""
    keys = place_keys(former)
    there = {key: blank_id for blank_id, key in place_keys(present).items()}
    return {there[keys[one]]: kept for one, kept in said.items() if one in keys and keys[one] in there}


def place_keys(template: Template) -> dict[str, PlaceKey]:
    """Blank id → its label as compared, and which of equal labels it is; without places for signatures."""
    seen: Counter[str] = Counter()
    keys: dict[str, PlaceKey] = {}
    for blank in template.blanks:
        if not blank.signature:
            label = normalised(blank.label)
            keys[blank.id] = (label, seen[label])
            seen[label] += 1
    return keys
