"""Measures how well places to sign are found: `python -m tests.papers.signing.layouts.measure`.

Needs LibreOffice. Recall is the share of true places that were found, a false place is one that nobody signs at;
of `place_for` it tells how often an expert got the right line, no answer (a person then points), or a wrong line.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import (
    AmbiguousPlaceError,
    Place,
    Placement,
    PlaceNotFoundError,
    SignerRole,
    covers_print,
    draw_sample_signature,
    find_places,
    ink_box,
    place_for,
    read_signature,
    stamp,
)
from attest_desktop.papers.signing.layout import read_layout
from tests.papers.signing.layouts.canvas import Canvas
from tests.papers.signing.layouts.fifth import FIFTH
from tests.papers.signing.layouts.first_drawn import FIRST_DRAWN
from tests.papers.signing.layouts.first_lines import FIRST_LINES
from tests.papers.signing.layouts.first_tables import FIRST_TABLES
from tests.papers.signing.layouts.fourth import FOURTH
from tests.papers.signing.layouts.second import SECOND
from tests.papers.signing.layouts.sheet import Sheet
from tests.papers.signing.layouts.tags import EXPERTS, SIGNERS, Truth, truths
from tests.papers.signing.layouts.third import THIRD
from tests.papers.signing.papers import changed_box, picture, turned

Layouts = Mapping[str, Callable[[], Sheet] | Callable[[], Canvas]]
SETS: dict[str, Layouts] = {
    "first": {**FIRST_LINES, **FIRST_TABLES, **FIRST_DRAWN},
    "second": SECOND,
    "third": THIRD,
    "fourth": FOURTH,
    "fifth": FIFTH,
}
# How a document may lie in its file: /Rotate, and how far a cut-out page begins from the sheet's corner.
LYING = (
    (0, (0.0, 0.0)),
    (90, (0.0, 0.0)),
    (180, (0.0, 0.0)),
    (270, (0.0, 0.0)),
    (0, (60.0, 85.0)),
    (270, (45.0, 30.0)),
)
_NEAR = 7.0
_LEAST_SHARED = 0.6


@dataclass(slots=True)
class Score:
    """Counts over all measured documents."""

    documents: int = 0
    true: int = 0
    found: int = 0
    false: int = 0
    roles: int = 0
    right: int = 0
    asked: int = 0
    wrong: int = 0
    stamped: int = 0
    covering: int = 0
    said: int = 0
    heights: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Found of the true places."""
        return self.found / max(1, self.true)

    @property
    def false_per_ten(self) -> float:
        """False places in ten documents."""
        return 10 * self.false / max(1, self.documents)

    def __str__(self) -> str:
        experts = self.right + self.asked + self.wrong
        return (
            f"{self.documents} documents, {self.true} places: recall {self.recall:.3f}, "
            f"false {self.false} ({self.false_per_ten:.2f} in 10 documents), "
            f"whose: {self.roles / max(1, self.found):.3f}; "
            f"experts {experts}: right {self.right}, no answer {self.asked}, wrong line {self.wrong}; "
            f"stamped {self.stamped}, over print {self.covering}, said so {self.said}, "
            f"height {min(self.heights, default=0):.0f} to {max(self.heights, default=0):.0f} pt"
        )


def made(layouts: Layouts) -> Iterator[tuple[str, bytes, tuple[Truth, ...]]]:
    """The layouts as PDFs with their true places; typed ones by LibreOffice and by the built-in engine."""
    sheets: dict[str, bytes] = {}
    for name, layout in layouts.items():
        one = layout()
        if isinstance(one, Canvas):
            pdf = one.content()
            yield name, pdf, truths(pdf)
        else:
            sheets[name] = one.content()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in sheets.items():
            Path(folder, f"{name}.docx").write_bytes(content)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        command += ["--outdir", folder, *(f"{folder}/{name}.docx" for name in sheets)]
        subprocess.run(command, check=True, capture_output=True)
        known: dict[str, tuple[Truth, ...]] = {}
        for name in sheets:
            pdf = Path(folder, f"{name}.pdf").read_bytes()
            known[name] = truths(pdf)
            yield f"{name} (office)", pdf, known[name]
    for name, content in sheets.items():
        pdf = convert(content, engine=EngineName.BUILTIN, title=name).pdf
        # The built-in engine draws leaders in black; the two engines agree to a point about where they are.
        yield f"{name} (builtin)", pdf, truths(pdf) or known[name]


def score(name: str, pdf: bytes, expected: tuple[Truth, ...], total: Score) -> None:
    """Compare what is found in one document with the truth; x and y are as displayed."""
    total.documents += 1
    total.true += len(expected)
    places = find_places(pdf)
    left = list(places)
    for truth in expected:
        hit = next((place for place in left if fits(place, truth)), None)
        role, who = SIGNERS[truth.tag]
        if hit is None:
            total.faults.append(f"{name}: {role.value} {truth.tag} not found")
            continue
        left.remove(hit)
        total.found += 1
        if hit.role is role or SignerRole.OTHER in (hit.role, role):
            total.roles += 1
        else:
            total.faults.append(f"{name}: {role.value} {truth.tag} taken for {hit.role.value} ({hit.label})")
    total.false += len(left)
    total.faults += [
        f"{name}: FALSE page {one.page} {one.x:.0f},{one.y:.0f} w{one.width:.0f} {one.label}: {one.anchor}"
        for one in left
    ]
    tags = {truth.tag for truth in expected}
    for number, who in enumerate(EXPERTS, 1):
        own = [truth for truth in expected if SIGNERS[truth.tag] == (SignerRole.EXPERT, who)]
        if not own:
            continue
        try:
            place = place_for(pdf, who, nth_expert=number if tags & {1, 2, 5} else None)
        except (PlaceNotFoundError, AmbiguousPlaceError) as refused:
            # Of several places of one person the program rightly asks.
            rightly = len(own) > 1 and isinstance(refused, AmbiguousPlaceError)
            total.asked += not rightly
            total.right += rightly
            if not rightly:
                total.faults.append(f"{name}: expert {number} unanswered: {refused}")
            continue
        if any(fits(place, truth) for truth in own):
            total.right += 1
        else:
            total.wrong += 1
            total.faults.append(f"{name}: expert {number} WRONG LINE {place.label}: {place.anchor}")


def stamped(name: str, pdf: bytes, total: Score) -> None:
    """Stamp every expert's place, and see in the picture of the page before whether the ink's box covers print."""
    image = draw_sample_signature(EXPERTS[0], 3)
    aspect = read_signature(image).aspect
    for place in find_places(pdf):
        if place.role is not SignerRole.EXPERT:
            continue
        box = ink_box(place, aspect)
        total.stamped += 1
        total.heights.append(box.height)
        said = covers_print(place, aspect)
        total.said += said
        before = picture(pdf, place.page, 2.0).max(axis=2) < 140
        after = stamp(pdf, [Placement(place, image)])
        seen = changed_box(pdf, after, place.page)
        letters = _without_rules(before)
        tall = before.shape[0] / 2
        top, bottom = round((tall - seen[3]) * 2), round((tall - seen[1]) * 2)
        with PdfPages(pdf) as pages:
            rules = read_layout(pages, place.page).rules
        # Lines to sign on may be typed of dots and dashes, the line itself and the one above it.
        for rule in rules:
            line = round((tall - rule.y) * 2)
            letters[line - 4 : line + 4, round(rule.left * 2) - 2 : round(rule.right * 2) + 2] = False
        # The outermost points are the picture's own soft edge.
        part = letters[top + 1 : bottom - 1, round(seen[0] * 2) + 1 : round(seen[2] * 2) - 1]
        if part.any():
            total.covering += 1
            if not said:
                total.faults.append(
                    f"{name}: ink on page {place.page} at {box} is over print ({part.sum()} points)"
                )


def _without_rules(dark: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The dark points that are no part of a line, which is a stretch of 8 points of the page and more."""
    letters = dark.copy()
    for turned_, original in ((letters, dark), (letters.T, dark.T)):
        for number, row in enumerate(original):
            edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                if end - start >= 16:
                    turned_[number, start:end] = False
    return letters


def fits(place: Place, truth: Truth) -> bool:
    """Whether a found place is that true one."""
    if place.page != truth.page:
        return False
    shared = min(place.x + place.width, truth.right) - max(place.x, truth.left)
    if shared < _LEAST_SHARED * max(truth.right - truth.left, place.width):
        return False
    if truth.cell:
        return truth.bottom - 3 <= place.y <= truth.top
    return abs(place.y - truth.bottom) <= _NEAR


def measured(layouts: Layouts, lying: tuple[tuple[int, tuple[float, float]], ...] = LYING) -> Score:
    """Every layout, lying in its file in each of these ways."""
    total = Score()
    for name, pdf, expected in made(layouts):
        stamped(name, pdf, total)
        for angle, offset in lying:
            one = turned(pdf, angle, offset=offset) if (angle, offset) != LYING[0] else pdf
            score(f"{name} {angle}° {offset}" if one is not pdf else name, one, expected, total)
    return total


def main() -> None:
    """Print the figures, and with --faults each fault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--upright", action="store_true", help="only as the documents were made: quicker")
    chosen = parser.parse_args()
    for name in chosen.sets:
        total = measured(SETS[name], LYING[:1] if chosen.upright else LYING)
        print(f"{name}: {total}")
        if chosen.faults:
            print(*total.faults, sep="\n")


if __name__ == "__main__":
    main()
