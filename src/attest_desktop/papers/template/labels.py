"""How to call a blank so that a person finds it on the page."""

from __future__ import annotations

import re
from dataclasses import replace

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Case, Found
from attest_desktop.papers.template.surroundings import Surroundings

_ENUMERATOR = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s*|[-–•]\s*)")
_LONGEST = 160
_PROSE = 5
_LONG_HEADING = 12
_PATH = re.compile(r"(?:/|\bod:).*?([^\W\d_][\w\-]*)(?:\[\d+\])?\W*$")
_FOLLOWING = 4
_BARE_WORD = re.compile(r"(?:до|по)", re.IGNORECASE)
_BARE_END = re.compile(r"[\s:]+(?:с|со|от|до|по)$")
_FEW = 2
_FEW_BEFORE = 3
# The noun that the blank describes: «на ______ квалификационную категорию».
_ASKED = re.compile(r"(?:квалификационн\w+ )?категори\w+")
_EMPTY_WORDS = frozenset(
    (
        "для",
        "при",
        "или",
        "под",
        "над",
        "без",
        "про",
        "его",
        "что",
        "как",
        "это",
        "также",
        "поле",
        "без",
        "подписи",
    )
)
NAMELESS = "поле без подписи"


def plain_label(found: Found, near: Surroundings) -> str:
    """The form's own words for the blank; empty when it has none."""
    if found.kind in (BlankKind.TAG, BlankKind.MERGE_FIELD) and not found.caption:
        return found.prompt
    if found.kind is BlankKind.TABLE_CELL or (found.column and not found.caption and not near.before):
        return _cell_label(found)
    beside = found.kind in (BlankKind.SDT, BlankKind.FORM_FIELD) and found.row and not near.before.strip()
    if beside and not found.column and not (found.caption and found.caption.isascii()):
        return _cell_label(replace(found, caption=""))  # the words in the cell beside tell more than a hint
    if found.kind is BlankKind.SDT and near.colon and near.before and found.caption.isascii():
        return tidy(near.clause)  # a tag for programs: the words before it tell more
    if found.caption:
        path = _PATH.search(found.caption)
        if not path:
            return _unbracketed(found.caption)
        # A control tied to data is named by a path: the words before it tell more.
        return tidy(near.clause) if near.colon else path.group(1)
    if found.kind in (BlankKind.TAG, BlankKind.MERGE_FIELD, BlankKind.BRACKET):
        return found.prompt
    if near.colon:
        words = near.clause.split()
        return tidy(near.clause if near.before or len(words) <= _LONG_HEADING else " ".join(words[-_PROSE:]))
    return ""


def prose_label(found: Found, near: Surroundings, title: str, case: Case | None, *, named: bool) -> str:
    """A label for a blank in running text: the words before it, and what the program takes it for.

    `named`: the words before are a label already, nothing is to be explained.
    """
    alone = found.kind is BlankKind.HIGHLIGHT and not _telling(near.before) and not near.after
    clause = "" if alone else near.clause
    words = clause.split()
    before = " ".join(words[-_PROSE:]) if len(words) > _PROSE else clause
    before = tidy(before or (" ".join(near.run_on.split()[-_FEW_BEFORE:]) if not alone else ""))
    asked = _ASKED.match(near.after) if title and found.kind is BlankKind.UNDERSCORE else None
    if before and asked and asked.group() not in before:
        before = f"{before} … {asked.group()}"
    if named and before and found.kind is not BlankKind.HIGHLIGHT:
        return before
    notes = [title] if title else []
    if title and case is not None and case is not Case.NOMINATIVE:
        notes.append(f"{case.russian} падеж")
    if found.prompt and found.kind is BlankKind.HIGHLIGHT:
        notes[-1:] = [f"{notes[-1]}; образец: {found.prompt}" if notes else f"образец: {found.prompt}"]
    following = near.after.split()[:1] if found.kind is BlankKind.HIGHLIGHT and not _telling(near.before) else []
    if following and _telling(following[0]):
        before = tidy(following[0])  # «7А класс»
    if not before and not notes:
        before = tidy(near.after) or found.prompt or tidy(" ".join((*found.row[-1:], found.column)))
    label = f"{before} ({', '.join(notes)})" if before and notes else before or ", ".join(notes)
    return label or NAMELESS


def fuller_label(label: str, near: Surroundings) -> str:
    """The label with more of the words around when its own say little: «№», «на», «1»."""
    if near.item_of and not _telling(near.before):
        return tidy(f"{tidy(near.item_of)} {one_line(near.before).strip(' .)')}")
    if _BARE_WORD.fullmatch(label.strip()) and _telling(near.prior):
        head = _BARE_END.sub("", tidy(" ".join(near.prior.split()[-_PROSE:])))
        return f"{head} {label.strip()}"
    following = " ".join(re.split(r"[.,;:()](?:\s|$)", near.after, maxsplit=1)[0].split()[:_FOLLOWING])
    if len(_telling(label)) > (0 if near.colon else 1):
        return label
    own = "" if label == NAMELESS else label
    before_first = not re.fullmatch(r"\W*(?:на|в|во|за|из|до|к|у)\W*", own) or not _telling(following)
    prior = tidy(" ".join(near.prior.split()[-_PROSE:]))
    pieces = (prior, own) if before_first and _telling(prior) and not _telling(own) else (own,)
    if len(_telling(" ".join(pieces))) < _FEW and _telling(following):
        pieces = (*pieces, following)
    elif re.fullmatch(r"20", own) and _telling(following):
        pieces = (*pieces, following)  # «в 20__ / 20__ учебном году»
    elif pieces == (own,) and _telling(prior) and not _telling(own):
        pieces = (prior, own)
    return tidy(" ".join(filter(None, pieces))) or (label if _telling(label) else NAMELESS)


def date_label(near: Surroundings) -> str:
    """«Согласие действует до»: the words before the date, with what the first of two dates goes on from."""
    if not near.before.strip():
        return "дата"
    own = tidy(near.clause)
    if not _telling(own) and _telling(near.prior):
        head = _BARE_END.sub("", tidy(" ".join(near.prior.split()[-_LONG_HEADING:])))
        return f"{head} {own} (дата)"
    return fuller_label(f"дата ({own})", near)


def with_clause(said: str, near: Surroundings, longest: int = 6) -> str:
    """The words before the line, up to `longest`, with those under it: «работающий в (место работы)»."""
    clause = tidy(near.clause)
    before = _telling(near.before) and _telling(clause) and len(clause.split()) <= longest
    if not before or clause.lower() in said.lower():
        return said or clause
    if not said or "(" in said:
        return f"{clause}: {said}" if said else clause
    return f"{clause} ({said})"


def _telling(text: str) -> list[str]:
    """Words that name something: no prepositions, numbers or single letters."""
    return [word for word in re.findall(r"[^\W\d_]{3,}", text) if word.lower() not in _EMPTY_WORDS]


def choice_label(found: Found, near: Surroundings) -> str:
    """«Вывод: соответствует / не соответствует (нужное подчеркнуть)»."""
    head = re.match(r"[^.:]{1,40}:", _ENUMERATOR.sub("", near.before))
    if len(found.places) > 1:  # an answer a paragraph
        return one_line(" ".join((f"{tidy(found.row[0])}: {found.prompt}", found.caption)))
    answers = found.prompt + ")" * (found.prompt.count("(") - found.prompt.count(")"))
    return one_line(" ".join((head.group() if head else "", answers, found.caption)))


def numbered_label(who: str, number: int, label: str) -> str:
    """«Занятие 2: дата»."""
    return f"{who} {number + 1}: {label}"


def _cell_label(found: Found) -> str:
    row = [text for text in found.row if not re.fullmatch(r"\W*\d{0,3}\W*", text)]
    if found.caption:
        return _unbracketed(found.caption)
    own = (
        f"{tidy(found.group)}: {tidy(row[-1])}"
        if row and found.group not in ("", row[-1])
        else tidy(row[-1])
        if row
        else ""
    )
    return ": ".join(filter(None, (own, tidy(found.column))))


def tidy(text: str) -> str:
    """The label on one line, without its number, colon and the rest of the page."""
    text = _ENUMERATOR.sub("", one_line(text)).strip(" _:–—-,;/\\|(").lstrip("), ")
    if len(text) > _LONGEST:
        text = text[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"
    return text


def _unbracketed(caption: str) -> str:
    plain = one_line(caption)
    if (
        plain.startswith("(")
        and plain.endswith(")")
        and plain.count("(") == plain.count(")")
        and ")" not in plain[1:-1].split("(")[0]
    ):
        plain = plain[1:-1].strip()
    return plain


def with_caption(word: str, found: Found) -> str:
    """«расшифровка подписи (инициалы, фамилия)»: with the form's own words when they are others."""
    said = tidy(found.caption.strip("() "))
    plain = said.lower().replace("ё", "е")
    if not word.startswith("расшифровк") or not re.search(r"фамилия", plain) or len(plain.split()) > _FOLLOWING:
        return word
    return f"{word} ({said})"
