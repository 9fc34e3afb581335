"""Where the files that ship with the program lie: fonts, icons, sample template, site description."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# An installed wheel carries `resources/` inside the package; a checkout has it beside `src/`.
_PLACES = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")


def path(*parts: str) -> Path:
    """Path of a bundled file or folder, e.g. `path("fonts", "Inter-Regular.otf")`.

    Raises FileNotFoundError when the program's own files are damaged.
    """
    for place in _PLACES:
        found = place.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError("bundled file is missing: " + "/".join(parts))
