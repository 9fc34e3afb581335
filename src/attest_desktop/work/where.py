"""Where the expert works, as far as deadlines depend on it: chosen by the user, else told by the profile."""

from __future__ import annotations

from attest_desktop.domain.deadlines import Where, where_of
from attest_desktop.work.desk import Desk
from attest_desktop.work.kept import kept_profile

CHOSEN = "expert-where"


def where(desk: Desk) -> Where:
    """Where the expert works: as chosen, else as the kept profile tells."""
    profile = kept_profile(desk)
    return chosen_where(desk) or where_of(profile.municipality if profile else "")


def chosen_where(desk: Desk) -> Where | None:
    """What the user chose; None when the profile decides."""
    kept: str | None = desk.store.facts.get(CHOSEN)
    return Where(kept) if kept in {one.value for one in Where} else None


def choose_where(desk: Desk, where: Where | None) -> None:
    """Remember where the expert works; None leaves it to the profile again."""
    desk.store.facts.set(CHOSEN, where.value if where else None, desk.now())


def told_where(desk: Desk) -> str:
    """A sentence on where the expert works and how that is known."""
    chosen = chosen_where(desk)
    if chosen is not None:
        return f"Вы указали: {chosen.russian}."
    profile = kept_profile(desk)
    if profile is None or not profile.municipality:
        return "Не указано."
    return f"По Вашему профилю ({profile.municipality}): {where(desk).russian}."
