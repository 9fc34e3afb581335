"""The bars that finding places is held to, over all measuring sets: `make places-bars` prints the figures."""

from __future__ import annotations

import pytest

from tests.papers.signing.layouts.measure import LYING, SETS, measured


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", sorted(SETS))
def test_places_are_found_and_nothing_else_is(name: str) -> None:
    total = measured(SETS[name], LYING)
    assert total.recall >= 0.95, total.faults
    assert total.false_per_ten <= 1, total.faults
    assert total.wrong == 0, total.faults
    # Ink stands over letters only where that is told.
    assert total.covering <= total.said, total.faults
