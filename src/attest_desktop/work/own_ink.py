"""The expert's own ink, taken off the scan of a page signed by hand, put on the clean page of the same text.

Whoever prints, signs and scans in turn loses quality with every scan. Only the expert's own ink is taken, only
when the page is proved to be that page, unaltered, and only when the expert agrees to what is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.names import short_name
from attest_desktop.papers.scans import CannotLiftError, LiftedInk, SheetSource, lift_ink
from attest_desktop.papers.signing import Placement, place_for, stamp
from attest_desktop.store import FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.paper_lot import PaperWay, Printed, Sheet, printed_of
from attest_desktop.work.paper_way import Seen
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.signing_trail import signing_of

logger = logging.getLogger(__name__)

ENGINE = "own ink"
"""What a conclusion on which own ink was put has for its engine."""
CONSENT = "Своя подпись от руки перенесена со скана этой страницы, показана на чистой странице и подтверждена"
OTHERS = "На чистой странице будет только Ваша подпись: подписи остальных остаются на сканах."


class NoNameError(UserError):
    """It is not known whose ink is to be taken."""

    title = "Неизвестно, чья подпись Ваша"
    todo = "Нажмите «Обновить», чтобы взять Ваше имя из профиля, и повторите."


@dataclass(frozen=True, slots=True, eq=False)
class CleanPages:
    """The clean pages (`pdf`) with the own ink of `full_name` on them; `printed` are the pages without it."""

    pdf: bytes
    full_name: str
    ink: LiftedInk
    printed: Printed


def onto_clean_pages(
    desk: Desk, way: PaperWay, sheets: Sequence[Sheet], seen: Mapping[tuple[int, int], Seen]
) -> CleanPages:
    """Take the expert's own ink off the page of the strip that has it; nothing is kept.

    Raises NoNameError, CannotLiftError when no page is surely that page, unaltered and signed by the expert, and
    PlaceNotFoundError or AmbiguousPlaceError when the expert's line is not clear.
    """
    profile = kept_profile(desk)
    if profile is None or not profile.full_name.strip():
        raise NoNameError("Программа ещё не знает Вашего имени.")
    printed = printed_of(desk, way.attestee_id)
    place = place_for(printed.pdf, profile.full_name)
    fitting = [one for one in sheets if one.key in seen and seen[one.key].page.matches == place.page]
    if not fitting:
        raise CannotLiftError(
            f"Среди сканов нет страницы {place.page}, на которой расписывается {short_name(profile.full_name)}.",
            "Добавьте её скан.",
        )
    sheet = fitting[0]
    source = SheetSource(sheet.file_name, desk.store.files.content(sheet.file_id))
    ink = lift_ink(source, printed.pdf, profile.full_name, number=sheet.number, place=place)
    return CleanPages(stamp(printed.pdf, [Placement(ink.place, ink.png)]), profile.full_name, ink, printed)


def freeze_clean_pages(desk: Desk, way: PaperWay, made: CleanPages) -> FrozenConclusion:
    """Make the clean pages with the own ink the finished conclusion, with a line in the trail of signings.

    To be called only when the expert has seen these pages and agreed. The scans stay as they are.
    """
    printed = made.printed
    trail = signing_of(desk, printed.docx, printed.pdf, made.ink.png, made.full_name, made.ink.place.page, CONSENT)
    frozen = desk.store.conclusions.freeze(
        way.attestee_id, printed.record, printed.docx, made.pdf, ENGINE, [CONSENT + "."], desk.now(), [trail]
    )
    logger.info("own ink put on clean pages")
    return frozen
