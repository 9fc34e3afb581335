"""Whether the result is marked in a Word file: both answers printed side by side and neither set apart."""

from __future__ import annotations

import re

from attest_desktop.papers.handover.content import runs_of

_BETWEEN = r"[^\w«»]*(?:или)?[^\w«»]*"
_BOTH = re.compile(
    rf"(?<!не )(?P<yes>соответству[ею]т){_BETWEEN}(?P<no>не соответству[ею]т)"
    rf"|(?P<no_first>не соответству[ею]т){_BETWEEN}(?P<yes_second>соответству[ею]т)",
    re.IGNORECASE,
)
_TICKS = re.compile(r"[☒☑✓✔✗✘⊠■●◉√]|\[[xхvXХV+]\]")


def result_is_open(docx: bytes) -> bool:
    """Whether «соответствует / не соответствует» stands somewhere with neither answer struck, marked or ticked.

    Raises BadTemplateError when the bytes are no sound Word file.
    """
    return any(_is_open(runs) for runs in runs_of(docx))


def _is_open(runs: list[tuple[str, frozenset[str]]]) -> bool:
    text = "".join(words for words, _ in runs)
    found = _BOTH.search(re.sub(r"\s", " ", text))
    if found is None or _TICKS.search(text):
        return False
    looks = [look for words, look in runs for _ in words]
    one, other = ((start, end) for start, end in (found.span(name) for name in _ANSWERS) if start >= 0)
    return set(looks[slice(*one)]) == set(looks[slice(*other)])


_ANSWERS = ("yes", "no", "no_first", "yes_second")
