"""What can go wrong, as a person should hear of it.

Three families: what the user can mend (`UserError`), what the environment did (`EnvironmentFault`), and bugs
(any other exception, shown by the crash dialog). Each error says what happened and what to do, in Russian,
without personal data.
"""

from __future__ import annotations


class AttestError(Exception):
    """An expected failure with words for the user.

    `title` is a few words for a heading; `what` one or two sentences on what happened; `todo` what to do now.
    """

    title = "Не получилось"
    todo = ""

    def __init__(self, what: str, todo: str = "", *, title: str = "") -> None:
        super().__init__(what)
        self.what = what
        if todo:
            self.todo = todo
        if title:
            self.title = title

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".strip()


class UserError(AttestError):
    """The user can mend it: a wrong password, a file that is not a PNG, an ambiguous name."""


class EnvironmentFault(AttestError):
    """The world around the program: no network, no disk space, no keyring."""


class NotFoundError(UserError):
    """What was asked for is not there."""

    title = "Не найдено"


class AmbiguousError(UserError):
    """Several things fit what was asked for."""

    title = "Подходит несколько"


class BadFileError(UserError):
    """A file is not what it should be."""

    title = "Файл не подходит"


class DiskFaultError(EnvironmentFault):
    """A file could not be written or read: no space, no permission."""

    title = "Не удалось записать на диск"
    todo = "Освободите место или выберите другую папку и повторите."


class CancelledError(AttestError):
    """The user pressed «Отмена»; nothing is wrong."""

    title = "Отменено"

    def __init__(self) -> None:
        super().__init__("Действие отменено.")
