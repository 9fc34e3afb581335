"""The command sign: apart from the other commands on files, so that it loads none of their libraries."""

from __future__ import annotations

import argparse
import math
import sys

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, WRONG_USE, print_json
from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.rendering import page_sizes
from attest_desktop.papers.signing import (
    UNDER_LINE,
    Box,
    Place,
    Placement,
    ink_box,
    place_for,
    read_signature,
    stamp,
)


def sign(options: argparse.Namespace) -> int:
    """Stamp a signature image into a PDF."""
    try:
        wanted = None if options.place == "auto" else _place(options.place)
    except ValueError:
        print("--place: нужно auto или СТРАНИЦА,X,Y,ШИРИНА (числа в пунктах).", file=sys.stderr)
        return WRONG_USE
    pdf = files.read(options.file)
    image = read_signature(files.read(options.signature))
    if wanted is None:
        place = place_for(pdf, options.full_name)
    else:
        page, x, y, width = wanted
        height = width / image.aspect
        # The corner named is the ink's own; a place is named by the line, which ink crosses a little.
        place = Place(page, x, y + UNDER_LINE * height, width, height)
    sizes = page_sizes(pdf)
    if place.page > len(sizes):
        raise BadFileError(f"В документе нет страницы {place.page}.", "Проверьте --place.")
    box = ink_box(place, image.aspect)
    if wanted is not None and not _within(box, *sizes[place.page - 1]):
        raise BadFileError(f"Подпись не помещается на странице {place.page}.", "Проверьте --place.")
    files.write(options.output, stamp(pdf, [Placement(place, image.png)]))
    if options.json:
        print_json(
            {
                "page": place.page,
                "x": round(box.left, 2),
                "y": round(box.bottom, 2),
                "width": round(box.right - box.left, 2),
                "height": round(box.top - box.bottom, 2),
                "units": "pt",
                "anchor": place.anchor,
            }
        )
    else:
        where = f" («{place.anchor}»)" if place.anchor else ""
        print(f"Подпись поставлена на странице {place.page}{where}: {options.output}")
    return DONE


def _place(words: str) -> tuple[int, float, float, float]:
    page, *rest = words.split(",")
    x, y, width = map(float, rest)
    if int(page) < 1 or width <= 0 or not all(map(math.isfinite, (x, y, width))):
        raise ValueError
    return int(page), x, y, width


def _within(box: Box, width: float, height: float) -> bool:
    # A point of grace: numbers given by hand are rounded.
    return box.left > -1 and box.bottom > -1 and box.right < width + 1 and box.top < height + 1
