"""«Итоги»: the register of done work, the archive, removal of personal data."""

from attest_desktop.gui.season.view import ARCHIVE, REGISTER, REMOVAL, SeasonView

__all__ = ["ARCHIVE", "REGISTER", "REMOVAL", "SeasonView"]
