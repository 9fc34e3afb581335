"""Which blanks are signed by hand, and whose printed names stand beside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.papers.template.blank import BlankKind, Found, Way
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.surroundings import Surroundings

_SLASHED = re.compile(r"^[ \t\u00a0]*/[ \t\u00a0]*$")
_SURNAME, _INITIALS = r"[А-ЯЁ][а-яё\-]+", r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
_NAME = re.compile(rf"^\s*[/(]?\s*(?:{_SURNAME}\s+{_INITIALS}|{_INITIALS}\s?{_SURNAME})\s*[/)]?\s*$")
_PRINTED = re.compile(r"\W*И\.\s?О\.\s?Фамилия\W*$", re.IGNORECASE)
_FINAL_SECTIONS = ("signatures", "result", "recommendations", "acquaintance")
_ROLE_WORDS = 4
# «имеет ____ / претендует на ____»: the sentence goes on after the slash.
_LOWER = re.compile(r"\s*/\s*[а-яё]{3}")
_BOTH = re.compile(r"\W*(?:личная\s+)?подпись\b", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:\w+\s+){0,2}(?:пров[её]л|проверил|составил|исполнил|принял|сдал|получил|передал|выдал|отпустил|посетил"
    r"|подготовил|разработал|заполнил|зарегистрировал|осмотрел|разрешил)(?:\(?а\)?|и)?\b"
    r"|главный бухгалтер|бухгалтер|кассир"
    # «Наблюдатель», «Заказчик», «Работник»: whoever acts, not «Показатель».
    r"|(?!показатель|знаменатель)\w{3,}(?:тель|чик|щик|дник|тник)\s*:?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signing:
    """How a blank takes part in signing: the name printed beside (`transcript`), the words for its label."""

    word: str
    transcript: bool = False


def signing(
    found: Found, near: Surroundings, scene: Scene, words: Lexicon, caption_of_line: str
) -> Signing | None:
    """How the blank takes part in signing; None when it does not. `caption_of_line` holds the line's captions."""
    if found.way is Way.LINE and _is_name(found.caption, words):
        return Signing("подпись")
    if found.way in (Way.MARK_CHOSEN, Way.STRIKE_OTHERS):
        return None
    own = found.caption
    if not own and (
        words.signature_word("words", found.column) or words.signature_word("transcript", found.column)
    ):
        own = found.column
    acquainted = scene.section == "acquaintance" or words.signature_word("acquainted", near.whole)
    if near.approval and found.way is Way.DATE:
        return Signing("дата подписания")
    if near.approval and found.way is Way.LINE and not own and not re.search(r"\w", near.before + near.after):
        return Signing("подпись")
    if found.way is Way.DATE or (acquainted and words.read_label(own).keys[:1] == ("date",)):
        return Signing("дата ознакомления") if acquainted else None
    if own and found.way is not Way.TICK:
        if words.signature_word("words", own) or words.signature_word("transcript", own):
            # «подпись, Ф.И.О.» is one place for both; «расшифровка подписи» is the name alone.
            named = words.signature_word("transcript", own) and not _BOTH.match(own)
            alone = not words.signature_word("words", caption_of_line)
            if named and alone and _PRINTED.match(own) and near.raw_after.lstrip().startswith("("):
                return Signing("подпись")  # «Эксперты: ______ (И.О. Фамилия)»: the name is to be printed beside
            # «Ф.И.О.» is the name under a signature only where the same line is signed.
            listed = named and "подпис" not in own.lower() and _named_in_a_list(own, caption_of_line, words)
            if listed:
                return None  # «(Ф.И.О.) (должность) (подпись)»: a list of people who sign, named first
            telling = "подпис" in own.lower() or words.signature_word("words", caption_of_line)
            if named and not telling and not acquainted:
                return None
            return Signing("расшифровка подписи" if named else "подпись", named)
        return None if not acquainted else Signing("подпись")
    if found.kind not in (BlankKind.UNDERSCORE, BlankKind.TABLE_CELL):
        return None
    if _is_name(near.raw_after, words):
        return Signing("подпись")  # the name is printed beside
    bare = not re.search(r"\w{2}", near.before)
    bare = bare and not words.read_label(near.before).keys
    if scene.section == "signatures" and bare and not _SLASHED.match(near.raw_before):
        return Signing("подпись")
    label = " ".join((near.clause, *found.row[-1:]))
    if words.signature_word("words", label) and scene.section != "criteria":
        return Signing("подпись")
    said = near.lead if re.search(r"[^\W\d]", near.lead) else near.item_of or near.lead
    role = names_signer(said or found.column, words)
    if near.pair.startswith("loose") and role:
        return Signing("расшифровка подписи", True) if near.pair == "loose name" else Signing("подпись")
    if near.pair == "name" and (role or near.raw_before.strip() == "/"):
        return Signing("расшифровка подписи", True)
    if near.pair == "line" and (role or ("/" in near.raw_after and not words.read_label(near.clause).keys)):
        return Signing("подпись")
    if _SLASHED.match(near.raw_before) and near.raw_after.strip().startswith("/"):
        return Signing("расшифровка подписи", True)
    said_next = _LOWER.match(near.raw_after) and not words.signature_word("words", near.raw_after)
    if near.raw_after.strip().startswith("/") and _is_role(near.lead, words) and not said_next:
        return Signing("подпись")
    if acquainted:
        return Signing("подпись")
    third = words.person(near.lead) == "other" and _is_role(near.lead, words)
    if (
        third
        and near.before
        and not near.before.endswith("№")
        and not near.colon
        and not re.search(r"\w", near.after)
        and not words.read_label(near.clause).keys
    ):
        return Signing("подпись")
    second = not near.raw_before.strip() and words.person(near.prior) is not None and _is_role(near.lead, words)
    if second and not re.search(r"\w", near.after) and not own:
        return Signing("расшифровка подписи", True)
    final = scene.section in _FINAL_SECTIONS
    if final and not near.colon and _is_role(near.lead, words) and near.before.strip(" \t/"):
        return Signing("подпись")
    return None


def _named_in_a_list(own: str, captions: str, words: Lexicon) -> bool:
    """Whether the line asks for the name and the post first and to be signed last."""
    plain, name = captions.lower(), own.lower()
    signed = plain.rfind("подпис")
    return plain.find(name) < signed and words.read_label(plain[plain.find(name) + len(name) : signed]).keys[
        :1
    ] == ("person.position",)


def names_signer(text: str, words: Lexicon) -> bool:
    """Whether the words before a line tell who signs on it: a person, or what he did: «Принял», «Урок посетил»."""
    return words.person(text) is not None or _ROLE.match(text) is not None


def _is_name(text: str, words: Lexicon) -> bool:
    """«(Иванова М.И.)», but not «(И.О. Фамилия)»."""
    return _NAME.match(text) is not None and not words.signature_word("transcript", text)


def _is_role(lead: str, words: Lexicon) -> bool:
    return words.person(lead) is not None and len(lead.split()) <= _ROLE_WORDS
