"""«Профиль»: the expert's own data in the cabinet."""

from attest_desktop.gui.profile.view import CHANGE_IT, ProfileView

__all__ = ["CHANGE_IT", "ProfileView"]
