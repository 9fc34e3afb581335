"""The command `check`: a signed document against its original."""

from __future__ import annotations

import argparse

from attest_desktop.cli import files
from attest_desktop.cli.run import DONE, print_json
from attest_desktop.papers.identity.checking import check_document
from attest_desktop.papers.identity.telling import as_json, in_words


def check(options: argparse.Namespace) -> int:
    """Compare and report; a document that is not in order was checked all the same."""
    signed, original = (path.name.encode(errors="replace").decode() for path in (options.file, options.against))
    report = check_document(
        files.read(options.file), files.read(options.against), signed_name=signed, original_name=original
    )
    if options.json:
        print_json(as_json(report, signed))
    else:
        for line in in_words(report):
            print(line)
    return DONE
