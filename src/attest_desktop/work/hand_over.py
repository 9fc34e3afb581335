"""Handing a conclusion to the second expert, and going on with what came from one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.names import file_name_for, same_person, short_name
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.handover import BadHandoverError, Handover, fingerprint, paragraphs_of, with_handover
from attest_desktop.papers.pdf import EngineName, TornDocumentError, convert
from attest_desktop.papers.signing import PlaceNotFoundError
from attest_desktop.papers.signing.word import sign_word
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, record_of, save_draft, text_to_json
from attest_desktop.work.filling import filled_form
from attest_desktop.work.finish import EmptyConclusionError, Prepared, SignatureUse, chosen_engine, own_signatures
from attest_desktop.work.practice_mark import marked
from attest_desktop.work.received import Received, taken_over
from attest_desktop.work.saving import write_file
from attest_desktop.work.signatures import add_signature, signature_image
from attest_desktop.work.template import current_template

logger = logging.getLogger(__name__)
CHANGED_NOTE = "Страницы сделаны из файла коллеги; его текст меняли в Word после передачи."
AS_IS_NOTE = "Страницы сделаны из файла коллеги без изменений."


def file_name(full_name: str) -> str:
    """Name of the file for the colleague: «Итоговое заключение Иванова МИ для второго специалиста.docx»."""
    return file_name_for(full_name).removesuffix(".pdf") + " для второго специалиста.docx"


def handed_over(
    desk: Desk,
    attestee_id: str,
    text: DraftText | None = None,
    *,
    with_signature: bool = False,
    signature_drawn: bool = False,
) -> bytes:
    """The filled Word file with all that the other copy of the program needs to go on.

    `text` None takes the kept draft; `with_signature` sends the own signature image along, `signature_drawn` only
    draws it on its line instead (ask the user each time). Nothing of the cabinet's goes with it.
    Raises EmptyConclusionError, NoTemplateError; PlaceNotFoundError when it cannot be drawn.
    """
    if text is None:
        opened = open_draft(desk, attestee_id)
        if opened.saved_at is None:
            raise EmptyConclusionError("Заключение по этому педагогу ещё не написано.")
        text = opened.text
    record = record_of(desk, attestee_id, text)
    docx = filled_form(desk, record, text.values)[0].content
    said = paragraphs_of(docx)
    me = text.experts[0].full_name if text.experts else ""
    draft = desk.store.drafts.load(attestee_id)
    own = own_signatures(desk, [me]) if with_signature or signature_drawn else ()
    if signature_drawn:
        docx, own = _drawn(desk, docx, me, own), ()
    return with_handover(
        docx,
        Handover(
            record.attestee.full_name,
            record.attestee.period,
            me,
            desk.now(),
            current_template(desk).template.fingerprint,
            draft.revision if draft else 0,
            fingerprint(said),
            said,
            text_to_json(text),
            me if own else "",
            signature_image(desk, own[0].signature_id) if own else None,
            desk.practice,
        ),
    )


def hand_over(
    desk: Desk,
    attestee_id: str,
    path: Path,
    text: DraftText | None = None,
    *,
    with_signature: bool = False,
    signature_drawn: bool = False,
) -> Path:
    """Write that file for the user. Raises also DiskFaultError."""
    content = handed_over(desk, attestee_id, text, with_signature=with_signature, signature_drawn=signature_drawn)
    return write_file(path, content)


def _drawn(desk: Desk, docx: bytes, me: str, own: Sequence[SignatureUse]) -> bytes:
    if not own:
        raise PlaceNotFoundError("Вашей подписи среди сохранённых нет.", "Добавьте её в разделе «Подписи».")
    signed = sign_word(docx, [(me, signature_image(desk, own[0].signature_id))])
    if signed.not_placed:
        raise PlaceNotFoundError(
            f"Подпись в файл Word не поставлена. {signed.not_placed[0]}", "Передайте файл без неё."
        )
    return signed.content


def take_texts(desk: Desk, attestee_id: str, received: Received) -> DraftText | None:
    """Make the colleague's texts the own draft; the former one stays in the history and is returned (None: none).

    A signature image that came along is kept as the colleague's.
    """
    opened = open_draft(desk, attestee_id)
    save_draft(desk, attestee_id, taken_over(desk, attestee_id, received), apart=True)
    keep_signature(desk, received)
    return opened.text if opened.saved_at is not None else None


def put_back(desk: Desk, attestee_id: str, former: DraftText) -> None:
    """Undo `take_texts`."""
    save_draft(desk, attestee_id, former, apart=True)


def keep_signature(desk: Desk, received: Received) -> bool:
    """Keep the signature image that came with the file, unless there is one of that person already."""
    handover = received.handover
    if handover is None or handover.signature is None or not handover.signed_by.strip():
        return False
    if any(same_person(one.full_name, handover.signed_by) for one in desk.store.signatures.all()):
        return False
    try:
        add_signature(desk, handover.signature, handover.signed_by, is_mine=False)
    except BadFileError as error:
        # The texts and pages are good without it; a signature can be added by hand.
        logger.info("the signature that came along cannot be used: %s", type(error).__name__)
        return False
    return True


def prepare_received(
    desk: Desk,
    attestee_id: str,
    received: Received,
    *,
    engine: EngineName | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> tuple[Prepared, DraftText]:
    """The pages of the file as it is, and the text whose experts sign it; the own draft is not touched."""
    text = received.draft or open_draft(desk, attestee_id).text
    record = record_of(desk, attestee_id, text)
    stop_if(cancelled)
    progress("Готовим страницы…", 0.3)
    try:
        converted = convert(
            received.docx,
            engine=engine or chosen_engine(desk),
            title=marked(desk, f"Итоговое заключение. {short_name(record.attestee.full_name)}"),
            author=record.experts[0].full_name if record.experts else "",
            progress=progress,
            cancelled=cancelled,
        )
    except (KeyError, TornDocumentError) as error:
        # A file from elsewhere may refer to a part that it does not have.
        raise BadHandoverError("Файл повреждён: в нём не хватает частей.") from error
    if received.handover is None:
        notes: tuple[str, ...] = ("Страницы сделаны из файла Word, полученного от коллеги.",)
    else:
        notes = (CHANGED_NOTE if received.changes else AS_IS_NOTE,)
    prepared = Prepared(
        record,
        received.docx,
        converted.pdf,
        converted.engine,
        converted.pages,
        (),
        (),
        notes,
        converted.warnings,
    )
    return prepared, text
