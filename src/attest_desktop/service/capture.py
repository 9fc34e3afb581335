"""A capture: the pages of a walk in one zip, with everything personal replaced. It goes nowhere by itself.

The captured pages are read by the same readers as the live ones, so that a capture can be replayed.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from attest_desktop import __version__
from attest_desktop.domain.errors import BadFileError, UserError
from attest_desktop.service.address_disguise import ORIGIN, Addresses
from attest_desktop.service.disguise import Disguise, Personal, vocabulary
from attest_desktop.service.examine import TITLES, Finding, examine
from attest_desktop.service.leaks import leak, personal_of, taken_of
from attest_desktop.service.page_disguise import disguised
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import web_forms
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.walk import SeenPage, Walked

_LARGEST = 64 * 1024 * 1024  # of one file in a capture that is read
_MOST_FILES = 1000
_TIME = (2020, 1, 1, 0, 0, 0)  # files of a capture do not tell when it was made


class CaptureRefusedError(UserError):
    """Something personal was left after replacing: nothing is saved."""

    title = "Снимок страниц не сохранён"
    todo = (
        "Это защита: файл не записан и никуда не отправлен. Сообщите разработчикам программы название страницы "
        "и эти слова, сами страницы не присылайте."
    )


@dataclass(frozen=True, slots=True)
class Captured:
    """A capture as read; `server` is what the cabinet's address is called in it."""

    server: str
    pages: tuple[SeenPage, ...]
    meta: Mapping[str, Any]

    def recognised(self, site: SiteDescription) -> tuple[Finding, ...]:
        """What the program recognises on the captured pages."""
        return examine(by_key(self.pages), site, self.server)


@dataclass(frozen=True, slots=True)
class Made:
    """A capture as made: the zip, its number of pages, and how often what was replaced, by kind (Russian)."""

    content: bytes
    pages: int
    replaced: Mapping[str, int]


def by_key(pages: Sequence[SeenPage]) -> dict[str, list[Page]]:
    """The pages as `examine` takes them."""
    found: dict[str, list[Page]] = {}
    for one in pages:
        found.setdefault(one.key, []).append(one.page)
    return found


def make_capture(
    walked: Walked,
    site: SiteDescription,
    *,
    user_name: str = "",
    password: str = "",
    chance: random.Random | None = None,
) -> Made:
    """The pages of the walk, disguised. Raises CaptureRefusedError when anything personal is left."""
    kept = vocabulary(site)
    personal = personal_of(walked.rows, walked.profile, user_name, password, kept)
    pages = [one.page for one in walked.pages]
    disguise = Disguise(kept, personal, taken_of(pages), chance=chance)
    # The numbers of rows stand in addresses and hidden fields of some pages and in identifiers of others: what is
    # learnt in the first round holds for all pages in the second.
    for page in pages:
        disguised(page, site, walked.server, disguise)
    disguise.counts.clear()
    files: list[tuple[str, bytes]] = []
    described: list[dict[str, Any]] = []
    for number, one in enumerate(walked.pages, start=1):
        made = disguised(one.page, site, walked.server, disguise)
        name = f"pages/{number:02}-{one.key}.html"
        _sure(made.checked, TITLES[one.key], walked, disguise, personal)
        files.append((name, made.source.encode(one.page.encoding, "xmlcharrefreplace")))
        described.append({"file": name, **_described(one, walked.server, disguise)})
    counts = Counter(disguise.counts)
    meta = {
        "format": 1,
        "program": __version__,
        "server_path": urlsplit(walked.server).path,
        "pages": described,
        "findings": [asdict(one) for one in walked.findings],
        "replaced": dict(counts),
    }
    text = json.dumps(meta, ensure_ascii=False, indent=2)
    _sure(text, "описание снимка", walked, disguise, personal)
    content = _zipped([("README.txt", _readme(counts, len(files)).encode()), ("meta.json", text.encode()), *files])
    return Made(content, len(files), counts)


def read_capture(content: bytes) -> Captured:
    """The pages of a capture, ready to be examined. Raises BadFileError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            held = archive.infolist()
            if len(held) > _MOST_FILES or any(one.file_size > _LARGEST for one in held):
                raise BadFileError("Снимок страниц слишком велик.")
            meta = json.loads(archive.read("meta.json"))
            pages = tuple(_page(one, archive.read(one["file"])) for one in meta["pages"])
            server = f"{ORIGIN}{meta['server_path']}"
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as fault:
        raise BadFileError("Это не снимок страниц, сделанный программой.") from fault
    return Captured(server, pages, meta)


def _page(described: Mapping[str, Any], content: bytes) -> SeenPage:
    kind = f"text/html; charset={described['encoding']}"
    page = Page.parse(f"{ORIGIN}{described['path']}", content, kind, int(described["status"]))
    return SeenPage(str(described["key"]), page, str(described["content_type"]))


def _described(one: SeenPage, server: str, disguise: Disguise) -> dict[str, Any]:
    page = one.page
    names = {(control.get("name") or "").lower() for control in page.controls}
    parts = urlsplit(page.url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return {
        "key": one.key,
        "title": TITLES[one.key],
        "path": Addresses(server, page.encoding, disguise).replaced(path),
        "status": page.status,
        "content_type": one.content_type,
        "encoding": page.encoding,
        "hints": {
            "web_forms": bool(web_forms(page)),
            "anti_forgery_token": "__requestverificationtoken" in names,
            "event_validation": "__eventvalidation" in names,
            "forms": len(page.forms),
            "controls": len(page.controls),
            "scripts": len(list(page.root.iter("script"))),
        },
    }


def _sure(text: str, where: str, walked: Walked, disguise: Disguise, personal: Personal) -> None:
    """Nothing personal is left, nor the address of the service."""
    found = leak(text, personal, disguise)
    if not found and urlsplit(walked.server).netloc in text:
        found = "адрес сервиса"
    if found:
        raise CaptureRefusedError(f"После замены личных данных на странице «{where}» осталось: {found}.")


def _readme(counts: Mapping[str, int], pages: int) -> str:
    replaced = "\n".join(f"  {kind}: {count}" for kind, count in sorted(counts.items()) if count)
    return (
        "Снимок страниц личного кабинета, сделанный программой на этом компьютере.\n\n"
        f"В нём страниц: {pages}. Они такие, какими их прислал сервис, но без личных данных: имена, адреса,\n"
        "телефоны, номера, даты, названия файлов, служебные ключи и выбранное в списках заменены выдуманными.\n"
        "Одинаковое заменено одинаковым. Списки, из которых выбирают муниципалитет и место работы, общие для\n"
        "всех и оставлены.\n\n"
        f"Заменено (сколько раз встретилось):\n{replaced or '  ничего'}\n\n"
        "После замены программа проверила, что прочитанных ею имён, адресов, номеров и ключей в снимке нет.\n"
        "Прежде чем послать снимок разработчикам, откройте страницы из папки pages и посмотрите сами.\n"
        "Сама программа его никуда не отправляет.\n"
    )


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
