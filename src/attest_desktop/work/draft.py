"""Writing the conclusion: what the expert types is kept at once, whatever its state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.likeness import Likeness, likeness
from attest_desktop.domain.names import same_person
from attest_desktop.domain.procedure import LEAST_LESSONS
from attest_desktop.domain.record import (
    AttesteeData,
    Conclusion,
    CriterionText,
    Expert,
    Lesson,
    Record,
)
from attest_desktop.store import DraftRevision
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft_text import DraftText as DraftText
from attest_desktop.work.draft_text import text_from_json as text_from_json
from attest_desktop.work.draft_text import text_to_json as text_to_json
from attest_desktop.work.moving import Moved, brought_over
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.schedule_kept import Scheduled, schedule_of
from attest_desktop.work.template import template_criteria

SECOND_EXPERT = "draft.second_expert"


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft as the editor opens it. `saved_at` is None when nothing was typed yet.

    `moved` tells what a newer template changed for a draft that was written for an earlier one.
    """

    attestee: Attestee
    text: DraftText
    saved_at: datetime | None
    criteria_titles: tuple[str, ...]
    moved: Moved | None = None


def open_draft(desk: Desk, attestee_id: str) -> OpenDraft:
    """The kept draft, or a fresh one in which everything already known is filled in."""
    attestee = desk.store.attestees.get(attestee_id).attestee
    titles = tuple(title for _, title in template_criteria(desk, attestee.claimed_category))
    kept = desk.store.drafts.load(attestee_id)
    if kept is None:
        return OpenDraft(attestee, new_text(desk, attestee), None, titles)
    moved = brought_over(desk, text_from_json(kept.content))
    text = _with_all_criteria(desk, attestee, moved.text)
    return OpenDraft(attestee, text, kept.saved_at, titles, moved if moved.changed else None)


def new_text(desk: Desk, attestee: Attestee) -> DraftText:
    """A fresh draft: the expert from the profile, the second one from the schedule or the last one; no texts."""
    profile = kept_profile(desk)
    me = Expert(profile.full_name, profile.position, profile.workplace) if profile else Expert()
    text = DraftText(
        conclusion=Conclusion(lessons=(Lesson(),) * LEAST_LESSONS),
        experts=(me, second_expert_of(desk, schedule_of(desk, attestee.id)) or _last_second_expert(desk)),
    )
    return _with_all_criteria(desk, attestee, brought_over(desk, text).text)


def save_draft(desk: Desk, attestee_id: str, text: DraftText, *, apart: bool = False) -> datetime:
    """Keep the draft as it is; validity is not asked. Returns the moment from which it is safe on disk.

    `apart` leaves the former state in the history for certain.
    """
    now = desk.now()
    desk.store.drafts.save(attestee_id, text_to_json(text), now, apart=apart)
    if len(text.experts) > 1 and text.experts[1].full_name:
        _keep_second_expert(desk, text.experts[1], now)
    return now


def revisions(desk: Desk, attestee_id: str) -> tuple[DraftRevision, ...]:
    """Earlier states of the draft, newest first."""
    return desk.store.drafts.history(attestee_id)


def revision_text(desk: Desk, revision_id: int) -> DraftText:
    """An earlier state, to look at or to bring back."""
    return text_from_json(desk.store.drafts.revision(revision_id))


def record_of(desk: Desk, attestee_id: str, text: DraftText) -> Record:
    """The record that the template is filled from: the cabinet's row, the corrections and the text."""
    row = desk.store.attestees.get(attestee_id).attestee
    data = AttesteeData(
        full_name=row.full_name,
        position=row.position,
        subjects=row.subjects,
        current_category=row.current_category,
        claimed_category=row.claimed_category,
        form=row.form,
        appointed_on=row.appointed_on,
        appointment_order=row.appointment_order,
        age=row.age,
        email=row.email,
        period=row.period,
    )
    return Record(_corrected(data, text.corrections), text.experts, text.conclusion)


def _corrected(data: AttesteeData, corrections: Mapping[str, str]) -> AttesteeData:
    changes: dict[str, Any] = {}
    for name, written in corrections.items():
        if not written.strip():
            continue
        if name == "subjects":
            changes[name] = tuple(part.strip() for part in written.split(";") if part.strip())
        elif name == "age":
            changes[name] = int(written) if re.fullmatch(r"\s*[0-9]{1,3}\s*", written) else data.age
        elif name == "appointed_on":
            changes[name] = _date(written) or data.appointed_on
        elif name in AttesteeData.__dataclass_fields__:
            changes[name] = written.strip()
    return replace(data, **changes)


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def _with_all_criteria(desk: Desk, attestee: Attestee, text: DraftText) -> DraftText:
    """A place for every criterion that the template asks about; texts already written stay, also surplus ones."""
    written = {one.number: one for one in text.conclusion.criteria}
    wanted = [number for number, _ in template_criteria(desk, attestee.claimed_category)]
    criteria = [written.pop(number, CriterionText(number)) for number in wanted]
    criteria += [left for left in written.values() if left.text]
    return replace(text, conclusion=replace(text.conclusion, criteria=tuple(criteria)))


def second_expert_of(desk: Desk, row: Scheduled | None) -> Expert | None:
    """The second expert that a row of the schedule names; None when it names none.

    Where it is the one written last, what the schedule does not tell (position, the full name) comes from there.
    """
    if row is None or not row.second.full_name:
        return None
    last = _last_second_expert(desk)
    like = likeness(row.second.full_name, last.full_name)
    if like.certain or (like is Likeness.INITIALS and "." in row.second.full_name):
        return Expert(last.full_name, row.second.position or last.position, row.second.workplace or last.workplace)
    return row.second


def _last_second_expert(desk: Desk) -> Expert:
    kept: dict[str, str] | None = desk.store.facts.get(SECOND_EXPERT)
    return Expert(**kept) if kept else Expert()


def _keep_second_expert(desk: Desk, expert: Expert, now: datetime) -> None:
    known = _last_second_expert(desk)
    if known != expert and not (same_person(known.full_name, expert.full_name) and not expert.position):
        data = {"full_name": expert.full_name, "position": expert.position, "workplace": expert.workplace}
        desk.store.facts.set(SECOND_EXPERT, data, now)
