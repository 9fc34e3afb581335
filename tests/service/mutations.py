"""Ways in which a page may differ from the one that was expected: broken, moved, translated, disguised.

Every mutation takes the page's text and a source of chance; the same number makes the same change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree, html
from lxml.html import HtmlElement

MARK = "zzd"
"""Stands in everything that a refused control planted here would send."""
WRONG = "zzwrong"
"""Stands in everything that a control with harmful words planted here would send."""
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_SAID = re.compile(r"аттестовать", re.IGNORECASE)

DISGUISES = (
    "Аттестовать",
    "АТТЕСТОВАТЬ",
    " аттес\u00adтовать ",
    "А т т е с т о в а т ь",
    "Aттecтoвaть",
    "Аттесто\u200bвать",
    "Аттестовать педагога »",
    "Прикрепить и аттестовать",
    "Аттест<b>овать</b>",
    "&#1040;ттестовать",
)
_FOREIGN = (
    "Attach the file",
    "Sign in",
    "Datei anhängen",
    "附加文件",
    "إرفاق الملف",
    "Прикріпити",
    "Қосу",
    "Επισύναψη",
    "\u202eьтиперкирП",
    "",
    "x" * 5000,
    "Иванов Иван Иванович",
    "учитель",
    "Прикрепить",
    "Войти",
    "Скачать",
    "Аттестация",
    "1",
    "😀 \x0b\x0c",
)
_FORMS = (
    '<form action="/cpnew/zzwrong" method="post">',
    f'<form action="/cpnew/{WRONG}" method="post"><input type="file" name="{WRONG}f"><button name="{WRONG}" '
    'value="1">Удалить</button></form>',
    f'<input type="file" name="{WRONG}f2">',
    f'<button name="{WRONG}" value="2">Отозвать заключение</button>',
    f'<input type="submit" name="{WRONG}" value="Открепить">',
    f'<a href="/cpnew/{WRONG}">Удалить</a>',
    "<form>",
    "</form>",
    '<form method="post" enctype="multipart/form-data" action="?"><input type=file name=q>'
    "<button>Найти</button></form>",
    '<form method="get"><input name="q"><button>Войти</button></form>',
    '<form method="dialog"><button>Прикрепить</button></form>',
    '<base href="http://elsewhere.example/">',
    '<base href="http://[broken">',
    '<meta http-equiv="refresh" content="0; url=http://elsewhere.example/">',
    "<table><tr><td>",
    "</td></tr></table>",
    "<select><option>",
    "<textarea>",
    "<!--",
    "<![CDATA[",
    "<script>",
    "<template>",
    "<svg><foreignObject>",
    "<math>",
    "<frameset>",
    "<plaintext>",
    "<noscript>",
    "<fieldset disabled>",
    "<label>",
    '<input type="hidden" name="__VIEWSTATE" value="x">',
    '<input type="hidden" name="__EVENTTARGET" value="x">',
    "<a href=\"javascript:__doPostBack('a','Page$2')\">2</a>",
    "<a href=\"javascript:__doPostBack('\\'>2</a>",
    '<a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=99999999999999999999">4</a>',
    '<a href="http://[">Аттестация</a>',
    '<a href="http://a:b/">Личный кабинет</a>',
    '<a href="//elsewhere.example/x">Скачать</a>',
    '<p class="validation-summary-errors">Файл не прикреплен</p>',
    "<p>Итоговое заключение не прикреплено</p>",
    "\x00\x01\x1b&#0;&#x110000;&#xD800;&bogus;",
    "\ufeff\u202e\u2028",
)
_ATTRIBUTES = (
    ("type", ("file", "submit", "image", "hidden", "checkbox", "password", "reset", "", "x")),
    ("name", ("", "command", "Id", "__EVENTTARGET", "__VIEWSTATE", "я", "a" * 3000, '"', "\n", "isindex")),
    ("value", ("", "on", "0", "x" * 3000)),
    ("form", ("form1", "logoutForm", "nowhere", "")),
    ("id", ("form1", "", "x", "file4101")),
    ("for", ("x", "", "UserName")),
    ("colspan", ("0", "-1", "99999999999", "3", "²", "x")),
    ("rowspan", ("0", "65000", "2", "x", "")),
    ("method", ("get", "post", "dialog", "PUT", "")),
    ("enctype", ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "")),
    (
        "action",
        ("", "?", "#", "http://elsewhere.example/", "javascript:x()", "http://[", "mailto:a@b", "//", "\n"),
    ),
    (
        "href",
        ("", "#", "javascript:void(0)", "http://[", "data:text/html,x", "?page=2", "\t/cpnew/x", "http://a:x/"),
    ),
    ("hidden", ("",)),
    ("disabled", ("",)),
    ("style", ("display:none", "visibility:hidden")),
    ("onclick", ("return false", "__doPostBack('a','b')", "__doPostBack(", "x" * 2000, "'" * 50)),
    ("onchange", ("javascript:setTimeout('__doPostBack(\\'a\\',\\'\\')', 0)",)),
    ("aria-labelledby", ("x y z", "form1")),
    ("aria-label", ("Прикрепить", "")),
    ("title", ("Прикрепить",)),
    ("multiple", ("",)),
    ("selected", ("",)),
    ("accept-charset", ("utf-16", "windows-1251", "bogus", "utf-7 utf-8")),
)


def _parsed(text: str) -> HtmlElement | None:
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root


def _written(root: HtmlElement) -> str:
    return str(html.tostring(root, encoding="unicode"))


def _elements(root: HtmlElement) -> list[HtmlElement]:
    return [one for one in root.iter() if isinstance(one.tag, str) and one.getparent() is not None]


def _on_tree(change: Callable[[HtmlElement, random.Random], None]) -> Callable[[str, random.Random], str]:
    def run(text: str, chance: random.Random) -> str:
        root = _parsed(text)
        if root is None or not _elements(root):
            return text
        try:
            change(root, chance)
        except ValueError:
            return text  # not allowed in a tree
        return _written(root)

    return run


def _pick(root: HtmlElement, chance: random.Random) -> HtmlElement:
    # Half of the time what matters most.
    interesting = list(root.iter("input", "button", "form", "a", "tr", "td", "th", "select", "label", "table"))
    interesting = [one for one in interesting if one.getparent() is not None]
    return chance.choice(interesting if interesting and chance.random() < 0.6 else _elements(root))


def _drop_node(root: HtmlElement, chance: random.Random) -> None:
    _pick(root, chance).drop_tree()


def _unwrap(root: HtmlElement, chance: random.Random) -> None:
    _pick(root, chance).drop_tag()


def _double(root: HtmlElement, chance: random.Random) -> None:
    one = _pick(root, chance)
    for _ in range(chance.choice((1, 1, 2, 5))):
        one.addnext(deepcopy(one))


def _move(root: HtmlElement, chance: random.Random) -> None:
    one, to = _pick(root, chance), _pick(root, chance)
    if one not in (to, *to.iterancestors()):
        to.insert(chance.randint(0, len(to)), one)


def _copy_elsewhere(root: HtmlElement, chance: random.Random) -> None:
    one, to = _pick(root, chance), _pick(root, chance)
    if sum(1 for _ in one.iter()) < 300:
        to.insert(chance.randint(0, len(to)), deepcopy(one))


def _swap(root: HtmlElement, chance: random.Random) -> None:
    parent = _pick(root, chance).getparent()
    children = [one for one in parent if isinstance(one.tag, str)]
    chance.shuffle(children)
    for one in children:
        parent.append(one)


def _attribute(root: HtmlElement, chance: random.Random) -> None:
    one = _pick(root, chance)
    if one.attrib and chance.random() < 0.4:
        del one.attrib[chance.choice(list(one.attrib))]
        return
    name, values = chance.choice(_ATTRIBUTES)
    one.set(name, re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", chance.choice(values)))


def _column(root: HtmlElement, chance: random.Random) -> None:
    """Move, drop or add a column."""
    tables = list(root.iter("table"))
    if not tables:
        return
    rows = list(max(tables, key=lambda one: len(list(one.iter("tr")))).iter("tr"))
    place, how, to = chance.randint(0, 11), chance.randint(0, 2), chance.randint(0, 11)
    for row in rows:
        cells = [one for one in row if one.tag in ("td", "th")]
        if place >= len(cells):
            continue
        if how == 0:
            cells[place].drop_tree()
        elif how == 1:
            row.insert(min(to, len(row)), cells[place])
        else:
            row.insert(place, deepcopy(cells[min(to, len(cells) - 1)]))


def _text(root: HtmlElement, chance: random.Random) -> None:
    spoken = [
        one for one in _elements(root) if one.text and one.text.strip() and one.tag not in ("script", "style")
    ]
    spoken = [one for one in spoken if not _SAID.search(one.text or "")]
    if spoken:
        foreign = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", chance.choice(_FOREIGN))
        chance.choice(spoken).text = foreign


def _drop_tag(text: str, chance: random.Random) -> str:
    tags = list(_TAG.finditer(text))
    if not tags:
        return text
    one = chance.choice(tags)
    return text[: one.start()] + text[one.end() :]


def _tag_elsewhere(text: str, chance: random.Random) -> str:
    tags = list(_TAG.finditer(text))
    if not tags:
        return text
    one, to = chance.choice(tags), chance.choice(tags)
    return text[: to.end()] + one.group() + text[to.end() :]


def _inject(text: str, chance: random.Random) -> str:
    tags = list(_TAG.finditer(text))
    at = chance.choice(tags).end() if tags else 0
    return text[:at] + chance.choice(_FORMS) + text[at:]


def _huge_table(text: str, chance: random.Random) -> str:
    cell = chance.choice(
        ("<td>x</td>", "<td colspan=200>x", "<td rowspan=500>учитель</td>", "<td><table><tr><td>y")
    )
    rows = f"<tr>{cell * chance.choice((3, 12, 40))}</tr>" * chance.choice((20, 120, 250))
    place = text.find(chance.choice(("</tbody>", "</table>", "<tr", "</body>")))
    place = max(0, place)
    if chance.random() < 0.5:
        rows = f"<table>{rows}</table>"
    return text[:place] + rows[:200_000] + text[place:]


def _many_rows(text: str, chance: random.Random) -> str:
    """The rows of the page many times over."""
    rows = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
    if not rows:
        return text
    one = chance.choice(rows)
    more = (one * chance.choice((5, 25, 60)))[:150_000]
    return text.replace(one, one + more, 1)


def _deep(text: str, chance: random.Random) -> str:
    tag = chance.choice(("div", "b", "table", "ul><li", "span", "form", "font", "table><tr><td"))
    at = text.find("<h2")
    return text[: max(0, at)] + f"<{tag}>" * chance.choice((60, 300, 1500)) + text[max(0, at) :]


def _sendable(chance: random.Random) -> str:
    """A control with refused words; all that it would send bears the mark."""
    words, mark = chance.choice(DISGUISES), f"{MARK}{chance.randint(0, 99)}"
    plain = words.replace("<b>", "").replace("</b>", "")
    name = chance.choice(("command", "do", mark))
    return chance.choice(
        (
            f'<button name="{name}" value="{mark}">{words}</button>',
            f'<button formaction="/cpnew/{mark}" formmethod="post">{words}</button>',
            f'<input type="submit" name="{mark}" value="{plain}">',
            f'<input type="image" name="{mark}" alt="{plain}" src="x">',
            f'<button name="{name}" value="{mark}" title="{plain}">Прикрепить</button>',
            f'<button name="{name}" value="{mark}" aria-label="{plain}"><i></i></button>',
            f'<button name="{name}" value="{mark}"><img src="x" alt="{plain}"></button>',
            f'<label for="{mark}i">{words}</label>'
            f'<input id="{mark}i" type="submit" name="{mark}" value="Прикрепить">',
            f'<a href="/cpnew/{mark}">{words}</a>',
            f"<a href=\"javascript:__doPostBack('ctl00${mark}','')\">{words}</a>",
            f'<input type="button" onclick="__doPostBack(\'ctl00${mark}\',\'\')" value="{plain}">',
            f'<a href="#" onclick="__doPostBack(&#39;ctl00${mark}&#39;,&#39;&#39;)">{words}</a>',
            f'<label><input type="checkbox" name="{mark}" value="1" checked> {words}</label>',
            f'<select name="{mark}s"><option value="{mark}" selected>{words}</option></select>',
            f'<button name="{name}" value="{mark}"><span>Прикрепить</span> <span hidden>{words}</span></button>',
            f'<form action="/cpnew/{mark}" method="post" enctype="multipart/form-data">'
            '<input type="file" name="planted">'
            f'<button name="{name}" value="{mark}">{words}</button></form>',
        )
    )


def _decide_planted(text: str, chance: random.Random) -> str:
    """«Аттестовать» once more: beside what is pressed, in the row, anywhere."""
    places = [one.start() for one in re.finditer(r"<input[^>]*type=\"(?:submit|file)\"|<button|<td|<a ", text)]
    at = chance.choice(places) if places else 0
    return text[:at] + _sendable(chance) + text[at:]


def _decide_renamed(text: str, chance: random.Random) -> str:
    plain = chance.choice(DISGUISES[:8]).replace('"', "")
    return _SAID.sub(lambda _: plain, text)


def _decide_around(text: str, chance: random.Random) -> str:
    """A refused button takes in, or stands inside, what may be pressed."""
    found = re.search(r"<input[^>]*value=\"Прикрепить\"[^>]*>", text)
    if not found:
        return text
    mark = f"{MARK}{chance.randint(0, 99)}"
    wrapped = chance.choice(
        (
            f'<button name="{mark}" value="{mark}">Аттестовать {found.group()}</button>',
            f'<a href="/cpnew/{mark}">Аттестовать {found.group()}</a>',
            f"<label>Аттестовать {found.group()}</label>",
            f"<div onclick=\"__doPostBack('ctl00${mark}','')\">Аттестовать {found.group()}</div>",
        )
    )
    return text[: found.start()] + wrapped + text[found.end() :]


TEXT_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "drop_node": _on_tree(_drop_node),
    "unwrap": _on_tree(_unwrap),
    "double": _on_tree(_double),
    "move": _on_tree(_move),
    "copy_elsewhere": _on_tree(_copy_elsewhere),
    "swap": _on_tree(_swap),
    "attribute": _on_tree(_attribute),
    "column": _on_tree(_column),
    "text": _on_tree(_text),
    "drop_tag": _drop_tag,
    "tag_elsewhere": _tag_elsewhere,
    "inject": _inject,
    "huge_table": _huge_table,
    "many_rows": _many_rows,
    "deep": _deep,
    "decide_planted": _decide_planted,
    "decide_renamed": _decide_renamed,
    "decide_around": _decide_around,
}
"""By name: what is done to the text of a page."""

CONTENT_TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=windows-1251",
    "text/html; charset=koi8-r",
    "text/html; charset=utf-16",
    "text/html; charset=bogus",
    "text/html; charset=utf-7",
    'text/html; charset="',
    "text/plain",
    "application/octet-stream",
    "application/xhtml+xml",
    "",
)


def _truncated(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randint(0, len(body))]


def _flipped(body: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(body)
    for _ in range(chance.choice((1, 20, 400))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _other_charset(body: bytes, chance: random.Random) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "koi8-r", "cp1251", "utf-8-sig", "utf-32")), "replace")


BYTE_CHANGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "truncated": _truncated,
    "flipped": _flipped,
    "other_charset": _other_charset,
}
"""By name: what is done to the bytes of a page."""
NAMES = (*TEXT_CHANGES, *BYTE_CHANGES, "content_type", "status")
