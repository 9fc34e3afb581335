"""The cabinet as the rest of the program sees it. This module only joins the others."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.profile_form import ProfileForm
from attest_desktop.domain.progress import Cancelled, Progress, never, silent, stop_if
from attest_desktop.service.accounts import AccountSteps
from attest_desktop.service.address import is_own, is_protected, normalised_server
from attest_desktop.service.attaching import send_file
from attest_desktop.service.errors import (
    NotTheCabinetError,
    PageNotUnderstoodError,
    ServerFaultError,
    SessionExpiredError,
    SignInRefusedError,
)
from attest_desktop.service.file_names import file_name
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.attestation import PAGE as ATTESTATION
from attest_desktop.service.pages.attestation import (
    AttestationPage,
    PlacedRow,
)
from attest_desktop.service.pages.documents import DocumentLink, as_document, read_documents
from attest_desktop.service.pages.home import Home, read_home
from attest_desktop.service.pages.profile import read_profile
from attest_desktop.service.pages.recognise import is_cabinet
from attest_desktop.service.pages.sign_in import fill_sign_in, find_sign_in
from attest_desktop.service.pages.sign_out import fill_sign_out
from attest_desktop.service.pages.upload_form import fill_upload
from attest_desktop.service.pages.upload_page import on_upload_page, way_to_upload
from attest_desktop.service.profile_changes import Changes
from attest_desktop.service.profile_editing import NOTHING, ProfileEditing
from attest_desktop.service.reading.controls import Link
from attest_desktop.service.reading.messages import error_words, refusal_words
from attest_desktop.service.reading.postbacks import PostBack, Reference, references
from attest_desktop.service.site import SiteDescription, load_site
from attest_desktop.service.submission import ChosenFile
from attest_desktop.service.table_reading import TableReader
from attest_desktop.service.transport import DEFAULT_TIMEOUTS, Answer, Timeouts, Transport

logger = logging.getLogger(__name__)
T = TypeVar("T")
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Download:
    """A downloaded file. `file_name` is safe for any file system; `sha256` is hexadecimal.

    `mark` is the service's own name of this very content, empty where it gives none: see `download_changed`.
    """

    file_name: str
    content: bytes
    sha256: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the row shows now. `content` is the attached file; None when the service does not give it out."""

    attached: bool
    content: bytes | None
    viewable: bool
    decision_pressed: bool


class Cabinet:
    """An expert's session with the service. To be used by one thread at a time.

    `extra_ca` is a PEM file of authorities trusted besides those of the operating system; without it, the one that
    the site description names. `practice_only` is for training: nothing but the practice service is talked to.
    Raises BadFileError when it holds no certificates, OutsideTrainingError.
    """

    def __init__(
        self,
        server: str,
        *,
        site: SiteDescription | None = None,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        extra_ca: Path | None = None,
        practice_only: bool = False,
    ) -> None:
        self._site = site or load_site()
        self.practice_only = practice_only
        self.server = normalised_server(server, self._site.paths["home"])
        self.signed_in = False
        self._transport = Transport(
            self.server, timeouts, extra_ca or self._site.extra_ca, practice_only=practice_only
        )
        self._navigator = self._new_navigator()
        self._table = TableReader(self._navigator, self._site)
        self._accounts = AccountSteps(self._transport, self._navigator, self._site)
        self._editing = ProfileEditing(self._transport, self._navigator, self._site)

    def _new_navigator(self) -> Navigator:
        """What fetches the pages."""
        return Navigator(self._transport, self._site)

    def sign_in(self, user_name: str, password: str) -> None:
        """Sign in afresh. Raises SignInRefusedError with the site's own words, or a fault of the way there."""
        self._forget()
        page = self._navigator.sign_in_page()
        if not is_protected(page.url) and not is_cabinet(page, self._site):
            # Over plain http a portal of the network may stand in the cabinet's place, with a form of its own.
            raise NotTheCabinetError(
                "Страница входа не похожа на личный кабинет, а связь с ней не защищена: пароль не введён."
            )
        submission = fill_sign_in(page, self._site, user_name, password)
        answer = self._transport.send(submission)
        if answer.status >= 500:
            raise ServerFaultError(answer.status)
        after = self._navigator.parse(answer)
        if find_sign_in(after, self._site) is not None or answer.status in (401, 403):
            raise SignInRefusedError(
                refusal_words(after, page, self._site.words("answers", "refusal")) or error_words(after)
            )
        if answer.status >= 400 or not is_cabinet(after, self._site):
            raise NotTheCabinetError
        self.signed_in = True
        logger.info("signed in")

    def sign_out(self) -> None:
        """Leave the cabinet; the session's cookies are forgotten whatever the service answers."""
        try:
            if self.signed_in:
                submission = fill_sign_out(self._navigator.home(), self._site)
                if isinstance(submission, Link):
                    self._transport.get(submission.address)
                elif submission is not None:
                    self._transport.send(submission)
        except AttestError as fault:
            logger.info("the service was not told of the sign-out: %s", type(fault).__name__)
        finally:
            self._forget()

    def close(self) -> None:
        """Close connections and forget the session."""
        self._forget()
        self._transport.close()

    def home(self) -> Home:
        """What the home page tells."""
        return read_home(self._as_signed_in(self._navigator.home), self._site)

    def profile(self) -> Profile:
        """The expert's own data."""
        return read_profile(self._as_signed_in(lambda: self._navigator.page("profile")), self._site)

    def profile_form(self, chosen: Changes = NOTHING) -> ProfileForm:
        """The profile's fields with what their lists offer; with `chosen`, after these choices, nothing saved."""
        return self._as_signed_in(lambda: self._editing.form(chosen))

    def save_profile(self, changes: Changes) -> Profile:
        """Save what is changed, by label, and read it back. Several values of one label are a tuple or «; »."""
        return self._as_signed_in(lambda: self._editing.save(changes))

    def register(self, link: str, user_name: str, password: str) -> None:
        """Make the account that the coordinator's personal link is for; `signed_in` tells whether it let us in."""
        self._forget()
        self.signed_in = self._accounts.register(link, user_name, password)

    def reset_password(self, user_name: str) -> tuple[str, ...]:
        """Have a new password mailed, as a stranger; the lines that the site says to that."""
        self._forget()
        return self._accounts.reset_password(user_name)

    def change_password(self, old: str, new: str, repeat: str) -> None:
        """Give the account another password."""
        self._as_signed_in(lambda: self._accounts.change_password(old, new, repeat))

    def attestation(self) -> AttestationPage:
        """The table of attestees and the templates offered beside it."""
        return self._as_signed_in(self._table.read).public

    def documents(self, attestee_id: str) -> tuple[DocumentLink, ...]:
        """What is attached to the attestee's application. Raises RowNotFoundError."""
        placed = self._row(attestee_id)
        offered = placed.row.documents
        own = [link for link in offered if isinstance(link, PostBack) or is_own(self.server, link.address)]
        if len(own) != 1 or len(offered) != 1:
            # Several links in the cell are the documents themselves.
            return tuple(as_document(self.server, link) for link in offered)
        answer = self._as_signed_in(lambda: self._navigator.follow(own[0]))
        if not answer.is_page and answer.status < 400:
            return (as_document(self.server, own[0]),)
        page = self._as_signed_in(lambda: self._navigator.checked(answer, "Документы"))
        known = {one.link.key for one in references(placed.page, self._site.refused)}
        return tuple(read_documents(page, self.server, self._site, known))

    def download(self, link: Reference, *, progress: Progress = silent, cancelled: Cancelled = never) -> Download:
        """Fetch a file. Raises SessionExpiredError when a sign-in page comes in its place."""
        done = self.download_changed(link, "", progress=progress, cancelled=cancelled)
        if done is None:
            raise PageNotUnderstoodError(link.title, "файл (вместо него пришёл пустой ответ)")
        return done

    def download_changed(
        self, link: Reference, mark: str, *, progress: Progress = silent, cancelled: Cancelled = never
    ) -> Download | None:
        """As `download`; None when the service says that the file is still that of `mark`, and sends nothing."""
        answer = self._as_signed_in(
            lambda: self._navigator.follow(link, mark=mark, progress=progress, cancelled=cancelled)
        )
        if answer.status == _NOT_MODIFIED:
            return None
        if answer.is_page or answer.status >= 400:
            self._as_signed_in(lambda: self._navigator.checked(answer, link.title))
            raise PageNotUnderstoodError(link.title, "файл (вместо него пришла страница)")
        return _downloaded(answer, link)

    def attach(
        self,
        attestee_id: str,
        content: bytes,
        file_name: str,
        *,
        before_first_byte: Callable[[], None],
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> None:
        """Attach the conclusion to the row. Returning does not say that it arrived: `read_back` does.

        `before_first_byte` is called once, when the connection stands and nothing was sent yet. Raises
        OutcomeUnknownError or UploadRefusedError after bytes of the body left; anything else means that nothing of
        the file was sent.
        """
        stop_if(cancelled)
        placed = self._as_signed_in(lambda: self._where_to_attach(self._row(attestee_id)))
        submission = fill_upload(placed, self._site, ChosenFile(file_name, content))
        send_file(
            self._transport,
            self._navigator,
            self._site,
            placed,
            submission,
            before_first_byte=before_first_byte,
            progress=progress,
            cancelled=cancelled,
        )

    def read_back(self, attestee_id: str) -> ReadBack:
        """Read the row again, and the attached file where the page offers it.

        Raises PageNotUnderstoodError when the row says neither that it is attached nor that it is not.
        """
        placed = self._row(attestee_id)
        row = placed.row
        if row.attached is None and not row.attestee.decision_pressed:
            raise PageNotUnderstoodError(ATTESTATION, "в строке слова о том, прикреплено ли итоговое заключение")
        content = self._attached_file(row.view) if row.view is not None else None
        return ReadBack(bool(row.attached), content, content is not None, row.attestee.decision_pressed)

    def _row(self, attestee_id: str) -> PlacedRow:
        return self._as_signed_in(lambda: self._table.row(attestee_id))

    def _where_to_attach(self, placed: PlacedRow) -> PlacedRow:
        """The row, or the page of its own that it leads to."""
        way = way_to_upload(placed, self._site)
        if way is None:
            return placed
        page = self._navigator.open(way, ATTESTATION)
        return on_upload_page(page, placed, self._table.latest.placed, self._site)

    def _attached_file(self, view: Reference) -> bytes | None:
        """The file behind the row's view link; None when the service does not give it out."""
        answer = self._navigator.follow(view)
        if answer.status >= 500 or answer.status == 429:
            raise ServerFaultError(answer.status)
        if answer.is_page or answer.status == 401:
            page = self._navigator.parse(answer)
            if answer.status == 401 or find_sign_in(page, self._site) is not None:
                self.signed_in = False
                raise SessionExpiredError
            return None
        # The table was read a moment ago, so 403 is about the file, not about the session.
        return answer.content if answer.status < 400 else None

    def _as_signed_in(self, conversation: Callable[[], T]) -> T:
        """Run it; an expired session is remembered."""
        try:
            return conversation()
        except SessionExpiredError:
            self.signed_in = False
            raise

    def _forget(self) -> None:
        self.signed_in = False
        self._transport.forget_session()
        self._navigator.forget()


def _downloaded(answer: Answer, link: Reference) -> Download:
    name = file_name(answer.disposition, answer.address, link.title, answer.content_type)
    return Download(name, answer.content, hashlib.sha256(answer.content).hexdigest(), answer.mark)
