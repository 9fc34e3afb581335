"""«Профиль»: the expert's own data in the cabinet."""

from attest_desktop.gui.profile.view import ProfileView

__all__ = ["ProfileView"]
