"""«Главная»: the period, what to do now, how things stand with the service."""

from attest_desktop.gui.home.view import HomeView

__all__ = ["HomeView"]
