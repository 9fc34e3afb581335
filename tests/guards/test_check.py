"""How much of a check is done in full: once a page, however many pages of the original look alike."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from attest_desktop.papers.identity import Matcher, Original, fine, matching
from attest_desktop.papers.identity.twins import Twins
from attest_desktop.papers.rendering import PdfPages
from tests.papers.identity.originals import conclusion

TABLES = 7


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a picture was laid on in full, and how many pairs of pages were compared at full size."""
    done: Counter[str] = Counter()
    real_fine, real_laid, real_between = fine.fine_page, matching.laid, Twins._between

    def fine_page(*arguments: object, closely: bool = False) -> object:
        done["looked at closely" if closely else "laid on finely"] += 1
        return real_fine(*arguments, closely=closely)  # type: ignore[arg-type]  # whatever the matcher gave

    def laid(*arguments: object) -> object:
        done["laid on"] += 1
        return real_laid(*arguments)  # type: ignore[arg-type]  # whatever the matcher gave

    def between(twins: Twins, one: int, other: int) -> object:
        if (min(one, other), max(one, other)) not in twins._pairs:
            done["pairs at full size"] += 1
        return real_between(twins, one, other)

    monkeypatch.setattr(matching, "fine_page", fine_page)
    monkeypatch.setattr(matching, "laid", laid)
    monkeypatch.setattr(Twins, "_between", between)
    return done


def test_near_identical_tables_are_told_apart_from_afar(counted: Counter[str]) -> None:
    pdf = conclusion(5, tables=TABLES)
    with PdfPages(pdf) as pages:
        pictures = [pages.grey(number, scale=150 / 72) for number in (2, 5)]
    with Original(pdf) as original:
        matcher = Matcher(original)
        assert len(matcher._twins.of(2)) >= TABLES - 1, "the tables must look alike, or nothing is shown"
        found = [matcher.match(np.asarray(one, np.uint8)).result for one in pictures]
        assert [one.page for one in matcher.in_turn(found)] == [2, 5]
    assert counted["laid on"] == len(pictures)
    assert counted["laid on finely"] == len(pictures)
    assert counted["looked at closely"] <= len(pictures)
    # Each of seven tables with each would be 21.
    assert counted["pairs at full size"] <= 2
