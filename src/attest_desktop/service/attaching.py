"""One upload, from the row's form to the first answer.

An error raised before any byte of the body left is what it is (no network, row not found, …). After that only two
things are raised: UploadRefusedError, when the site says no in its own words, and OutcomeUnknownError.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.service.errors import OutcomeUnknownError, UploadRefusedError
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.recognise import is_cabinet
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.reading.messages import error_words, refusal_words
from attest_desktop.service.reading.page import Page
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
    before: Page,
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
    _judge(transport, navigator, site, before, answer)


def _judge(
    transport: Transport, navigator: Navigator, site: SiteDescription, before: Page, answer: Answer
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
    if said := refusal_words(page, before, site.words("answers", "refusal")):
        raise UploadRefusedError(said)
