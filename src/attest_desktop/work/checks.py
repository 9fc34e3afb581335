"""What a careful reader would notice between the template and what was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attest_desktop.domain.record import Record
from attest_desktop.domain.text import normalised
from attest_desktop.papers.template import Blank

_OF_CATEGORY = {"перв": "первой квалификационной категории", "высш": "высшей квалификационной категории"}


def wrong_category(pages: Iterable[str], record: Record) -> tuple[str, ...]:
    """A form printed for one category is easily taken for the other; the mistake would show only at the Centre."""
    printed = normalised(" ".join(pages))
    claimed = normalised(record.attestee.claimed_category)
    for stem, other in (("перв", "высш"), ("высш", "перв")):
        right, wrong = _OF_CATEGORY[stem], _OF_CATEGORY[other]
        if claimed.startswith(stem) and wrong in printed and right not in printed:
            return (
                f"На страницах напечатано «{wrong}», а заявлена категория «{record.attestee.claimed_category}»: "
                "проверьте, тот ли это шаблон.",
            )
    return ()


def unplaced(blanks: Sequence[Blank], record: Record) -> tuple[str, ...]:
    """Texts that the template has no place for, each named: they would be lost in silence otherwise."""
    fields = {blank.field for blank in blanks}
    written = record.conclusion
    missing = [
        f"В шаблоне нет места для показателя {one.number}: его текст не попал в документ."
        for index, one in enumerate(written.criteria)
        if one.text and f"conclusion.criteria.{index}.text" not in fields
    ]
    missing += [
        f"В шаблоне нет места для занятия {index + 1}."
        for index, lesson in enumerate(written.lessons)
        if (lesson.topic or lesson.group)
        and not any(f"conclusion.lessons.{index}.{part}" in fields for part in ("topic", "group", "date"))
    ]
    if written.recommendations and "conclusion.recommendations" not in fields:
        missing.append("В шаблоне нет места для рекомендаций.")
    if written.result and "conclusion.result" not in fields:
        missing.append("В шаблоне не найдено место для вывода «соответствует / не соответствует».")
    return tuple(missing)
