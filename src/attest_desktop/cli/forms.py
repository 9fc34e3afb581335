"""The commands on forms: blanks, fill. Apart from the other commands on files: these load no PDF library."""

from __future__ import annotations

import argparse
import sys

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, print_json, print_table
from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.record import record_from_json
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
