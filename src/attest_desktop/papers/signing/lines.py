"""Signature lines: ruled or typed lines that somebody signs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attest_desktop.papers.signing.layout import PageLayout, Row, Rule, Word, text_of
from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import (
    begins_with_role,
    from_role,
    is_date,
    is_other_caption,
    names_in,
    role_in,
    speaks_of_signature,
)

SHORTEST_LINE = 34.0
_LONGEST_LINE = 340.0
_LONGEST_LABEL = 90
_HEADING_REACH = 150.0
_CAPTION_REACH = 16.0
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line to sign on, with the words that belong to it."""

    rule: Rule
    before: str
    after: str
    under: str
    role: SignerRole
    confidence: float
    heading_name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Names printed for this line, the nearest to it first."""
        beside = (*names_in(self.after)[:1], *names_in(self.before)[-1:])
        return beside or names_in(self.under)[:1] or ((self.heading_name,) if self.heading_name else ())

    @property
    def caption(self) -> str:
        """«(подпись)», or what else stands under the line in brackets."""
        return self.under if self.under.startswith("(") else ""


@dataclass(frozen=True, slots=True)
class _Blank:
    """A rule among the words of its row."""

    rule: Rule
    label: str  # between the rule before it and this one
    before: str  # everything to the left
    after: str
    under: str
    last: bool  # no other rule to the right


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above a line about its signer."""

    role: SignerRole | None = None
    name: str = ""


def signature_lines(layout: PageLayout) -> list[SignatureLine]:
    """The lines of a page that somebody signs on, from top to bottom, left to right."""
    found: list[SignatureLine] = []
    for level in _levels(layout):
        found += _of_one_level(layout, level, found)
    return found


def _levels(layout: PageLayout) -> list[list[Rule]]:
    """Rules that may be written on, gathered by height."""
    levels: list[list[Rule]] = []
    for rule in layout.rules:
        if rule.length < 8 or layout.is_cell_border(rule):
            continue
        if levels and abs(levels[-1][0].y - rule.y) < 3:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [sorted(level, key=lambda rule: rule.left) for level in levels]


def _of_one_level(layout: PageLayout, level: list[Rule], above: Sequence[SignatureLine]) -> list[SignatureLine]:
    words = layout.row_on(level[0])
    blanks = [_blank(layout, words, level, index) for index in range(len(level))]
    heading = _heading(layout, level[0], above)
    found: list[tuple[_Blank, SignerRole, float]] = []
    # «Иванова М.И. ______  Петров П.П. ______»: what is left of the first line decides for the row.
    names_left = bool(names_in(blanks[0].before))
    for index, blank in enumerate(blanks):
        follows_signature = index > 0 and bool(found) and found[-1][0] is blanks[index - 1]
        if names_left and names_in(blank.label):
            blank, follows_signature = replace(blank, after=""), False
        role = role_in(blank.label) or (role_in(blank.before) if not found else None)
        confidence = _confidence(blank, words, role, heading.role, follows_signature)
        if confidence >= _ENOUGH:
            if role in (None, SignerRole.OTHER):
                role = heading.role or SignerRole.OTHER
            found.append((blank, role, confidence))
    return [
        line if line.names else replace(line, heading_name=heading.name)
        for line in _with_their_words(words, found)
    ]


def _with_their_words(words: list[Word], found: list[tuple[_Blank, SignerRole, float]]) -> list[SignatureLine]:
    """Share the row's words among its signature lines: names stand all to their right, or all to their left."""
    if not found:
        return []
    names_left = bool(names_in(found[0][0].before)) and len(found) > 1
    lines = []
    for index, (blank, role, confidence) in enumerate(found):
        start = found[index - 1][0].rule.right - 2 if index else float("-inf")
        end = found[index + 1][0].rule.left + 2 if index + 1 < len(found) else float("inf")
        before = text_of(w for w in words if w.box.left >= start and w.box.right <= blank.rule.left + 3)
        after = text_of(w for w in words if w.box.left >= blank.rule.right - 3 and w.box.right <= end)
        if index and not names_left:
            before = from_role(blank.label)  # what stands left of it belongs to the line before
        if names_left:
            after = ""
        lines.append(SignatureLine(blank.rule, before, after, blank.under, role, confidence))
    return lines


def _blank(layout: PageLayout, words: list[Word], level: list[Rule], index: int) -> _Blank:
    rule = level[index]
    previous = level[index - 1].right if index else float("-inf")
    following = level[index + 1].left if index + 1 < len(level) else float("inf")
    left = [word for word in words if word.box.right <= rule.left + 3]
    right = [word for word in words if word.box.left >= rule.right - 3]
    return _Blank(
        rule,
        label=text_of(word for word in left if word.box.left >= previous - 3),
        before=text_of(left),
        after=text_of(word for word in right if word.box.left <= following),
        under=caption_under(layout, rule),
        last=index + 1 == len(level),
    )


def caption_under(layout: PageLayout, rule: Rule) -> str:
    """The phrase right under a rule, whole even when it is wider than the rule."""
    under = [
        word
        for word in layout.words
        if rule.y - _CAPTION_REACH < word.box.centre[1] < rule.y - 0.5
        and word.box.bottom + 0.45 * word.box.height < rule.y
    ]
    phrases = [phrase for phrase in _phrases(under) if _shared(phrase, rule) > 0]
    if not phrases:
        return ""
    nearest = max(phrase[0].box.centre[1] for phrase in phrases)
    if layout.has_rule_on(phrases[0][0].box):
        return ""  # not a caption but the next line to be filled in
    level = [phrase for phrase in phrases if nearest - phrase[0].box.centre[1] < 5]
    shared = [_shared(phrase, rule) for phrase in level]
    return text_of(level[shared.index(max(shared))])


def _phrases(words: Sequence[Word]) -> list[list[Word]]:
    """Words parted into phrases where they stand far apart."""
    phrases: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-round(word.box.centre[1] / 4), word.box.left)):
        last = phrases[-1][-1].box if phrases else None
        near = last and abs(last.centre[1] - word.box.centre[1]) < 4 and 0 <= word.box.left - last.right + 2 < 9
        if near:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


def _shared(phrase: Sequence[Word], rule: Rule) -> float:
    return min(phrase[-1].box.right, rule.right) - max(phrase[0].box.left, rule.left)


def _confidence(
    blank: _Blank, words: list[Word], role: SignerRole | None, heading: SignerRole | None, follows_signature: bool
) -> float:
    """How surely somebody signs on this blank, 0 to 1."""
    rule = blank.rule
    if rule.length < SHORTEST_LINE or rule.length > _LONGEST_LINE:
        return 0.0
    if any(rule.left < word.box.centre[0] < rule.right for word in words):
        return 0.0  # underlined or already filled in
    if is_other_caption(blank.under) or (is_other_caption(blank.label) and not speaks_of_signature(blank.under)):
        return 0.0
    if is_date(blank.label, blank.after):
        return 0.0
    if speaks_of_signature(blank.under):
        return 0.95
    if follows_signature and not role_in(blank.label) and not speaks_of_signature(blank.label):
        return 0.0  # «_____ /______/»: the second blank is for the transcript
    if len(blank.label) <= _LONGEST_LABEL and speaks_of_signature(blank.label):
        return 0.9
    return _by_neighbours(blank, role, heading)


def _by_neighbours(blank: _Blank, role: SignerRole | None, heading: SignerRole | None) -> float:
    slash = blank.after.startswith(("/", "(")) or blank.label.endswith(("/", "("))
    if blank.label.endswith(("/", "(")):
        return 0.0
    named_after, named_before = bool(names_in(blank.after)), bool(names_in(blank.before))
    if role in (SignerRole.ATTESTEE, SignerRole.EXPERT, SignerRole.HEAD) and len(blank.label) <= _LONGEST_LABEL:
        if named_after or named_before:
            return 0.9
        if slash or not blank.last:
            return 0.8
        return 0.6 if not blank.after.strip(" .,;") and blank.rule.length < 260 else 0.0
    if named_after and (slash or heading or not blank.before):
        return 0.75 if heading else 0.65
    if named_after and len(blank.before) <= _LONGEST_LABEL and _is_transcript(blank.after):
        return 0.6
    if slash and heading:
        return 0.7
    if named_before and not blank.after and len(blank.before) <= _LONGEST_LABEL:
        return 0.65 if heading else 0.55
    return 0.0


def _is_transcript(text: str) -> bool:
    """Whether the text is a name and nothing more."""
    names = names_in(text)
    return bool(names) and len(text.strip(" /()")) <= len(names[0]) + 2


def _heading(layout: PageLayout, rule: Rule, found: Sequence[SignatureLine]) -> _Heading:
    """Who signs below a heading («Специалисты:», «Специалист: Иванова М.И., учитель»), or below another signer."""
    for row in reversed([row for row in layout.rows if rule.y + 4 < row.box.bottom < rule.y + _HEADING_REACH]):
        signed = [line for line in found if row.box.bottom - 6 <= line.rule.y <= row.box.bottom + 8]
        if signed:
            return _Heading(signed[-1].role)
        role = role_in(row.text)
        if role and _is_heading(layout, row, role):
            names = names_in(row.text)
            return _Heading(role, names[0] if len(names) == 1 else "")
    return _Heading()


def _is_heading(layout: PageLayout, row: Row, role: SignerRole) -> bool:
    text = row.text.strip()
    if layout.has_rule_on(row.box):
        return False  # a blank to be filled in
    if text.endswith(":"):
        return True
    return len(text) <= _LONGEST_LABEL and not text.endswith(".") and begins_with_role(text, role)
