"""«Мои фразы»: the expert's own words, found again where they fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attest_desktop.domain.attestee import Attestee, category_of
from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.text import normalised, words
from attest_desktop.store import PhraseText, StoredPhrase
from attest_desktop.work.desk import Desk
from attest_desktop.work.saving import reason_of, write_file

KIND = "attest-phrases"
FILE_NAME = "Мои фразы.json"
LARGEST_FILE = 5 * 1024 * 1024
# A paragraph that stands alone is a phrase; shorter ones are headings or page numbers.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a phrase is wanted: under which criterion («» for recommendations), about whom."""

    criterion: str = ""
    category: str = ""
    position: str = ""
    subject: str = ""

    @classmethod
    def of(cls, attestee: Attestee, criterion: str = "") -> Spot:
        """A field of this attestee's conclusion."""
        return cls(
            criterion, category_of(attestee.claimed_category), attestee.position, ", ".join(attestee.subjects)
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: `added` phrases, and how many were here already."""

    added: tuple[StoredPhrase, ...]
    known: int


def phrases(desk: Desk) -> tuple[StoredPhrase, ...]:
    """All phrases."""
    return desk.store.phrases.all()


def ranked(kept: Iterable[StoredPhrase], spot: Spot, typed: str = "") -> tuple[StoredPhrase, ...]:
    """The phrases in which every typed word occurs, the best for the spot first, then the often used."""
    wanted = words(typed)
    found = [one for one in kept if all(word in _searchable(one) for word in wanted)]
    return tuple(sorted(found, key=lambda one: _worth(one, spot), reverse=True))


def keep_phrase(desk: Desk, phrase: PhraseText) -> StoredPhrase:
    """Keep a new phrase; one that says the same is not kept twice but gets the new places."""
    for one in desk.store.phrases.all():
        if normalised(one.phrase.text) == normalised(phrase.text):
            desk.store.phrases.change(one.id, phrase)
            return StoredPhrase(one.id, phrase, one.used, one.used_at, one.added_at)
    return desk.store.phrases.add(phrase, desk.now())


def change_phrase(desk: Desk, phrase_id: int, phrase: PhraseText) -> None:
    """Let a phrase say something else. Raises NotFoundError."""
    desk.store.phrases.change(phrase_id, phrase)


def remove_phrase(desk: Desk, phrase_id: int) -> None:
    """Remove a phrase. Raises NotFoundError."""
    desk.store.phrases.remove(phrase_id)


def bring_phrase_back(desk: Desk, phrase: StoredPhrase) -> None:
    """Undo a removal: the phrase returns with its counters."""
    desk.store.phrases.bring_back(phrase)


def note_used(desk: Desk, phrase_id: int) -> None:
    """The phrase was put into a conclusion. Raises NotFoundError."""
    desk.store.phrases.note_used(phrase_id, desk.now())


def export_phrases(desk: Desk, path: Path) -> Path:
    """Write all phrases to a file for a colleague, without counters. Raises DiskFaultError."""
    listed = [asdict(one.phrase) for one in desk.store.phrases.all()]
    if path.suffix.lower() == ".txt":
        content = "\n\n".join(one["text"] for one in listed) + "\n"
    else:
        content = json.dumps({"kind": KIND, "phrases": listed}, ensure_ascii=False, indent=1) + "\n"
    return write_file(path, content.encode("utf-8"))


def import_phrases(desk: Desk, path: Path) -> Imported:
    """Take over the phrases of a file: this program's own, or a text with a phrase in every paragraph.

    Phrases that are here already are passed over. Raises BadFileError.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadFileError("Файл с фразами слишком большой.", "Выберите файл до 5 МБ.")
        content = path.read_bytes()
    except OSError as fault:
        raise BadFileError(
            f"Файл «{path.name}» не открывается: {reason_of(fault)}.", "Выберите другой."
        ) from fault
    offered = _read(content)
    known = {normalised(one.phrase.text) for one in desk.store.phrases.all()}
    new = []
    for phrase in offered:
        key = normalised(phrase.text)
        if key not in known:
            known.add(key)
            new.append(phrase)
    return Imported(desk.store.phrases.add_all(new, desk.now()), len(offered) - len(new))


def forget_imported(desk: Desk, imported: Sequence[StoredPhrase]) -> None:
    """Undo an import."""
    for one in imported:
        desk.store.phrases.remove(one.id)


def _searchable(one: StoredPhrase) -> str:
    phrase = one.phrase
    return normalised(f"{phrase.text} {phrase.position} {phrase.subject} {phrase.category}")


def _worth(one: StoredPhrase, spot: Spot) -> tuple[Any, ...]:
    phrase = one.phrase
    return (
        _fit(phrase.criterion, spot.criterion),
        _fit(phrase.category, spot.category),
        _fit(phrase.position, spot.position),
        _fit(phrase.subject, spot.subject),
        one.used,
        one.used_at or one.added_at,
    )


def _fit(said: str, wanted: str) -> int:
    """Made for this place, made for any, made for another."""
    if not said:
        return 1 if wanted else 2
    one, other = normalised(said), normalised(wanted)
    return 2 if other and (one in other or other in one) else 0


def _read(content: bytes) -> tuple[PhraseText, ...]:
    text = _decoded(content)
    if text.lstrip().startswith(("{", "[")) and '"' in text:
        try:
            data = json.loads(text)
        except ValueError:
            pass
        else:
            return _from_json(data)
    paragraphs = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    found = tuple(PhraseText(one) for one in paragraphs if len(one) >= SHORTEST)
    if not found:
        raise BadFileError("В файле не нашлось фраз.", "В текстовом файле фразы разделяет пустая строка.")
    return found


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFileError("Это не текстовый файл.", "Фразы читаются из файлов JSON и TXT.")


def _from_json(data: Any) -> tuple[PhraseText, ...]:
    listed = data.get("phrases") if isinstance(data, dict) and data.get("kind") == KIND else None
    if not isinstance(listed, list):
        raise BadFileError("В файле не фразы этой программы.", "Выберите файл, сохранённый в «Моих фразах».")
    names = tuple(PhraseText.__dataclass_fields__)
    found = []
    for item in listed:
        values = {name: item.get(name, "") for name in names} if isinstance(item, dict) else {}
        if not values.get("text") or not all(isinstance(value, str) for value in values.values()):
            raise BadFileError("Одна из фраз в файле не понята.", "Попросите коллегу сохранить файл ещё раз.")
        found.append(
            PhraseText(
                values["text"].strip(),
                values["criterion"].strip()[:20],
                category_of(values["category"]),
                values["position"].strip(),
                values["subject"].strip(),
            )
        )
    return tuple(found)
