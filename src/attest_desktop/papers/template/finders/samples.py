"""Text that stands for a value: tags of every syntax, words under the marker, prompts in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Found, Option, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.layout import Form, Paragraph

_TAGS = (
    re.compile(r"\{\{(?P<name>(?:[^{}'\"]|'[^']*'|\"[^\"]*\"|['\"])+?)\}\}"),
    re.compile(r"\$__(?P<name>\w+?)__(?!\w)"),
    re.compile(r"\[\[(?P<name>[^\[\]]+)\]\]"),
    re.compile(r"«(?P<name>[A-Za-z][\w.]*|[А-Яа-яЁё]\w*_\w+)»"),
    re.compile(r"(?<![\w@])@(?P<name>[A-Za-zА-Яа-яЁё_][\w]*)@(?!\w)"),
    re.compile(r"\$!?\{(?P<name>[^{}]+)\}"),
    re.compile(r"(?<![\w$])\$!?(?P<name>[A-Za-z_][\w.]*[A-Za-z]\w*)(?![\w{])"),
    re.compile(r"(?<![\w_])__(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__(?![\w_])"),
    re.compile(r"\[(?P<name>(?:onshow|onload|var)\.[^\[\]]+)\]"),
    re.compile(r"<<\[?(?P<name>[^<>\[\]]+(?:\[[^<>]*)?)\]?>>"),
    re.compile(r"(?<!\{)\{(?P<name>[A-Za-zА-Яа-яЁё_]\w*(?:[. \-]\w+)*(?:\s*[:|][^{}]*)?)\}(?!\})"),
    re.compile(r"(?<![\w%])%(?P<name>[A-Za-zА-Яа-яЁё_][\w.]*)%(?!\w)"),
    re.compile(r"(?<![\w#])#(?P<name>[A-Za-zА-Яа-яЁё_][\w.]*)#(?!\w)"),
)
# «Стаж_лет» is a tag; beside several such, «Категория» is one too.
_QUOTED = re.compile(r"«[А-Яа-яЁё]\w*_\w+»")
_QUOTED_WORD = re.compile(r"«(?P<name>[А-ЯЁ][а-яё]{2,})»")
_SOME = 2
# `{{p name}}`, `{{r name}}`: the syntax's own marks before the name; `{{name|filter}}`: after it.
_TAG_MARK = re.compile(r"^(?:p|r|tr|tc)\s+|\s*\|.*$|^[-~@*+]\s*|\s*[-~]$|\s*:format\w*.*$|\.str\w+\(.*\)$")
# `{{#each rows}}`, `{{/each}}`, `{{else}}` steer the library; `{{ '%.2f' % total }}` formats a value.
_STEERING = re.compile(r"[#/^!>&?]|foreach|(?:else|if|for|each|end\w*|with|unless)\b")
_FORMATTED = re.compile(r"""^(?:'[^']*'|"[^"]*")\s*(?:%\s*\(?|\.format\()""")
_LITERAL = re.compile(r"""^(?:'[^']*'|"[^"]*"|[\d.\s]+)$""")
_BRACKET = re.compile(r"\[(?P<name>[^\[\]]*[A-Za-zА-Яа-яЁё]{2}[^\[\]]*)\]|<(?P<angle>[А-Яа-яЁё][^<>]*)>")
_LONGEST_SAMPLE = 160
# «очной/дистанционной» under the marker: answers of which one stays.
_ANSWERS = re.compile(r"\s*[/\\|]\s*|\s+или\s+")


def find_tags(form: Form, claims: Claims) -> Iterator[Found]:
    """Every tag that names a value; `{% if … %}` and its like are left alone."""
    named = sum(len(_QUOTED.findall(one.text)) for part in form.parts for one in part.paragraphs)
    patterns = (*_TAGS, _QUOTED_WORD) if named >= _SOME else _TAGS
    for part in form.parts:
        for paragraph in part.paragraphs:
            text = paragraph.text
            for pattern in patterns if text else ():
                for match in pattern.finditer(text):
                    name = _TAG_MARK.sub("", one_line(match.group("name"))).strip()
                    name = _FORMATTED.sub("", name).rstrip(")" if "(" not in name else "")
                    if not re.search(r"\w", name) or not claims.free(paragraph, *match.span()):
                        continue
                    if _STEERING.match(name) or _LITERAL.match(name):
                        claims.take(span(paragraph, *match.span()))  # no blank, and no other finder's business
                    else:
                        yield _sample(paragraph, match.span(), name, BlankKind.TAG, claims)


def find_brackets(form: Form, claims: Claims) -> Iterator[Found]:
    """Every prompt in square or Russian angle brackets."""
    for part in form.parts:
        for paragraph in part.paragraphs:
            for match in _BRACKET.finditer(paragraph.text):
                name = one_line(match.group("name") or match.group("angle"))
                if len(name) <= _LONGEST_SAMPLE and claims.free(paragraph, *match.span()):
                    yield _sample(paragraph, match.span(), name, BlankKind.BRACKET, claims)


def find_highlights(form: Form, claims: Claims) -> Iterator[Found]:
    """Every stretch of words under the marker."""
    for part in form.parts:
        for paragraph in part.paragraphs:
            for start, end in _marked_spans(paragraph):
                name = one_line(paragraph.text[start:end])
                if name and len(name) <= _LONGEST_SAMPLE and claims.free(paragraph, start, end):
                    yield _sample(paragraph, (start, end), name, BlankKind.HIGHLIGHT, claims)


def _sample(paragraph: Paragraph, place: tuple[int, int], name: str, kind: BlankKind, claims: Claims) -> Found:
    where = span(paragraph, *place)
    claims.take(where)
    answers = _ANSWERS.split(name) if kind is not BlankKind.TAG else []
    options = tuple(Option(text, None, where) for text in answers if text) if len(answers) > 1 else ()
    return Found(kind, Way.SAMPLE, (where,), prompt=name, options=options)


def _marked_spans(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    text = paragraph.text
    marked = paragraph.line.marked()
    if not any(marked):
        return
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and marked[end]:
            end += 1
        if end > at:
            start, stop = at, end
            while start < stop and text[start].isspace():
                start += 1
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            # Lines of underscores under the marker are found as lines.
            if stop > start and "__" not in text[start:stop] and re.search(r"\w", text[start:stop]):
                yield start, stop
        at = max(end, at + 1)
