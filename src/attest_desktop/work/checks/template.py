"""A template printed for the other category."""

from __future__ import annotations

from collections.abc import Iterable

from attest_desktop.domain.record import Record
from attest_desktop.domain.text import normalised

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
