"""Declension for the texts that the expert writes: one door to it for phrases and reuse."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from attest_desktop.papers.russian import FILE_NAME, Case, Inflector
from attest_desktop.work.declension import declension_in
from attest_desktop.work.placeholders import NameCase

_CASES = {
    NameCase.NOMINATIVE: Case.NOMINATIVE,
    NameCase.GENITIVE: Case.GENITIVE,
    NameCase.DATIVE: Case.DATIVE,
    NameCase.ACCUSATIVE: Case.ACCUSATIVE,
    NameCase.INSTRUMENTAL: Case.INSTRUMENTAL,
    NameCase.PREPOSITIONAL: Case.LOCATIVE,
}


class Wording:
    """Declines and remembers the answers; may be shared by threads."""

    def __init__(self, inflector: Inflector) -> None:
        self._inflector = inflector
        self._answers: dict[tuple[str, NameCase, bool], str | None] = {}

    def declined(self, text: str, case: NameCase, is_name: bool, /) -> str | None:
        """The name or post in the case; None when the program is not sure, so that a person writes it.

        The first question about a post loads the dictionary, some tenths of a second: ask once in the background.
        """
        asked = (text, case, is_name)
        if asked not in self._answers:
            ask = self._inflector.person if is_name else self._inflector.post
            self._answers[asked] = ask(text, _CASES[case])
        return self._answers[asked]

    def prepare(self, full_name: str, post: str) -> None:
        """Work out the forms of this name and post, so that later questions about them are answered at once."""
        for case in NameCase:
            if full_name:
                self.declined(full_name, case, True)
            if post:
                self.declined(post, case, False)


def wording_in(data_dir: Path | None) -> Wording:
    """The wording for this folder of data, with the user's own declensions as the file says now."""
    file = data_dir / FILE_NAME if data_dir is not None else None
    try:
        kept = file.stat() if file is not None else None
    except OSError:
        kept = None
    return _wording(data_dir, (kept.st_mtime_ns, kept.st_size) if kept is not None else None)


@lru_cache(maxsize=4)
def _wording(data_dir: Path | None, _state: tuple[int, int] | None) -> Wording:
    return Wording(declension_in(data_dir).inflector)
