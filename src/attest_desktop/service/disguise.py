"""Replacing what names a person by inventions of the same shape: the same by the same, everywhere in one capture.

Words are kept by a list of those that name nobody; whatever is not on it is taken for personal.
"""

from __future__ import annotations

import random
import re
import string
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sized
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from attest_desktop import bundled
from attest_desktop.domain.period import MONTHS_GENITIVE
from attest_desktop.domain.text import normalised
from attest_desktop.service.refusal import BUILT_IN
from attest_desktop.service.site import SiteDescription

NAMES = "имена, названия и другие слова"
MAIL = "адреса электронной почты"
PHONES = "телефоны"
DATES = "даты"
NUMBERS = "номера и числа"
KEYS = "служебные ключи и состояние страниц"
LINKS = "ссылки на другие сайты"
CHOICES = "выбранное в списках"
COMMENTS = "примечания в разметке"

_MONTH = "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
_TOKEN = re.compile(
    rf"(?P<period>\b(?:{_MONTH})(?:\s*[-–—/,и]\s*(?:{_MONTH}))*\s+\d{{4}}\b)"
    r"|(?P<link>https?://[^\s<>«»\"']+)"
    r"|(?P<mail>[^\s<>,;:()\"'«»]+@[^\s<>,;:()\"'«»]+\.[^\s<>,;:()\"'«»]+)"
    r"|(?P<day>(?<!\d)\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))"
    rf"|(?P<worded>(?<!\d)\d{{1,2}}[»\"]?\s+(?:{'|'.join(MONTHS_GENITIVE)})\s+\d{{4}}(?!\d))"
    r"|(?P<phone>\+?\d[\d ()\u00a0-]{8,}\d)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_HEX = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|[A-Za-z0-9]{20,}")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_CODE_TOKEN = re.compile(r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<number>\d+)|(?P<word>[^\W\d_]+)")
_ALPHABET = "абвгдежзиклмнопрстуфхцчшэюя"
_VOWELS, _CONSONANTS = "aeiou", "bdfklmnprstvz"
_NAME_LIKE = re.compile(
    r"(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|ич|вна|ична|чук|ян|дзе|швили)$"
)


@cache
def _listed() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that name nobody, and inventions."""
    data = tomllib.loads(bundled.path("capture.toml").read_text("utf-8"))
    kept = " ".join(data["keep"].values())
    return frozenset(normalised(kept).split()), tuple(data["invented"]["words"].split())


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known to be personal: whole texts, single words (small letters, ё as е), user names and the like."""

    texts: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    secrets: tuple[str, ...] = field(default=(), repr=False)


def folded(text: str) -> str:
    """Small letters, ё as е, one space."""
    return " ".join(text.lower().replace("ё", "е").split())


def vocabulary(site: SiteDescription) -> frozenset[str]:
    """Words that name nobody: the built-in ones and those of the site's description."""
    labels = (text for section in site.labels.values() for texts in section.values() for text in texts)
    return _listed()[0] | frozenset(word for text in labels for word in normalised(text).split())


class Disguise:
    """One capture's replacements. `taken` are words and numbers of the pages: no invention may equal one."""

    def __init__(
        self,
        kept: Collection[str],
        personal: Personal,
        taken: Iterable[str],
        *,
        chance: random.Random | None = None,
    ) -> None:
        self._kept = frozenset(kept)
        self._personal = personal
        self._chance = chance or random.SystemRandom()
        self._used = {folded(one) for one in taken}
        self._inventions = list(_listed()[1])
        self._chance.shuffle(self._inventions)
        self._words: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._days: dict[date, date] = {}
        self._keys: dict[str, str] = {}
        self._links: dict[str, str] = {}
        self.rows: set[str] = set()
        self.counts: Counter[str] = Counter()
        self._phrases = _any_of(personal.texts)
        # Routes and identifiers may well say «expert»; they hold nobody's full name.
        self._names_in_code = _any_of(text for text in personal.texts if not self.is_common(text))

    def is_common(self, text: str) -> bool:
        """Whether all words of the text name nobody, and it has no number."""
        return not re.search(r"\d", text) and all(word in self._kept for word in normalised(text).split())

    @property
    def inventions(self) -> tuple[str, ...]:
        """The invented keys, the longest first."""
        return tuple(sorted(filter(_is_long, self._keys.values()), key=len, reverse=True))

    @property
    def originals(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Long numbers and keys that were replaced: none of them may be found afterwards."""
        numbers = tuple(one for one in self._numbers if len(one) >= 4)
        return numbers, tuple(filter(_is_long, self._keys))

    def place_of(self, offered: Sized) -> int:
        """Where in a list to choose, by chance."""
        return self._chance.randrange(len(offered))

    # --- text that people read ---

    def text(self, text: str, *, strict: bool) -> str:
        """Visible words. Strict: of a cell or field, where nothing but known words and months is kept."""
        strict = strict or bool(_FILE.search(text))
        if self._phrases is None:
            return self._plain(text, strict)
        pieces: list[str] = []
        end = 0
        for found in self._phrases.finditer(text):
            pieces += [self._plain(text[end : found.start()], strict), self._forced(found.group())]
            end = found.end()
        return "".join([*pieces, self._plain(text[end:], strict)])

    def _forced(self, text: str) -> str:
        return _TOKEN.sub(lambda found: self._token(found, strict=True, forced=True, opens=False), text)

    def _plain(self, text: str, strict: bool) -> str:
        def one(found: re.Match[str]) -> str:
            before = text[: found.start()].rstrip(' \t\r\n\u00a0«"(—–-')
            return self._token(found, strict=strict, forced=False, opens=not before or before[-1] in ".!?")

        return _TOKEN.sub(one, text)

    def _token(self, found: re.Match[str], *, strict: bool, forced: bool, opens: bool) -> str:
        said = found.group()
        kind = found.lastgroup
        if kind == "period":
            return said
        if kind == "link":
            return self.foreign(said.rstrip(".,;")) + said[len(said.rstrip(".,;")) :]
        if kind == "mail":
            return self.mail(said)
        if kind == "day":
            return self._day(said)
        if kind == "worded":
            return self._worded(said)
        if kind == "phone":
            return re.sub(r"\d{2,}", lambda digits: self._number(digits.group(), PHONES), said)
        if kind == "number":
            return said if not strict and _is_count(said) else self._number(said)
        if forced and folded(said) in self._kept and len(said) > 3:
            return self.word(said)
        return said if self._stays(said, strict=strict, opens=opens) else self.word(said)

    def _stays(self, word: str, *, strict: bool, opens: bool) -> bool:
        bones = folded(word)
        if bones in self._personal.words:
            return False
        if bones in self._kept or (len(word) == 1 and word.islower()):
            return True
        if strict or not re.fullmatch(r"[а-яё]+", word.lower()):
            return False
        if word.islower():
            return True
        # A sentence may begin with any word; a name is not one of them.
        return opens and word[1:].islower() and not _NAME_LIKE.search(bones) and not self._like_a_person(bones)

    def _like_a_person(self, bones: str) -> bool:
        return any(bones[: max(3, len(one) - 2)] == one[: max(3, len(one) - 2)] for one in self._personal.words)

    # --- single things ---

    def word(self, word: str) -> str:
        """Another word, with capitals where this one has them."""
        self.counts[NAMES] += 1
        bones = folded(word)
        if bones not in self._words:
            self._words[bones] = self._invented(bones)
        said = self._words[bones]
        if word.isupper() and len(word) > 1:
            return said.upper()
        return said[:1].upper() + said[1:] if word[:1].isupper() else said

    def _invented(self, bones: str) -> str:
        if len(bones) == 1 and not bones.isascii():
            return _ALPHABET[(_ALPHABET.find(bones) + 7) % len(_ALPHABET)]
        latin = bones.isascii()
        while True:
            if latin:
                made = "".join(
                    self._chance.choice(_VOWELS if place % 2 else _CONSONANTS) for place in range(len(bones))
                )
            elif self._inventions:
                made = self._inventions.pop()
            else:
                root, other = (self._chance.choice(_listed()[1]) for _ in range(2))
                made = f"{root[: self._chance.randint(3, 5)]}о{other}"
            if folded(made) not in self._used and folded(made) not in self._kept and not BUILT_IN.match(made):
                self._used.add(folded(made))
                return made
            if latin and len(bones) < 3 and made != bones:
                return made

    def mail(self, address: str) -> str:
        """Another address; its letters are replaced as they are elsewhere."""
        self.counts[MAIL] += 1
        local, _, _ = address.partition("@")
        return _CODE_TOKEN.sub(self._of_mail, local) + "@example.org"

    def _of_mail(self, found: re.Match[str]) -> str:
        before = self.counts.copy()
        said = self._number(found.group()) if found.lastgroup == "number" else self.word(found.group())
        self.counts = before  # counted as an address
        return said

    def _day(self, text: str) -> str:
        parts = [int(part) for part in re.split(r"[./-]", text)]
        iso = "-" in text
        year, month, day = parts if iso else reversed(parts)
        made = self._other_day(year + (1900 if year >= 50 else 2000) if year < 100 else year, month, day)
        if made is None:
            return re.sub(r"\d+", lambda digits: self._number(digits.group(), DATES), text)
        if iso:
            return made.isoformat()
        mark = "/" if "/" in text else "."
        return f"{made.day:02}{mark}{made.month:02}{mark}{made.year if year >= 100 else made.year % 100:02}"

    def _worded(self, text: str) -> str:
        day, month, year = re.findall(r"\d+|[^\W\d_]+", text)
        made = self._other_day(int(year), MONTHS_GENITIVE.index(month.lower()) + 1, int(day))
        if made is None:
            return re.sub(r"\d+", lambda digits: self._number(digits.group(), DATES), text)
        said = text.replace(year, str(made.year)).replace(month, MONTHS_GENITIVE[made.month - 1])
        return re.sub(r"^\d+", str(made.day), said)

    def _other_day(self, year: int, month: int, day: int) -> date | None:
        try:
            said = date(year, month, day)
        except ValueError:
            return None
        self.counts[DATES] += 1
        made = self._days.get(said)
        while made is None:
            made = date(1991, 1, 1) + timedelta(days=self._chance.randrange(9000))
            if made == said or f"{made:%d.%m.%Y}" in self._used or made in self._days.values():
                made = None
        self._days[said] = made
        return made

    def _number(self, digits: str, kind: str = NUMBERS) -> str:
        self.counts[kind] += 1
        for _ in range(200):
            if digits in self._numbers:
                break
            made = "".join(self._chance.choice("0123456789") for _ in digits)
            if len(digits) == 2 and digits[0] != "0":
                made = str(self._chance.randint(21, 79))  # an age stays one
            elif digits[0] != "0":
                made = self._chance.choice("123456789") + made[1:]
            # Of numbers this short all may be in use.
            free = len(digits) < 4 or made not in self._used
            if made != digits and free and made not in self._numbers.values():
                self._numbers[digits] = made
        return self._numbers.setdefault(digits, "".join("7" if one != "7" else "3" for one in digits))

    def foreign(self, address: str) -> str:
        """An address of another site."""
        self.counts[LINKS] += 1
        number = len(self._links) + 1
        return self._links.setdefault(address, f"https://video{number}.example.org/{number}")

    # --- what the page's program reads ---

    def key(self, text: str) -> str:
        """A value that only the service understands: another of the same length and alphabet."""
        if text not in self._keys:
            self._keys[text] = "".join(self._sign(one) for one in text)
        self.counts[KEYS] += 1
        return self._keys[text]

    def _sign(self, sign: str) -> str:
        for alphabet in (string.ascii_lowercase, string.ascii_uppercase, string.digits):
            if sign in alphabet:
                return self._chance.choice(alphabet)
        return "ъ" if sign.isalpha() and not sign.isascii() else sign

    def value(self, text: str) -> str:
        """The value of a hidden field, box or option."""
        bare = text.strip()
        if not bare or folded(bare) in self._kept:
            return text
        if bare.isdigit():
            return self.row_number(text)
        if re.search(r"[а-яё]", bare, re.IGNORECASE):
            return self.text(text, strict=True)
        return self.word(text) if re.fullmatch(r"[A-Za-z]{1,24}", bare) else self.key(text)

    def row_number(self, digits: str) -> str:
        """The number of something in an address or a hidden field; short ones only count."""
        if len(digits) < 3:
            return digits
        self.rows.add(digits)
        return self._number(digits)

    def code(self, text: str) -> str:
        """Identifiers and scripts: all stays but long numbers, keys, and words that are personal."""

        def one(found: re.Match[str]) -> str:
            said = found.group()
            if found.lastgroup == "mail":
                return self.mail(said)
            if found.lastgroup == "number":
                return self._number(said) if len(said) >= 4 or said in self.rows else said
            bones = folded(said)
            if bones in self._personal.words or not (bones.isascii() or bones in self._kept or len(said) == 1):
                return self.word(said)
            return said

        def escaped(found: re.Match[str]) -> str:
            said = re.sub(r"\\u(....)", lambda one: chr(int(one.group(1), 16)), found.group())
            return "".join(f"\\u{ord(sign):04x}" for sign in self.text(said, strict=True))

        def hexadecimal(found: re.Match[str]) -> str:
            said = found.group()
            return self.key(said) if sum(sign.isdigit() for sign in said) >= 3 else said

        plain = _outside(text, _ESCAPED, escaped)
        if self._names_in_code is not None:
            plain = self._names_in_code.sub(lambda found: self._forced(found.group()), plain)
        return _outside(plain, _HEX, hexadecimal, lambda rest: _CODE_TOKEN.sub(one, rest))


_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|rtf|odt|jpe?g|png|zip|rar|mp4|avi|mov)\b", re.IGNORECASE)


def _is_long(key: str) -> bool:
    return len(key) >= 8


def _any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted({text for text in texts if text.strip()}, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, text.split())) for text in longest_first)
    pattern = "|".join(rf"(?<!\w){text}(?!\w)" for text in spaced)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _is_count(digits: str) -> bool:
    """Whether a number outside cells and fields only counts, or is a year."""
    return len(digits) < 4 or (len(digits) == 4 and "1990" <= digits <= "2040")


def _outside(
    text: str,
    pattern: re.Pattern[str],
    inside: Callable[[re.Match[str]], str],
    rest: Callable[[str], str] = lambda piece: piece,
) -> str:
    """What fits the pattern goes through `inside`, all between through `rest`."""
    pieces: list[str] = []
    end = 0
    for found in pattern.finditer(text):
        pieces += [rest(text[end : found.start()]), inside(found)]
        end = found.end()
    return "".join([*pieces, rest(text[end:])])
