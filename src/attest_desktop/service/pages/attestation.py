"""The page «Аттестация»: the table of attestees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lxml.html import HtmlElement

from attest_desktop.domain.attestee import Attestee, Form, attestee_id
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.service.errors import PageNotUnderstoodError, RowNotFoundError
from attest_desktop.service.pages.cells import read_age, read_email, split_appointment, split_name
from attest_desktop.service.pages.conclusion_cell import ConclusionState, read_conclusion_cell
from attest_desktop.service.pages.documents import gives_a_file
from attest_desktop.service.pages.pager import Pager, is_pager, read_pager
from attest_desktop.service.pages.templates import TemplateLink, read_templates
from attest_desktop.service.reading.forms import kind_of
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.lists import listed
from attest_desktop.service.reading.page import Page, text_of
from attest_desktop.service.reading.postbacks import PostBack, Reference, references
from attest_desktop.service.reading.records import find_records
from attest_desktop.service.reading.tables import FoundTable, TableRow, cell_lines, cell_text, find_table
from attest_desktop.service.site import SiteDescription

PAGE = "Аттестация"
# The program's own key of a row is made of these: without them rows could be taken for one another.
_NEEDED = ("full_name", "period", "position")
_AT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """An attestee and where the row leads. `attached` is None when the page says neither yes nor no."""

    attestee: Attestee
    documents: tuple[Reference, ...] = ()
    view: Reference | None = None
    attached: bool | None = None


@dataclass(frozen=True, slots=True)
class AttestationPage:
    """What the page shows, all its parts together; `problems` say in Russian what was not understood."""

    rows: tuple[Row, ...]
    templates: tuple[TemplateLink, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRow:
    """A row and where it stands: its page, its <tr> elements, and the cell of the conclusion."""

    row: Row
    page: Page
    elements: tuple[HtmlElement, ...]
    conclusion: HtmlElement | None


@dataclass(frozen=True, slots=True, eq=False)
class ReadPages:
    """All pages of the table as read."""

    placed: tuple[PlacedRow, ...]
    templates: tuple[TemplateLink, ...]
    problems: tuple[str, ...]

    @property
    def public(self) -> AttestationPage:
        """The values alone, without the page they came from."""
        return AttestationPage(tuple(one.row for one in self.placed), self.templates, self.problems)

    def row(self, identifier: str) -> PlacedRow:
        """The row with this id. Raises RowNotFoundError."""
        for one in self.placed:
            if one.row.attestee.id == identifier:
                return one
        raise RowNotFoundError(identifier)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One page of the table, and what leads to its other pages."""

    page: Page
    table: FoundTable | None
    pager: Pager

    @property
    def shown(self) -> str:
        """What the table shows: equal for one page fetched twice."""
        if self.table is None:
            return self.page.url
        key = ("shown", self.table.element)
        if key not in self.page.memo:
            areas = self.table.areas or (self.table.element,)
            self.page.memo[key] = " ".join(text_of(one) for one in areas)
        return str(self.page.memo[key])


def read_part(page: Page, site: SiteDescription) -> Part:
    """One page of the table."""
    columns = site.labels["columns"]
    table = find_table(page, columns, at_least=_AT_LEAST)
    if table is None:
        table = find_records(page, columns, needed=_NEEDED, name="full_name", whole=("documents", "conclusion"))
    return Part(page, table, read_pager(page, table, site))


def read_parts(parts: Sequence[Part], site: SiteDescription) -> ReadPages:
    """The table over all its pages. Raises PageNotUnderstoodError without a table or a needed column."""
    placed: list[PlacedRow] = []
    templates: list[TemplateLink] = []
    problems: list[str] = []
    seen: set[str] = set()
    for part in parts:
        page, table = part.page, part.table
        # «1» among the numbers of pages leads to the page already read.
        if len(parts) > 1:
            if part.shown in seen:
                continue
            seen.add(part.shown)
        areas = (table.areas or (table.element,)) if table is not None else ()
        templates += read_templates(page, site, frozenset(areas))
        if table is None:
            if not any(contains(line, site.words("attestation", "no_rows")) for line in page.lines):
                raise PageNotUnderstoodError(PAGE, "таблица аттестуемых")
            continue
        if not table.rows and _takes_files(page.root):
            # Files are taken for somebody: the people are there, only not below this header.
            raise PageNotUnderstoodError(PAGE, "строки таблицы аттестуемых")
        problems += _column_problems(table, site)
        placed += _rows(page, table, site)
    unique, doubled = _with_unique_ids(placed)
    for one in unique:
        problems += _row_problems(one)
    # Of a template offered on every page of the table, the last one: its page is the freshest.
    by_place = {one.link.key: one for one in templates}
    return ReadPages(tuple(unique), tuple(by_place.values()), tuple(dict.fromkeys((*problems, *doubled))))


def _column_problems(table: FoundTable, site: SiteDescription) -> Iterator[str]:
    for key in _NEEDED:
        if key not in table.columns:
            raise PageNotUnderstoodError(PAGE, f"столбец «{site.name('columns', key)}»")
    for key in site.labels["columns"]:
        # The order's number has a column of its own only where the date's column does not hold both.
        if key not in table.columns and key != "appointment_order":
            why = "подходит несколько столбцов" if key in table.unclear else "столбца нет"
            yield f"На странице «{PAGE}» не прочитан столбец «{site.name('columns', key)}»: {why}."


def _rows(page: Page, table: FoundTable, site: SiteDescription) -> Iterator[PlacedRow]:
    names = table.columns["full_name"]
    found: list[tuple[TableRow, list[HtmlElement]]] = []
    above = False
    for row in table.rows:
        name = row.cell(names)
        if name is None or not _is_person(table, row, found[-1][0] if found else None):
            # A line of its own under a person (a form, say) belongs to that person.
            takes_files = _takes_files(row.element)
            above = above or (takes_files and not found)
            # Where such lines begin above the first person, they belong to the one below: nobody is guessed at.
            if found and not (above and takes_files) and _alone(table, row) and not is_pager(row.element):
                found[-1][1].append(row.element)
            continue
        if normalised(row.text(names)) == normalised(table.headers[names]):
            continue  # the header repeated in the middle
        found.append((row, [row.element]))
    for row, elements in found:
        yield _placed(page, table, row, tuple(elements), site)


def _is_person(table: FoundTable, row: TableRow, last: TableRow | None) -> bool:
    """Whether the row tells of somebody, and not more of whoever stands above."""
    places = [table.columns[key] for key in ("full_name", "period", "position")]
    name, period, position = (row.cell(place) for place in places)
    if name is None or row.cells.count(name) > 1 or not row.text(places[0]):
        return False
    if last is not None and name is last.cell(table.columns["full_name"]):
        # The name hangs down into this row; a post of its own is another application of the same person.
        return position is not last.cell(places[2]) and bool(row.text(places[2]))
    known = [row.cell(column) for column in table.columns.values()]
    # A cell over several columns says nothing of any of them.
    return any(
        row.text(place) and known.count(cell) == 1
        for place, cell in zip(places[1:], (period, position), strict=True)
    )


def _alone(table: FoundTable, row: TableRow) -> bool:
    """Whether the row says nothing of its own but in one cell, or is no row of a person at all."""
    own = [cell for cell in dict.fromkeys(row.cells) if cell is not None and row.element in cell.iterancestors()]
    first = own[0] if own else None
    name = row.cell(table.columns["full_name"])
    nobody = name is not None and bool(cell_text(name)) and row.cells.count(name) == 1
    return bool(own) and (len(own) == 1 or nobody or not any(cell_text(cell) for cell in own if cell is not first))


def _takes_files(element: HtmlElement) -> bool:
    return any(kind_of(one) == "file" for one in element.iter("input"))


def _placed(
    page: Page, table: FoundTable, row: TableRow, elements: tuple[HtmlElement, ...], site: SiteDescription
) -> PlacedRow:
    def cell(key: str) -> HtmlElement | None:
        return row.cell(table.columns.get(key))

    def text(key: str) -> str:
        return row.text(table.columns.get(key))

    full_name, status = split_name(text("full_name"))
    period, position = text("period"), text("position")
    appointed_on, order = split_appointment(text("appointed"))
    order = one_line(f"{order} {text('appointment_order')}")
    conclusion = cell("conclusion")
    state = _state(page, (*((conclusion,) if conclusion is not None else ()), *elements[1:]), site)
    known = set(table.columns.values())
    extra = {
        header: said
        for column, header in enumerate(table.headers)
        if header and column not in known and (said := row.text(column))
    }
    documents = cell("documents")
    attestee = Attestee(
        id=attestee_id(full_name, period, position),
        full_name=full_name,
        application_status=status,
        period=period,
        position=position,
        subjects=listed(cell_lines(cell("subjects"))),
        current_category=text("current_category"),
        claimed_category=text("claimed_category"),
        form=Form.read(text("form")),
        appointed_on=appointed_on,
        appointment_order=order,
        age=read_age(text("age")),
        email=read_email(text("email")),
        conclusion_attached=bool(state.attached),
        decision_pressed=state.decision_pressed,
        extra=MappingProxyType(extra),
    )
    offered = references(page, site.refused, documents) if documents is not None else ()
    to_documents = tuple(
        one.link
        for one in offered
        if not isinstance(one.link, PostBack) or gives_a_file(one.link, site, buttons=True)
    )
    return PlacedRow(Row(attestee, to_documents, state.view, state.attached), page, elements, conclusion)


def _state(page: Page, places: Sequence[HtmlElement], site: SiteDescription) -> ConclusionState:
    """What the conclusion's cell says; where that is nothing, what the lines under the person say."""
    told = [read_conclusion_cell(page, one, site) for one in places]
    clear = (one for one in told if one.attached is not None or one.decision_pressed)
    return next(clear, told[0] if told else ConclusionState(None, False, None))


def _row_problems(placed: PlacedRow) -> Iterator[str]:
    one = placed.row.attestee
    if placed.conclusion is not None and placed.row.attached is None and not one.decision_pressed:
        yield f"{one.full_name}: не понято, прикреплено ли итоговое заключение."
    if one.form is Form.UNKNOWN:
        yield f"{one.full_name}: не понята форма аттестации."
    if one.appointed_on is None:
        yield f"{one.full_name}: не понята дата назначения на должность."


def _with_unique_ids(placed: Sequence[PlacedRow]) -> tuple[list[PlacedRow], list[str]]:
    """The same person in the same post twice: the claimed category tells the rows apart, else their order."""
    counts = Counter(one.row.attestee.id for one in placed)
    used: Counter[str] = Counter()
    result: list[PlacedRow] = []
    problems: list[str] = []
    for one in placed:
        who = one.row.attestee
        if counts[who.id] > 1:
            problems.append(
                f"{who.full_name}: в таблице несколько строк с одной должностью и одним периодом, "
                "они различаются по заявленной категории."
            )
            key = attestee_id(who.full_name, who.period, f"{who.position}|{who.claimed_category}")
            used[key] += 1
            if used[key] > 1:
                problems.append(
                    f"{who.full_name}: строки таблицы совпадают полностью, они различаются по порядку."
                )
                key = attestee_id(who.full_name, who.period, f"{who.position}|{who.claimed_category}|{used[key]}")
            one = replace(one, row=replace(one.row, attestee=replace(who, id=key)))
        result.append(one)
    return result, problems
