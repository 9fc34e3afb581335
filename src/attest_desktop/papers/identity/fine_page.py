"""A picture in the frame of a page of the original."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.papers.identity.inking import Grey


@dataclass(frozen=True, slots=True, eq=False)
class FinePage:
    """A picture in the frame of a page at 200 dots to the inch.

    `ink` is what is on the paper and `print` what the original has, as sharp or blurred as the picture is and as
    black (`black`: 1 is the original's own); `blur` in pixels; `dpi` is the picture's own resolution on this page;
    `drift` is how far, in millimetres, the paper lies from the flat sheet of the homography.
    """

    page: int
    grey: Grey
    ink: Grey
    print: Grey
    blur: float
    black: float
    dpi: float
    drift: float
