"""Checking a conclusion before it is signed: the draft, the finished pages, the expert's other attestees."""

from __future__ import annotations

import logging
import re
from datetime import date

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.names import same_person
from attest_desktop.papers.crowding import crowded_cells
from attest_desktop.papers.handover import paragraphs_of, plain, result_is_open
from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.rendering import text_of
from attest_desktop.store import FileKind
from attest_desktop.work.checks import EmptyPlace, Finding, FinishedPages, Subject, Tight, find_left_overs
from attest_desktop.work.checks.places import is_beyond, place_in_form
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, record_of
from attest_desktop.work.finish import Prepared
from attest_desktop.work.received import Received
from attest_desktop.work.template import current_template

logger = logging.getLogger(__name__)
_LINE = re.compile(r"_{3,}")
_INITIALS = re.compile(r"\b[А-ЯЁ]\.\s*[А-ЯЁ]\.")
_FEW_WORDS = 8
_template_sizes: dict[str, int | None] = {}


def check_draft(
    desk: Desk, attestee_id: str, text: DraftText, prepared: Prepared | None, today: date
) -> tuple[Finding, ...]:
    """What a careful reader would notice; `prepared` are the pages made from this very text, if any."""
    record = record_of(desk, attestee_id, text)
    others = _others(desk, attestee_id, record.attestee.full_name)
    pages = _pages(desk, text, prepared) if prepared is not None else None
    return find_left_overs(Subject(record, today, others, text.values, pages))


def check_received(
    desk: Desk, attestee_id: str, received: Received, prepared: Prepared, today: date
) -> tuple[Finding, ...]:
    """What of that can be seen in a colleague's file: other people, the category, places that wait for words.

    What the empty template prints too is nobody's left-over.
    """
    record = prepared.record
    printed = set(map(plain, _template_paragraphs(desk)))
    paragraphs = tuple(_without_lines(one) for one in received.paragraphs if plain(one) not in printed)
    open_result = result_is_open(received.docx)
    empty = (EmptyPlace("", "Вывод", "conclusion.result"),) if open_result else ()
    pages = FinishedPages(text_of(prepared.pdf), empty)
    others = _others(desk, attestee_id, record.attestee.full_name)
    return find_left_overs(Subject(record, today, others, pages=pages, paragraphs=paragraphs))


def _others(desk: Desk, attestee_id: str, own: str) -> tuple[str, ...]:
    """Full names of the expert's other attestees."""
    names = (one.attestee.full_name for one in desk.store.attestees.all() if one.attestee.id != attestee_id)
    return tuple(dict.fromkeys(name for name in names if not same_person(name, own)))


def _template_paragraphs(desk: Desk) -> tuple[str, ...]:
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    return paragraphs_of(desk.store.files.content(kept.id)) if kept is not None else ()


def _without_lines(paragraph: str) -> str:
    """Without the lines that wait for a pen: beside a name, or in a paragraph of a few words."""
    if _INITIALS.search(paragraph) or len(paragraph.replace("_", " ").split()) < _FEW_WORDS:
        return _LINE.sub(" ", paragraph)
    return paragraph


def _pages(desk: Desk, text: DraftText, prepared: Prepared) -> FinishedPages:
    blanks = {blank.id: blank for blank in current_template(desk).template.blanks}
    empty: dict[str, EmptyPlace] = {}
    for one in prepared.empty:
        blank = blanks.get(one.id)
        if blank is None or blank.signature or is_beyond(blank.field, text.experts, text.conclusion):
            continue
        place = place_in_form(blank.field, text.experts, text.conclusion) or f"value.{one.id}"
        empty.setdefault(place, EmptyPlace(place, one.label, blank.field or ""))
    return FinishedPages(
        text_of(prepared.pdf),
        tuple(empty.values()),
        tuple(Tight(one.text, one.lines, one.room) for one in crowded_cells(prepared.docx)),
        _template_pages(desk),
    )


def _template_pages(desk: Desk) -> int | None:
    """How many pages the empty template has; None when it cannot be laid out."""
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    if kept is None:
        return None
    # The same template is laid out once; two threads at once would only do it twice.
    if kept.sha256 not in _template_sizes:
        _template_sizes[kept.sha256] = _counted(desk.store.files.content(kept.id))
    return _template_sizes[kept.sha256]


def _counted(template: bytes) -> int | None:
    try:
        return convert(template, engine=EngineName.BUILTIN, title="Шаблон").pages
    except AttestError as error:
        logger.info("the empty template could not be laid out: %s", type(error).__name__)
        return None
