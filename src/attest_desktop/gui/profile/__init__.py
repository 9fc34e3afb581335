"""«Профиль»: the expert's own data in the cabinet."""

from attest_desktop.gui.payloads import CHANGE_IT
from attest_desktop.gui.profile.view import ProfileView

__all__ = ["CHANGE_IT", "ProfileView"]
