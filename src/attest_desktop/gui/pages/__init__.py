"""Pages of a PDF on screen, with signatures to drag."""

from attest_desktop.gui.pages.pointing import Pointed
from attest_desktop.gui.pages.searching import Sought
from attest_desktop.gui.pages.signature import Signature
from attest_desktop.gui.pages.view import PagesView

__all__ = ["PagesView", "Pointed", "Signature", "Sought"]
