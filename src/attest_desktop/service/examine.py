"""What of the cabinet's pages is recognised, page by page, in words that can be read out over the phone.

Only pages that were already fetched are looked at, and no word of a person is repeated: what is said of a live
page is said of its capture as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.text import normalised
from attest_desktop.service.errors import PageNotUnderstoodError, RefusedControlError, RowNotFoundError
from attest_desktop.service.pages.attestation import PlacedRow, ReadPages, read_part, read_parts
from attest_desktop.service.pages.documents import read_documents
from attest_desktop.service.pages.home import read_home
from attest_desktop.service.pages.password import find_password
from attest_desktop.service.pages.profile_edit import find_edit_page
from attest_desktop.service.pages.recognise import find_way, is_cabinet, needs_profile
from attest_desktop.service.pages.reset import find_reset
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.pages.sign_out import fill_sign_out
from attest_desktop.service.pages.upload_form import fill_upload, find_upload
from attest_desktop.service.pages.upload_page import on_upload_page, way_to_upload
from attest_desktop.service.reading.controls import refused_controls
from attest_desktop.service.reading.forms import fields, named
from attest_desktop.service.reading.labels import Match, match
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import references
from attest_desktop.service.reading.tables import FoundTable
from attest_desktop.service.reading.values import read_values
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import ChosenFile

TITLES = {
    "sign_in": "Страница входа",
    "reset": "Сброс пароля",
    "home": "Главная",
    "profile": "Профиль",
    "profile_edit": "Изменение профиля",
    "password": "Смена пароля",
    "attestation": "Таблица аттестуемых",
    "templates": "Шаблоны",
    "documents": "Документы заявления",
    "attach": "Прикрепление заключения",
    "view": "Просмотр заключения",
}
"""What the pages and their parts are called, by key, in the order in which they are gone through."""

# Without these columns nobody can be told from anybody else, or nothing can be attached.
_NEEDED_COLUMNS = frozenset({"full_name", "period", "position", "conclusion"})
_MOST_ROWS = 30  # whose forms are filled in to be looked at
Pages = Mapping[str, Sequence[Page]]
"""Pages by the keys of TITLES; only the table may have several."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for. `ok` is None where it may well be absent; `needed` ones decide about the job.

    `confidence` is 0 to 1 where words were compared. All words are Russian and name nobody.
    """

    page: str
    what: str
    ok: bool | None
    detail: str
    confidence: float | None = None
    needed: bool = False


def examine(pages: Pages, site: SiteDescription, server: str) -> tuple[Finding, ...]:
    """Everything that is recognised on the pages, in the order of TITLES. `server` is the cabinet's address."""
    found: list[Finding] = []
    for key, look in _LOOKS.items():
        for page in pages.get(key, ())[:1]:
            found += look(page, site)
    table = pages.get("attestation", ())
    if table:
        found += _attestation(pages, site)
    for page in pages.get("documents", ())[:1]:
        found += _documents(page, table, site, server)
    return tuple(found)


# --- small words ---


def _seen(
    key: str, what: str, fit: Match | None, *, needed: bool = False, optional: bool = False, more: str = ""
) -> Finding:
    """A label that was found or not."""
    if fit is None:
        words = "на странице нет" if optional else "не найдено"
        return Finding(TITLES[key], what, None if optional else False, words, None, needed)
    how = fit.reason if f"«{fit.label}»" in what else f"по словам «{fit.label}», {fit.reason}"
    detail = f"узнано {how}{f'; {more}' if more else ''}"
    return Finding(TITLES[key], what, True, detail, round(fit.confidence, 2), needed)


def _plain(key: str, what: str, ok: bool | None, detail: str, *, needed: bool = False) -> Finding:
    return Finding(TITLES[key], what, ok, detail, None, needed)


def _best(texts: Sequence[str], labels: Sequence[str]) -> Match | None:
    fits = [fit for text in texts if (fit := match(text, labels))]
    return max(fits, key=lambda fit: fit.confidence, default=None)


def _own(page: Page, key: str, site: SiteDescription) -> Iterator[Finding]:
    if not is_cabinet(page, site):
        yield _plain(key, "слова личного кабинета", None, "на странице нет слов, по которым узнаётся кабинет")


# --- pages, one by one ---


def _sign_in(page: Page, site: SiteDescription) -> Iterator[Finding]:
    form = find_sign_in(page, site)
    if form is None:
        yield _plain("sign_in", "форма входа", False, "не найдено: форма с именем, паролем и кнопкой", needed=True)
        return
    all_fields = {one.element: one for one in fields(page, form.submit.form)}
    for key, element in (("user_name", form.user_name), ("password", form.password)):
        fit = named(page, all_fields[element], site.words("sign_in", key))
        yield _seen("sign_in", f"поле «{site.name('sign_in', key)}»", fit, needed=True)
    fit = _best(form.submit.words, site.words("sign_in", "submit"))
    button = f"кнопка «{site.name('sign_in', 'submit')}»"
    if fit is None:
        yield _plain("sign_in", button, True, "единственное, чем отправляется форма входа", needed=True)
    else:
        yield _seen("sign_in", button, fit, needed=True)
    if form.submit.method != "post":
        yield _plain("sign_in", "отправка формы", False, "пароль попал бы в адрес страницы", needed=True)
    reset = find_way(page, site, "reset", "link")
    fit = _best((reset.title,), site.words("reset", "link")) if reset else None
    yield _seen("sign_in", f"ссылка «{site.name('reset', 'link')}»", fit, optional=True)


def _reset(page: Page, site: SiteDescription) -> Iterator[Finding]:
    form = find_reset(page, site)
    words = "узнана" if form else "не найдено: поле для логина и кнопка"
    yield _plain("reset", "форма сброса пароля", form is not None, words)


def _password(page: Page, site: SiteDescription) -> Iterator[Finding]:
    form = find_password(page, site)
    words = "узнана: три поля и кнопка" if form else "не найдено: три поля для паролей и кнопка"
    yield _plain("password", "форма смены пароля", form is not None, words)


def _home(page: Page, site: SiteDescription) -> Iterator[Finding]:
    yield from _own(page, "home", site)
    for key in ("attestation", "profile"):
        way = find_way(page, site, "navigation", key)
        what = f"ссылка «{site.name('navigation', key)}»"
        needed = key == "attestation" and not site.paths[key]
        if way is None:
            yield _plain("home", what, False, "не найдено или подходит несколько", needed=needed)
        else:
            fit = _best((way.title,), (*site.words("navigation", key), *site.words("navigation", "go")))
            yield _seen("home", what, fit, needed=needed)
    assigned = read_home(page, site).assigned
    words = f"прочитано: {assigned}" if assigned is not None else "не найдено: число после этих слов"
    yield _plain("home", "число назначенных педагогов", assigned is not None, words)
    try:
        leaving = fill_sign_out(page, site)
    except AttestError:
        leaving = None
    words = "узнана" if leaving is not None else "не найдено"
    yield _plain("home", f"кнопка «{site.name('navigation', 'sign_out')}»", leaving is not None or None, words)


def _profile(page: Page, site: SiteDescription) -> Iterator[Finding]:
    yield from _own(page, "profile", site)
    vocabulary = site.labels["profile"]
    values = read_values(page, vocabulary)
    texts = (*page.lines, *(line.partition(":")[0] for line in page.lines))
    for key, labels in vocabulary.items():
        what = f"строка «{site.name('profile', key)}»"
        if key not in values:
            yield Finding(TITLES["profile"], what, False, "не найдено")
        else:
            more = "заполнено" if any(values[key]) else "пусто"
            fit = _best(texts, labels) or Match(labels[0], 0.6, "по слову в форме")
            yield _seen("profile", what, fit, more=more)


def _profile_edit(page: Page, site: SiteDescription) -> Iterator[Finding]:
    form = find_edit_page(page, site)
    if form is None:
        yield _plain("profile_edit", "форма профиля", False, "не найдено: форма с полями и кнопкой «Сохранить»")
        return
    known = {one.shown.key: one for one in form.fields}
    for key, labels in site.labels["profile"].items():
        what = f"поле «{site.name('profile', key)}»"
        one = known.get(key)
        if one is None:
            yield Finding(TITLES["profile_edit"], what, False, "не найдено")
        else:
            more = f"строк в списке: {len(one.choices)}" if one.choices else ""
            yield _seen("profile_edit", what, _best((one.shown.label,), labels), more=more)
    yield _seen(
        "profile_edit",
        f"кнопка «{site.name('profile_edit', 'save')}» (программа её здесь не нажимает)",
        _best(form.submit.words, site.words("profile_edit", "save")),
    )


_LOOKS = {
    "sign_in": _sign_in,
    "reset": _reset,
    "home": _home,
    "profile": _profile,
    "profile_edit": _profile_edit,
    "password": _password,
}


# --- the table ---


def _assigned(pages: Pages, site: SiteDescription) -> int | None:
    home = pages.get("home", ())
    return read_home(home[0], site).assigned if home else None


def _attestation(pages: Pages, site: SiteDescription) -> Iterator[Finding]:
    table, assigned = pages["attestation"], _assigned(pages, site)
    parts = [read_part(page, site) for page in table]
    found = next((part.table for part in parts if part.table is not None), None)
    if found is None and needs_profile(table[0], site):
        yield _plain("attestation", "таблица", False, "сервис просит сначала заполнить профиль", needed=True)
        return
    if found is not None:
        yield from _columns(found, site)
    try:
        read = read_parts(parts, site)
    except PageNotUnderstoodError as fault:
        if found is None:
            yield _plain("attestation", "таблица", False, f"не найдено: {fault.missing}", needed=True)
        return
    yield from _rows(read, len(parts), assigned)
    yield from _templates(read)
    if found is not None:
        yield from _attaching(read, site, pages.get("attach", ()))


def _columns(table: FoundTable, site: SiteDescription) -> Iterator[Finding]:
    for key in site.labels["columns"]:
        what, needed = f"столбец «{site.name('columns', key)}»", key in _NEEDED_COLUMNS
        if key in table.columns:
            more = "" if table.areas else _place(table.columns[key])
            yield _seen("attestation", what, table.matches[key], needed=needed, more=more)
        elif key in table.unclear:
            yield _plain(
                "attestation", what, False, "подходит несколько столбцов, не выбран никакой", needed=needed
            )
        elif key != "appointment_order":
            # The order's number has a column of its own only where the date's column does not hold both.
            yield _plain("attestation", what, False, "не найдено: такого столбца нет", needed=needed)
    known = set(table.columns.values())
    for column, header in enumerate(table.headers):
        if header and column not in known:
            what = f"лишний столбец «{header}»"
            yield _plain("attestation", what, None, f"{_place(column)}, программе неизвестен, читается как есть")


def _place(column: int) -> str:
    return f"{column + 1}-й слева"


def _rows(read: ReadPages, pages: int, assigned: int | None) -> Iterator[Finding]:
    count = len(read.placed)
    detail = f"прочитано строк: {count}, страниц таблицы: {pages}"
    if assigned is not None and assigned != count:
        yield _plain("attestation", "строки", False, f"{detail}; на главной сказано: {assigned}")
    else:
        yield _plain("attestation", "строки", True, detail)
    people = [one.row.attestee for one in read.placed]
    for what, unread in (
        ("дата назначения", sum(one.appointed_on is None for one in people)),
        ("форма аттестации", sum(one.form is Form.UNKNOWN for one in people)),
        ("возраст", sum(one.age is None for one in people)),
        ("эл. почта", sum("@" not in one.email for one in people)),
    ):
        words = f"не прочитано в строках: {unread} из {count}" if unread else f"прочитано во всех строках: {count}"
        yield _plain("attestation", what, not unread, words)
    unclear = sum(one.row.attached is None and not one.row.attestee.decision_pressed for one in read.placed)
    attached = sum(bool(one.row.attached) for one in read.placed)
    words = f"прикреплено: {attached}, не прикреплено: {count - attached - unclear}, не понято: {unclear}"
    yield _plain("attestation", "слова о том, прикреплено ли", not unclear, words, needed=True)
    pressed = sum(one.decision_pressed for one in people)
    if pressed:
        yield _plain("attestation", "нажато «Аттестовать»", None, f"в строках: {pressed}, позвоните в Центр")


def _templates(read: ReadPages) -> Iterator[Finding]:
    blanks = sum(not one.is_guide for one in read.templates)
    guides = len(read.templates) - blanks
    words = f"найдено: {blanks}" if blanks else "не найдено: ссылка «Скачать» у бланка"
    yield _plain("templates", "бланк итогового заключения", bool(blanks), words)
    words = f"найдено: {guides}" if guides else "не найдено"
    yield _plain("templates", "расшифровка заполнения", bool(guides) or None, words)


def _attaching(read: ReadPages, site: SiteDescription, separate: Sequence[Page]) -> Iterator[Finding]:
    open_rows = [one for one in read.placed if not one.row.attached and not one.row.attestee.decision_pressed]
    looked_at = open_rows or [one for one in read.placed if not one.row.attestee.decision_pressed]
    if not looked_at:
        yield _plain("attach", "форма прикрепления", None, "нет строки, в которой её можно посмотреть")
    else:
        way = next((one for row in looked_at if (one := way_to_upload(row, site))), None)
        if way is not None:
            yield _plain("attach", "отдельная страница", True, f"по ссылке «{way.title}» в строке", needed=True)
            looked_at = [one for page in separate for one in _on_page(page, looked_at, read.placed, site)]
        if looked_at:
            yield from _form(looked_at, site, needed=bool(open_rows))
        else:
            said = "не найдено: на отдельной странице нет этого педагога" if separate else "её не открывали"
            yield _plain("attach", "форма прикрепления", False if separate else None, said, needed=bool(separate))
    pages = dict.fromkeys((*(placed.page for placed in read.placed), *separate))
    refused = sum(len(refused_controls(page, site.refused)) for page in pages)
    words = f"узнано и запрещено: {refused}" if refused else "на странице не встретилось; запрет действует всегда"
    yield _plain("attach", "«Аттестовать» не будет нажато", True, words)
    views = sum(one.row.view is not None for one in read.placed)
    attached = sum(bool(one.row.attached) for one in read.placed)
    what, words = "ссылка для просмотра", f"в строках: {views}, прикреплено всего: {attached}"
    yield _plain("view", what, views == attached if attached else None, words)


def _on_page(
    page: Page, rows: Sequence[PlacedRow], everybody: tuple[PlacedRow, ...], site: SiteDescription
) -> Iterator[PlacedRow]:
    """The person whom a separate page is about."""
    for row in rows:
        try:
            yield on_upload_page(page, row, everybody, site)
        except (PageNotUnderstoodError, RowNotFoundError):
            continue
        return


def _form(rows: Sequence[PlacedRow], site: SiteDescription, *, needed: bool) -> Iterator[Finding]:
    rows = rows[:_MOST_ROWS]
    what = f"поле «{site.name('conclusion', 'choose_file')}» и кнопка"
    faults: dict[str, int] = {}
    for one in rows:
        try:
            # Filled in and looked at, never sent.
            fill_upload(one, site, ChosenFile("conclusion.pdf", b""))
        except (PageNotUnderstoodError, RefusedControlError) as fault:
            said = f"не найдено: {fault.missing}" if isinstance(fault, PageNotUnderstoodError) else fault.what
            faults[said] = faults.get(said, 0) + 1
    good = len(rows) - sum(faults.values())
    if good:
        _, control = find_upload(_good(rows, site), site)
        words = (*site.words("conclusion", "attach"), *site.words("conclusion", "attach_general"))
        fit = _best(control.words, words)
        detail = f"поле найдено, будет нажато «{control.words[0]}»; строк: {good} из {len(rows)}"
        confidence = round(fit.confidence, 2) if fit else None
        yield Finding(TITLES["attach"], what, not faults, detail, confidence, needed)
    for said, count in faults.items():
        yield _plain("attach", what, False, f"{said} (строк: {count} из {len(rows)})", needed=needed and not good)


def _good(rows: Sequence[PlacedRow], site: SiteDescription) -> PlacedRow:
    for one in rows:
        try:
            fill_upload(one, site, ChosenFile("conclusion.pdf", b""))
        except (PageNotUnderstoodError, RefusedControlError):
            continue
        return one
    raise ValueError("no row has the form")


# --- documents ---


def _documents(page: Page, table: Sequence[Page], site: SiteDescription, server: str) -> Iterator[Finding]:
    known = {one.link.key for other in table for one in references(other, site.refused)}
    found = tuple(read_documents(page, server, site, known))
    outside = sum(one.external_url is not None for one in found)
    words = f"файлов: {len(found) - outside}, ссылок на другие сайты: {outside}"
    yield _plain("documents", "список документов", bool(found) or None, words if found else "не найдено")
    untitled = sum(not any(sign.isalpha() for sign in normalised(one.title)) for one in found)
    if untitled:
        yield _plain("documents", "названия документов", False, f"не прочитано: {untitled}")
