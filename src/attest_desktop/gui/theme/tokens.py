"""Colours, spacing, type scale and radii. Every colour on screen is named here."""

from __future__ import annotations

from dataclasses import dataclass

# Spacing, px, on a grid of eight with one half step.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
RADIUS_SMALL = 6
SCROLL = 12  # the width of a scroll bar

# Type scale, pt, before the user's own enlargement.
CAPTION = 9.5
BODY = 10.5
LEAD = 12.0
TITLE = 14.0
HEADING = 19.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #rrggbb.

    `*_soft` are grounds of chips and banners; `on_*` texts upon them; `off` is what cannot be pressed.
    """

    name: str
    is_dark: bool
    ground: str
    sidebar: str
    surface: str
    surface_alt: str
    hover: str
    pressed: str
    line: str
    line_strong: str
    text: str
    text_2: str
    text_3: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    on_accent_soft: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    neutral: str
    neutral_soft: str
    scroll: str
    off: str
    training: str
    on_training: str
    training_soft: str
    border_width: int = 1
    off_border: str = "solid"


LIGHT = Tokens(
    name="light",
    is_dark=False,
    ground="#f4f5f7",
    sidebar="#eceef1",
    surface="#ffffff",
    surface_alt="#f8f9fa",
    hover="#eff1f4",
    pressed="#e4e7eb",
    line="#e0e4e8",
    line_strong="#7d8690",
    text="#1b1f24",
    text_2="#47505a",
    text_3="#5f6873",
    accent="#0f6e69",
    accent_hover="#0c5c58",
    accent_pressed="#094a47",
    on_accent="#ffffff",
    accent_text="#0c5f5b",
    accent_soft="#dceeec",
    on_accent_soft="#0a4f4b",
    focus="#14857e",
    ok="#17692f",
    ok_soft="#e2f3e6",
    warn="#7c5000",
    warn_soft="#fcf0d6",
    bad="#a8201a",
    bad_soft="#fce8e6",
    info="#1c559a",
    info_soft="#e5eefa",
    neutral="#47505a",
    neutral_soft="#e9ecef",
    scroll="#c3c9d0",
    off="#5f6873",
    training="#5a3d99",
    on_training="#ffffff",
    training_soft="#f0ecf9",
)

DARK = Tokens(
    name="dark",
    is_dark=True,
    ground="#15181b",
    sidebar="#1a1d21",
    surface="#1f2327",
    surface_alt="#24282d",
    hover="#2a2f35",
    pressed="#343a41",
    line="#30353b",
    line_strong="#79828c",
    text="#e8ebee",
    text_2="#bac2ca",
    text_3="#9aa3ad",
    accent="#3fb5a9",
    accent_hover="#55c4b8",
    accent_pressed="#34a094",
    on_accent="#05211e",
    accent_text="#62cfc3",
    accent_soft="#173b39",
    on_accent_soft="#9be6dc",
    focus="#55c4b8",
    ok="#7bd08f",
    ok_soft="#1c3524",
    warn="#e6bb5c",
    warn_soft="#3a2f17",
    bad="#ff9c94",
    bad_soft="#432322",
    info="#8fbdf5",
    info_soft="#1d2f47",
    neutral="#bac2ca",
    neutral_soft="#30353b",
    scroll="#464d55",
    off="#9aa3ad",
    training="#c4b0f5",
    on_training="#1c1033",
    training_soft="#2a2340",
)

HIGH_CONTRAST = Tokens(
    name="high_contrast",
    is_dark=False,
    ground="#ffffff",
    sidebar="#ffffff",
    surface="#ffffff",
    surface_alt="#ffffff",
    hover="#e6e6e6",
    pressed="#cfcfcf",
    line="#000000",
    line_strong="#000000",
    text="#000000",
    text_2="#000000",
    text_3="#1f1f1f",
    accent="#003b73",
    accent_hover="#002a52",
    accent_pressed="#001a33",
    on_accent="#ffffff",
    accent_text="#003b73",
    accent_soft="#d9ebff",
    on_accent_soft="#00264d",
    focus="#b30059",
    ok="#004d1a",
    ok_soft="#ffffff",
    warn="#5c3a00",
    warn_soft="#ffffff",
    bad="#8a0000",
    bad_soft="#ffffff",
    info="#003b73",
    info_soft="#ffffff",
    neutral="#000000",
    neutral_soft="#ffffff",
    scroll="#000000",
    off="#6b6b6b",
    training="#4b0082",
    on_training="#ffffff",
    training_soft="#ffffff",
    border_width=2,
    off_border="dashed",
)

# Every text colour with every ground it may stand on: the contrast test walks this table.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "text_2", "text_3", "accent_text") for ground in (
        "ground", "sidebar", "surface", "surface_alt", "hover",
    )),
    ("text", "pressed"),
    ("text", "accent_soft"),
    ("text_2", "accent_soft"),
    ("text_3", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_accent_soft", "accent_soft"),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "info", "neutral")),
    *((tone, "surface") for tone in ("ok", "warn", "bad", "info", "neutral")),
    *((tone, "ground") for tone in ("ok", "warn", "bad", "info", "neutral")),
    *((tone, "accent_soft") for tone in ("bad", "warn")),
    *((tone, "hover") for tone in ("bad", "warn")),
    ("on_training", "training"),
    *((text, "training_soft") for text in ("text", "text_2", "text_3", "accent_text")),
    *(("text", f"{tone}_soft") for tone in ("ok", "warn", "bad", "info", "neutral")),
)  # fmt: skip
# Outlines of controls and the focus ring with their grounds: at least 3 to 1.
OUTLINE_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (line, ground) for line in ("line_strong", "focus", "off") for ground in ("ground", "sidebar", "surface")
) + tuple(("training", ground) for ground in ("ground", "surface", "training_soft"))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
