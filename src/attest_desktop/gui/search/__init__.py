"""«Найти»: people, actions, views and settings by a few letters."""

from attest_desktop.gui.search.catalogue import Catalogue, Entry, Group, person_entry
from attest_desktop.gui.search.popup import SearchPopup

__all__ = ["Catalogue", "Entry", "Group", "SearchPopup", "person_entry"]
