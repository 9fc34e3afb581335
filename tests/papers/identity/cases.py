"""Pages from paper of which everything is known: what they show, who signed, what was altered."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Place, find_places
from tests.papers.identity import paper
from tests.papers.identity.originals import conclusion, marks

RETYPED = (
    ("не соответствует", "соответствует"),
    ("высшей", "первой"),
    ("63 %", "68 %"),
    ("54 %", "64 %"),
    ("систематически", "эпизодически"),
    ("стабильна", "снижается"),
    ("муниципального", "регионального"),
    ("полном", "неполном"),
)
KINDS = ("scan", "photo")
ALTERATIONS = ("retyped", "mark", "name", "pasted", "struck", "inserted", "unstruck", "row")


@dataclass(frozen=True, eq=False)
class Case:
    """A picture and the truth about it; `altered` is how, or empty; `signed` goes with the page's places."""

    original: bytes
    picture: paper.Picture
    page: int
    kind: str
    signed: tuple[bool, ...] = ()
    altered: str = ""
    spilled: tuple[bool, ...] = ()


def clean(seed: int, kind: str) -> Case:
    """A page as it should be; on the page to sign, some have signed, there may be a date and a stamp."""
    chance = random.Random(f"clean {seed} {kind}")
    original = conclusion(seed % 100, tables=3)
    page = chance.choice((1, 2, 3, 4, 5, 5))
    sheet = paper.printed(original, page, chance)
    sheet, present = _with_signatures(sheet, original, page, chance)
    return Case(original, seen(_worn(sheet, chance), kind, chance), page, kind, present)


def spilling(seed: int, kind: str) -> Case:
    """The page to sign where a sweeping signature reaches down into the place under it, which may be empty."""
    chance = random.Random(f"spill {seed} {kind}")
    original = conclusion(seed % 100, tables=3)
    places = [place for place in find_places(original) if place.page == 5]
    sheet = paper.printed(original, 5, chance)
    sweeping = chance.randrange(len(places) - 1)
    present, spilled = [], []
    for number, place in enumerate(places):
        there = number == sweeping or (number != sweeping + 1 and chance.random() < 0.5)
        if number == sweeping + 1:
            there = chance.random() < 0.3
        if there:
            tail = chance.uniform(4.0, 8.0) if number == sweeping else 0.0
            drop = chance.uniform(0.0, 1.0) if number == sweeping else 0.0
            hand = chance.randrange(10_000)
            sheet = paper.signed(sheet, place, hand, chance, drop_mm=drop, tail_mm=tail, scale=modest(place))
        present.append(there)
        spilled.append(number == sweeping + 1)
    return Case(original, seen(sheet, kind, chance), 5, kind, tuple(present), spilled=tuple(spilled))


def altered(seed: int, kind: str, how: str) -> Case:
    """A page whose text was changed after it was made."""
    chance = random.Random(f"altered {seed} {kind} {how}")
    number = seed % 100
    original = conclusion(number, tables=3)
    page, forged = 1, original
    with PdfPages(original) as pages:
        text = pages.text(1).replace("\n", " ")
        name = text.split("работник:")[1].split()[:3]
        box = chance.choice([one for one in _word_boxes(pages, 1) if 40 < one[2] < 120])
    if how == "retyped":
        old, new = chance.choice([pair for pair in RETYPED if pair[0] in text])
        forged = conclusion(number, tables=3, old=old, new=new)
    elif how == "mark":
        table, row = chance.randint(1, 3), chance.randint(1, 9)
        was = marks(number)[table - 1][row - 1]
        new = chance.choice([str(value) for value in range(1, 11) if str(value) != was])
        forged, page = conclusion(number, tables=3, old=f"@{table},{row}", new=new), table + 1
    elif how == "name":
        forged = conclusion(number, tables=3, old=name[2], new=chance.choice(("Игоревна", "Олегович", "Львовна")))
        page = chance.choice((1, 2, 3, 4))
    elif how == "unstruck":
        original = conclusion(number, tables=3, struck="всестороннего анализа")
    elif how == "row":
        forged, page = conclusion(number, tables=3, old="@2,+", new="Наставничество"), 3
    sheet = paper.printed(forged, page, chance)
    x, y, width, height = box
    if how == "pasted":
        point = paper.PRINT_DPI / 72
        rows = slice(round(sheet.shape[0] - (y + height + 90) * point), round(sheet.shape[0] - (y + 90) * point))
        other = sheet[rows, round(x * point) : round((x + width) * point)]
        if not other.size or (other < 100).sum() < 200:
            other = np.full((20, 60, 3), 248, np.uint8)
        sheet = paper.pasted_over(sheet, x, y, width, height, other)
    elif how == "struck":
        sheet = paper.struck(sheet, x, y + height * 0.38, width, chance)
    elif how == "inserted":
        sheet = paper.written(sheet, x + 5, y + height * 0.9, "ne", chance)
    return Case(original, seen(_worn(sheet, chance), kind, chance), page, kind, (), how)


def _word_boxes(pages: PdfPages, page: int) -> list[tuple[float, float, float, float]]:
    words: list[list[float]] = []
    apart = True
    for one in pages.characters(page):
        if one.text == " ":
            apart = True
            continue
        if apart:
            words.append([one.left, one.bottom, one.right, one.top])
        else:
            words[-1] = [words[-1][0], min(words[-1][1], one.bottom), one.right, max(words[-1][3], one.top)]
        apart = False
    return [(left, bottom, right - left, top - bottom) for left, bottom, right, top in words if right > left]


def _with_signatures(
    sheet: paper.Picture, original: bytes, page: int, chance: random.Random
) -> tuple[paper.Picture, tuple[bool, ...]]:
    places = [place for place in find_places(original) if place.page == page]
    present = []
    for place in places:
        there = chance.random() < 0.6
        present.append(there)
        if there:
            sheet = paper.signed(sheet, place, chance.randrange(10_000), chance, scale=modest(place))
    if places and chance.random() < 0.5:
        sheet = paper.written(sheet, *_date_line(original), "12", chance, mm=3.5)
    if places and chance.random() < 0.4:
        sheet = paper.stamped(sheet, chance.uniform(330, 460), places[-1].y - chance.uniform(75, 110), chance)
    return sheet, tuple(present)


def _date_line(original: bytes) -> tuple[float, float]:
    """Where the day is written by hand."""
    with PdfPages(original) as pages:
        quote = [one for one in pages.characters(len(pages)) if one.text == "«"][-1]
    return quote.right + 3, quote.bottom + 4


def modest(place: Place) -> float:
    """How much smaller people sign where lines stand close: hardly taller than the room."""
    tall = max(16.0, min(place.height, 26.0))
    return min(place.width * 0.9, tall * 2.6) / place.width


def _worn(sheet: paper.Picture, chance: random.Random) -> paper.Picture:
    if chance.random() < 0.3:
        sheet = paper.stapled(sheet, chance)
    if chance.random() < 0.3:
        sheet = paper.punched(sheet, chance)
    return sheet


def seen(sheet: paper.Picture, kind: str, chance: random.Random) -> paper.Picture:
    """The sheet as some scanner («scan») or some camera («photo») sees it."""
    if kind == "scan":
        return paper.scanned(sheet, paper.any_scanner(chance), chance)
    return paper.photographed(sheet, paper.any_camera(chance), chance)
