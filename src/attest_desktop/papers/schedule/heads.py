"""The head of a table: where it is, how many rows it has, and what each column then holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.likeness import likeness
from attest_desktop.domain.text import normalised
from attest_desktop.papers.schedule.lexicon import PARTS_OF_NAME, Meaning, Role, Whose, meaning_of
from attest_desktop.papers.schedule.people import is_person, people_in
from attest_desktop.papers.schedule.raw import RawRow
from attest_desktop.papers.schedule.values import period_in, read_days, read_form

_MOST_HEAD_ROWS = 4
_FEWEST_LABELS = 2
# So much of a column's cells must agree before its content alone tells what it is.
_TELLING = 0.7
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Hints:
    """Whom the reader may meet: where the head does not, names tell the attestees' column from the experts'."""

    attestees: tuple[str, ...] = ()
    me: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was found: how many rows it takes, and for each column its words and meaning (None: unknown)."""

    rows: int
    words: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]

    def columns(self, role: Role, whose: Whose | None = None) -> tuple[int, ...]:
        """The columns of that meaning, left to right."""
        return tuple(
            at
            for at, one in enumerate(self.meanings)
            if one is not None and one.role is role and (whose is None or one.whose is whose)
        )

    @property
    def names(self) -> tuple[int, ...]:
        """Where the attestee's name stands: one column, or its parts in the order surname, first, patronymic."""
        whole = self.columns(Role.NAME, Whose.ATTESTEE)
        if whole:
            return whole[:1]
        return tuple(at for role in PARTS_OF_NAME for at in self.columns(role, Whose.ATTESTEE)[:1])

    @property
    def experts(self) -> tuple[int, ...]:
        """Columns in which experts are named, in full or by parts."""
        return tuple(
            at
            for at, one in enumerate(self.meanings)
            if one is not None and one.whose is Whose.EXPERT and one.role in (Role.NAME, Role.SURNAME)
        )


def head_at(rows: Sequence[RawRow], at: int) -> Head | None:
    """The head that begins with this row; None when none does."""
    if not _is_head(rows[at]):
        return None
    count = 1
    while at + count < len(rows) and count < _MOST_HEAD_ROWS and _goes_on(rows[at : at + count], rows[at + count]):
        count += 1
    block = rows[at : at + count]
    words = _words(block)
    return Head(count, words, tuple(meaning_of(word) if word else None for word in words))


def is_numbering(row: RawRow) -> bool:
    """«1 | 2 | 3 | 4» under a head."""
    said = row.said
    return len(said) > 1 and [*said] == [str(number) for number in range(1, len(said) + 1)]


def same_head(head: Head, row: RawRow) -> bool:
    """Whether the row repeats a row of the head, as tables do on each page."""
    said = {normalised(text) for text in row.said}
    known = {normalised(word) for text in head.words for word in (text, *text.split(" / "))}
    return bool(said) and said <= known


def completed(head: Head, body: Sequence[RawRow], hints: Hints) -> Head:
    """The head with columns told by what stands in them, where the head's words do not tell."""
    meanings = [*head.meanings, *[None] * (max((len(row.cells) for row in body), default=0) - len(head.meanings))]
    sample = [row for row in body if len(row.said) > 1][:_SAMPLE]
    for at, meaning in enumerate(meanings):
        if meaning is None or (meaning.role is Role.NUMBER and meaning.whose is Whose.NOBODY):
            told = _by_content(
                [row.cells[at].text for row in sample if at < len(row.cells) and row.cells[at].line]
            )
            if told is not None:
                meanings[at] = told
    made = replace(head, meanings=tuple(meanings), words=(*head.words, *[""] * (len(meanings) - len(head.words))))
    return _whose_rest(_whose_names(made, sample, hints))


def _whose_names(head: Head, sample: Sequence[RawRow], hints: Hints) -> Head:
    """Names under «ФИО» alone: by known names, else by elimination where the experts have columns of their own."""
    meanings = [*head.meanings]
    unknown = [
        at
        for at, one in enumerate(meanings)
        if one is not None and one.whose is Whose.NOBODY and one.role in (Role.NAME, *PARTS_OF_NAME)
    ]
    for at in unknown:
        meaning = meanings[at]
        assert meaning is not None
        if meaning.role is Role.NAME and (whose := _known(at, sample, hints)) is not Whose.NOBODY:
            meanings[at] = replace(meaning, whose=whose)
    made = replace(head, meanings=tuple(meanings))
    left = [at for at in unknown if (one := meanings[at]) is not None and one.whose is Whose.NOBODY]
    whole = [at for at in left if (one := meanings[at]) is not None and one.role is Role.NAME]
    if made.names:
        return made
    labelled = [at for at in whole if head.words[at]]
    chosen = (labelled if len(labelled) == 1 else whole) or left
    if len([at for at in chosen if at in whole]) <= 1:
        for at in chosen:
            meaning = meanings[at]
            assert meaning is not None
            meanings[at] = replace(meaning, whose=Whose.ATTESTEE)
    return replace(head, meanings=tuple(meanings))


def _whose_rest(head: Head) -> Head:
    """«Должность» and «Место работы» without a person are of the name to their left.

    Behind an expert they are his where they come again behind another; one alone may be the attestee's as well, so
    it is passed over.
    """
    meanings = [*head.meanings]
    for role in (Role.POSITION, Role.WORKPLACE, Role.MUNICIPALITY):
        columns = head.columns(role, Whose.NOBODY)
        for at in columns:
            left = [n for n in (*head.names, *head.experts) if n < at]
            if not left or max(left) in head.names:
                continue
            expert = meanings[max(left)]
            own = len([n for n in columns if n > min(head.experts)]) > 1 and role is not Role.MUNICIPALITY
            number = expert.number if expert is not None else 0
            meanings[at] = Meaning(role, Whose.EXPERT, number) if own else Meaning(Role.OTHER)
    return replace(head, meanings=tuple(meanings))


def _known(at: int, sample: Sequence[RawRow], hints: Hints) -> Whose:
    cells = [row.cells[at].text for row in sample if at < len(row.cells)]
    people = [one.full_name for cell in cells for one in people_in(cell)]
    if any(likeness(name, known).certain for name in people for known in hints.attestees):
        return Whose.ATTESTEE
    if hints.me and any(likeness(name, hints.me).certain for name in people):
        return Whose.EXPERT
    return Whose.NOBODY


def _by_content(texts: Sequence[str]) -> Meaning | None:
    if len(texts) < _FEWEST_LABELS:
        return None

    def share(told: Sequence[bool]) -> bool:
        return sum(told) >= _TELLING * len(texts)

    if share([is_person(text) for text in texts]):
        return Meaning(Role.NAME)
    if share([read_form(text) is not Form.UNKNOWN and len(text) < 40 for text in texts]):
        return Meaning(Role.FORM)
    if share([period_in(text, None)[0] is not None for text in texts]):
        return Meaning(Role.PERIOD)
    # Of single days it cannot be told whether they are of the attestation: two make a term.
    if share([(days := read_days(text)).begins is not None and days.ends is not None for text in texts]):
        return Meaning(Role.DAYS)
    return None


def _is_head(row: RawRow) -> bool:
    said = row.said
    if len(said) < _FEWEST_LABELS or any(is_person(text) for text in said):
        return False
    meanings = [meaning_of(text) for text in said]
    told = [one for one in meanings if one is not None]
    if len(told) < _FEWEST_LABELS or 2 * len(told) < len(said):
        return False
    return len({one.role for one in told if one.role is not Role.NUMBER}) >= _FEWEST_LABELS or any(
        one.whose is not Whose.NOBODY for one in told
    )


def _goes_on(block: Sequence[RawRow], row: RawRow) -> bool:
    """Whether the row is a lower part of the head."""
    own = [cell for cell in row.cells if cell.line and not cell.down and not cell.across]
    if is_numbering(row) or any(is_person(cell.text) for cell in own):
        return False
    covered = any(cell.down for cell in row.cells)
    if not own:
        return covered
    told = sum(meaning_of(cell.line) is not None or cell.line in ("1", "2", "с", "по") for cell in own)
    if 2 * told < len(own):
        return False
    # A lower row names parts of what stands above, or fills what is empty there.
    above = block[-1].cells
    spread = any(cell.across for cell in above)
    gaps = any(at < len(row.cells) and row.cells[at].line and not cell.line for at, cell in enumerate(above))
    repeated = {normalised(text) for text in row.said} == {normalised(text) for text in block[-1].said}
    return not repeated and (covered or spread or gaps)


def _words(block: Sequence[RawRow]) -> tuple[str, ...]:
    """The words over each column from top to bottom, a group's title over each of its parts."""
    width = max(len(row.cells) for row in block)
    made: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(block):
        group = ""
        for at in range(width):
            text = row.cells[at].line if at < len(row.cells) else ""
            group = text or group
            lower = any(at < len(below.cells) and below.cells[at].line for below in block[number + 1 :])
            if not text and number + 1 < len(block) and lower and not any(made[at]):
                # The title of a group that was not merged stands over its first column only.
                text = group
            if text and (not made[at] or made[at][-1] != text):
                made[at].append(text)
    return tuple(" / ".join(parts) for parts in made)
