"""Finishing a conclusion: template → filled document → PDF → signatures → a frozen file with its hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.names import same_person, short_name
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.domain.record import Record, record_to_json
from attest_desktop.papers.pdf import Converted, EngineName, convert
from attest_desktop.papers.rendering import text_of
from attest_desktop.papers.signing import Place, Placement, covers_print, place_for, read_signature, stamp
from attest_desktop.papers.template import Blank, EmptyBlank, Filled, FilledBlank
from attest_desktop.store import FrozenConclusion
from attest_desktop.work.checks import wrong_category
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, record_of, save_draft
from attest_desktop.work.filling import filled_form
from attest_desktop.work.moving import brought_over
from attest_desktop.work.paper_clean import drop_unused_prints
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.signatures import signature_for
from attest_desktop.work.signing_trail import CONSENT, signing_of
from attest_desktop.work.template import current_template

PDF_ENGINE = "settings.pdf_engine"


class EmptyConclusionError(UserError):
    """Nothing was written yet."""

    title = "Заключение пустое"
    todo = "Напишите заключение и повторите."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A conclusion made from a draft: both files and what a careful person would want to know of them.

    `record` is what it was made from; `empty` are the template's blanks that stayed empty; `unplaced` what does
    not fit between template and record; `warnings` what the PDF engine could not do, and what is wrong with the
    user's own table of declension.
    """

    record: Record
    docx: bytes
    pdf: bytes
    engine: EngineName
    pages: int
    filled: tuple[FilledBlank, ...]
    empty: tuple[EmptyBlank, ...]
    unplaced: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenUp:
    """A draft written into the current template, the blanks of that one, and what the PDF is called.

    `problem` is what is wrong with the user's own table of declension (Russian, empty: nothing).
    """

    record: Record
    blanks: tuple[Blank, ...]
    form: Filled
    problem: str
    title: str
    author: str


@dataclass(frozen=True, slots=True)
class SignatureUse:
    """Which signature image stands for whom; `place` None lets the program find the signer's line.

    `consent` is kept in the trail: how the user agreed to this very use.
    """

    signature_id: int
    full_name: str
    place: Place | None = None
    consent: str = CONSENT


def chosen_engine(desk: Desk) -> EngineName | None:
    """The PDF engine that the user chose; None for the best that is there."""
    kept: str | None = desk.store.facts.get(PDF_ENGINE)
    return EngineName(kept) if kept in {one.value for one in EngineName} else None


def choose_engine(desk: Desk, engine: EngineName | None) -> None:
    """Keep the user's choice of the PDF engine."""
    desk.store.facts.set(PDF_ENGINE, engine.value if engine else None, desk.now())


def prepare(
    desk: Desk,
    attestee_id: str,
    text: DraftText,
    *,
    engine: EngineName | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Prepared:
    """Fill the current template and convert it; nothing is kept. For the live preview pass the built-in engine."""
    progress("Заполняем шаблон…", 0.1)
    written = written_up(desk, attestee_id, text)
    stop_if(cancelled)
    progress("Готовим страницы…", 0.4)
    converted: Converted = convert(
        written.form.content,
        engine=engine or chosen_engine(desk),
        title=written.title,
        author=written.author,
        progress=progress,
        cancelled=cancelled,
    )
    return prepared_of(written, converted)


def written_up(desk: Desk, attestee_id: str, text: DraftText) -> WrittenUp:
    """Fill the current template; nothing is kept. Raises NoTemplateError, BadTemplateError."""
    # Read anew each time: the template may have come while the draft was open.
    present = current_template(desk)
    text = brought_over(desk, text, present).text
    record = record_of(desk, attestee_id, text)
    form, problem = filled_form(desk, record, text.values, present)
    return WrittenUp(
        record,
        present.template.blanks,
        form,
        problem,
        title=marked(desk, f"Итоговое заключение. {short_name(record.attestee.full_name)}"),
        author=record.experts[0].full_name if record.experts else "",
    )


def prepared_of(written: WrittenUp, converted: Converted) -> Prepared:
    """A filled form with the pages that were made of it."""
    return Prepared(
        written.record,
        written.form.content,
        converted.pdf,
        converted.engine,
        converted.pages,
        written.form.filled,
        written.form.empty,
        (*wrong_category(text_of(converted.pdf), written.record), *written.form.unplaced),
        (*filter(None, (written.problem,)), *converted.warnings),
    )


def placements(
    desk: Desk, pdf: bytes, experts: Sequence[str], uses: Sequence[SignatureUse]
) -> tuple[Placement, ...]:
    """Where each signature image goes; `experts` are the full names in the order of the conclusion.

    Raises PlaceNotFoundError or AmbiguousPlaceError when a signer's line is not clear; then give a `place`.
    """
    return tuple(
        Placement(
            use.place or place_for(pdf, use.full_name, nth_expert=_nth(experts, use.full_name)),
            desk.store.signatures.content(use.signature_id),
        )
        for use in uses
    )


def sign_pages(desk: Desk, pdf: bytes, experts: Sequence[str], uses: Sequence[SignatureUse]) -> bytes:
    """Put signature images on the pages; `experts` are the full names in the order of the conclusion.

    Raises PlaceNotFoundError or AmbiguousPlaceError when a signer's line is not clear; then give a `place`.
    """
    return stamp(pdf, placements(desk, pdf, experts, uses)) if uses else pdf


def own_signatures(desk: Desk, experts: Sequence[str]) -> tuple[SignatureUse, ...]:
    """The kept signature of each expert who has one; of several the chosen one."""
    kept = ((name, signature_for(desk, name)) for name in experts)
    return tuple(SignatureUse(one.id, name) for name, one in kept if one is not None)


def finish(
    desk: Desk,
    attestee_id: str,
    uses: Sequence[SignatureUse] | None = None,
    *,
    text: DraftText | None = None,
    prepared: Prepared | None = None,
    engine: EngineName | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> FrozenConclusion:
    """Make the final file and freeze it with its hash; later edits make a new revision.

    `uses` None puts on the kept signatures of both experts; an empty sequence none. `text` None takes the kept
    draft. `prepared` are the pages that the expert has looked at, made from `text`: then exactly these are signed.
    The conclusion counts as finished only when the file is in the store.
    """
    if text is None:
        opened = open_draft(desk, attestee_id)
        if opened.saved_at is None:
            raise EmptyConclusionError("Заключение по этому педагогу ещё не написано.")
        text = opened.text
    else:
        save_draft(desk, attestee_id, text)
    if prepared is None:
        prepared = prepare(desk, attestee_id, text, engine=engine, progress=progress, cancelled=cancelled)
    names = [expert.full_name for expert in text.experts]
    if uses is None:
        uses = own_signatures(desk, names)
    return sign_and_freeze(desk, attestee_id, prepared, names, uses, progress=progress, cancelled=cancelled)


def sign_and_freeze(
    desk: Desk,
    attestee_id: str,
    prepared: Prepared,
    experts: Sequence[str],
    uses: Sequence[SignatureUse],
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> FrozenConclusion:
    """Sign exactly these pages and freeze the file with its hash; the draft is not touched."""
    stop_if(cancelled)
    progress("Ставим подписи…", 0.85)
    placed = placements(desk, prepared.pdf, experts, uses)
    pdf = stamp(prepared.pdf, placed) if placed else prepared.pdf
    stop_if(cancelled)
    progress("Сохраняем…", 0.95)
    signed_by_hand: set[str] = set()
    if prepared.empty:
        signed_by_hand = {blank.id for blank in current_template(desk).template.blanks if blank.signature}
    notes = [f"{blank.label}: {blank.reason}" for blank in prepared.empty if blank.id not in signed_by_hand]
    notes += [*prepared.unplaced, *prepared.warnings, *_over_print(placed, uses)]
    trail = [
        signing_of(desk, prepared.docx, prepared.pdf, one.image, use.full_name, one.place.page, use.consent)
        for one, use in zip(placed, uses, strict=True)
    ]
    frozen = desk.store.conclusions.freeze(
        attestee_id,
        record_to_json(prepared.record),
        prepared.docx,
        pdf,
        prepared.engine.value,
        notes,
        desk.now(),
        trail,
    )
    drop_unused_prints(desk, attestee_id)
    progress("Готово", 1.0)
    return frozen


def _over_print(placed: Sequence[Placement], uses: Sequence[SignatureUse]) -> list[str]:
    """What is said of signatures that had no room on their lines."""
    return [
        f"Подпись ({short_name(use.full_name)}) стоит поверх напечатанного: над её строкой мало места."
        for one, use in zip(placed, uses, strict=True)
        if covers_print(one.place, read_signature(one.image).aspect)
    ]


def _nth(experts: Sequence[str], full_name: str) -> int | None:
    for place, name in enumerate(experts, 1):
        if same_person(name, full_name):
            return place
    return None
