"""The whole conversation with the practice service, its faults included."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.text import one_line
from attest_desktop.practice import (
    ACCOUNTS,
    SAMPLE_ACCOUNT,
    SECOND_ACCOUNT,
    Dialect,
    Fault,
    PracticeServer,
    PracticeSettings,
)
from attest_desktop.practice.state import Row
from attest_desktop.service import (
    Cabinet,
    ForeignHostError,
    NoNetworkError,
    OutcomeUnknownError,
    PageNotUnderstoodError,
    RowNotFoundError,
    ServerFaultError,
    SessionExpiredError,
    SignInRefusedError,
    TimedOutError,
    Timeouts,
    UploadRefusedError,
)
from tests.service.conftest import Opener

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 900
KINDS: dict[str, tuple[Dialect, PracticeSettings]] = {
    "mvc": (Dialect.MVC, PracticeSettings()),
    "mvc-1251-pages": (Dialect.MVC, PracticeSettings(encoding="windows-1251", page_size=5)),
    "webforms-td": (Dialect.WEBFORMS, PracticeSettings(header_in_td=True)),
    "webforms-1251-pages": (
        Dialect.WEBFORMS,
        PracticeSettings(encoding="windows-1251", page_size=5, attest_as_link=True),
    ),
}


_SLOW = ("mvc-1251-pages", "webforms-td")


@pytest.fixture(
    scope="module", params=[pytest.param(one, marks=pytest.mark.slow) if one in _SLOW else one for one in KINDS]
)
def _any_server(request: pytest.FixtureRequest) -> Iterator[PracticeServer]:
    dialect, settings = KINDS[request.param]
    with PracticeServer(dialect=dialect, settings=settings) as server:
        yield server


@pytest.fixture
def practice(_any_server: PracticeServer) -> Iterator[PracticeServer]:
    """The practice service, as new, in each dialect and encoding; «Аттестовать» is never pressed there."""
    _any_server.faults.clear()
    _any_server.reset()
    yield _any_server
    assert _any_server.state.attest_posts == 0


@pytest.fixture
def cabinet(practice: PracticeServer, open_cabinet: Opener) -> Cabinet:
    made = open_cabinet(practice.url)
    made.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    return made


def rows_of(practice: PracticeServer) -> list[Row]:
    account = practice.state.account(SAMPLE_ACCOUNT.user_name)
    assert account is not None
    return list(account.rows.values())


class Sent:
    """Counts how often an upload was announced; `then` happens when it is."""

    def __init__(self, then: Callable[[], None] = lambda: None) -> None:
        self.times = 0
        self._then = then

    def __call__(self) -> None:
        self.times += 1
        self._then()


def test_sign_in_home_profile(practice: PracticeServer, cabinet: Cabinet) -> None:
    assert cabinet.signed_in
    assert cabinet.home().assigned == len(rows_of(practice))
    assert cabinet.profile() == SAMPLE_ACCOUNT.profile


@pytest.mark.parametrize(
    "account", [one for one in ACCOUNTS if one.profile.surname], ids=lambda one: one.user_name
)
def test_every_account_is_read_whole(practice: PracticeServer, open_cabinet: Opener, account: object) -> None:
    one = next(known for known in ACCOUNTS if known is account)
    made = open_cabinet(practice.url)
    made.sign_in(one.user_name, one.password)
    assert made.profile() == one.profile
    kept = practice.state.account(one.user_name)
    assert kept is not None
    people = [row.person for row in kept.rows.values()]
    page = made.attestation()
    assert page.problems == ()
    assert [row.attestee.full_name for row in page.rows] == [one.full_name for one in people]
    assert len({row.attestee.id for row in page.rows}) == len(people)
    for row in page.rows:
        assert row.attestee.form is not Form.UNKNOWN
        assert isinstance(row.attestee.appointed_on, date)
        assert row.attestee.appointment_order.startswith("№")
        assert row.attestee.application_status.startswith("Заявление")
        assert row.attestee.age is not None
        assert "@" in row.attestee.email
        assert row.attached is False
        assert not row.attestee.extra


def test_wrong_password_is_told_in_the_sites_words(practice: PracticeServer, open_cabinet: Opener) -> None:
    made = open_cabinet(practice.url)
    with pytest.raises(SignInRefusedError) as refused:
        made.sign_in(SAMPLE_ACCOUNT.user_name, "not it")
    assert refused.value.site_words == "Не верно введен логин или пароль."
    assert not made.signed_in


def test_another_account_signs_in_over_the_first(practice: PracticeServer, cabinet: Cabinet) -> None:
    cabinet.sign_in(SECOND_ACCOUNT.user_name, SECOND_ACCOUNT.password)
    assert cabinet.profile().surname == SECOND_ACCOUNT.profile.surname


def test_sign_out_ends_the_session_on_the_service(practice: PracticeServer, cabinet: Cabinet) -> None:
    practice.state.requests.clear()
    key = cabinet._transport._session.cookies.copy()
    cabinet.sign_out()
    assert not cabinet.signed_in
    assert [one.method for one in practice.state.requests].count("POST") == 1
    # Whoever kept the cookies is a stranger all the same.
    cabinet._transport._session.cookies.update(key)
    with pytest.raises(SessionExpiredError):
        cabinet.home()


def test_templates_are_downloaded(cabinet: Cabinet) -> None:
    template, guide = cabinet.attestation().templates
    assert (template.is_guide, guide.is_guide) == (False, True)
    got = cabinet.download(template.link)
    assert got.file_name == "Итоговое заключение для заполнения.docx"
    assert got.content.startswith(b"PK")
    assert got.sha256 == hashlib.sha256(got.content).hexdigest()


def test_documents_of_attestees(practice: PracticeServer, cabinet: Cabinet) -> None:
    people = list(zip(cabinet.attestation().rows, rows_of(practice), strict=True))
    for row, kept in people[::4]:
        listed = cabinet.documents(row.attestee.id)
        assert len(listed) == len(kept.person.documents)
        for shown, expected in zip(listed, kept.person.documents, strict=True):
            assert (shown.link is None) == (not expected.file)
            assert (shown.external_url is None) == bool(expected.file)
            assert one_line(expected.title) in shown.title


def test_a_document_is_downloaded_with_a_safe_name(cabinet: Cabinet) -> None:
    rows = cabinet.attestation().rows
    links = [one.link for one in cabinet.documents(rows[0].attestee.id) if one.link]
    names = [cabinet.download(link).file_name for link in links]
    assert len(names) == len(links)
    assert not set('<>:"/\\|?*') & set("".join(names))


def test_attach_and_read_back(practice: PracticeServer, cabinet: Cabinet) -> None:
    rows = cabinet.attestation().rows
    chosen = [0, 1, 6, len(rows) - 1]
    for number in chosen:
        row = rows[number]
        content = PDF + bytes([number])
        before = cabinet.read_back(row.attestee.id)
        assert (before.attached, before.content, before.viewable) == (False, None, False)
        sent = Sent()
        cabinet.attach(row.attestee.id, content, f"Заключение «{number}».pdf", before_first_byte=sent)
        after = cabinet.read_back(row.attestee.id)
        assert sent.times == 1
        assert (after.attached, after.content, after.viewable) == (True, content, True)
        assert not after.decision_pressed
    assert sum(row.upload_posts for row in rows_of(practice)) == len(chosen)
    kept = {place: row.conclusion.data[-1] for place, row in enumerate(rows_of(practice)) if row.conclusion}
    assert kept == {number: number for number in chosen}, "each file stands in its own row"


def test_the_file_name_arrives_as_it_is(practice: PracticeServer, cabinet: Cabinet) -> None:
    name = "Заключение № 7 «ёлка» (1).pdf"
    cabinet.attach(cabinet.attestation().rows[0].attestee.id, PDF, name, before_first_byte=Sent())
    kept = rows_of(practice)[0].conclusion
    assert kept is not None
    assert (kept.name, kept.data) == (name, PDF)


def test_replacing_a_file(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    for content in (PDF, PDF + b"2"):
        cabinet.attach(who, content, "a.pdf", before_first_byte=Sent())
        assert cabinet.read_back(who).content == content


def test_progress_is_true_and_grows(cabinet: Cabinet) -> None:
    parts: list[float] = []

    def progress(what: str, part: float | None = None, /) -> None:
        assert what
        assert part is not None
        parts.append(part)

    who = cabinet.attestation().rows[0].attestee.id
    cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent(), progress=progress)
    assert parts == sorted(parts)
    assert parts[0] == 0.0
    assert parts[-1] == 1.0
    assert len(parts) > 10


def test_refused_file_in_the_sites_words(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    with pytest.raises(UploadRefusedError) as refused:
        cabinet.attach(who, b"not a PDF", "a.pdf", before_first_byte=Sent())
    assert refused.value.site_words == "Итоговое заключение принимается только в формате PDF."
    assert cabinet.read_back(who).attached is False


def test_too_large_file_is_refused(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    large = b"%PDF-" + bytes(practice.settings.max_upload_bytes)
    with pytest.raises(UploadRefusedError) as refused:
        cabinet.attach(who, large, "a.pdf", before_first_byte=Sent())
    assert "МБ" in refused.value.site_words


def test_a_row_where_the_decision_was_pressed_says_so(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    rows_of(practice)[0].decided = True
    held = cabinet.read_back(who)
    assert held.decision_pressed
    assert not held.viewable
    with pytest.raises(PageNotUnderstoodError):
        cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent())
    assert rows_of(practice)[0].upload_posts == 0


def test_unknown_row(cabinet: Cabinet) -> None:
    sent = Sent()
    with pytest.raises(RowNotFoundError):
        cabinet.attach("0123456789", PDF, "a.pdf", before_first_byte=sent)
    assert sent.times == 0


BEFORE = [
    (Fault.OUTAGE, ServerFaultError),
    (Fault.DROP_BEFORE_BODY, NoNetworkError),
    (Fault.CUT_ANSWER, NoNetworkError),
    (Fault.SESSION_EXPIRED, SessionExpiredError),
    (Fault.FOREIGN_REDIRECT, ForeignHostError),
    (Fault.PAGE_CHANGED, PageNotUnderstoodError),
    (Fault.ROW_GONE, RowNotFoundError),
]


@pytest.mark.parametrize(("fault", "error"), BEFORE, ids=lambda one: getattr(one, "value", ""))
def test_faults_before_the_upload_leave_nothing_sent(
    practice: PracticeServer, cabinet: Cabinet, fault: Fault, error: type[AttestError]
) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    sent = Sent()
    practice.faults.set(fault)
    with pytest.raises(error) as raised:
        cabinet.attach(who, PDF, "a.pdf", before_first_byte=sent)
    assert sent.times == 0
    assert all(row.upload_posts == 0 for row in rows_of(practice))
    assert raised.value.what
    assert raised.value.todo
    assert cabinet.signed_in == (error is not SessionExpiredError)


AFTER = [
    (Fault.OUTAGE, False),
    (Fault.DROP_BEFORE_BODY, False),
    (Fault.DROP_MID_UPLOAD, False),
    (Fault.DROP_AFTER_UPLOAD, True),
    (Fault.TOKEN_STALE, False),
    (Fault.FOREIGN_REDIRECT, False),
]


@pytest.mark.parametrize(("fault", "arrived"), AFTER, ids=lambda one: getattr(one, "value", ""))
def test_faults_during_the_upload_leave_its_outcome_unknown(
    practice: PracticeServer, cabinet: Cabinet, fault: Fault, arrived: bool
) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    sent = Sent(lambda: practice.faults.set(fault, times=1))
    with pytest.raises(OutcomeUnknownError):
        cabinet.attach(who, PDF, "a.pdf", before_first_byte=sent)
    assert practice.faults.hits(fault) == 1
    assert sent.times == 1
    assert rows_of(practice)[0].upload_posts <= 1
    held = cabinet.read_back(who)
    assert held.content == (PDF if arrived else None)


def test_a_sign_in_page_in_answer_to_the_file_is_no_success(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    practice.faults.set(Fault.PLAIN_200, times=1)
    with pytest.raises((OutcomeUnknownError, SessionExpiredError)):
        cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent())
    assert rows_of(practice)[0].conclusion is None


def test_the_site_refuses(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    practice.faults.set(Fault.UPLOAD_REFUSED, times=1)
    with pytest.raises(UploadRefusedError, match="Не удалось сохранить файл"):
        cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent())


def test_another_file_kept_is_seen_in_the_bytes(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    practice.faults.set(Fault.WRONG_FILE_KEPT, times=1)
    cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent())
    held = cabinet.read_back(who)
    assert held.attached
    assert held.content is not None
    assert held.content != PDF


def test_attached_but_not_viewable(practice: PracticeServer, cabinet: Cabinet) -> None:
    who = cabinet.attestation().rows[0].attestee.id
    cabinet.attach(who, PDF, "a.pdf", before_first_byte=Sent())
    practice.faults.set(Fault.NO_FILE_VIEW)
    held = cabinet.read_back(who)
    assert (held.attached, held.content, held.viewable) == (True, None, False)


def test_a_service_that_does_not_answer(practice: PracticeServer, open_cabinet: Opener) -> None:
    made = open_cabinet(practice.url, Timeouts(connect=0.3, read=0.3, send=0.3, whole=1))
    practice.faults.set(Fault.SLOW)
    with pytest.raises(TimedOutError):
        made.sign_in(SAMPLE_ACCOUNT.user_name, SAMPLE_ACCOUNT.password)
    practice.faults.clear()
    assert not made.signed_in


def test_cut_off_download_is_no_file(practice: PracticeServer, cabinet: Cabinet) -> None:
    template = cabinet.attestation().templates[0]
    practice.faults.set(Fault.CUT_ANSWER, times=1)
    with pytest.raises(NoNetworkError):
        cabinet.download(template.link)
