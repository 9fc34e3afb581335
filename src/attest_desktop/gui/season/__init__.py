"""«Итоги»: the register of done work, the archive, removal of personal data."""

from attest_desktop.gui.payloads import ARCHIVE, REGISTER, REMOVAL
from attest_desktop.gui.season.view import SeasonView

__all__ = ["ARCHIVE", "REGISTER", "REMOVAL", "SeasonView"]
