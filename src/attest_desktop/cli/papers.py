"""Commands on files: blanks, fill, pdf, sign. Nothing here needs an account."""

from __future__ import annotations

import argparse
import math
import sys

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, WRONG_USE, print_json, print_table
from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.record import record_from_json
from attest_desktop.papers.pdf import EngineName, convert
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
from attest_desktop.papers.template import fill, open_template
from attest_desktop.work.declension import declension_in
from attest_desktop.work.places import default_data_dir


def blanks(options: argparse.Namespace) -> int:
    """List the blanks of a form."""
    found = open_template(files.read(options.file)).blanks
    if options.json:
        print_json({"blanks": [blank.as_json() for blank in found]})
    elif found:
        rows = [("Номер", "Подпись", "Вид", "Что вписать")]
        rows += [
            (one.id, one.label, one.kind.value, "подпись" if one.signature else one.field or "—") for one in found
        ]
        print_table(rows)
    else:
        print("Пустых мест не найдено.")
    return DONE


def fill_form(options: argparse.Namespace) -> int:
    """Fill a form from a record and values given by hand."""
    files.not_over(options.output, options.file)
    template = open_template(files.read(options.file))
    record = record_from_json(files.read_json(options.record))
    values = files.read_json(options.values) if options.values else {}
    if not isinstance(values, dict) or not all(isinstance(text, str) for text in values.values()):
        raise BadFileError("В файле значений должно быть {номер места: текст}.")
    declension = declension_in(getattr(options, "data_dir", None) or default_data_dir())
    if declension.problem:
        print(declension.problem, file=sys.stderr)
    made = fill(template, record, values, declension.inflector)
    files.write(options.output, made.content)
    if options.json:
        print_json(
            {
                "filled": [{"id": one.id, "label": one.label, "value": one.value} for one in made.filled],
                "empty": [{"id": one.id, "label": one.label, "reason": one.reason} for one in made.empty],
            }
        )
    else:
        print(f"Заполнено мест: {len(made.filled)}. Осталось пустых: {len(made.empty)}.")
        for one in made.empty:
            print(f"  {one.label}: {one.reason}")
    return DONE


def to_pdf(options: argparse.Namespace) -> int:
    """Convert a Word document to PDF."""
    files.not_over(options.output, options.file)
    engine = None if options.engine == "auto" else EngineName(options.engine)
    title = options.file.stem.encode(errors="replace").decode()
    converted = convert(files.read(options.file), engine=engine, title=title)
    files.write(options.output, converted.pdf)
    if options.json:
        print_json(
            {
                "engine": converted.engine.value,
                "pages": converted.pages,
                "warnings": list(converted.warnings),
            }
        )
    else:
        print(f"Готово: {options.output}, страниц: {converted.pages}.")
        for warning in converted.warnings:
            print(f"  {warning}")
    return DONE


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
