"""The bars, on pages that the thresholds were not chosen on: the long form."""

from __future__ import annotations

import pytest

from tests.papers.identity.measuring import measured, measured_layouts


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_bars(qapp: object) -> None:
    tally = measured(60, 12)
    assert tally.share("identity: scan") == 1
    assert tally.share("identity: photo") >= 0.9
    for kind in ("scan", "photo"):
        assert tally.share(f"identity, never wrong: {kind}") == 1
        assert tally.share(f"unaltered is called so: {kind}") >= 0.9
        assert tally.share(f"altered, not passed: {kind}") >= 0.9
        assert tally.share(f"signed, clean neighbours: {kind}") >= 0.95
        assert tally.share(f"signed, strokes spilling over: {kind}") >= 0.9
        assert tally.share(f"signed, clean neighbours: {kind}, never wrong") >= 0.99
        assert tally.share(f"signed, strokes spilling over: {kind}, never wrong") >= 0.96


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_places_to_sign_of_many_layouts(qapp: object) -> None:
    tally = measured_layouts(50, 20)
    for what in ("signed", "empty"):
        assert tally.share(f"layouts, {what}") >= 0.95
