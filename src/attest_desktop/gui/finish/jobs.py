"""What the finishing panel asks of the use cases, each in one background job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtGui import QImage

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import CancelledError, UserError
from attest_desktop.domain.names import same_person
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.finish.surplus import is_surplus
from attest_desktop.gui.sending import send_rows
from attest_desktop.papers.rendering import page_sizes
from attest_desktop.papers.signing import AmbiguousPlaceError, Place, PlaceNotFoundError, place_for
from attest_desktop.store import FrozenConclusion, OutboxRow, StoreBusyError
from attest_desktop.work.checking import check_draft, check_received
from attest_desktop.work.checks import Finding, Kind, Severity
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText
from attest_desktop.work.finish import (
    Prepared,
    SignatureUse,
    finish,
    own_signatures,
    prepare,
    sign_and_freeze,
    sign_pages,
)
from attest_desktop.work.hand_over import keep_signature, prepare_received
from attest_desktop.work.received import Received
from attest_desktop.work.send import Unsent, enqueue, outbox
from attest_desktop.work.signatures import signature_image
from attest_desktop.work.signing_trail import CONSENT_SEEN
from attest_desktop.work.template import current_template

# Where ink waits to be dragged to its line: near the foot of the last page.
WAITING_WIDTH = 130.0
WAITING_HEIGHT = 40.0
WAITING_LEFT = 60.0
WAITING_BOTTOM = 70.0


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs. `signature_id` is None without a picture; `found` tells that the program knew the line.

    `used` is False when the user does not want the picture on the pages.
    """

    full_name: str
    signature_id: int | None
    picture: QImage | None
    place: Place | None
    found: bool
    used: bool = True

    @property
    def stands(self) -> bool:
        """Whether the picture is on the pages."""
        return self.used and self.place is not None and self.signature_id is not None

    @property
    def waits(self) -> bool:
        """Whether the picture must still be dragged to its line."""
        return self.stands and not self.found


@dataclass(frozen=True, slots=True)
class Final:
    """The pages before sending, with all that a careful person would want to see.

    `received` pages are those of a colleague's file: they are signed as they are, the own draft is not touched.
    """

    attestee: Attestee
    text: DraftText
    prepared: Prepared
    signers: tuple[Signer, ...]
    empty: tuple[str, ...]
    warnings: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    received: bool = False

    @property
    def asks_consent(self) -> bool:
        """Whether something was found that is not signed without a second thought."""
        return any(one.severity is Severity.STOP for one in self.findings)

    @property
    def experts(self) -> tuple[str, ...]:
        """Full names in the order of the conclusion."""
        return tuple(expert.full_name for expert in self.text.experts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How sending ended; `stopped` when it could not go on now. `pdf` are the bytes of the row."""

    row: OutboxRow
    stopped: Unsent | None
    pdf: bytes


class StoppedError(UserError):
    """«Отменить» was pressed while the pages were made."""

    title = "Страницы не готовы"

    def __init__(self) -> None:
        super().__init__("Вы остановили их подготовку. Текст сохранён.", "Нажмите «Подготовить ещё раз».")


def make_final(
    desk: Desk, attestee: Attestee, text: DraftText, today: date, progress: Progress, cancelled: Cancelled
) -> Final:
    """The pages by the chosen engine, and both signatures on their lines."""
    prepared = prepare(desk, attestee.id, text, progress=progress, cancelled=cancelled)
    stop_if(cancelled)
    progress("Ищем места подписей…", 0.9)
    names = [expert.full_name for expert in text.experts if expert.full_name.strip()]
    uses = own_signatures(desk, names)
    signers = tuple(_signer(desk, prepared.pdf, names, name, uses) for name in names)
    # Signed by hand, or meant for a lesson that there was not.
    rightly = {
        blank.id
        for blank in current_template(desk).template.blanks
        if blank.signature or is_surplus(blank.field, text)
    }
    empty = tuple(dict.fromkeys(one.label for one in prepared.empty if one.id not in rightly))
    findings = tuple(
        # Empty places have a list of their own; without the result there is no conclusion.
        one
        for one in check_draft(desk, attestee.id, text, prepared, today)
        if one.kind is not Kind.EMPTY or one.severity is Severity.STOP
    )
    progress("Готово", 1.0)
    told = {one.words for one in findings}
    warnings = tuple(one for one in (*prepared.unplaced, *prepared.warnings) if one not in told)
    return Final(attestee, text, prepared, signers, empty, warnings, findings)


def make_received_final(
    desk: Desk, attestee: Attestee, received: Received, today: date, progress: Progress, cancelled: Cancelled
) -> Final:
    """The pages of a colleague's file as it is, and both signatures on their lines."""
    prepared, text = prepare_received(desk, attestee.id, received, progress=progress, cancelled=cancelled)
    keep_signature(desk, received)
    stop_if(cancelled)
    progress("Ищем места подписей…", 0.9)
    names = [expert.full_name for expert in text.experts if expert.full_name.strip()]
    uses = own_signatures(desk, names)
    signers = tuple(_signer(desk, prepared.pdf, names, name, uses) for name in names)
    findings = check_received(desk, attestee.id, received, prepared, today)
    progress("Готово", 1.0)
    warnings = (*prepared.unplaced, *prepared.warnings)
    return Final(attestee, text, prepared, signers, (), warnings, findings, received=True)


def with_signers(desk: Desk, final: Final) -> Final:
    """The same pages with the signatures that are kept now; those placed by hand stay where they are."""
    names = [one.full_name for one in final.signers]
    uses = own_signatures(desk, names)
    known = {one.full_name: one for one in final.signers}
    signers = []
    for name in names:
        fresh = _signer(desk, final.prepared.pdf, names, name, uses)
        former = known[name]
        same = former.signature_id == fresh.signature_id and former.place is not None
        signers.append(former if same else fresh)
    return replace(final, signers=tuple(signers))


def signed(desk: Desk, final: Final) -> bytes:
    """The PDF with the signatures where they stand."""
    return sign_pages(desk, final.prepared.pdf, final.experts, _uses(final))


def finish_and_send(desk: Desk, final: Final, progress: Progress, cancelled: Cancelled) -> Outcome:
    """Freeze the conclusion, put it into the outbox and send it.

    Whatever happens after it is in the outbox, it stays there: then an Outcome is returned, not raised.
    """

    def first_half(what: str, part: float | None = None, /) -> None:
        # The end of making the file is not the end: the sending follows.
        if part != 1.0:
            progress(what, None if part is None else part / 2)

    return send_frozen(desk, _frozen(desk, final, first_half, cancelled), progress, cancelled)


def send_frozen(desk: Desk, frozen: FrozenConclusion, progress: Progress, cancelled: Cancelled) -> Outcome:
    """Put a finished conclusion into the outbox and send it; it stays there whatever happens then."""
    row = enqueue(desk, frozen)
    stopped: Unsent | None = None
    try:
        stopped = send_rows(desk, [row.id], progress, cancelled)
    except CancelledError:
        stopped = Unsent("Отправка остановлена.", sign_in_needed=False)
    except StoreBusyError as busy:
        stopped = Unsent(str(busy), sign_in_needed=False)
    return Outcome(row_now(desk, row.id), stopped, desk.store.outbox.content(row.id))


def send_again(desk: Desk, row_id: int, progress: Progress, cancelled: Cancelled) -> Outcome:
    """Try the waiting row once more."""
    stopped = send_rows(desk, [row_id], progress, cancelled)
    return Outcome(row_now(desk, row_id), stopped, desk.store.outbox.content(row_id))


def row_now(desk: Desk, row_id: int) -> OutboxRow:
    """The row as it stands."""
    return next(row for row in outbox(desk) if row.id == row_id)


def is_good(row: OutboxRow) -> bool:
    """Whether the service has the file."""
    return row.state in (SendState.SENT, SendState.CONFIRMED)


def _frozen(desk: Desk, final: Final, progress: Progress, cancelled: Cancelled) -> FrozenConclusion:
    if final.received:
        return sign_and_freeze(
            desk,
            final.attestee.id,
            final.prepared,
            final.experts,
            _uses(final),
            progress=progress,
            cancelled=cancelled,
        )
    return finish(
        desk,
        final.attestee.id,
        _uses(final),
        text=final.text,
        prepared=final.prepared,
        progress=progress,
        cancelled=cancelled,
    )


def _uses(final: Final) -> tuple[SignatureUse, ...]:
    return tuple(
        SignatureUse(one.signature_id, one.full_name, one.place, CONSENT_SEEN)
        for one in final.signers
        if one.stands and one.signature_id is not None
    )


def _signer(desk: Desk, pdf: bytes, names: Sequence[str], name: str, uses: Sequence[SignatureUse]) -> Signer:
    use = next((one for one in uses if same_person(one.full_name, name)), None)
    if use is None:
        return Signer(name, None, None, None, found=False)
    picture = QImage.fromData(signature_image(desk, use.signature_id))
    try:
        place, found = place_for(pdf, name, nth_expert=names.index(name) + 1), True
    except (PlaceNotFoundError, AmbiguousPlaceError):
        place, found = _waiting_place(pdf, names.index(name)), False
    return Signer(name, use.signature_id, picture, place, found)


def _waiting_place(pdf: bytes, number: int) -> Place:
    left = WAITING_LEFT + number * (WAITING_WIDTH + 40)
    return Place(len(page_sizes(pdf)), left, WAITING_BOTTOM, WAITING_WIDTH, WAITING_HEIGHT)
