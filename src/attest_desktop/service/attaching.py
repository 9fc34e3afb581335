"""One upload, from the row's form to the first answer.

An error raised before any byte of the body left is what it is (no network, row not found, …). After that only two
things are raised: UploadRefusedError, when the site says no in its own words, and OutcomeUnknownError.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.service.errors import OutcomeUnknownError, PageNotUnderstoodError, UploadRefusedError
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.attestation import PlacedRow, read_part, read_parts
from attest_desktop.service.pages.recognise import is_cabinet
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.messages import error_words, refusal_words
from attest_desktop.service.reading.page import Page, lines_of
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission
from attest_desktop.service.transport import Answer, Transport
from attest_desktop.service.upload import UploadBody

logger = logging.getLogger(__name__)
_TOO_LARGE = "Файл больше, чем принимает сервис."
_FORM_ERRORS = frozenset({400, 409, 411, 413, 415, 422})


def send_file(
    transport: Transport,
    navigator: Navigator,
    site: SiteDescription,
    placed: PlacedRow,
    submission: Submission,
    *,
    before_first_byte: Callable[[], None],
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Send the row's filled form and see how the site answers. Returning says only that it did not say no."""
    stop_if(cancelled)
    body = UploadBody(submission, progress, cancelled)
    try:
        answer = transport.upload(submission, body, before_first_byte)
    except CancelledError as stopped:
        if body.begun:
            raise OutcomeUnknownError("Отправка прервана, когда часть файла уже ушла.") from stopped
        raise
    except AttestError as fault:
        if body.begun:
            logger.info("an upload ended in %s after its body was begun", type(fault).__name__)
            raise OutcomeUnknownError(f"Отправка началась, но ответ не получен. {fault.what}") from fault
        raise
    progress("Отправляем файл…", 1.0)
    _judge(transport, navigator, site, placed, answer)


def _judge(
    transport: Transport, navigator: Navigator, site: SiteDescription, placed: PlacedRow, answer: Answer
) -> None:
    """Raise what the answer to the upload means, unless it may mean success."""
    if answer.redirect:
        if answer.status in (307, 308):
            raise OutcomeUnknownError(
                "Сервис попросил повторить отправку по другому адресу; программа не повторяла."
            )
        try:
            answer = transport.follow(answer, answer.redirect)
        except AttestError as fault:
            raise OutcomeUnknownError(f"Файл отправлен, но итог не показан. {fault.what}") from fault
    page = navigator.parse(answer) if answer.is_page else None
    if page is not None:
        text = " ".join(page.lines).lower()
        if answer.status >= 400 and any(mark.lower() in text for mark in site.words("answers", "too_large")):
            raise UploadRefusedError(_TOO_LARGE)
    if answer.status == 413:
        raise UploadRefusedError(_TOO_LARGE)
    if answer.status in _FORM_ERRORS and page is not None and (said := error_words(page)):
        raise UploadRefusedError(said)
    if answer.status >= 400:
        raise OutcomeUnknownError(f"Файл отправлен, а сервис ответил ошибкой ({answer.status}).")
    if page is None:
        return  # not a page to judge by: reading back decides
    if find_sign_in(page, site) is not None:
        raise OutcomeUnknownError("Вместо итога отправки сервис показал страницу входа.")
    if not is_cabinet(page, site):
        raise OutcomeUnknownError("Вместо итога отправки открылась страница, не похожая на личный кабинет.")
    if said := _refusal(page, placed, site):
        raise UploadRefusedError(said)


def _refusal(page: Page, placed: PlacedRow, site: SiteDescription) -> str:
    """How the page that came after the upload says no; empty when it does not."""
    try:
        after = read_parts([read_part(page, site)], site)
    except PageNotUnderstoodError:
        return refusal_words(page, placed.page, site.words("answers", "refusal"))
    beside: set[str] = set()
    for one in after.placed:
        own = one.row.attestee.id == placed.row.attestee.id
        if own and one.row.attached and not placed.row.attached:
            return ""  # whatever else it says, the file stands in the row now
        lines = (line for element in one.elements for line in lines_of(element))
        # The states of rows are no answers; what is new in this very row may be one.
        beside.update(
            line for line in lines if not own or contains(line, site.words("conclusion", "not_attached"))
        )
    return refusal_words(page, placed.page, site.words("answers", "refusal"), frozenset(beside))
