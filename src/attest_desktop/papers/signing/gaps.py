"""Places to sign that have no line at all: a gap that was left in the row.

«С заключением ознакомлен(а):            «__» ____ 20__ г.» and «Специалист            Иванова М.И.».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest_desktop.papers.signing.layout import PageLayout, Row, Word, text_of
from attest_desktop.papers.signing.lines import SignatureLine
from attest_desktop.papers.signing.places import SignerRole
from attest_desktop.papers.signing.wording import names_in, role_in

_NARROWEST = 64.0
_WIDEST = 220.0
_SIDE = 6.0
# The attestee's own line may stand in a row or two below the words «С заключением ознакомлен(а)».
_OWN_LINE_REACH = 75.0


@dataclass(frozen=True, slots=True)
class SignatureGap:
    """An empty stretch of a row that somebody signs in; `y` is the baseline."""

    left: float
    right: float
    y: float
    row: str
    role: SignerRole
    confidence: float

    @property
    def names(self) -> tuple[str, ...]:
        """Names printed in the row."""
        return names_in(self.row)


def signature_gaps(layout: PageLayout, lines: Sequence[SignatureLine]) -> list[SignatureGap]:
    """Gaps to sign in, in rows that have no signature line of their own."""
    if not layout.words:
        return []
    margin = max(word.box.right for word in layout.words)
    found = []
    for row in layout.rows:
        role = role_in(row.text)
        if role is None or any(_is_near(row, line) for line in lines):
            continue
        if layout.cell_at(*row.words[0].box.centre):
            continue  # room in a table cell is no place to sign
        gap = _acquainted(layout, row, margin) if role is SignerRole.ATTESTEE else _named(layout, row, role)
        if gap and not (role is SignerRole.ATTESTEE and _has_own_line(gap, lines)):
            found.append(gap)
    return found


def _is_near(row: Row, line: SignatureLine) -> bool:
    return -20 < line.rule.y - row.box.bottom < 8


def _has_own_line(gap: SignatureGap, lines: Sequence[SignatureLine]) -> bool:
    return any(line.role is SignerRole.ATTESTEE and 0 < gap.y - line.rule.y < _OWN_LINE_REACH for line in lines)


def _acquainted(layout: PageLayout, row: Row, margin: float) -> SignatureGap | None:
    """After «ознакомлен(а)», up to the date or to the margin."""
    if "ознаком" not in row.text.lower():
        return None
    index = max(i for i, word in enumerate(row.words) if "ознаком" in word.text.lower())
    # «ознакомлен (а):» and «ознакомлен(а), копию получил(а):» end where the words stop standing close.
    while index + 1 < len(row.words) and row.words[index + 1].box.left - row.words[index].box.right < 14:
        index += 1
    end = row.words[index]
    if not end.text.endswith((":", ")", "ознакомлен", "ознакомлена")):
        return None
    return _gap(layout, row, end, row.words[index + 1] if index + 1 < len(row.words) else None, margin, 0.5)


def _named(layout: PageLayout, row: Row, role: SignerRole) -> SignatureGap | None:
    """Between a role and a name that stand far apart."""
    for before, after in zip(row.words, row.words[1:], strict=False):
        index = row.words.index(after)
        left, right = text_of(row.words[:index]), text_of(row.words[index:])
        if after.box.left - before.box.right < _NARROWEST or not names_in(right) or len(left) > 60:
            continue
        if role_in(left) and names_in(right)[0].startswith(right[:3].strip("/( ")) and len(right) < 40:
            return _gap(layout, row, before, after, after.box.left, 0.55, role)
    return None


def _gap(
    layout: PageLayout,
    row: Row,
    before: Word,
    after: Word | None,
    margin: float,
    confidence: float,
    role: SignerRole = SignerRole.ATTESTEE,
) -> SignatureGap | None:
    left = before.box.right + _SIDE
    ends = [after.box.left if after else margin]
    ends += [
        rule.left for rule in layout.rules if abs(rule.y - row.box.bottom) < 8 and rule.left > before.box.right - 2
    ]
    right = min(*ends, left + _WIDEST) - _SIDE
    if right - left < _NARROWEST - 2 * _SIDE:
        return None
    return SignatureGap(left, right, row.box.bottom + 0.2 * row.box.height, row.text, role, confidence)
