"""The one thing that scripts of pages are read for: `__doPostBack`, by which ASP.NET sends the page's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_LONGEST = 2000  # of a script that does nothing but post back
_STRING = r"'(?:[^'\\\r\n]|\\.)*'|\"(?:[^\"\\\r\n]|\\.)*\""
_POST_BACK = rf"__doPostBack\s*\(\s*(?P<t>{_STRING})\s*,\s*(?P<a>{_STRING})\s*\)"
_OPTIONS = (
    r"WebForm_DoPostBackWithOptions\s*\(\s*new\s+WebForm_PostBackOptions\s*\("
    rf"\s*(?P<ot>{_STRING})\s*,\s*(?P<oa>{_STRING})"
    rf"(?:\s*,\s*(?:true|false)(?:\s*,\s*(?:{_STRING})(?:\s*,\s*(?P<to>{_STRING}))?)?)?"
    r"(?:\s*,\s*(?:true|false))*\s*\)\s*\)"
)
_LATER = rf"(?:window\s*\.\s*)?setTimeout\s*\(\s*(?P<later>{_STRING})\s*,\s*\d+\s*\)"
_NOTHING_ELSE = re.compile(
    r"\s*(?:javascript\s*:)?\s*(?:void\s*\(?\s*0\s*\)?\s*;)?\s*(?:return\s+|void\s+)?"
    rf"(?:{_POST_BACK}|{_OPTIONS}|{_LATER})"
    r"\s*;?\s*(?:return\s+(?:true|false)\s*;?|void\s*\(?\s*0\s*\)?\s*;?)?\s*",
    re.IGNORECASE,
)
_WELL_FORMED = re.compile(_POST_BACK, re.IGNORECASE)
_ANYWHERE = re.compile(
    r"(?:__doPostBack|WebForm_PostBackOptions)\s*\(\s*\\*(['\"])([^'\"\\]{0,500})\\*\1"
    r"(?:\s*,\s*\\*(['\"])([^'\"\\]{0,500})\\*\3)?",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_HEXADECIMAL = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `__doPostBack`; `address` is where the form goes instead of to its own page, mostly empty."""

    target: str
    argument: str
    address: str = ""


def _value(literal: str | None) -> str:
    """What a string literal says."""

    def one(found: re.Match[str]) -> str:
        number = found.group(1) or found.group(2)
        return chr(int(number, 16)) if number else _CONTROL.get(found.group(3), found.group(3))

    return _ESCAPE.sub(one, literal[1:-1]) if literal else ""


def program_of(reference: str) -> str:
    """What a `javascript:` address runs; empty when it is another kind of address."""
    # As browsers read addresses: tabs and line ends inside count for nothing.
    text = re.sub(r"[\t\r\n]", "", reference).lstrip("".join(map(chr, range(33))))
    scheme, colon, program = text.partition(":")
    return unquote(program).strip() if colon and scheme.lower() == "javascript" else ""


def post_back(script: str) -> Call | None:
    """The postback that the script makes; None when it does anything else or anything besides."""
    if not script or len(script) > _LONGEST:
        return None
    found = _NOTHING_ELSE.fullmatch(script)
    if found is None:
        return None
    if found["later"]:
        inner = _value(found["later"])
        # A delay within a delay is nobody's markup.
        return None if "settimeout" in inner.lower() else post_back(inner)
    if found["t"]:
        call = Call(_value(found["t"]), _value(found["a"]))
    else:
        call = Call(_value(found["ot"]), _value(found["oa"]), _value(found["to"]))
    return call if call.target else None


def mentioned(script: str) -> tuple[Call, ...]:
    """Every postback that stands anywhere in the script, as far as it can be made out."""
    if "postback" not in unquote(script).lower():
        return ()

    def plain(found: re.Match[str]) -> str:
        return chr(int(found.group(1) or found.group(2), 16))

    calls: dict[Call, None] = {}
    for text in (script, unquote(script), program_of(script)):
        if (whole := post_back(text)) is not None:
            calls[whole] = None
        for found in _WELL_FORMED.finditer(text):
            calls[Call(_value(found["t"]), _value(found["a"]))] = None
        for found in _ANYWHERE.finditer(_HEXADECIMAL.sub(plain, text)):
            calls[Call(found.group(2), found.group(4) or "")] = None
    return tuple(calls)
