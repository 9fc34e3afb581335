"""What the cabinet does when a form is sent, whatever the dialect of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from attest_desktop.practice import wording
from attest_desktop.practice.faults import Fault, FaultPlan
from attest_desktop.practice.people import SampleAttestee
from attest_desktop.practice.settings import PracticeSettings
from attest_desktop.practice.state import AccountState, PracticeState, Row, StoredFile

_MEGABYTE = 1024 * 1024


class Answer(Enum):
    """How the page should answer an upload."""

    SAVED = "saved"
    REFUSED = "refused"
    SIGN_IN_PAGE = "sign_in_page"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sent form; `errors` are for the list above the form."""

    answer: Answer
    errors: tuple[str, ...] = ()


def cell_lines(person: SampleAttestee) -> tuple[tuple[str, ...], ...]:
    """Texts of the first ten columns of a row, each as the lines of its cell."""
    return (
        (person.period,),
        (f"{person.full_name} ({person.status})",),
        (person.position,),
        person.subjects,
        (person.current_category,),
        (person.claimed_category,),
        (person.form,),
        (person.appointed,),
        (str(person.age),),
        (person.email,),
    )


class Cabinet:
    """The use cases of the service on its state."""

    def __init__(self, state: PracticeState, faults: FaultPlan, settings: PracticeSettings) -> None:
        self.state = state
        self.faults = faults
        self.settings = settings

    def sign_in(self, user_name: str, password: str, *, remembered: bool) -> str | None:
        """The session's key, or None when the name or the password is wrong."""
        account = self.state.account(user_name)
        if account is None or not account.password_fits(password):
            return None
        return self.state.sessions.open(account.user_name, remembered=remembered)

    def can_replace(self, row: Row) -> bool:
        """Whether a conclusion may be sent for the row now."""
        return not row.decided and (row.conclusion is None or self.settings.replaceable)

    def can_view(self, row: Row) -> bool:
        """Whether the attached conclusion can be opened."""
        return row.conclusion is not None and not row.decided

    def attach(self, row: Row, name: str, data: bytes, asked: str, *, elsewhere: bool = False) -> Outcome:
        """An upload for the row; `asked` is the request, for the faults.

        `elsewhere` says that a file was chosen in another row's field.
        """
        with self.state.lock:
            row.upload_posts += 1
            if self.faults.strike(Fault.PLAIN_200, asked):
                return Outcome(Answer.SIGN_IN_PAGE)
            errors = (wording.FILE_ELSEWHERE,) if elsewhere else self._upload_errors(row, name, data)
            if not errors and self.faults.strike(Fault.UPLOAD_REFUSED, asked):
                errors = (wording.REFUSED,)
            if errors:
                return Outcome(Answer.REFUSED, errors)
            if self.faults.strike(Fault.WRONG_FILE_KEPT, asked):
                data = data[: len(data) // 2]
            self.state.keep(row, StoredFile(name.replace("\\", "/").rpartition("/")[2], data))
        # Not under the lock: others are served meanwhile.
        self.faults.hold(Fault.SLOW_AFTER_UPLOAD, asked, self.settings.slow_seconds)
        return Outcome(Answer.DROP if self.faults.strike(Fault.DROP_AFTER_UPLOAD, asked) else Answer.SAVED)

    def _upload_errors(self, row: Row, name: str, data: bytes) -> tuple[str, ...]:
        if row.decided:
            return (wording.ALREADY_DECIDED,)
        if not self.can_replace(row):
            return (wording.ALREADY_ATTACHED,)
        if not name:
            return (wording.NO_FILE,)
        if not name.lower().endswith(".pdf") or not data.startswith(b"%PDF-"):
            return (wording.NOT_PDF,)
        limit = self.settings.max_upload_bytes
        if len(data) > limit:
            size = f"{limit / _MEGABYTE:.1f}".removesuffix(".0").replace(".", ",")
            return (wording.TOO_LARGE.format(megabytes=size),)
        return ()

    def attest(self, row: Row) -> None:
        """«Аттестовать» was pressed: the conclusion can no longer be seen. Never sent by our program."""
        with self.state.lock:
            row.attest_posts += 1
            row.decided = True

    def rows(self, account: AccountState) -> list[Row]:
        """The rows of the account in the order of the table."""
        with self.state.lock:
            return list(account.rows.values())
