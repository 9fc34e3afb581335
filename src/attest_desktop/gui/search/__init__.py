"""«Найти»: people, actions, views and settings by a few letters. The panel is loaded when it is first opened."""

from attest_desktop.gui.search.catalogue import Catalogue, Entry, Group, Line, Recent, person_entry

__all__ = ["Catalogue", "Entry", "Group", "Line", "Recent", "person_entry"]
