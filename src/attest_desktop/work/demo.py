"""The whole job on the practice service without a screen, for every sample attestee."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attest_desktop import bundled
from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.period import Period, parse_period
from attest_desktop.domain.record import Lesson, Result
from attest_desktop.domain.sending import SendState
from attest_desktop.papers.pdf import EngineName
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import Person, people
from attest_desktop.work.saving import write_file
from attest_desktop.work.send import send_conclusion

WORKPLACE = "МБОУ «Средняя общеобразовательная школа № 3» г. Кедрового"
MUNICIPALITY = "г. Кедровый"


@dataclass(frozen=True, slots=True)
class DemoRow:
    """How the job went for one attestee; `reason` is the outbox's last answer."""

    attestee: Attestee
    engine: str
    state: SendState
    reason: str
    pdf: Path
    notes: tuple[str, ...]


def run_demo(desk: Desk, out: Path, *, engine: EngineName | None = None) -> Iterator[DemoRow]:
    """Write, finish, sign, send and confirm one conclusion after another; the PDFs are left in `out`."""
    for one in people(desk, include_gone=False):
        text = sample_text(desk, one)
        save_draft(desk, one.id, text)
        frozen = finish(desk, one.id, engine=engine)
        row = send_conclusion(desk, frozen)
        content = desk.store.conclusions.pdf(frozen.id)
        path = write_file(out / f"{one.attestee.full_name} {one.id[:4]}.pdf", content)
        yield DemoRow(one.attestee, frozen.engine, row.state, row.last_answer, path, tuple(frozen.notes))


def sample_text(desk: Desk, one: Person) -> DraftText:
    """An invented conclusion for a sample attestee, on top of what is already known."""
    data = tomllib.loads(bundled.path("sample", "demo_texts.toml").read_text("utf-8"))
    text = open_draft(desk, one.id).text
    period = parse_period(one.attestee.period) or Period(2026, 11)
    subject = one.attestee.subjects[0] if one.attestee.subjects else one.attestee.position
    criteria = tuple(
        replace(criterion, text=data["criteria"][place % len(data["criteria"])]["text"].format(subject=subject))
        for place, criterion in enumerate(text.conclusion.criteria)
    )
    conclusion = replace(
        text.conclusion,
        date=date(*period.second, 5),
        result=Result.MEETS,
        criteria=criteria,
        lessons=tuple(_lesson(period, item) for item in data["lessons"]),
        recommendations=data["recommendations"],
    )
    corrections = {**text.corrections, "workplace": WORKPLACE, "municipality": MUNICIPALITY}
    return replace(text, conclusion=conclusion, corrections=MappingProxyType(corrections))


def _lesson(period: Period, item: dict[str, Any]) -> Lesson:
    return Lesson(date(period.year, period.month, item["day"]), item["group"], item["topic"])
