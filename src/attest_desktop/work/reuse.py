"""Beginning a conclusion from the texts of another: what may be taken, and whose name is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.names import parts
from attest_desktop.domain.record import CriterionText
from attest_desktop.domain.text import normalised, words
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.phrases import category_of
from attest_desktop.work.placeholders import UNFILLED, Who, generalised, resolve
from attest_desktop.work.wording import declined


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
    for stored in desk.store.attestees.all(include_gone=True):
        other = stored.attestee
        draft = desk.store.drafts.load(other.id) if other.id != attestee_id else None
        if draft is None:
            continue
        text = open_draft(desk, other.id).text
        if has_texts(text):
            found.append(Source(other, text, draft.saved_at, _alike(wanted, other)))
    return tuple(sorted(found, key=lambda one: (one.alike, one.saved_at), reverse=True))


def has_texts(text: DraftText) -> bool:
    """Whether there is something that another conclusion could begin with."""
    written = (one.text for one in text.conclusion.criteria)
    return any(one.strip() for one in (*written, text.conclusion.recommendations))


def take(
    text: DraftText, source: Source, attestee: Attestee, *, criteria: bool = True, recommendations: bool = True
) -> Taken:
    """The draft with the other's criteria and recommendations; lessons, dates and the result stay its own.

    A criterion about which the other says nothing stays as it was. The other's name is replaced by this
    attestee's where both can be put into the case.
    """
    other, own = Who.of(source.attestee), Who.of(attestee, text.corrections.get("full_name", ""))
    renamed = 0

    def adapted(words_of_other: str) -> str:
        nonlocal renamed
        general = generalised(words_of_other, other, declined)
        if general == words_of_other:
            return words_of_other
        made = resolve(general, own, declined).text
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
    return Taken(made, renamed, tuple(dict.fromkeys(left_over(made, source.attestee.full_name, own.full_name))))


def left_over(text: DraftText, other: str, own: str) -> Iterator[str]:
    """Words of the other's name that stand in the texts, as they are written there."""
    said = "\n".join([*(one.text for one in text.conclusion.criteria), text.conclusion.recommendations])
    stems = {_stem(piece) for piece in parts(other) if len(piece) > 2}
    stems -= {_stem(piece) for piece in parts(own) if piece}
    for found in re.finditer(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*", said):
        word = found.group()
        for stem in stems:
            if normalised(word).startswith(stem) and len(word) <= len(stem) + 4:
                yield word
                break


def keep_taken(desk: Desk, attestee_id: str, taken: Taken) -> datetime:
    """Keep the draft with the texts taken over; the state before stays in the history for certain."""
    return save_draft(desk, attestee_id, taken.text, apart=True)


def _stem(name: str) -> str:
    plain = normalised(name)
    return plain[: max(3, len(plain) - (2 if len(plain) > 5 else 1))]


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
