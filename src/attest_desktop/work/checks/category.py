"""The other category's name in a text that was written for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.attestee import category_of
from attest_desktop.work.checks.finding import Finding, Kind, Severity, Subject, around, written

_STEM = 4  # «перв», «высш»
_MENTION = re.compile(
    r"\b(?P<before>перв|высш)(?:ая|ой|ую|ою|ей|ею)\s+(?:\(\w+\)\s+)?(?:квалификационн\w+\s+)?категори\w*"
    r"|\bкатегори\w*\s*[—–:(«\"-]*\s*(?P<after>перв|высш)(?:ая|ой|ую|ою|ей|ею)\b",
    re.IGNORECASE,
)
# Words that tell of the category one goes for, not of the one that one has.
_CLAIMED = re.compile(
    r"\b(?:на|к|установл\w+|присво\w+|соответству\w+|требовани\w+|заявлен\w+|претенд\w+|аттест\w+|критери\w+)\W",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:име\w+|облада\w+|действующ\w+|ранее|прежн\w+|был\w*|имел\w*|срок\w*)\W", re.IGNORECASE)
_REACH = 60


def wrong_categories(subject: Subject) -> Iterator[Finding]:
    """«Первая» where «высшая» is claimed and the other way; the present category may be mentioned as such."""
    claimed = category_of(subject.record.attestee.claimed_category)
    current = category_of(subject.record.attestee.current_category)
    if not claimed:
        return
    for one in written(subject):
        for found in _MENTION.finditer(one.text):
            named = (found.group("before") or found.group("after")).lower()
            if named == claimed[:_STEM] or (named == current[:_STEM] and not _goes_for(one.text, found.start())):
                continue
            yield Finding(
                Kind.CATEGORY,
                Severity.STOP,
                f"{one.label}: написано «{around(one.text, found.start(), found.end(), 12)}», "
                f"а заявлена {claimed} категория.",
                one.place,
                found.group(),
            )


def _goes_for(text: str, start: int) -> bool:
    before = re.split(r"[.!?;\n]", text[max(0, start - _REACH) : start])[-1]
    claims = list(_CLAIMED.finditer(before))
    had = list(_HAD.finditer(before))
    return bool(claims) and (not had or claims[-1].start() > had[-1].start())
