"""Measuring how well pages on paper are recognised: `python -m tests.papers.identity.measuring --cases 60`.

Prints one line a bar. The cases of `--from` and on; those that the thresholds were chosen on are below 50.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator

import numpy as np
from PySide6.QtWidgets import QApplication

from attest_desktop.papers.identity import Matcher, Original
from attest_desktop.papers.identity.matching import Matched
from attest_desktop.papers.identity.results import SignedPlace
from attest_desktop.papers.identity.signatures import signed_places
from tests.papers.identity import cases
from tests.papers.identity.signing_cases import signing_case

DOCUMENTS = 6


class Tally:
    """Right answers by what was asked."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def add(self, what: str, right: bool) -> None:
        self.right[what] += right
        self.asked[what] += 1

    def share(self, what: str) -> float:
        return self.right[what] / self.asked[what] if self.asked[what] else 1.0

    def lines(self) -> Iterator[str]:
        for what in sorted(self.asked):
            yield f"{what:48} {self.right[what]:4} of {self.asked[what]:4}  {100 * self.share(what):5.1f} %"


def measured(first: int, count: int, *, told: bool = False) -> Tally:
    """`count` clean, spilling and altered pages, each scanned and photographed, of documents from `first` on."""
    tally, seconds = Tally(), []
    opened: dict[bytes, tuple[Original, Matcher]] = {}
    for number in range(count):
        seed = first + number % DOCUMENTS + 100 * number
        how = cases.ALTERATIONS[number % len(cases.ALTERATIONS)]
        for kind in cases.KINDS:
            for case in (cases.clean(seed, kind), cases.spilling(seed, kind), cases.altered(seed, kind, how)):
                if case.original not in opened:
                    original = Original(case.original)
                    opened[case.original] = original, Matcher(original)
                original, matcher = opened[case.original]
                began = time.process_time()
                found = matcher.match(case.picture)
                seconds.append(time.process_time() - began)
                _judge(tally, case, found, original)
        if told:
            print(f"{number + 1} of {count}", flush=True)
    for original, _ in opened.values():
        original.close()
    if told and seconds:
        print(f"processor seconds a page: median {np.median(seconds):.2f}, most {max(seconds):.2f}")
    return tally


def measured_layouts(first: int, count: int, *, told: bool = False) -> Tally:
    """Pages to sign of many layouts: seeds `first` and on, each scanned and photographed."""
    tally = Tally()
    for seed in range(first, first + count):
        for kind in cases.KINDS:
            case = signing_case(seed, kind)
            with Original(case.original) as original:
                found = Matcher(original).match(case.picture)
                tally.add(f"layouts, identity: {kind}", found.result.page == case.page)
                if found.strokes is None or found.result.page != case.page:
                    continue
                places = [place for place in original.places if place.page == case.page]
                seen = signed_places(
                    places, original.size(case.page)[1], found.strokes, original.layout(case.page).rules
                )
            for number, (place, what, present) in enumerate(zip(seen, case.left, case.signed, strict=True)):
                _judge_place(tally, f"layouts, {what}", place, present)
                if place.present != present and told:
                    unsure = ", told as unclear" if place.doubtful else ""
                    print(
                        f"{case.layout}, seed {seed}, {kind}, place {number}: {what}, {place.ink_mm2} mm²{unsure}"
                    )
    return tally


def _judge(tally: Tally, case: cases.Case, found: Matched, original: Original) -> None:
    match, kind = found.result, case.kind
    if case.altered:
        tally.add(f"altered page, not another page: {kind}", match.page in (None, case.page))
        tally.add(f"altered, told: {kind}", bool(match.altered))
        tally.add(f"altered, named: {kind}", match.page == case.page and bool(match.altered))
        passed = match.page is not None and not match.altered and not match.doubtful
        tally.add(f"altered, not passed: {kind}", not passed)
        tally.add(f"altered, {case.altered}, named: {kind}", match.page == case.page and bool(match.altered))
        return
    tally.add(f"identity: {kind}", match.page == case.page)
    tally.add(f"identity, never wrong: {kind}", match.page in (None, case.page))
    tally.add(f"unaltered is called so: {kind}", not match.altered)
    if match.page != case.page:
        return
    if found.strokes is None or not case.signed:
        return
    places = [place for place in original.places if place.page == case.page]
    what = "signed, strokes spilling over" if case.spilled else "signed, clean neighbours"
    for place, present in zip(
        signed_places(places, original.size(case.page)[1], found.strokes, original.layout(case.page).rules),
        case.signed,
        strict=True,
    ):
        _judge_place(tally, f"{what}: {kind}", place, present)


def _judge_place(tally: Tally, what: str, place: SignedPlace, present: bool) -> None:
    """Right is only what was said plainly; never wrong is also what was left to people."""
    tally.add(what, place.present == present and not place.doubtful)
    tally.add(f"{what}, never wrong", place.present == present or place.doubtful)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--layouts", type=int, default=0, help="so many seeds of pages to sign of many layouts")
    parser.add_argument("--from", dest="first", type=int, default=50)
    options = parser.parse_args()
    application = QApplication.instance() or QApplication(["measuring", "-platform", "offscreen"])
    tally = measured(options.first, options.cases, told=True)
    for line in (*tally.lines(), *measured_layouts(options.first, options.layouts, told=True).lines()):
        print(line)
    del application


if __name__ == "__main__":
    main()
