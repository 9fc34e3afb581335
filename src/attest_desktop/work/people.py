"""Where each attestee stands: what the table and the attestee's card show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.deadlines import Where, hand_in
from attest_desktop.domain.period import parse_period
from attest_desktop.domain.sending import SendState
from attest_desktop.store import FrozenConclusion, OutboxRow, StoredAttestee
from attest_desktop.work.desk import Desk
from attest_desktop.work.where import where


class Stage(Enum):
    """The conclusion's way, first to last; the value is the word on screen."""

    NOT_STARTED = "не начато"
    DRAFT = "черновик"
    FINISHED = "готово к отправке"
    QUEUED = "ждёт отправки"
    SENDING = "отправляется"
    OUTCOME_UNKNOWN = "нужно проверить"
    FAILED = "не отправлено"
    SENT = "отправлено"
    CONFIRMED = "подтверждено"
    ATTACHED = "прикреплено на сайте"
    DECIDED = "нажато «Аттестовать»"


# The service holds the newest conclusion: nothing is left to hand in through the cabinet.
HANDED_IN = frozenset((Stage.SENT, Stage.CONFIRMED, Stage.ATTACHED))
_HANDED_IN = tuple(HANDED_IN)  # looked through in less time than a word of an enumeration is hashed
_BY_SENDING = {
    SendState.QUEUED: Stage.QUEUED,
    SendState.SENDING: Stage.SENDING,
    SendState.OUTCOME_UNKNOWN: Stage.OUTCOME_UNKNOWN,
    SendState.FAILED: Stage.FAILED,
    SendState.SENT: Stage.SENT,
    SendState.CONFIRMED: Stage.CONFIRMED,
}
DECISION_ADVICE = (
    "В строке этого педагога нажата кнопка «Аттестовать»: сотрудники Центра не могут открыть заключение. "
    "Позвоните в Центр (ЦОПМиКП ТОИПКРО) или муниципальному координатору."
)


@dataclass(frozen=True, slots=True)
class Person:
    """One attestee with all that is known of the work on the conclusion.

    `hand_in_by` follows from the form and from where the expert works; None when the period's words were not
    understood or tell no year. `edited_since` tells that the draft was
    changed after the last finished conclusion. `first_seen_at` is when the cabinet's table first had the row.
    """

    attestee: Attestee
    stage: Stage
    hand_in_by: date | None
    draft_saved_at: datetime | None
    conclusion: FrozenConclusion | None
    sending: OutboxRow | None
    edited_since: bool
    gone: bool
    first_seen_at: datetime | None = None

    @property
    def handed_in(self) -> bool:
        """Whether the service holds the newest conclusion and the Centre can open it."""
        return self.stage in _HANDED_IN

    @property
    def id(self) -> str:
        """The attestee's id."""
        return self.attestee.id

    def days_left(self, today: date) -> int | None:
        """Days until the hand-in day; negative when it has passed."""
        return (self.hand_in_by - today).days if self.hand_in_by else None


def people(desk: Desk, *, include_gone: bool = True) -> tuple[Person, ...]:
    """Everybody assigned, in the order of the cabinet's table; those gone from it come last."""
    # All of each kind at once: three questions to the store, however many people there are.
    kept = _Kept(desk.store.drafts.saved(), desk.store.conclusions.newest(), _newest_sendings(desk), where(desk))
    return tuple(_person(stored, kept) for stored in desk.store.attestees.all(include_gone=include_gone))


def person(desk: Desk, attestee_id: str) -> Person:
    """One attestee by id or by an unambiguous piece of the name. Raises NotFoundError, AmbiguousError."""
    stored = desk.store.attestees.find(attestee_id)
    whose = stored.attestee.id
    draft, conclusion = desk.store.drafts.load(whose), desk.store.conclusions.latest(whose)
    kept = _Kept(
        {whose: draft.saved_at} if draft else {},
        {whose: conclusion} if conclusion else {},
        _newest_sendings(desk),
        where(desk),
    )
    return _person(stored, kept)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the store holds beside the table's rows, by attestee id; `drafts` are the moments of saving."""

    drafts: Mapping[str, datetime]
    conclusions: Mapping[str, FrozenConclusion]
    sendings: Mapping[str, OutboxRow]
    place: Where


def _newest_sendings(desk: Desk) -> dict[str, OutboxRow]:
    newest: dict[str, OutboxRow] = {}
    for row in desk.store.outbox.rows():
        held = newest.get(row.attestee_id)
        if row.state is not SendState.CANCELLED and (held is None or row.id > held.id):
            newest[row.attestee_id] = row
    return newest


def _person(stored: StoredAttestee, kept: _Kept) -> Person:
    attestee = stored.attestee
    draft_saved = kept.drafts.get(attestee.id)
    conclusion = kept.conclusions.get(attestee.id)
    sending = kept.sendings.get(attestee.id)
    edited = bool(draft_saved and conclusion and draft_saved > conclusion.frozen_at)
    period = parse_period(attestee.period)
    return Person(
        attestee,
        _stage(attestee, draft_saved is not None, conclusion, sending, edited),
        hand_in(period, attestee.form, kept.place).day if period else None,
        draft_saved,
        conclusion,
        sending,
        edited,
        stored.gone_at is not None,
        stored.first_seen_at,
    )


def _stage(
    attestee: Attestee,
    has_draft: bool,
    conclusion: FrozenConclusion | None,
    sending: OutboxRow | None,
    edited: bool,
) -> Stage:
    if attestee.decision_pressed:
        return Stage.DECIDED
    newer_than_sent = conclusion is not None and (sending is None or sending.conclusion_id != conclusion.id)
    if sending is not None and not sending.state.finished:
        return _BY_SENDING[sending.state]
    if edited:
        return Stage.DRAFT
    if conclusion is not None and newer_than_sent:
        return Stage.FINISHED
    if sending is not None:
        return _BY_SENDING[sending.state]
    if attestee.conclusion_attached:
        return Stage.ATTACHED
    return Stage.DRAFT if has_draft else Stage.NOT_STARTED
