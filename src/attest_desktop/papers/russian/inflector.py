"""What the rest of the program asks: a person's name or a post in a case."""

from __future__ import annotations

from attest_desktop.papers.russian.case import Case
from attest_desktop.papers.russian.exceptions import Exceptions, load_exceptions
from attest_desktop.papers.russian.full_name import full_name
from attest_desktop.papers.russian.phrase import phrase


class Inflector:
    """Declines by rules, dictionary and a table of exceptions; may be shared by threads.

    Every answer is None when the program is not sure: then a person writes it.
    """

    def __init__(self, exceptions: Exceptions | None = None) -> None:
        self._exceptions = exceptions or load_exceptions()

    def person(self, name: str, case: Case) -> str | None:
        """The full name («Фамилия Имя Отчество», «Фамилия И. О.») in the case."""
        return name if case is Case.NOMINATIVE else full_name(name, case, self._exceptions)

    def post(self, post: str, case: Case) -> str | None:
        """The post in the case: «старший воспитатель» → «старшего воспитателя»; masculine for women too."""
        return post if case is Case.NOMINATIVE else phrase(post, case, self._exceptions)
