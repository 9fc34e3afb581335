"""What of a person must not be found in a capture, and looking for it in every spelling that a page may have."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from attest_desktop.domain.profile import Profile
from attest_desktop.domain.text import normalised
from attest_desktop.service.disguise import Disguise, Personal, folded
from attest_desktop.service.pages.attestation import Row
from attest_desktop.service.reading.page import Page

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_SHORT = 6  # letters: shorter words are looked for as whole words
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")


def personal_of(
    rows: Iterable[Row], profile: Profile | None, user_name: str, password: str, kept: frozenset[str]
) -> Personal:
    """All that the program itself has read about people, and the account."""
    names: list[str] = []
    secrets: list[str] = [password] if len(password) >= 6 else []
    mails: list[str] = []
    texts: list[str] = []
    for row in rows:
        one = row.attestee
        names.append(one.full_name)
        mails.append(one.email)
        secrets += [one.appointment_order, *one.extra.values()]
        if one.appointed_on is not None:
            secrets.append(f"{one.appointed_on:%d.%m.%Y}")
    if profile is not None:
        own = (profile.surname, profile.first_name, profile.patronymic)
        names.append(" ".join(filter(None, own)))
        mails.append(profile.email)
        texts += [profile.workplace]
        secrets += [profile.phone]
    words = {folded(word) for name in names for word in re.findall(r"[^\W\d_]{2,}", name)}
    for address in (*mails, user_name):
        words |= {folded(word) for word in re.findall(r"[^\W\d_]{3,}", address.partition("@")[0])}
    texts += [*names, user_name]
    secrets += mails
    return Personal(
        tuple(text for text in texts if len(text) > 1),
        frozenset(word for word in words if word not in kept),
        tuple(text for text in secrets if len(text) >= 6),
    )


def taken_of(pages: Iterable[Page]) -> Iterator[str]:
    """Words, numbers and dates of the pages, which no invention may equal."""
    for page in pages:
        text = html.unescape(page.source)
        yield from re.findall(r"[^\W\d_]+|\d+", text)
        yield from _DAY.findall(text)


def leak(text: str, personal: Personal, disguise: Disguise) -> str:
    """What kind of thing of a person is still in the text (Russian); empty when nothing is."""
    for invented in disguise.inventions:
        text = text.replace(invented, "")
    plain = [folded(one) for one in _spellings(text)]
    hidden = [folded(one) for one in _decoded(text)]
    whole = [folded(one) for one in (*personal.texts, *personal.secrets) if not disguise.is_common(one)]
    for said in whole:
        if _found(said, plain, hidden):
            return "имя, адрес, телефон или номер"
    for word in personal.words:
        if _found(word, plain, hidden):
            return "часть имени"
    numbers, keys = disguise.originals
    if any(key in text for key in keys):
        return "служебный ключ"
    digits = {run for one in plain for run in re.findall(r"\d+", one)}
    if any(one in digits for one in numbers if not _YEAR.fullmatch(one)):
        return "номер"
    return ""


def _found(said: str, plain: Iterable[str], hidden: Iterable[str]) -> bool:
    return any(_stands(said, one) for one in plain) or (len(said) >= _SHORT and any(said in one for one in hidden))


def _stands(said: str, text: str) -> bool:
    if said not in text:
        return False
    return len(said) >= _SHORT * 2 or re.search(rf"(?<![^\W_]){re.escape(said)}(?![^\W_])", text) is not None


def _spellings(text: str) -> Iterator[str]:
    """The text as it is, without its tags, and as a browser and a script would read it."""
    plain = html.unescape(text)
    yield plain
    yield html.unescape(re.sub(r"<[^>]*>", "", text))
    yield html.unescape(re.sub(r"<[^>]*>", " ", text))
    for encoding in ("utf-8", "cp1251"):
        if "%" in plain:
            yield unquote(plain, encoding)
    if "\\" in plain:
        yield re.sub(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))", _sign, plain)
    yield normalised(plain)


def _sign(found: re.Match[str]) -> str:
    return chr(int(found.group(1) or found.group(2), 16))


def _decoded(text: str) -> Iterator[str]:
    """What stands in base64 in the text."""
    for found in _BASE64.finditer(unquote(html.unescape(text))):
        run = found.group().rstrip("=").replace("-", "+").replace("_", "/")
        try:
            held = base64.b64decode(run[: len(run) // 4 * 4])
        except binascii.Error:
            continue
        for encoding in ("utf-8", "cp1251", "utf-16-le"):
            said = held.decode(encoding, "ignore")
            yield said
            if "\\u" in said:
                yield re.sub(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))", _sign, said)
