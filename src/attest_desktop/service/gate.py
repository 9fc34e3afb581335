"""The last gate: a request that would press «Аттестовать» stops here, however it was built.

It looks only at the finished request (address and pairs), not at how it came about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus, urlsplit

from attest_desktop.service.errors import RefusedControlError
from attest_desktop.service.reading.controls import (
    EVENT_ARGUMENT,
    EVENT_TARGET,
    RefusedControl,
    SubmitControl,
    buttons,
    is_button,
    links,
    query_pairs,
    refused_controls,
)
from attest_desktop.service.reading.forms import fields, text_after
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import events
from attest_desktop.service.refusal import RefusedWords, skeleton

_NEVER_SENT = skeleton("аттестовать")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Marks:
    """What no request made from a page may hold.

    `names` belong to refused buttons alone: they are refused with any value. `pairs` are refused as they stand.
    `addresses` lead to nothing but what is refused; `posts` may be fetched but nothing may be posted there.
    `targets` of postbacks (in small letters, as ASP.NET does not tell them apart) are refused with any argument,
    `events` are refused targets with their argument.
    """

    names: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = frozenset()
    addresses: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    events: frozenset[Pair] = frozenset()

    def stop(self, method: str, address: str, pairs: Iterable[Pair]) -> None:
        """Raise RefusedControlError when the request would press what is refused. Nothing was sent then."""
        if skeleton_hit(unquote(unquote_plus(address))):
            raise RefusedControlError
        plain = _plain(address)
        if plain in self.addresses or (method == "post" and plain in self.posts):
            raise RefusedControlError
        sent = (*pairs, *query_pairs(address))
        self._stop_events(sent)
        for name, value in sent:
            if name in self.names or (name, value) in self.pairs or skeleton_hit(value) or skeleton_hit(name):
                raise RefusedControlError

    def _stop_events(self, sent: Iterable[Pair]) -> None:
        targets = {value.lower() for name, value in sent if name.upper() == EVENT_TARGET and value}
        arguments = {value for name, value in sent if name.upper() == EVENT_ARGUMENT}
        if targets & self.targets:
            raise RefusedControlError
        if any((target, argument) in self.events for target in targets for argument in arguments or {""}):
            raise RefusedControlError


def skeleton_hit(text: str) -> bool:
    """Whether the text says «аттестовать», however spelt."""
    return _NEVER_SENT in skeleton(text)


def _plain(address: str) -> str:
    """Addresses that differ only in spelling come out equal."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{unquote(parts.path).rstrip('/').lower()}{query}"


def _boxes(page: Page, refused: RefusedWords) -> Iterator[RefusedControl]:
    """Ticked boxes that nothing but the text after them names."""
    for form in page.forms:
        for field in fields(page, form):
            if field.kind in ("checkbox", "radio") and field.name and refused.match(text_after(field.element)):
                yield RefusedControl(field.element, form, ((field.name, field.element.get("value") or "on"),))


def _only_a_number(value: str) -> bool:
    """Whether the value names a row rather than an action: digits or a GUID."""
    return bool(re.fullmatch(r"\d+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value))


def marks_of(page: Page, refused: RefusedWords) -> Marks:
    """What the page forbids to send."""
    key = ("marks", refused.stems)
    if key not in page.memo:
        page.memo[key] = _marks_of(page, refused)
    marks: Marks = page.memo[key]
    return marks


def _marks_of(page: Page, refused: RefusedWords) -> Marks:
    controls = (*refused_controls(page, refused), *_boxes(page, refused))
    pressed = {control.element for control in controls}
    harmless_links = links(page, refused)
    harmless = [one for one in page.controls if one not in pressed]
    carried = {(one.get("name") or "", one.get("value") or "") for one in harmless if not is_button(one)}
    for one in harmless_links:
        carried.update(query_pairs(one.link.address))
    good_targets = {_plain(one.link.address) for one in harmless_links}
    good_posts: set[str] = set()
    for button in buttons(page, refused):
        if isinstance(button, SubmitControl):
            carried.update(query_pairs(button.action))
            if button.element.get("formaction") is None:
                (good_posts if button.method == "post" else good_targets).add(_plain(button.action))
    harmless_events = events(page, refused)
    good_posts.update(_plain(one.action) for one in harmless_events)
    harmless_names = {one.get("name") for one in harmless} | {name for name, _ in carried} | {"__EVENTTARGET"}
    pairs: set[Pair] = set()
    names: set[str] = set()
    for control in controls:
        aside = bool(control.address) and _plain(control.address) not in good_posts
        for name, value in control.entries:
            if name == EVENT_TARGET:
                continue  # see below
            if name not in harmless_names:
                names.add(name)
            # The number of a row, sent to another address, says nothing of what is done with the row.
            if not (aside and (name, value) in carried and _only_a_number(value)):
                pairs.add((name, value))
    # An address of the refused control's own is refused even to harmless words that lead there; one that it shares
    # with the rest of its form, or with the page itself, is not: there the pairs decide.
    here = _plain(page.url)
    own = {_plain(one.address) for one in controls if one.address and _has_own_address(one)} - good_posts - {here}
    shared = {_plain(one.address) for one in controls if one.address} - good_posts
    refused_events = {(target.lower(), argument) for control in controls for target, argument in control.events}
    # A grid's postbacks share one target: there the argument decides. A refused button's name is a target as well.
    shared_targets = {one.target.lower() for one in harmless_events}
    targets = {target for target, _ in refused_events} - shared_targets
    targets |= {_control_name(name) for name in names}
    return Marks(
        frozenset(names),
        frozenset(pairs),
        frozenset(own | (shared - good_targets - {here})),
        frozenset(shared),
        frozenset(targets),
        frozenset(refused_events),
    )


def _control_name(name: str) -> str:
    return re.sub(r"\.[xy]$", "", name).lower()


def _has_own_address(control: RefusedControl) -> bool:
    return control.element.get("formaction") is not None or control.element.tag in ("a", "area")
