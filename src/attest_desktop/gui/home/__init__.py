"""«Главная»: how far the season is, what to do until when, who stands where."""

from attest_desktop.gui.home.view import HomeView
from attest_desktop.gui.home.where import WhereSetting, open_where

__all__ = ["HomeView", "WhereSetting", "open_where"]
