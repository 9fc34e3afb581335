"""The template now in force: as last downloaded from the cabinet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from attest_desktop import bundled
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.text import normalised
from attest_desktop.papers.template import Template, open_template
from attest_desktop.store import FileKind
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


_opened = lru_cache(maxsize=8)(open_template)


def current_template(desk: Desk) -> CurrentTemplate:
    """The newest template downloaded. Raises NoTemplateError, BadTemplateError."""
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    if kept is None:
        raise NoTemplateError("Шаблон итогового заключения ещё не скачан.")
    return CurrentTemplate(kept.id, kept.file_name, kept.sha256, _opened(desk.store.files.content(kept.id)))


def template_criteria(desk: Desk, claimed_category: str) -> tuple[tuple[str, str], ...]:
    """Number and heading of each criterion to write about.

    The template decides where it asks for criteria; else the set in force for the claimed category.
    """
    try:
        blanks = current_template(desk).template.blanks
    except UserError:
        blanks = ()
    asked: dict[int, str] = {}
    for blank in blanks:
        pieces = (blank.field or "").split(".")
        if len(pieces) == 4 and pieces[:2] == ["conclusion", "criteria"] and pieces[3] == "text":
            asked.setdefault(int(pieces[2]), blank.label)
    if asked:
        return tuple((str(index + 1), asked[index]) for index in sorted(asked))
    return criteria_set(claimed_category)


@lru_cache(maxsize=4)
def criteria_set(claimed_category: str) -> tuple[tuple[str, str], ...]:
    """Numbers and headings of the Procedure's criteria for the category (first, when it is not the highest)."""
    data = tomllib.loads(bundled.path("criteria.toml").read_text("utf-8"))
    wanted = "высшая" if normalised(claimed_category).startswith("высш") else "первая"
    newest = max(
        (one for one in data["set"] if one["category"] == wanted), key=lambda one: str(one["in_force_from"])
    )
    return tuple((item["number"], item["heading"]) for item in newest["item"])
