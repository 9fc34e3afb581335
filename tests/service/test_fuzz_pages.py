"""Pages that nobody foresaw: whatever comes, only typed errors, no wrong button, nothing claimed by guess.

The short form runs the same few cases each time, the long one thousands of others (`make slow`).
"""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from lxml.html import HtmlElement

from attest_desktop.domain.errors import AttestError
from attest_desktop.service import Cabinet, Timeouts
from tests.service.mutations import BYTE_CHANGES, CONTENT_TYPES, MARK, NAMES, TEXT_CHANGES, WRONG
from tests.service.stage import EXPERT, KINDS, PAGES, PDF, PEOPLE, Capture, Kept, Stage, Told, capture
from tests.slowness import slowness

LIMIT = 2.0  # seconds of work for one call
T = TypeVar("T")
Changes = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Case:
    """Which page is changed and how; whose row is worked with, and whether the service keeps the file."""

    page: str
    changes: Changes
    last: bool = False
    arrives: bool = True


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    made = Stage()
    yield made
    made.stop()


@lru_cache(maxsize=8)
def captured(kind: str) -> Capture:
    return capture(kind)


def changed(kept: Kept, encoding: str, changes: Changes) -> Kept:
    """The page after these changes."""
    body, status, headers = kept.body, kept.status, dict(kept.headers)
    for name, seed in changes:
        chance = random.Random(seed)
        if name in TEXT_CHANGES:
            text = TEXT_CHANGES[name](body.decode(encoding, "replace"), chance)
            body = text[:300_000].encode(encoding, "xmlcharrefreplace")
        elif name in BYTE_CHANGES:
            body = BYTE_CHANGES[name](body, chance)
        elif name == "content_type":
            headers["Content-Type"] = chance.choice(CONTENT_TYPES)
        else:
            status = chance.choice((200, 200, 201, 400, 401, 403, 404, 409, 418, 429, 500, 503))
    return replace(kept, body=body, status=status, headers=tuple(headers.items()))


# What the test itself sees on a page, by readers of its own.

_LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
_HREF = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]")


def bones(text: str) -> str:
    """Letters alone, as a person reads them."""
    plain = unicodedata.normalize("NFKD", text.lower()).translate(_LOOK_ALIKE)
    return "".join(sign for sign in plain if "а" <= sign <= "я")


def trees(kept: Kept, encoding: str) -> Iterator[HtmlElement]:
    """The page in every encoding that a browser may have read it in."""
    for one in dict.fromkeys((encoding, "utf-8", "windows-1251", "utf-16", "utf-32", "koi8-r")):
        with suppress(etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            yield html.document_fromstring(kept.body.decode(one, "replace"))


def forbidden(root: HtmlElement) -> set[str]:
    """Marks, event targets and addresses of everything that shows «Аттестовать» on the page."""
    found: set[str] = set()
    for one in root.iter("input", "button", "a", "option"):
        said = " ".join(("".join(one.itertext()), *(str(value) for value in one.attrib.values())))
        if "аттестова" not in bones(said):
            continue
        for value in one.attrib.values():
            found.update(re.findall(rf"{MARK}\d+", str(value)))
            found.update(re.findall(r"ctl00\$[\w$]*(?:lnk|btn)Attest\b", str(value)))
    return found


def sent_text(asked: Told) -> str:
    """All that a request says besides the file's bytes and the state of a Web Form."""
    said = [unquote(asked.target)]
    said += [
        f"{name}={value}" for name, value in asked.pairs if not name.startswith(("__VIEWSTATE", "__EVENTVAL"))
    ]
    said += [one.name for one in asked.parts]
    return "\n".join(said)


def in_russian(text: str, encoding: str) -> str:
    """Text that was taken for Latin-1, as it was meant."""
    return text.encode("latin-1", "replace").decode(encoding, "replace")


def rows_of(root: HtmlElement, surname: str) -> list[HtmlElement]:
    """Rows that show the person, with the nameless ones right below."""
    others = {one.full_name.split()[0] for one in PEOPLE} - {surname}
    found = []
    for row in root.iter("tr"):
        if surname in "".join(row.itertext()):
            found.append(row)
            below = row.getnext()
            while below is not None and not any(name in "".join(below.itertext()) for name in {*others, surname}):
                found.append(below)
                below = below.getnext()
    return found


_ATTACHED = re.compile(r"прикреплен|загружено|просмотр|открыть|скачать", re.IGNORECASE)


class Walk:
    """One case: the calls of the client against the changed page, and what must hold of each."""

    def __init__(self, stage: Stage, kind: str, case: Case) -> None:
        self.stage, self.case, self.capture = stage, case, captured(kind)
        self.encoding = self.capture.encoding
        self.who = self.capture.ids[-1 if case.last else 0]
        self.surname = PEOPLE[-1 if case.last else 0].full_name.split()[0]
        self.cabinet = Cabinet(stage.url, timeouts=Timeouts(connect=5, read=5, send=5, whole=10))

    def run(self) -> None:
        def change(kept: Kept, encoding: str) -> Kept:
            return changed(kept, encoding, self.case.changes) if kept.page == self.case.page else kept

        signing = self.case.page == "sign_in"
        self.stage.play(self.capture, change, signed_in=not signing, arrives=self.case.arrives)
        try:
            getattr(self, f"_{self.case.page}")()
        finally:
            self.cabinet.close()
        self._nothing_refused_was_sent()
        self._the_file_went_right()

    def _sign_in(self) -> None:
        self.call(lambda: self.cabinet.sign_in(EXPERT.user_name, EXPERT.password))
        for one in self.stage.asked:
            if one.method == "GET":
                assert EXPERT.password not in one.target

    def _home(self) -> None:
        self.call(self.cabinet.home)
        self.call(self.cabinet.attestation)
        self.call(self.cabinet.sign_out)

    def _profile(self) -> None:
        self.call(self.cabinet.profile)

    def _documents(self) -> None:
        found = self.call(lambda: self.cabinet.documents(self.who))
        for one in found or ():
            link = one.link
            if link is not None:
                self.call(lambda link=link: self.cabinet.download(link))  # type: ignore[misc]  # bound now

    def _attestation(self) -> None:
        self.call(self.cabinet.attestation)
        if self.case.arrives:
            self.call(lambda: self.cabinet.documents(self.who))
        begun: list[int] = []
        self.call(lambda: self.cabinet.attach(self.who, PDF, "a.pdf", before_first_byte=lambda: begun.append(1)))
        uploads = [one for one in self.stage.asked if one.has_file]
        assert len(uploads) <= 1, "a file was sent twice"
        assert len(uploads) == len(begun)
        asked = len(self.stage.served)
        held = self.call(lambda: self.cabinet.read_back(self.who))
        if held is not None and held.attached:
            self._the_page_says_so(self.stage.served[asked:])
            if held.content is not None:
                assert held.content in [one.body for one in self.stage.served[asked:] if not one.page]

    def call(self, conversation: Callable[[], T]) -> T | None:
        """Run one call; its value, or None when it ended in a typed error."""
        began, clock = time.thread_time(), time.monotonic()
        try:
            return conversation()
        except AttestError:
            return None
        finally:
            spent, waited = time.thread_time() - began, time.monotonic() - clock
            # The machine may be busy with other tests: work is counted, waiting has a wider limit.
            if spent > LIMIT or waited > LIMIT * 5:
                slower = slowness()
                assert spent <= LIMIT * slower, f"{spent:.1f} s on a machine {slower:.1f} times slower"
                assert waited <= LIMIT * 5 * slower, f"{waited:.1f} s on a machine {slower:.1f} times slower"

    def _nothing_refused_was_sent(self) -> None:
        refused: set[str] = set()
        for kept in self.stage.served:
            if kept.page:
                refused.update(*map(forbidden, trees(kept, self.encoding)))
        for one in self.stage.asked:
            said = sent_text(one)
            assert WRONG + "=" not in said
            assert f"/{WRONG}" not in one.target
            assert not [mark for mark in refused if re.search(re.escape(mark) + r"(?!\d)", said)], said
            for reading in (said, in_russian(said, self.encoding), in_russian(said, "utf-8")):
                assert "аттестовать" not in bones(reading)

    def _the_file_went_right(self) -> None:
        for number, one in enumerate(self.stage.asked):
            names = [part.name for part in one.parts if part.file and part.file[0]]
            assert len(names) <= 1
            if not names:
                continue
            fields = []
            for kept in self.stage.served[:number]:
                if kept.page == "attestation":
                    fields += [
                        field.get("name")
                        for root in trees(kept, self.encoding)
                        for row in rows_of(root, self.surname)
                        for field in row.iter("input")
                        if (field.get("type") or "").strip().lower() == "file"
                    ]
            assert in_russian(names[0], self.encoding) in fields or names[0] in fields

    def _the_page_says_so(self, served: list[Kept]) -> None:
        for kept in served:
            roots = trees(kept, self.encoding) if kept.page == "attestation" else ()
            for row in (row for root in roots for row in rows_of(root, self.surname)):
                said = " ".join(
                    ("".join(row.itertext()), *(str(v) for one in row.iter() for v in one.attrib.values()))
                )
                if _ATTACHED.search(re.sub(r"не\s+прикреплен", "", said)):
                    return
        raise AssertionError("attached, though no page says so")


_changes = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 1 << 16)), min_size=1, max_size=5).map(tuple)
_cases = st.builds(
    Case,
    # The page with the buttons deserves most of the time.
    st.sampled_from((*PAGES, "attestation", "attestation", "attestation", "sign_in")),
    _changes,
    st.booleans(),
    st.booleans(),
)

FOUND = (
    ("webforms", Case("profile", (("inject", 2), ("flipped", 6439)))),
    ("mvc-1251", Case("attestation", (("huge_table", 6328), ("double", 12337)), last=True)),
    ("mvc-1251", Case("attestation", (("huge_table", 60707),), last=True, arrives=False)),
    ("webforms-1251", Case("sign_in", (("huge_table", 9),))),
    ("webforms-1251", Case("profile", (("huge_table", 8213),) * 3)),
    ("mvc-1251", Case("attestation", (("huge_table", 11526),) * 2)),
    ("mvc", Case("attestation", (("other_charset", 2),), last=True)),
)
"""Cases that once found a fault."""


def _check(count: int, *, steady: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    profile = settings(
        max_examples=count,
        deadline=None,
        derandomize=steady,
        print_blob=True,
        # Explaining traces every line, which makes work several times slower and the limit of time meaningless.
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    return lambda test: profile(given(case=_cases)(test))


@pytest.mark.parametrize("kind", KINDS)
def test_unchanged_pages_are_understood(stage: Stage, kind: str) -> None:
    for last in (False, True):
        walk = Walk(stage, kind, Case("", (), last))
        stage.play(walk.capture, lambda kept, _encoding: kept, signed_in=False, arrives=True)
        cabinet = walk.cabinet
        cabinet.sign_in(EXPERT.user_name, EXPERT.password)
        assert cabinet.home().assigned == len(PEOPLE)
        assert cabinet.profile() == EXPERT.profile
        assert cabinet.documents(walk.who)
        assert not cabinet.read_back(walk.who).attached
        cabinet.attach(walk.who, PDF, "a.pdf", before_first_byte=lambda: None)
        held = cabinet.read_back(walk.who)
        assert (held.attached, held.content) == ((True, PDF) if last else (False, None))
        cabinet.close()
        walk._nothing_refused_was_sent()
        walk._the_file_went_right()


@pytest.mark.parametrize(("kind", "case"), FOUND)
def test_what_once_found_a_fault(stage: Stage, kind: str, case: Case) -> None:
    Walk(stage, kind, case).run()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", KINDS)
@_check(6)
def test_any_page(stage: Stage, kind: str, case: Case) -> None:
    Walk(stage, kind, case).run()


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS)
@_check(550, steady=False)
def test_any_page_at_length(stage: Stage, kind: str, case: Case) -> None:
    Walk(stage, kind, case).run()
