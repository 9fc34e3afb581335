"""Small widgets that every view shares."""

from attest_desktop.gui.widgets.asides import Asides
from attest_desktop.gui.widgets.banner import Banner, Tone
from attest_desktop.gui.widgets.buttons import (
    DangerButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextButton,
)
from attest_desktop.gui.widgets.card import READ_PAGE, Card, Line, page, scrolled
from attest_desktop.gui.widgets.chip import STAGE_LOOKS, Chip, StageChip, chip_size, paint_chip
from attest_desktop.gui.widgets.empty import EmptyState
from attest_desktop.gui.widgets.form import Field, Pairs
from attest_desktop.gui.widgets.labels import (
    Caption,
    Elided,
    Heading,
    Muted,
    Second,
    Strong,
    Title,
    label,
    restyle,
)
from attest_desktop.gui.widgets.order import tab_as_read
from attest_desktop.gui.widgets.padded import Padded
from attest_desktop.gui.widgets.pictures import draw_shrunk
from attest_desktop.gui.widgets.reading import MIDDLE, Reading
from attest_desktop.gui.widgets.search import SearchField
from attest_desktop.gui.widgets.sight import bring_into_sight
from attest_desktop.gui.widgets.sizing import grow_to_words, resize_within_screen
from attest_desktop.gui.widgets.stack import FrontSized

__all__ = [
    "MIDDLE",
    "READ_PAGE",
    "STAGE_LOOKS",
    "Asides",
    "Banner",
    "Caption",
    "Card",
    "Chip",
    "DangerButton",
    "Elided",
    "EmptyState",
    "Field",
    "FrontSized",
    "Heading",
    "IconButton",
    "Line",
    "LinkButton",
    "Muted",
    "Padded",
    "Pairs",
    "PrimaryButton",
    "Reading",
    "SearchField",
    "Second",
    "SecondaryButton",
    "StageChip",
    "Strong",
    "TextButton",
    "Title",
    "Tone",
    "bring_into_sight",
    "chip_size",
    "draw_shrunk",
    "grow_to_words",
    "label",
    "page",
    "paint_chip",
    "resize_within_screen",
    "restyle",
    "scrolled",
    "tab_as_read",
]
