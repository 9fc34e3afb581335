"""Where the window was when it was closed or killed: the next start opens there. Kept with the account's data."""

from __future__ import annotations

from dataclasses import dataclass

from attest_desktop.work.desk import Desk
from attest_desktop.work.people import HANDED_IN, people

_PLACE = "window.place"
OPEN_EDITOR = "editor.open"
# Views that show one attestee.
_OF_ONE = ("card", "editor", "paper")


@dataclass(frozen=True, slots=True)
class LastPlace:
    """A view of the window; `attestee_id` is empty for views that show nobody in particular."""

    view: str
    attestee_id: str = ""


def keep_place(desk: Desk, place: LastPlace) -> None:
    """Remember it. Raises DiskFaultError."""
    desk.store.facts.set(_PLACE, {"view": place.view, "attestee": place.attestee_id}, desk.now())


def last_place(desk: Desk) -> LastPlace | None:
    """Where to go on; None when nothing is kept or the attestee is gone.

    Whose conclusion is handed in meanwhile is shown by the card: there is nothing left to write.
    """
    kept = desk.store.facts.get(_PLACE)
    if not isinstance(kept, dict) or not isinstance(kept.get("view"), str):
        return None
    place = LastPlace(kept["view"], str(kept.get("attestee") or ""))
    if place.view not in _OF_ONE:
        return LastPlace(place.view)
    one = next((one for one in people(desk, include_gone=False) if one.id == place.attestee_id), None)
    if one is None:
        return None
    done = one.stage in HANDED_IN or one.draft_saved_at is None
    return LastPlace("card", one.id) if place.view == "editor" and done else place


def editor_opened(desk: Desk, attestee_id: str | None) -> None:
    """Remember whose draft is open (None when the editor closes), so that after a crash it opens again."""
    desk.store.facts.set(OPEN_EDITOR, attestee_id, desk.now())


def left_open(desk: Desk) -> str | None:
    """The attestee whose draft was open when the program was last ended from outside."""
    kept: str | None = desk.store.facts.get(OPEN_EDITOR)
    return kept
