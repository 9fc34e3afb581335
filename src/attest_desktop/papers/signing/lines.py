"""Signature lines: ruled or typed lines that somebody signs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attest_desktop.papers.signing.headings import Signed, heading_over
from attest_desktop.papers.signing.layout import PageLayout, Rule, Word, text_of
from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import (
    after_names,
    asks_for_words,
    ends_acquainted,
    from_role,
    is_acquainted,
    is_date,
    is_other_caption,
    is_position,
    is_signing_heading,
    names_in,
    names_only,
    role_in,
    speaks_of_signature,
)

SHORTEST_LINE = 34.0
_LONGEST_LINE = 340.0
_LONGEST_LABEL = 90
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
    signed = [Signed(line.rule.y, line.role) for line in above]
    found: list[tuple[_Blank, SignerRole, float, str]] = []
    # «Иванова М.И. ______  Петров П.П. ______»: what is left of the first line decides for the row.
    names_left = bool(names_in(blanks[0].before))
    for index, blank in enumerate(blanks):
        heading = heading_over(layout, blank.rule, signed)
        follows_signature = index > 0 and bool(found) and found[-1][0] is blanks[index - 1]
        if follows_signature and not words and all(_is_transcript(one.under) for one in blanks):
            follows_signature = False  # two columns, each with the name under its line
        beside = found[-1][1] if found else None
        if names_left and names_in(blank.label):
            blank, follows_signature = replace(blank, after=""), False
        elif index and not names_left and names_in(blank.label):
            # «______ /Иванова М.И./  ______ /Петров П.П./»: the name is that of the line before.
            blank, follows_signature = replace(blank, label=after_names(blank.label)), False
            if not _in_one_cell(layout, found[-1][0].rule if found else level[index - 1], blank.rule):
                beside = None  # two columns of signers: what is above in the own one decides
        else:
            beside = None
        role = role_in(blank.label) or beside
        if role is None and not found and names_only(blank.label, None):
            role = role_in(blank.before)
        if not words and role is None:
            blank, role = _run_on(layout, blank)
        confidence = _confidence(blank, words, role, heading.role or beside, follows_signature)
        if confidence >= _ENOUGH:
            if role is SignerRole.HEAD and heading.role is SignerRole.EXPERT and blank.label[:1].islower():
                role = heading.role  # «Члены экспертной группы: заместитель директора ______»
            if role in (None, SignerRole.OTHER):
                own = asks_for_words(blank.label) or not names_only(blank.label, role)
                role = SignerRole.OTHER if own else heading.role or SignerRole.OTHER
            found.append((blank, role, confidence, heading.name))
    return _with_their_words(words, found)


def _in_one_cell(layout: PageLayout, one: Rule, other: Rule) -> bool:
    """Whether two lines stand in the same cell of a table, or both in none."""
    first, second = (layout.cell_at((rule.left + rule.right) / 2, rule.y + 1) for rule in (one, other))
    return first == second


def _with_their_words(
    words: list[Word], found: list[tuple[_Blank, SignerRole, float, str]]
) -> list[SignatureLine]:
    """Share the row's words among its signature lines: names stand all to their right, or all to their left."""
    if not found:
        return []
    names_left = bool(names_in(found[0][0].before)) and len(found) > 1
    lines = []
    for index, (blank, role, confidence, heading_name) in enumerate(found):
        start = found[index - 1][0].rule.right - 2 if index else float("-inf")
        end = found[index + 1][0].rule.left + 2 if index + 1 < len(found) else float("inf")
        before = text_of(w for w in words if w.box.left >= start and w.box.right <= blank.rule.left + 3)
        after = text_of(w for w in words if w.box.left >= blank.rule.right - 3 and w.box.right <= end)
        if index and not names_left:
            before = from_role(blank.label)  # what stands left of it belongs to the line before
        if names_left:
            after = ""
        elif not names_in(after) and names_in(blank.after):
            after = blank.after  # a name that runs on into the next row
        line = SignatureLine(blank.rule, before, after, blank.under, role, confidence)
        lines.append(line if line.names else replace(line, heading_name=heading_name))
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
        after=_whole_name(layout, [word for word in right if word.box.left <= following]),
        under=caption_under(layout, rule),
        last=index + 1 == len(level),
    )


def _run_on(layout: PageLayout, blank: _Blank) -> tuple[_Blank, SignerRole | None]:
    """«С заключением ознакомлен(а), с выводами согласен(на)» in the row above a line that begins its own row."""
    over = [row for row in layout.rows if blank.rule.y < row.box.bottom < blank.rule.y + 1.9 * row.box.height]
    if not over or layout.has_rule_on(over[-1].box) or not is_acquainted(over[-1].text):
        return blank, None
    return replace(blank, label=over[-1].text[-_LONGEST_LABEL:]), SignerRole.ATTESTEE


def _whole_name(layout: PageLayout, after: list[Word]) -> str:
    """The words after a line; with those right under them when only both together are a name."""
    text = text_of(after)
    if not after or names_in(text):
        return text
    first = min(after, key=lambda word: word.box.left).box
    under = [
        word
        for word in layout.words
        if 0.6 * first.height < first.bottom - word.box.bottom < 1.7 * first.height
        and word.box.left > first.left - 20
    ]
    whole = f"{text} {text_of(under)}"
    return whole if names_in(whole) and names_only(whole, None) else text


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
    if is_other_caption(blank.under):
        return 0.0
    position = role is not None and is_position(blank.label, role) and bool(names_in(blank.after))
    if is_other_caption(blank.label) and not position and not speaks_of_signature(blank.under):
        return 0.0
    if is_date(blank.label, blank.after):
        return 0.0
    if blank.after.startswith("(") and is_other_caption(blank.after.split(")")[0]):
        return 0.0  # «______ (дата)»
    if asks_for_words(blank.label) and not speaks_of_signature(blank.under):
        return 0.0  # «Специалист рекомендует: ______»
    if speaks_of_signature(blank.under) and not is_signing_heading(blank.under):
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
        if ends_acquainted(blank.label) or _is_transcript(blank.under):
            return 0.7
        # «Аттестуемый: ______________» is for the name, when it is long.
        longest = 200 if blank.label.endswith(":") else 260
        return 0.6 if not blank.after.strip(" .,;") and blank.rule.length < longest else 0.0
    if _is_transcript(blank.under) and not blank.before and not blank.after:
        return 0.75 if heading else 0.6
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
