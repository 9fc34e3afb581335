"""«Найти»: people, actions, views and settings by a few letters."""

from attest_desktop.gui.search.catalogue import Catalogue, Entry, Group, Line, person_entry
from attest_desktop.gui.search.listing import FoundList
from attest_desktop.gui.search.popup import SearchPopup

__all__ = ["Catalogue", "Entry", "FoundList", "Group", "Line", "SearchPopup", "person_entry"]
