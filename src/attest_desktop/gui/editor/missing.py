"""What the template asks for and the draft does not have yet, and where in the form it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from attest_desktop.gui.finish.surplus import is_surplus
from attest_desktop.papers.template import Blank, Certainty, EmptyBlank
from attest_desktop.work.checks.places import place_in_form
from attest_desktop.work.draft import DraftText


@dataclass(frozen=True, slots=True)
class Missing:
    """An empty blank; `place` is the form's name for the spot where it is written."""

    place: str
    label: str


@dataclass(frozen=True, slots=True)
class OwnBlank:
    """A blank that nothing in the form fills: the expert writes into it by hand; `id` as in `DraftText.values`.

    `guess` is the field of the record that the program takes it for without being sure; empty without one.
    """

    id: str
    label: str
    guess: str = ""


def place_of(field: str | None, text: DraftText) -> str | None:
    """The form's spot for the field of a blank: «attestee.workplace», «lesson.0», «criterion.2», «result»…

    None when the form has no such spot: the field is unknown, or of a lesson or expert that there is not.
    """
    return place_in_form(field, text.experts, text.conclusion)


def missing(blanks: Iterable[Blank], empty: Iterable[EmptyBlank], text: DraftText) -> tuple[Missing, ...]:
    """The empty blanks that the form has a spot for, each spot once, in the template's order."""
    by_id = {blank.id: blank for blank in blanks}
    found: dict[str, Missing] = {}
    for one in empty:
        blank = by_id.get(one.id)
        if blank is None or blank.signature or blank.certainty is Certainty.DOUBTFUL:
            continue
        place = place_of(blank.field, text)
        if place is not None:
            found.setdefault(place, Missing(place, one.label))
    return tuple(found.values())


def own_blanks(
    blanks: Iterable[Blank], empty: Iterable[EmptyBlank], text: DraftText, values: Mapping[str, str]
) -> tuple[OwnBlank, ...]:
    """Blanks to be written by hand: those that stayed empty and those already written, in the template's order."""
    left_empty = {one.id for one in empty}
    return tuple(
        OwnBlank(blank.id, blank.label, _guess(blank))
        for blank in blanks
        if not blank.signature
        and (blank.id in left_empty or blank.id in values)
        and (place_of(blank.field, text) is None or blank.certainty is Certainty.DOUBTFUL)
        and not is_surplus(blank.field, text)
    )


def _guess(blank: Blank) -> str:
    return blank.field or "" if blank.certainty is Certainty.DOUBTFUL else ""
