"""A whole season as an expert lives it: 23 attestees, two periods, a moving date, the service over HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.period import Period
from attest_desktop.domain.procedure import StepId
from attest_desktop.domain.record import CriterionText, Result, record_to_json
from attest_desktop.domain.sending import SendState
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.practice.people import IN_PERSON, REMOTE, SampleAttestee
from attest_desktop.store import NoteText, StepMark
from attest_desktop.work.control import Standing
from attest_desktop.work.control_look import look_into
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, record_of, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.lesson_notes import keep_note, take_lessons
from attest_desktop.work.people import Person, Stage, people, person
from attest_desktop.work.procedure import mark_step, procedure
from attest_desktop.work.ready import enqueue_ready
from attest_desktop.work.refresh import kept_profile, refresh
from attest_desktop.work.remind import agenda
from attest_desktop.work.schedule import compare_content, keep_comparison
from attest_desktop.work.season import ON_PAPER, Span, lines, register, spans
from attest_desktop.work.season_archive import archive, find, pdf_of, texts_of
from attest_desktop.work.season_files import as_csv, as_xlsx, totals
from attest_desktop.work.season_removal import Why, plan, remove, set_term
from attest_desktop.work.send import send_due
from attest_desktop.work.standing import Step, StepState, standings
from attest_desktop.work.telling import after, keep_told, told_before, what_to_tell
from attest_desktop.work.training import COLLEAGUE, add_sample_signatures
from tests.conftest import TOLD
from tests.papers.schedule.making import Table, as_docx
from tests.store.make_kept import SIGNING
from tests.support.raw_pages import raw_text
from tests.work.conftest import Clock, a_pdf

AUTUMN, WINTER = Period(2026, 11), Period(2027, 1)
SURNAMES = [
    "Алтаева", "Багрова", "Васюганская", "Гривина", "Демьянова", "Елогуева",
    "Жаркова", "Зырянова", "Икшина", "Кетская", "Ларьянова", "Моряковская",
    "Нарымская", "Обская", "Парабельская", "Рыбалова", "Северная", "Тымская",
    "Ушайкина", "Фоминская", "Чулымская", "Шегарская", "Яйская",
]  # fmt: skip
WRITTEN = "Качество знаний выросло с 54 % до 63 %, обучающиеся побеждают в олимпиадах."


def sample(number: int, surname: str) -> SampleAttestee:
    return SampleAttestee(
        f"{surname} Мария Ильинична",
        "учитель",
        ("математики",),
        "первая",
        ("высшая", "первая")[number % 2],
        REMOTE if number % 5 < 2 else IN_PERSON,
        "28.08.2017 №112-к от 25.08.2017г.",
        30 + number,
        f"m{number}@example.org",
        str(AUTUMN if number < 12 else WINTER),
    )


SAMPLES = tuple(sample(number, surname) for number, surname in enumerate(SURNAMES))


@pytest.fixture
def address(server: PracticeServer) -> str:
    server.state.add(SAMPLE_ACCOUNT, SAMPLES)
    return server.url


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.moment = at(2026, 10, 12)
    return made


def at(year: int, month: int, day: int) -> datetime:
    """Ten in the morning in Tomsk."""
    return datetime(year, month, day, 3, tzinfo=UTC)


class Season:
    """The expert at the desk, and what was counted on the way."""

    def __init__(self, desk: Desk, clock: Clock, *, thorough: bool) -> None:
        self.desk, self.clock, self.thorough = desk, clock, thorough
        self.by_template: set[Form] = set()
        self.counts = dict.fromkeys(
            (
                "scheduled",
                "marks",
                "drafts",
                "finished",
                "by template",
                "sent",
                "on paper",
                "controlled",
                "looked into",
                "told",
                "days",
            ),
            0,
        )

    def of(self, period: Period) -> list[Person]:
        known = people(self.desk, include_gone=False)
        # All at once and one by one is the same.
        assert known[-1] == person(self.desk, known[-1].id)
        return [one for one in known if one.attestee.period == str(period)]

    def on(self, day: date) -> None:
        """It is this day: the program looks whether there is something to tell."""
        self.clock.moment = at(day.year, day.month, day.day)
        made, told = agenda(self.desk), told_before(self.desk)
        self.counts["days"] += 1
        telling = what_to_tell(made, told, self.desk.now())
        if telling:
            open_keys = {one.key for one in made.open}
            assert set(telling.keys) <= open_keys
            assert not any(surname in telling.text for surname in SURNAMES)
            keep_told(self.desk, after(told, telling, made, self.desk.now()))
            self.counts["told"] += 1
            assert what_to_tell(made, told_before(self.desk), self.desk.now()) is None

    def read_schedule(self) -> None:
        profile = kept_profile(self.desk)
        assert profile is not None
        head = ("№", "ФИО аттестуемого", "Период", "Форма", "Специалист 1", "Специалист 2")
        rows = [
            (str(number), one.full_name, one.period, one.form, profile.full_name, COLLEAGUE["full_name"])
            for number, one in enumerate(SAMPLES, 1)
        ]
        found = compare_content(self.desk, as_docx([Table([head, *rows])]), "График.docx")
        assert (found.mine, found.rows, found.missing, found.surplus) == (23, 23, (), ())
        self.counts["scheduled"] += keep_comparison(self.desk, found)

    def mark(self, one: Person, *ids: StepId, day: date | None = None) -> None:
        for step in ids:
            mark_step(self.desk, one.id, StepMark(step.value, True, day))
            self.counts["marks"] += 1

    def prepare(self, one: Person, day: date) -> None:
        """What goes before writing, by the form."""
        if one.attestee.form is Form.IN_PERSON:
            self.mark(one, StepId.VISIT_DAY, day=day)
            self.mark(one, StepId.HEAD_TOLD, StepId.MATERIALS)
            for topic in ("Линейная функция", "Степени"):
                keep_note(self.desk, one.id, NoteText(day=day, group="7 «Б»", topic=topic))
        else:
            self.mark(one, StepId.MATERIALS_PLACED, StepId.VIDEOS)

    def write(self, one: Person, day: date) -> None:
        opened = open_draft(self.desk, one.id).text
        assert opened.experts[1].full_name == COLLEAGUE["full_name"]
        criteria = tuple(CriterionText(each.number, WRITTEN) for each in opened.conclusion.criteria)
        conclusion = replace(opened.conclusion, criteria=criteria, result=Result.MEETS, date=day)
        save_draft(self.desk, one.id, replace(opened, conclusion=conclusion))
        if one.attestee.form is Form.IN_PERSON:
            take_lessons(self.desk, one.id)
        self.counts["drafts"] += 1

    def complete(self, those: Sequence[Person]) -> None:
        """Each form's first one goes all the way from template to signed pages: it takes half a second."""
        for one in those:
            if self.thorough or one.attestee.form not in self.by_template:
                self.by_template.add(one.attestee.form)
                finish(self.desk, one.id, engine=EngineName.BUILTIN)
                self.counts["by template"] += 1
            else:
                text = open_draft(self.desk, one.id).text
                record = record_to_json(record_of(self.desk, one.id, text))
                trail = [replace(SIGNING, full_name=expert.full_name) for expert in text.experts]
                pdf = a_pdf(one.attestee.full_name)
                now = self.desk.now()
                self.desk.store.conclusions.freeze(one.id, record, b"docx", pdf, "builtin", (), now, trail)
            self.counts["finished"] += 1

    def hand_in(self, those: Sequence[Person], day: date) -> None:
        """Remote ones go through the service, the others on paper to the leader of the group."""
        for one in those:
            if one.attestee.form is Form.IN_PERSON:
                self.mark(one, StepId.ACQUAINTED, StepId.PAPER_COPY, day=day)
                self.counts["on paper"] += 1
        remote = {one.id for one in those if one.attestee.form is Form.REMOTE}
        rows = [row for row in enqueue_ready(self.desk) if row.attestee_id in remote]
        sent, stopped = send_due(self.desk, only=[row.id for row in rows])
        assert stopped is None
        assert {row.state for row in sent} == {SendState.CONFIRMED}
        self.counts["sent"] += len(sent)
        for row in self.desk.store.outbox.rows():
            # What waits beside them was put there by «all that is ready»: paper needs no upload.
            if row.state is SendState.QUEUED:
                self.desk.store.outbox.set_state(row.id, SendState.CANCELLED, "на бумаге", self.desk.now())

    def control(self, those: Sequence[Person]) -> None:
        for number, one in enumerate(one for one in those if one.attestee.form is Form.REMOTE):
            if self.thorough or not (number or self.counts["looked into"]):
                # Each page is compared with what was sent: seconds.
                assert look_into(self.desk, one.id).control.standing is Standing.OURS_IN_ORDER
                self.counts["looked into"] += 1
            self.mark(one, StepId.CONTROL)
            self.counts["controlled"] += 1

    def play(self, period: Period) -> None:
        year, month = period.second
        first, second = date(period.year, period.month, 9), date(year, month, 5)
        self.on(date(period.year, period.month, 2))
        for one in self.of(period):
            self.prepare(one, first)
        self.on(first)
        for one in self.of(period):
            self.write(one, first)
        self.on(date(period.year, period.month, 20))
        self.complete(self.of(period))
        self.on(second)
        refresh(self.desk)
        self.hand_in(self.of(period), second)
        self.on(date(year, month, 10))
        self.control(self.of(period))
        self.on(date(year, month, 13))
        whose = {one.id for one in self.of(period)}
        assert not [one for one in agenda(self.desk).open if one.attestee_id in whose]


@pytest.mark.parametrize(
    "thorough", [False, pytest.param(True, marks=[pytest.mark.slow, pytest.mark.timeout(600)])]
)
def test_a_whole_season(
    thorough: bool,
    qapp: QGuiApplication,
    desk: Desk,
    clock: Clock,
    server: PracticeServer,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    season = Season(desk, clock, thorough=thorough)
    add_sample_signatures(desk)
    assert len(season.of(AUTUMN)) == 12
    assert len(season.of(WINTER)) == 11

    # Before the season: the schedule.
    (study, *_rest) = (one for one in agenda(desk).open if one.what.startswith("Изучить"))
    season.on(date(2026, 10, 12))
    season.read_schedule()
    assert study.key not in {one.key for one in agenda(desk).open}

    # Both periods.
    season.play(AUTUMN)
    season.play(WINTER)
    assert server.state.attest_posts == 0
    assert server.state.upload_posts == season.counts["sent"] == 10
    now = {one.id: one for one in people(desk)}
    for standing in standings(desk, tuple(now.values())):
        states = {step.step: step.state for step in standing.steps}
        wanted = {Step.SCHEDULE, Step.MATERIALS, Step.LESSONS, Step.DRAFT, Step.SIGNED, Step.SENT}
        assert {step for step in wanted if states[step] is not StepState.DONE} == set(), standing.full_name
        assert procedure(desk, standing.attestee_id).counted[0] >= 5

    # The register.
    season.on(date(2027, 3, 3))
    found = lines(desk)
    assert [span.title for span in spans(found)] == [
        "Январь-февраль 2027",
        "Ноябрь-декабрь 2026",
        "Договор на первую половину 2027 года",
        "Договор на осень 2026 года",
        "2026/2027 учебный год",
        "Всё время",
    ]
    whole = register(Span("2026/2027 учебный год", school_year=2026), found)
    assert (len(whole.lines), whole.left) == (23, ())
    assert totals(whole) == (
        ("Месяц", "очно", "дистанционно", "Всего"),
        ("декабрь 2026", "6", "6", "12"),
        ("февраль 2027", "7", "4", "11"),
        ("Всего", "13", "10", "23"),
    )
    assert {line.state for line in whole.lines} == {Stage.CONFIRMED.value, ON_PAPER}
    kept = {row.conclusion.sha256 for row in server.state.rows.values() if row.conclusion}
    assert {line.sha256 for line in whole.lines if line.state == Stage.CONFIRMED.value} == kept
    rows = list(csv.reader(io.StringIO(as_csv(whole).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 24
    sheet = load_workbook(io.BytesIO(as_xlsx(whole, "Соболева Марина Аркадьевна")))["Реестр"]
    assert [cell.value for cell in sheet["B"]][1:] == [row[1] for row in rows][1:]
    assert sheet["F2"].value == datetime(2026, 12, 5)

    # A new year: the cabinet shows others.
    newcomer = replace(SAMPLES[0], full_name="Новая Дарья Олеговна", period="ноябрь-декабрь 2027")
    server.state.add(SAMPLE_ACCOUNT, (newcomer,))
    season.on(date(2027, 10, 1))
    refresh(desk)
    past = archive(desk, date(2027, 10, 1))
    assert len(past) == 23
    (one,) = find(past, "чулымская")
    assert len(find(past, "январь-февраль 2027")) == 11
    assert pdf_of(desk, one.id)[1].startswith(b"%PDF")
    assert texts_of(desk, one.id)[0].text == WRITTEN
    assert len(register(Span("Всё время"), lines(desk)).lines) == 23

    # Removal: nothing without a term, nothing before it has passed, then exactly the first period.
    assert plan(desk).going == ()
    assert {stays.why for stays in plan(desk).staying} == {Why.NO_TERM}
    set_term(desk, 12)
    assert plan(desk).going == ()
    season.on(date(2028, 1, 5))
    desk.store.make_copy(desk.now())
    first = plan(desk)
    assert (len(first.going), len(first.staying), first.rows_stay) == (12, 12, frozenset())
    assert (first.counted.conclusions, first.counted.drafts, first.copies) == (12, 12, 1)
    key = desk.store._database.key
    assert "Алтаева".encode() in raw_text(tmp_path, key)
    done = remove(desk, first, keep_lines=True)
    assert (done.people, done.compacted) == (12, True)
    left = raw_text(tmp_path, key)
    assert [name for name in SURNAMES if name.encode() in left] == SURNAMES[12:]
    assert not [one for one in first.ids if one.encode() in left]
    whole = register(Span("Всё время"), lines(desk))
    assert totals(whole)[-1] == ("Всего", "13", "10", "23")
    assert {line.name for line in whole.lines if line.removed} == {f"{name[0]}. М. И." for name in SURNAMES[:12]}
    assert {line.sha256 for line in whole.lines} >= kept
    assert len(archive(desk, date(2028, 1, 5))) == 12  # with the newcomer, whose period is over too
    assert desk.store.check() == ()
    season.counts |= {"register": len(found), "archive": len(past), "removed": done.people}
    record_property(TOLD, "a season: " + ", ".join(f"{name} {count}" for name, count in season.counts.items()))
