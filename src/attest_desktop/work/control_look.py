"""Control in detail: each page of the conclusion in the cabinet, each place to sign; kept until the next look."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from attest_desktop.domain.errors import AttestError, BadFileError, CancelledError, EnvironmentFault
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.papers.identity import CheckedPage, CheckReport
from attest_desktop.papers.identity.checking import check_document
from attest_desktop.papers.identity.telling import IN_ORDER, faults
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import SignerRole
from attest_desktop.service import ReadBack
from attest_desktop.work.control import (
    KEPT,
    NO_ORIGINAL,
    NOT_ATTACHED,
    NOT_SHOWN,
    OURS_IN_ORDER,
    Control,
    Standing,
    controlled,
    to_be_controlled,
)
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.paper_lot import printed_pages
from attest_desktop.work.people import DECISION_ADVICE

logger = logging.getLogger(__name__)

OWN_FILE = (
    "В личном кабинете лежит тот файл, который отправили Вы. Загрузил ли аттестуемый страницы со своей подписью, "
    "сервис специалисту не показывает: спросите его."
)


class PageState(Enum):
    """How a page was found; the value is the word on screen."""

    IN_ORDER = "в порядке"
    MISSING = "нет"
    ALTERED = "текст отличается"
    DOUBLED = "повторяется"
    FOREIGN = "не из этого документа"
    UNSURE = "не удалось узнать"
    BLANK = "пустая"


@dataclass(frozen=True, slots=True)
class ControlPage:
    """A page: `number` is that of the conclusion, for a page that is none of it that of the file (`extra`)."""

    number: int
    state: PageState
    extra: bool = False


@dataclass(frozen=True, slots=True)
class ControlPlace:
    """A place to sign on a page of the conclusion; `present` None: that page is not there.

    `doubtful`: it cannot be told whether it is signed.
    """

    page: int
    label: str
    present: bool | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the last look found; no pages and places when there was nothing to compare."""

    control: Control
    pages: tuple[ControlPage, ...] = ()
    places: tuple[ControlPlace, ...] = ()


def look_into(desk: Desk, attestee_id: str, *, progress: Progress = silent, cancelled: Cancelled = never) -> Look:
    """Fetch what the cabinet's row holds, compare it with what was printed or sent, keep and return the result.

    Raises SignInNeededError, CancelledError and what the service's `read_back` raises; nothing is kept then.
    """
    progress("Открываем заключение в личном кабинете…", None)
    seen = desk.online(lambda cabinet: cabinet.read_back(attestee_id))
    stop_if(cancelled)
    standing, said, pages, places = _found(desk, attestee_id, seen, progress, cancelled)
    sha256 = hashlib.sha256(seen.content).hexdigest() if seen.content is not None else ""
    kept = {
        "standing": standing.value,
        "said": list(said),
        "sha256": sha256,
        "pages": [[one.number, one.state.name, one.extra] for one in pages],
        "places": [[one.page, one.label, one.present, one.doubtful] for one in places],
    }
    desk.store.facts.set(KEPT + attestee_id, kept, desk.now())
    logger.info("control: %s", standing.value)
    return Look(controlled(desk, attestee_id), pages, places)


def last_look(desk: Desk, attestee_id: str) -> Look:
    """What the last look found, as kept."""
    kept: Any = desk.store.facts.get(KEPT + attestee_id)
    control = controlled(desk, attestee_id)
    if not isinstance(kept, dict):
        return Look(control)
    return Look(
        control,
        tuple(ControlPage(number, PageState[name], extra) for number, name, extra in kept.get("pages", ())),
        tuple(ControlPlace(*place) for place in kept.get("places", ())),
    )


def look_into_all(
    desk: Desk, today: date, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[str, ...]:
    """Look into everybody who is still to be controlled, the nearest day first.

    A row that cannot be read does not stop the others: what is returned has a sentence for each. No network, a
    fault of the service and a needed sign-in do: raises as `look_into`; what was looked at before is kept.
    """
    waiting = [one for _, one in to_be_controlled(desk, today)]
    failed: list[str] = []
    for count, one in enumerate(waiting):
        stop_if(cancelled)
        progress(f"{one.full_name}: {count + 1} из {len(waiting)}…", count / len(waiting))
        try:
            look_into(desk, one.attestee_id, cancelled=cancelled)
        except (CancelledError, SignInNeededError, EnvironmentFault):
            raise
        except AttestError as error:
            failed.append(f"{one.full_name}: {error.what}")
    progress("Готово", 1.0)
    return tuple(failed)


_Found = tuple[Standing, tuple[str, ...], tuple[ControlPage, ...], tuple[ControlPlace, ...]]


def _found(desk: Desk, attestee_id: str, seen: ReadBack, progress: Progress, cancelled: Cancelled) -> _Found:
    if seen.decision_pressed:
        return Standing.DECIDED, (DECISION_ADVICE,), (), ()
    if not seen.attached:
        return Standing.NOT_ATTACHED, (NOT_ATTACHED,), (), ()
    if seen.content is None:
        return Standing.CANNOT_COMPARE, (NOT_SHOWN,), (), ()
    ours = desk.store.conclusions.latest(attestee_id)
    if ours is None:
        return Standing.CANNOT_COMPARE, (NO_ORIGINAL,), (), ()
    # A conclusion made of scans has no words to compare with: what was printed has.
    original = printed_pages(desk, ours)
    try:
        report = check_document(
            seen.content,
            original,
            progress=progress,
            cancelled=cancelled,
            signed_name="заключение в личном кабинете",
            original_name="заключение в программе",
        )
    except BadFileError as error:
        return Standing.CANNOT_COMPARE, (str(error),), (), ()
    with PdfPages(original) as opened:
        pages = pages_of(report, len(opened))
    places = places_of(report)
    own = (OWN_FILE,) if hashlib.sha256(seen.content).hexdigest() == ours.sha256 else ()
    if report.ok:
        return Standing.IN_ORDER, (IN_ORDER, *own), pages, places
    if own and report.pages_ok and _only_the_attestee_is_awaited(report):
        return Standing.OURS_IN_ORDER, (OURS_IN_ORDER, *own), pages, places
    return Standing.FAULTY, (*faults(report), *own), pages, places


def _only_the_attestee_is_awaited(report: CheckReport) -> bool:
    """In a file made by the program the attestee's place is empty by design."""
    places = [place for page in report.pages for place in page.signatures]
    return all(place.present or place.role is SignerRole.ATTESTEE for place in places)


def pages_of(report: CheckReport, count: int) -> tuple[ControlPage, ...]:
    """The conclusion's `count` pages in their order, then what is none of them."""
    by_number: dict[int, list[CheckedPage]] = {}
    for page in report.pages:
        by_number.setdefault(page.match.page or 0, []).append(page)
    made = []
    for number in range(1, count + 1):
        there = by_number.get(number, [])
        if number in report.missing:
            state = PageState.MISSING
        elif any(page.number in report.altered for page in there):
            state = PageState.ALTERED
        else:
            state = PageState.DOUBLED if number in report.doubled else PageState.IN_ORDER
        made.append(ControlPage(number, state))
    for page in by_number.get(0, []):
        match = page.match
        state = PageState.BLANK if match.blank else PageState.FOREIGN if match.sure else PageState.UNSURE
        # Which page it is may be unknown, and yet that it is none of them as it was.
        state = PageState.ALTERED if match.altered else state
        made.append(ControlPage(page.number, state, extra=True))
    return tuple(made)


def places_of(report: CheckReport) -> tuple[ControlPlace, ...]:
    """The places to sign in the order of the conclusion."""
    inked: dict[tuple[int, int], ControlPlace] = {}
    for page in report.pages:
        for index, place in enumerate(page.signatures):
            key = (page.match.page or 0, index)
            known = inked.get(key)
            if known is None or not known.present or known.doubtful:
                inked[key] = ControlPlace(key[0], place.label, place.present, place.doubtful)
    made = list(inked.items())
    made += _on_missing(report.unsigned, report.missing)
    return tuple(one for _, one in sorted(made, key=lambda pair: pair[0]))


def _on_missing(
    unsigned: Sequence[tuple[int, str]], missing: Sequence[int]
) -> list[tuple[tuple[int, int], ControlPlace]]:
    count: Counter[int] = Counter()
    made = []
    for page, label in unsigned:
        if page in missing:
            made.append(((page, count[page]), ControlPlace(page, label, None)))
            count[page] += 1
    return made
