"""A draft that was written for an earlier template, brought over to the one now in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.record import CriterionText
from attest_desktop.domain.text import normalised
from attest_desktop.papers.template import Template
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft_text import DraftText
from attest_desktop.work.template import (
    CurrentTemplate,
    asked_criteria,
    current_template,
    kept_template,
    place_keys,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A draft brought over. `added` and `gone` are labels of places that only the new or only the former template
    has; `left` is what was written by hand for places that are gone: label and text, kept in the draft.
    """

    text: DraftText
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell about it."""
        return bool(self.added or self.gone or self.left)


def brought_over(desk: Desk, text: DraftText, present: CurrentTemplate | None = None) -> Moved:
    """The draft as the present template wants it; as it is when there is no template, or the same one.

    `present` is that template, where it is at hand. What has no place any more stays in `DraftText.left` and comes
    back with a template that has the place.
    """
    try:
        present = present or current_template(desk)
    except UserError:
        return Moved(text)
    if text.template == present.sha256:
        return Moved(text)
    former = kept_template(desk, text.template) if text.template else None
    return _moved(text, former, present)


def _moved(text: DraftText, former: Template | None, present: CurrentTemplate) -> Moved:
    now = place_keys(present.template)
    there = {key: blank_id for blank_id, key in now.items()}
    labels = {one.id: one.label for one in present.template.blanks}
    if former is None:
        # It is not known what the numbers of its places meant: those that do not exist now are put aside.
        values = {one: written for one, written in text.values.items() if one in labels}
        left = {one: written for one, written in text.values.items() if one not in labels}
        kept = replace(text, values=MappingProxyType(values), left=MappingProxyType({**text.left, **left}))
        return Moved(replace(kept, template=present.sha256), left=tuple(left.items()))
    before = place_keys(former)
    former_labels = {one.id: one.label for one in former.blanks}
    values, left = {}, {}
    for blank_id, written in text.values.items():
        place = there.get(before.get(blank_id, ("", -1)))
        if place is not None:
            values[place] = written
        else:
            left[former_labels.get(blank_id, blank_id)] = written
    # What an earlier change put aside comes back when its place does.
    waiting = dict(text.left)
    for label in list(waiting):
        place = there.get((normalised(label), 0))
        if place is not None and place not in values:
            values[place] = waiting.pop(label)
    moved = replace(
        text,
        values=MappingProxyType(values),
        left=MappingProxyType({**waiting, **left}),
        template=present.sha256,
        conclusion=replace(
            text.conclusion,
            criteria=_criteria(text.conclusion.criteria, asked_criteria(former), asked_criteria(present.template)),
        ),
    )
    return Moved(
        moved,
        tuple(labels[one] for one, key in now.items() if key not in set(before.values())),
        tuple(former_labels[one] for one, key in before.items() if key not in there),
        tuple(left.items()),
    )


def _criteria(
    written: Iterable[CriterionText], before: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...]
) -> tuple[CriterionText, ...]:
    """Texts under the criterion of the same wording; a new wording has the text of its number, if that is free."""
    headings = {number: normalised(heading) for number, heading in before}
    numbers = {normalised(heading): number for number, heading in now}
    texts = list(written)
    moved = [numbers.get(headings.get(one.number, "")) for one in texts]
    taken = {number for number in moved if number is not None}
    free = [number for number, _ in now if number not in taken]
    result = []
    for one, number in zip(texts, moved, strict=True):
        if number is None and one.text and one.number in free:
            number = one.number
            free.remove(number)
        elif number is None and one.text and any(other == one.number for other in taken):
            # Its number is another criterion's now: the text goes behind the others, nothing is lost.
            number = str(1 + max(int(other) for other in (*taken, *(n for n, _ in now)) if other.isdigit()))
            taken.add(number)
        result.append(replace(one, number=number or one.number))
    return tuple(result)
