"""The description of the site: the program's own, with the user's `site.toml` beside the data laid over it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attest_desktop import service
from attest_desktop.domain.errors import BadFileError

if TYPE_CHECKING:
    from attest_desktop.service import SiteDescription

logger = logging.getLogger(__name__)
FILE_NAME = "site.toml"


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """The description in use. `own` tells that the user's file is in it; `problem` why it is not (Russian)."""

    site: SiteDescription
    own: bool = False
    problem: str = ""


def site_in(data_dir: Path) -> SiteChoice:
    """The description for this folder of data; a broken file of the user's is reported and left aside."""
    file = data_dir / FILE_NAME
    try:
        return SiteChoice(service.load_site(file), own=file.exists())
    except BadFileError as fault:
        logger.info("the user's description of the site is not understood")
        return SiteChoice(
            service.load_site(), problem=f"{fault.what} Взято описание из поставки программы. {fault.todo}"
        )


def site_problem(data_dir: Path) -> str:
    """Why the user's own description is not in use (Russian); empty when it is, or when there is none."""
    return site_in(data_dir).problem if (data_dir / FILE_NAME).exists() else ""
