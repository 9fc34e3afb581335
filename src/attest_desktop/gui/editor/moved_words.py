"""What a newer template changed for a draft, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from attest_desktop.work.moving import Moved

TITLE = "Шаблон обновился, Ваши тексты перенесены"
_SHOWN = 4


def moved_words(moved: Moved) -> str:
    """«Появилось: …. Больше нет: …. Не нашлось места: …»."""
    said = []
    if moved.added:
        said.append(f"Появилось: {_listed(moved.added)}.")
    if moved.gone:
        said.append(f"Больше нет: {_listed(moved.gone)}.")
    if moved.left:
        written = [f"«{label}» — {text}" for label, text in moved.left]
        said.append(f"Не нашлось места для написанного, оно сохранено: {'; '.join(written)}.")
    return " ".join(said)


def _listed(labels: Sequence[str]) -> str:
    shown = "; ".join(f"«{one}»" for one in labels[:_SHOWN])
    more = len(labels) - _SHOWN
    return f"{shown} и ещё {more}" if more > 0 else shown
