"""Names and posts in cases, with the user's own exceptions: `declension.toml` beside the data."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.russian import FILE_NAME, Inflector, load_exceptions

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeclensionChoice:
    """The inflector in use. `own` tells that the user's file is in it; `problem` why it is not (Russian)."""

    inflector: Inflector
    own: bool = False
    problem: str = ""


def declension_in(data_dir: Path | None) -> DeclensionChoice:
    """The inflector for this folder of data, its file read anew; a broken file is reported and left aside."""
    if data_dir is None:
        return DeclensionChoice(Inflector())
    file = data_dir / FILE_NAME
    try:
        return DeclensionChoice(Inflector(load_exceptions(file)), own=file.exists())
    except BadFileError as fault:
        logger.info("the user's table of declension is not understood")
        return DeclensionChoice(Inflector(), problem=f"{fault.what} {fault.todo}")
