"""Beginning a conclusion from the texts of another: what may be taken, and whose name is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from attest_desktop.domain.attestee import Attestee, category_of
from attest_desktop.domain.names import gender, parts
from attest_desktop.domain.record import CriterionText
from attest_desktop.domain.text import normalised, words
from attest_desktop.work.checks.surnames import surname_forms
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.placeholders import UNFILLED, Decline, NameCase, Who, generalised, not_declined, resolve


@dataclass(frozen=True, slots=True)
class Source:
    """Another conclusion with something to take; `alike` is higher the nearer the two attestees' work is."""

    attestee: Attestee
    text: DraftText
    saved_at: datetime
    alike: int


@dataclass(frozen=True, slots=True)
class Taken:
    """The texts taken over. `renamed` counts texts in which the name was replaced.

    `left_over` are words of the other attestee's name that are still there.
    """

    text: DraftText
    renamed: int
    left_over: tuple[str, ...]


def sources(desk: Desk, attestee_id: str) -> tuple[Source, ...]:
    """The expert's other conclusions that have texts: of the same post and subject first, then the newest."""
    wanted = desk.store.attestees.get(attestee_id).attestee
    found = []
    saved = desk.store.drafts.saved()
    for stored in desk.store.attestees.all(include_gone=True):
        other = stored.attestee
        if other.id == attestee_id or other.id not in saved:
            continue
        text = open_draft(desk, other.id).text
        if has_texts(text):
            found.append(Source(other, text, saved[other.id], _alike(wanted, other)))
    return tuple(sorted(found, key=lambda one: (one.alike, one.saved_at), reverse=True))


def has_texts(text: DraftText) -> bool:
    """Whether there is something that another conclusion could begin with."""
    written = (one.text for one in text.conclusion.criteria)
    return any(one.strip() for one in (*written, text.conclusion.recommendations))


def take(
    text: DraftText,
    source: Source,
    attestee: Attestee,
    decline: Decline = not_declined,
    *,
    criteria: bool = True,
    recommendations: bool = True,
) -> Taken:
    """The draft with the other's criteria and recommendations; lessons, dates and the result stay its own.

    A criterion about which the other says nothing stays as it was. The other's name is replaced by this
    attestee's where both can be put into the case.
    """
    other, own = Who.of(source.attestee), Who.of(attestee, text.corrections.get("full_name", ""))
    renamed = 0

    def adapted(words_of_other: str) -> str:
        nonlocal renamed
        general = generalised(words_of_other, other, decline)
        if general == words_of_other:
            return words_of_other
        made = resolve(general, own, decline).text
        if len(UNFILLED.findall(made)) > len(UNFILLED.findall(words_of_other)):
            return words_of_other
        renamed += 1
        return made

    theirs = {one.number: one.text for one in source.text.conclusion.criteria if one.text.strip()}
    conclusion = text.conclusion
    if criteria:
        conclusion = replace(
            conclusion,
            criteria=tuple(
                CriterionText(one.number, adapted(theirs[one.number])) if one.number in theirs else one
                for one in conclusion.criteria
            ),
        )
    if recommendations and source.text.conclusion.recommendations.strip():
        conclusion = replace(conclusion, recommendations=adapted(source.text.conclusion.recommendations))
    made = replace(text, conclusion=conclusion)
    names = (source.attestee.full_name, own.full_name)
    return Taken(made, renamed, tuple(dict.fromkeys(left_over(made, *names, decline))))


def left_over(text: DraftText, other: str, own: str, decline: Decline = not_declined) -> Iterator[str]:
    """Words of the other's name that stand in the texts, as they are written there."""
    said = "\n".join([*(one.text for one in text.conclusion.criteria), text.conclusion.recommendations])
    wanted = _words_of(other, decline) - _words_of(own, decline)
    for found in re.finditer(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*", said):
        if found.group().lower().replace("ё", "е") in wanted:
            yield found.group()


def keep_taken(desk: Desk, attestee_id: str, taken: Taken) -> datetime:
    """Keep the draft with the texts taken over; the state before stays in the history for certain."""
    return save_draft(desk, attestee_id, taken.text, apart=True)


def _words_of(full_name: str, decline: Decline) -> set[str]:
    """Surname, first name and patronymic in all their forms, in lower case, «е» for «ё»; initials are left out."""
    cases = (full_name if case is NameCase.NOMINATIVE else decline(full_name, case, True) for case in NameCase)
    forms = {piece for whole in cases if whole for piece in parts(whole)}
    forms |= surname_forms(parts(full_name)[0], gender(full_name))
    return {form.lower().replace("ё", "е") for form in forms if len(form.strip(".")) > 2}


def _alike(one: Attestee, other: Attestee) -> int:
    worth = 0
    if normalised(one.position) == normalised(other.position):
        worth += 2
    elif set(words(one.position)) & set(words(other.position)):
        worth += 1
    if set(words(" ".join(one.subjects))) & set(words(" ".join(other.subjects))):
        worth += 3
    if category_of(one.claimed_category) == category_of(other.claimed_category):
        worth += 1
    return worth
