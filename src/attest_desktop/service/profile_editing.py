"""Editing the profile: open the form, bring dependent lists to offer what is wanted, save, read back.

What was typed is never logged.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from urllib.parse import urljoin

from attest_desktop.domain.phone import same_phone
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.profile_form import FieldKind, ProfileForm
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.service.account_errors import (
    EmptyListError,
    NoLongerOfferedError,
    ProfileNotTakenError,
    ProfileRefusedError,
)
from attest_desktop.service.accounts import no_words, send_form
from attest_desktop.service.errors import PageNotUnderstoodError, SessionExpiredError
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.account_form import find_submit
from attest_desktop.service.pages.profile import read_profile
from attest_desktop.service.pages.profile_edit import (
    FORM,
    PAGE,
    EditField,
    EditPage,
    fill_edit_page,
    fill_reload,
    find_edit_page,
)
from attest_desktop.service.pages.recognise import find_way
from attest_desktop.service.pages.sign_in import find_sign_in
from attest_desktop.service.profile_changes import Changes, Chosen, Wanted, choose, resolved
from attest_desktop.service.reading.messages import error_words
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import press
from attest_desktop.service.transport import Transport

logger = logging.getLogger(__name__)
_MOST_ROUNDS = 8
_UNKNOWN = "Сохранён ли профиль, неизвестно."
_LOOK = "Откройте профиль ещё раз и проверьте, что в нём записано."
NOTHING: Mapping[str, str] = {}


class ProfileEditing:
    """The conversation about the profile, over one session with the service."""

    def __init__(self, transport: Transport, navigator: Navigator, site: SiteDescription) -> None:
        self._transport = transport
        self._navigator = navigator
        self._site = site

    def form(self, chosen: Changes = NOTHING) -> ProfileForm:
        """The form as the page has it; with `chosen`, as it is after these choices, nothing being saved."""
        edit = self._open()[1]
        if chosen:
            edit, _ = self._arranged(edit, resolved(edit, self._site, chosen), only_to_look=True)
        return edit.shown

    def save(self, changes: Changes) -> Profile:
        """Save the changes and read the profile back.

        Raises UserError and its kin for what cannot be sent, ProfileRefusedError with the site's words, and
        ProfileNotTakenError when the page afterwards shows something else.
        """
        edit = self._open()[1]
        wanted = resolved(edit, self._site, changes)
        edit, chosen = self._arranged(edit, wanted)
        if chosen.waiting:
            edit, chosen = self._arranged(self._saved_halfway(edit, chosen), wanted)
            for missing in chosen.waiting.values():
                missing.what += " Остальные изменения уже могли сохраниться."
                raise missing
        self._save(edit, chosen)
        view, edit = self._open()
        self._compare(edit, chosen.texts)
        logger.info("profile saved, fields changed: %d", len(chosen.texts))
        return read_profile(view, self._site)

    # --- steps ---

    def _open(self) -> tuple[Page, EditPage]:
        """The profile's page and the page with its form; where the profile is always editable, they are one."""
        view = self._navigator.page("profile")
        edit = find_edit_page(view, self._site)
        if edit is None:
            edit = find_edit_page(self._edit_page(view), self._site)
        if edit is None:
            raise PageNotUnderstoodError(PAGE, FORM)
        return view, edit

    def _edit_page(self, view: Page) -> Page:
        path = self._site.paths["profile_edit"]
        if path:
            return self._navigator.fetch(urljoin(self._transport.server, path), PAGE)
        way = find_way(view, self._site, "profile_edit", "edit")
        if way is not None:
            return self._navigator.open(way, PAGE)
        for form in view.forms:
            button = find_submit(view, form, self._site, self._site.words("profile_edit", "edit"))
            if button is not None:
                opening = press(view, button, {}, self._site.refused, page_name=PAGE)
                return self._navigator.checked(self._transport.send(opening), PAGE)
        wanted = self._site.name("profile_edit", "edit")
        raise PageNotUnderstoodError("Личный кабинет", f"ссылка или кнопка «{wanted}»")

    def _arranged(self, edit: EditPage, wanted: Wanted, *, only_to_look: bool = False) -> tuple[EditPage, Chosen]:
        """The page as it is after its lists that reload it were chosen as wanted.

        Unless it is only to be looked at, a list that this empties must be wanted otherwise: NoLongerOfferedError.
        """
        for _ in range(_MOST_ROUNDS):
            chosen = choose(edit, wanted, only_to_look=only_to_look)
            turned = _to_reload(edit, chosen)
            submission = fill_reload(edit, turned, self._site, chosen.filled) if turned else None
            if submission is None:
                return edit, chosen
            answer = send_form(self._transport, submission, _UNKNOWN, _LOOK)
            page = self._navigator.checked(answer, PAGE)
            following = find_edit_page(page, self._site)
            if following is None:
                raise PageNotUnderstoodError(PAGE, FORM)
            if not only_to_look:
                _nothing_lost(edit, following, wanted)
            edit = following
        raise PageNotUnderstoodError(PAGE, "списки, которые после выбора показывают выбранное")

    def _saved_halfway(self, edit: EditPage, chosen: Chosen) -> EditPage:
        """The form after saving what can be chosen already: some lists are empty until then.

        Raises what is missing when nothing of that kind would help.
        """
        first = next(iter(chosen.waiting.values()))
        changed = any(edit_value(edit, label) != texts for label, texts in chosen.texts.items())
        if not changed or not all(isinstance(one, EmptyListError) for one in chosen.waiting.values()):
            raise first
        answer = send_form(self._transport, fill_edit_page(edit, self._site, chosen.filled), _UNKNOWN, _LOOK)
        # The same page with an error about the empty list may offer its lines now.
        after = find_edit_page(self._navigator.checked(answer, PAGE), self._site)
        return after if after is not None else self._open()[1]

    def _save(self, edit: EditPage, chosen: Chosen) -> None:
        answer = send_form(self._transport, fill_edit_page(edit, self._site, chosen.filled), _UNKNOWN, _LOOK)
        if answer.status in (401, 403):
            raise SessionExpiredError
        after = self._navigator.parse(answer)
        if find_sign_in(after, self._site) is not None:
            raise SessionExpiredError
        words = no_words(after, edit.page, self._site)
        if answer.status >= 400 or (words and find_edit_page(after, self._site) is not None):
            raise ProfileRefusedError(words or error_words(after))

    def _compare(self, edit: EditPage, texts: Wanted) -> None:
        """Raise ProfileNotTakenError for fields that show something else than was sent."""
        wrong = [label for label, sent in texts.items() if not _same(edit, label, sent)]
        if wrong:
            raise ProfileNotTakenError(wrong)


def edit_value(edit: EditPage, label: str) -> tuple[str, ...]:
    """What the field under the label holds now."""
    field = edit.at(label)
    return field.shown.values if field is not None else ()


def _to_reload(edit: EditPage, chosen: Chosen) -> EditField | None:
    """The first list whose new choice the page's script would send at once."""
    for field in edit.fields:
        texts = chosen.texts.get(field.shown.label)
        if field.post_back and field.shown.kind is FieldKind.LIST and texts not in (None, field.shown.values):
            return field
    return None


def _nothing_lost(before: EditPage, after: EditPage, wanted: Wanted) -> None:
    """A list that a choice elsewhere has emptied must be chosen anew by the user."""
    for field in before.fields:
        shown = field.shown
        if shown.kind is FieldKind.LIST and shown.values and shown.label not in wanted:
            now = after.at(shown.label)
            if now is not None and not now.shown.values:
                raise NoLongerOfferedError(shown.label, shown.value, now.shown.offered(after.shown.chosen)[:12])


def _same(edit: EditPage, label: str, sent: tuple[str, ...]) -> bool:
    field = edit.at(label)
    if field is None:
        return False
    held = field.shown.values
    if field.shown.key == "phone" and sent and held:
        return same_phone(held[0], sent[0])
    if field.shown.kind is FieldKind.MULTI:
        return sorted(map(normalised, held)) == sorted(map(normalised, sent))
    return tuple(map(one_line, held)) == tuple(map(one_line, sent))
