"""Reading a file from a colleague: whose it is, what it says, and how that differs."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import AttestError, BadFileError
from attest_desktop.domain.names import parts, same_person
from attest_desktop.domain.record import AttesteeData
from attest_desktop.domain.text import normalised, without_unseen
from attest_desktop.papers.handover import (
    BadHandoverError,
    Change,
    Handover,
    compared,
    fingerprint,
    handover_in,
    paragraphs_in_cells,
    paragraphs_of,
)
from attest_desktop.papers.template import BadTemplateError
from attest_desktop.work.carrying_over import CarriedOver, carried_over
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, record_of, text_from_json
from attest_desktop.work.filling import filled_form
from attest_desktop.work.template import current_template

logger = logging.getLogger(__name__)
LARGEST_FILE = 50 * 1024 * 1024
REAL_IN_TRAINING = (
    "Этот файл передан в настоящей работе, а сейчас открыт учебный режим.",
    "Ничего из файла не взято. Выйдите из учебного режима, войдите в личный кабинет и откройте файл там.",
)
TRAINING_IN_REAL = (
    "Этот файл сделан в учебном режиме: аттестуемый и тексты в нём вымышлены.",
    "Ничего из файла не взято. Попросите коллегу передать файл из его личного кабинета.",
)
_MOST = {"criteria": 60, "lessons": 20, "experts": 5}
_LONGEST = 100_000
# A name or a topic; longer ones are no names, and laying them out takes minutes.
_LONGEST_LINE = 500
_LINES = {
    "criteria": ("number",),
    "lessons": ("group", "topic"),
    "experts": ("full_name", "position", "workplace"),
}
_FROM_COLLEAGUE = "Попросите коллегу сохранить его как «Документ Word (*.docx)» и передать ещё раз."


class OtherWorldError(BadHandoverError):
    """What came from training was opened in earnest, or the other way round."""

    title = "Учебное и настоящее не смешиваются"


@dataclass(frozen=True, slots=True)
class Received:
    """A file from a colleague.

    `handover` is None when there is nothing of the program's in it (another editor left it out, or there never
    was); `draft` then, too. `candidates` are the own attestees that it may be about: one when that is clear.
    `damage` tells why what was put into the file could not be read.
    """

    file_name: str
    docx: bytes = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    handover: Handover | None
    draft: DraftText | None = field(repr=False)
    candidates: tuple[Attestee, ...]
    damage: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed after it was handed over; empty without the hand-over's own record."""
        if self.handover is None or fingerprint(self.paragraphs) == self.handover.sha256:
            return ()
        return compared(self.handover.paragraphs, self.paragraphs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the file differs from the own conclusion; `with_what` names that, empty when there is none."""

    with_what: str
    changes: tuple[Change, ...]


def read_file(desk: Desk, path: Path) -> Received:
    """The file that the user chose. Raises BadFileError with words for the user."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadHandoverError("Файл слишком большой: больше 50 МБ.")
        content = path.read_bytes()
    except OSError as fault:
        raise BadHandoverError("Файл не открывается.", "Проверьте, что он на месте и доступен.") from fault
    return read_received(desk, content, path.name)


def read_received(desk: Desk, content: bytes, file_name: str) -> Received:
    """The file as anybody's words: nothing in it is taken on trust. Raises BadHandoverError, OtherWorldError."""
    damage = ""
    handover: Handover | None = None
    draft: DraftText | None = None
    try:
        paragraphs = paragraphs_of(content)
        try:
            handover = handover_in(content)
            draft = _draft_of(handover) if handover is not None else None
        except BadHandoverError as error:
            # The document itself may be good all the same: it can be compared and signed.
            handover, damage = None, error.what
    except BadTemplateError as error:
        raise BadHandoverError(_of_a_file(error.what), _FROM_COLLEAGUE) from error
    if not paragraphs:
        raise BadHandoverError("В файле нет текста.")
    if handover is not None and handover.practice != desk.practice:
        raise OtherWorldError(*(REAL_IN_TRAINING if desk.practice else TRAINING_IN_REAL))
    return Received(
        file_name, content, paragraphs, handover, draft, _candidates(desk, handover, paragraphs), damage
    )


def compared_with_own(desk: Desk, attestee_id: str, received: Received) -> Comparison:
    """How the file differs from the own finished conclusion, else from the own draft as it would look."""
    frozen = desk.store.conclusions.latest(attestee_id)
    if frozen is not None:
        own = paragraphs_of(desk.store.conclusions.docx(frozen.id))
        return Comparison("Вашего готового заключения", compared(own, received.paragraphs))
    opened = open_draft(desk, attestee_id)
    if opened.saved_at is None:
        return Comparison("", ())
    try:
        made, _ = filled_form(desk, record_of(desk, attestee_id, opened.text), opened.text.values)
        own = paragraphs_of(made.content)
    except AttestError as error:
        logger.info("the own draft could not be laid out for comparing: %s", type(error).__name__)
        return Comparison("", ())
    return Comparison("Вашего черновика", compared(own, received.paragraphs))


def taken_over(desk: Desk, attestee_id: str, received: Received) -> DraftText:
    """The colleague's texts as an own draft: the own name comes first, blanks of another template are left out."""
    assert received.draft is not None, "there is no draft in the file"
    mine = open_draft(desk, attestee_id).text
    draft = received.draft
    me = mine.experts[0].full_name if mine.experts else ""
    experts = tuple(sorted(draft.experts, key=lambda one: not same_person(one.full_name, me))) or mine.experts
    values: Mapping[str, str] = MappingProxyType({})
    try:
        template = current_template(desk).template
        if received.handover is not None and received.handover.template == template.fingerprint:
            known = {blank.id for blank in template.blanks}
            values = MappingProxyType({key: text for key, text in draft.values.items() if key in known})
    except AttestError as error:
        logger.info("hand-written blanks are not taken over: %s", type(error).__name__)
    return replace(_carried(received).text, experts=experts, values=values)


def not_taken(received: Received) -> tuple[str, ...]:
    """What differs in the file and does not come with its texts, paragraph by paragraph."""
    return _carried(received).left if received.draft is not None else ()


def _carried(received: Received) -> CarriedOver:
    assert received.draft is not None, "there is no draft in the file"
    if received.handover is None or fingerprint(received.paragraphs) == received.handover.sha256:
        return CarriedOver(received.draft)
    return carried_over(received.draft, received.handover.paragraphs, paragraphs_in_cells(received.docx))


def _draft_of(handover: Handover) -> DraftText:
    """The texts, with limits. Raises BadHandoverError."""
    try:
        content = _seen(handover.draft)
        _check(content)
        return text_from_json(content)
    except (BadFileError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BadHandoverError("Тексты, вложенные в файл, повреждены.") from error


def _check(content: dict[str, Any]) -> None:
    conclusion = content.get("conclusion") or {}
    for name, most in _MOST.items():
        holder = content if name == "experts" else conclusion
        items = holder.get(name) or ()
        if len(items) > most:
            raise ValueError(name)
        if any(len(str(item.get(line) or "")) > _LONGEST_LINE for item in items for line in _LINES[name]):
            raise ValueError(name)
    for name in ("corrections", "values", "left"):
        kept = content.get(name) or {}
        if not isinstance(kept, dict) or len(kept) > 500:
            raise TypeError(name)
        if any(not isinstance(text, str) or len(key) > _LONGEST_LINE for key, text in kept.items()):
            raise TypeError(name)
    if set(content.get("corrections") or {}) - set(AttesteeData.__dataclass_fields__):
        raise ValueError("corrections")
    if not isinstance(content.get("template", ""), str):
        raise TypeError("template")


def _seen(value: Any) -> Any:
    """The same without signs that nobody types. Raises ValueError for a text without measure."""
    if isinstance(value, str):
        if len(value) > _LONGEST:
            raise ValueError("text")
        return without_unseen(value)
    if isinstance(value, dict):
        return {_seen(key): _seen(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_seen(item) for item in value]
    return value


def _candidates(desk: Desk, handover: Handover | None, paragraphs: Sequence[str]) -> tuple[Attestee, ...]:
    everybody = [one.attestee for one in desk.store.attestees.all()]
    if handover is not None:
        named = [one for one in everybody if same_person(one.full_name, handover.full_name)]
        same_period = [one for one in named if normalised(one.period) == normalised(handover.period)]
        return tuple(same_period or named)
    text = f" {normalised(' '.join(paragraphs))} "
    whole = [one for one in everybody if f" {normalised(one.full_name)} " in text]
    if whole:
        periods = [one for one in whole if normalised(one.period) and f" {normalised(one.period)} " in text]
        return tuple(periods or whole)
    return tuple(one for one in everybody if _by_initials(one.full_name, text))


def _by_initials(full_name: str, text: str) -> bool:
    surname, first, patronymic = (normalised(part) for part in parts(full_name))
    letters = " ".join(part[0] for part in (first, patronymic) if part)
    return bool(surname and letters) and bool(
        re.search(
            rf" (?:{re.escape(letters)} {re.escape(surname)}|{re.escape(surname)} {re.escape(letters)}) ", text
        )
    )


def _of_a_file(words: str) -> str:
    return words.replace("Файл шаблона", "Файл").replace("такой шаблон", "такой файл")
