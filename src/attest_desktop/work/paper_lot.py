"""What belongs to one paper way, kept encrypted until it is done: what was printed, the scans that were added."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.domain.record import record_to_json
from attest_desktop.papers.kinds import refuse_oversized
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.scans import Cleaning, SheetSource, read_sheets
from attest_desktop.papers.scans.reading import close_sheets
from attest_desktop.papers.signing import SignerRole, find_places
from attest_desktop.store import FileKind, FrozenConclusion
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft
from attest_desktop.work.finish import EmptyConclusionError, Prepared, prepare
from attest_desktop.work.paper_clean import LOT, PRINTED_FOR, drop_unused_prints
from attest_desktop.work.saving import reason_of

logger = logging.getLogger(__name__)

_TEXT_NOW = "текст, как он сейчас"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was added: page `number` (from 1, `of` so many) of a kept file.

    `turns` are quarter turns counter-clockwise, by hand, on top of what the program finds upright.
    """

    file_id: int
    number: int
    of: int
    file_name: str
    turns: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the others."""
        return self.file_id, self.number

    @property
    def name(self) -> str:
        """The file, with the page in it when it has several."""
        return self.file_name if self.of == 1 else f"{self.file_name}, страница {self.number}"


@dataclass(frozen=True, slots=True)
class Strip:
    """The pages in their order; `by_hand` when the user has put them in order, so the program does not."""

    sheets: tuple[Sheet, ...] = ()
    removed: tuple[Sheet, ...] = ()
    cleaning: Cleaning = Cleaning.AUTO
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class PaperWay:
    """What was printed, and the pages added so far.

    `printed` says in words what the pages are compared with; `other` what they could be compared with instead
    (something newer is there), or is empty; `other_is_text`: that is the draft. `pages` is their number; `places`
    are those to sign on, as (page, label, role).
    """

    attestee_id: str
    full_name: str
    printed: str
    pages: int
    places: tuple[tuple[int, str, SignerRole], ...]
    strip: Strip
    other: str = ""
    other_is_text: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """What was printed: the PDF, the Word file it was made from, and the record."""

    pdf: bytes
    docx: bytes
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files: the pages, and why files were refused (a sentence each)."""

    sheets: tuple[Sheet, ...]
    refused: tuple[str, ...] = ()


def begin(
    desk: Desk,
    attestee_id: str,
    prepared: Prepared | None = None,
    *,
    text_now: bool | None = None,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> PaperWay:
    """Open the paper way, with the pages that were added before.

    They are compared with `prepared` when given; else with what they were compared with last time; else with the
    newest finished conclusion, or with the draft when there is none. `text_now` chooses between the last two.
    Raises EmptyConclusionError when nothing was written yet, and what `prepare` raises.
    """
    lot = _lot(desk, attestee_id)
    if prepared is not None:
        lot = _kept_prepared(desk, attestee_id, lot, prepared)
    elif text_now is not None or not (lot.get("sheets") and "pdf" in lot):
        finished = desk.store.conclusions.latest(attestee_id)
        if finished is None or text_now:
            lot = _kept_prepared(
                desk, attestee_id, lot, _from_draft(desk, attestee_id, progress=progress, cancelled=cancelled)
            )
        else:
            lot = _kept_finished(desk, lot, finished)
    _throw_away_removed(desk, attestee_id, lot)
    _keep(desk, attestee_id, lot)
    drop_unused_prints(desk, attestee_id)
    return _opened(desk, attestee_id, lot)


def add_files(desk: Desk, attestee_id: str, paths: Sequence[Path]) -> Added:
    """Read scans, photographs and PDFs from the disk and keep them; an unfit one does not stop the others."""
    refused: list[str] = []

    def read() -> Iterator[SheetSource]:
        # One at a time: together they may be more than the memory holds.
        for path in paths:
            try:
                refuse_oversized(path.name, path.stat().st_size)
                yield SheetSource(path.name, path.read_bytes())
            except BadFileError as error:
                refused.append(str(error))
            except FileNotFoundError:
                refused.append(f"Файла «{path.name}» нет на месте: его переместили или удалили.")
            except OSError as fault:
                refused.append(f"Файл «{path.name}» не прочитан: {reason_of(fault)}.")

    added = add(desk, attestee_id, read())
    return replace(added, refused=(*refused, *added.refused))


def add(desk: Desk, attestee_id: str, sources: Iterable[SheetSource]) -> Added:
    """Keep the files, encrypted as everything in the store; the same file again changes nothing."""
    sheets: list[Sheet] = []
    refused: list[str] = []
    for source in sources:
        try:
            found = read_sheets([source])
            close_sheets(found)
        except BadFileError as error:
            refused.append(str(error))
            continue
        kept = desk.store.files.put(
            FileKind.SCAN,
            source.name,
            source.name,
            source.content,
            desk.now(),
            attestee_id=attestee_id,
            source=str(len(found)),
        )
        sheets += [Sheet(kept.id, number, len(found), kept.file_name) for number in range(1, len(found) + 1)]
    logger.info("%d pages added, %d files refused", len(sheets), len(refused))
    return Added(tuple(sheets), tuple(refused))


def joined(strip: Strip, sheets: Sequence[Sheet]) -> Strip:
    """The strip with these pages at its end; those that are there already stay where they are."""
    there = {one.key for one in strip.sheets}
    fresh = tuple(one for one in dict.fromkeys(sheets) if one.key not in there)
    keys = {one.key for one in fresh}
    removed = tuple(one for one in strip.removed if one.key not in keys)
    return replace(strip, sheets=strip.sheets + fresh, removed=removed)


def keep_strip(desk: Desk, attestee_id: str, strip: Strip) -> None:
    """Keep which pages there are, in which order, how turned; files are thrown away when next opened."""
    lot = _lot(desk, attestee_id)
    lot["sheets"] = [[*one.key, one.turns] for one in strip.sheets]
    lot["removed"] = [[*one.key, one.turns] for one in strip.removed]
    lot["cleaning"] = strip.cleaning.value
    lot["by_hand"] = strip.by_hand
    _keep(desk, attestee_id, lot)


def printed_pages(desk: Desk, conclusion: FrozenConclusion) -> bytes:
    """The PDF as it was printed: of a conclusion made of scans the pages that were signed, else its own PDF."""
    kept = desk.store.facts.get(PRINTED_FOR + conclusion.sha256)
    return desk.store.files.content(kept) if isinstance(kept, int) else desk.store.conclusions.pdf(conclusion.id)


def printed_of(desk: Desk, attestee_id: str) -> Printed:
    """What the pages of an open paper way are compared with."""
    lot, content = _lot(desk, attestee_id), desk.store.files.content
    return Printed(content(lot["pdf"]), content(lot["docx"]), lot["record"])


def waiting_pages(desk: Desk, attestee_id: str) -> int:
    """How many scanned pages are kept that were not made a conclusion yet."""
    return len(_lot(desk, attestee_id).get("sheets", ()))


def close_lot(desk: Desk, frozen: FrozenConclusion) -> None:
    """The conclusion is made: the scans are thrown away; what was printed is kept, to compare with later."""
    who = frozen.attestee_id
    desk.store.facts.set(PRINTED_FOR + frozen.sha256, _lot(desk, who)["pdf"], desk.now())
    desk.store.facts.forget(LOT + who)
    for file in desk.store.files.all(FileKind.SCAN, who):
        desk.store.files.remove(file.id)
    drop_unused_prints(desk, who)


def _lot(desk: Desk, attestee_id: str) -> dict[str, Any]:
    kept = desk.store.facts.get(LOT + attestee_id)
    return kept if isinstance(kept, dict) else {}


def _keep(desk: Desk, attestee_id: str, lot: dict[str, Any]) -> None:
    desk.store.facts.set(LOT + attestee_id, lot, desk.now())


def _from_draft(desk: Desk, attestee_id: str, *, progress: Progress, cancelled: Cancelled) -> Prepared:
    opened = open_draft(desk, attestee_id)
    if opened.saved_at is None:
        raise EmptyConclusionError("Заключение по этому педагогу ещё не написано.")
    return prepare(desk, attestee_id, opened.text, progress=progress, cancelled=cancelled)


def _kept_prepared(desk: Desk, attestee_id: str, lot: dict[str, Any], prepared: Prepared) -> dict[str, Any]:
    return _with_printed(
        desk, attestee_id, lot, prepared.pdf, prepared.docx, record_to_json(prepared.record), _TEXT_NOW
    )


def _kept_finished(desk: Desk, lot: dict[str, Any], finished: FrozenConclusion) -> dict[str, Any]:
    conclusions = desk.store.conclusions
    return _with_printed(
        desk,
        finished.attestee_id,
        lot,
        printed_pages(desk, finished),
        conclusions.docx(finished.id),
        conclusions.record(finished.id),
        _words(finished),
    )


def _with_printed(
    desk: Desk,
    attestee_id: str,
    lot: dict[str, Any],
    pdf: bytes,
    docx: bytes,
    record: dict[str, Any],
    words: str,
) -> dict[str, Any]:
    def put(content: bytes, suffix: str) -> int:
        name = f"Напечатанное заключение.{suffix}"
        kept = desk.store.files.put(FileKind.PRINTED, words, name, content, desk.now(), attestee_id=attestee_id)
        return kept.id

    return {**lot, "pdf": put(pdf, "pdf"), "docx": put(docx, "docx"), "record": record, "words": words}


def _throw_away_removed(desk: Desk, attestee_id: str, lot: dict[str, Any]) -> None:
    """Files of which every page was removed go for good; pages without an entry are put at the end."""
    sheets, removed = lot.setdefault("sheets", []), lot.setdefault("removed", [])
    gone = {(file_id, number) for file_id, number, _ in removed}
    known = gone | {(file_id, number) for file_id, number, _ in sheets}
    there = set()
    for file in reversed(desk.store.files.all(FileKind.SCAN, attestee_id)):
        pages = [(file.id, number) for number in range(1, int(file.source) + 1)]
        if gone.issuperset(pages):
            desk.store.files.remove(file.id)
            continue
        there.update(pages)
        # The program was closed between keeping the file and keeping its place.
        sheets += [[*page, 0] for page in pages if page not in known]
    lot["sheets"] = [one for one in sheets if (one[0], one[1]) in there]
    lot["removed"] = [one for one in removed if (one[0], one[1]) in there]


def _opened(desk: Desk, attestee_id: str, lot: dict[str, Any]) -> PaperWay:
    printed = desk.store.files.get(lot["pdf"])
    pdf = desk.store.files.content(printed.id)
    with PdfPages(pdf) as pages:
        count = len(pages)
    other = _other(desk, attestee_id, lot["words"], printed.seen_at)
    return PaperWay(
        attestee_id,
        desk.store.attestees.get(attestee_id).attestee.full_name,
        lot["words"],
        count,
        tuple((one.page, one.label, one.role) for one in find_places(pdf)),
        _strip(desk, attestee_id, lot),
        other,
        other == _TEXT_NOW,
    )


def _other(desk: Desk, attestee_id: str, now: str, since: datetime) -> str:
    """What else the pages may be of: something that is newer, or that was passed over."""
    finished = desk.store.conclusions.latest(attestee_id)
    draft = desk.store.drafts.load(attestee_id)
    newest = "" if finished is None else _words(finished)
    if now != newest and now != _TEXT_NOW:
        return newest
    if now == newest and finished is not None:
        return _TEXT_NOW if draft is not None and draft.saved_at > finished.frozen_at else ""
    if draft is not None and draft.saved_at > since:
        return _TEXT_NOW
    return newest


def _words(finished: FrozenConclusion) -> str:
    return f"готовое заключение, редакция № {finished.revision}"


def _strip(desk: Desk, attestee_id: str, lot: dict[str, Any]) -> Strip:
    files = {one.id: one for one in desk.store.files.all(FileKind.SCAN, attestee_id)}

    def sheets(kept: list[list[int]]) -> tuple[Sheet, ...]:
        return tuple(
            Sheet(file_id, number, int(files[file_id].source), files[file_id].file_name, turns)
            for file_id, number, turns in kept
        )

    return Strip(
        sheets(lot["sheets"]),
        sheets(lot["removed"]),
        Cleaning(lot.get("cleaning", Cleaning.AUTO.value)),
        bool(lot.get("by_hand", False)),
    )
