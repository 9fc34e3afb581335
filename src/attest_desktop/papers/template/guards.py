"""Places whose words sound like a field of the record and ask for something else, or ask for it once more."""

from __future__ import annotations

from attest_desktop.papers.template.blank import BlankKind, Found
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.layout import Cell
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.surroundings import Surroundings


def asks_otherwise(key: str, found: Found, near: Surroundings, words: Lexicon) -> bool:
    """Whether the place asks for another thing than the record's: another order, the teacher's own opinion."""
    if key == "attestee.appointment_order" and found.kind is BlankKind.UNDERSCORE:
        if near.before.lower().split()[-1:] == ["от"]:
            return True  # «приказ от ____ № ____»: its date
        said = near.whole.lower()
        return "категори" in said and "назнач" not in said  # «имею ____ категорию, приказ № ____»
    if key == "criterion.text" and found.kind is BlankKind.TABLE_CELL:
        # «Показатель | Педагог | Эксперт»: the teacher judges himself there.
        return words.person(found.column) == "attestee" and not words.read_label(found.column).keys
    # «Стаж педагогический ____, по занимаемой должности ____»: years, not the post.
    return key == "person.position" and "стаж" in f"{near.lead} {near.prior}".lower() and not found.caption


def place_of_criterion(
    found: Found, near: Surroundings, scene: Scene, cell: Cell | None, words: Lexicon
) -> tuple[object, ...]:
    """What takes one text of a criterion only: a row of a table, the lines under a wording; empty: unknown."""
    if cell is not None and found.kind is BlankKind.TABLE_CELL and found.row:
        return ("row", cell.table, cell.row)
    if words.justification(near.before or near.above) and scene.under:
        return ("under", scene.number, scene.under)
    return ()
