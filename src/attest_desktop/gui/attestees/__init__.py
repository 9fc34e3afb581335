"""«Аттестуемые»: the table."""

from attest_desktop.gui.attestees.view import AttesteesView

__all__ = ["AttesteesView"]
