"""The expert's profile: view and edit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import Blueprint, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import catalogue, wording
from attest_desktop.practice.mvc.visit import Visit

_NAMES = {
    "surname": "LastName",
    "first_name": "FirstName",
    "patronymic": "MiddleName",
    "email": "Email",
    "phone": "PhoneNumber",
    "municipality": "MunicipalityId",
    "organisation_type": "OrganizationTypeId",
    "workplace": "OrganizationId",
    "position": "PositionId",
    "subjects": "SubjectIds",
}
_PHONE = re.compile(r"\+7 \(\d{3}\) \d{3}-\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NEEDED = ("surname", "first_name", "email", "phone", "municipality", "organisation_type", "workplace", "position")
# Numbers of options start apart from zero, as database keys do, so that nobody takes them for places in the list.
_LISTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "municipality": (11, catalogue.MUNICIPALITIES),
    "organisation_type": (1, catalogue.ORGANISATION_TYPES),
    "workplace": (301, tuple(one.name for one in catalogue.ORGANISATIONS)),
    "position": (21, catalogue.POSITIONS),
    "subjects": (51, catalogue.SUBJECTS),
}


def _options(attribute: str, chosen: Sequence[str]) -> list[tuple[int, str, bool]]:
    first, texts = _LISTS[attribute]
    return [(first + place, text, text in chosen) for place, text in enumerate(texts)]


def _text_of(attribute: str, key: str) -> str:
    first, texts = _LISTS[attribute]
    place = int(key) - first if key.isdecimal() else -1
    return texts[place] if 0 <= place < len(texts) else ""


def _sent() -> Profile:
    typed = {name: request.form.get(_NAMES[name], "").strip() for name in wording.TYPED_PROFILE}
    chosen = {name: _text_of(name, request.form.get(_NAMES[name], "")) for name in wording.CHOSEN_PROFILE}
    subjects = tuple(_text_of("subjects", key) for key in request.form.getlist(_NAMES["subjects"]))
    return Profile(**typed, **chosen, subjects=tuple(filter(None, subjects)))


def _errors(profile: Profile) -> list[str]:
    found = [f"Требуется поле «{wording.PROFILE_LABELS[name]}»." for name in _NEEDED if not getattr(profile, name)]
    if profile.email and not _EMAIL.fullmatch(profile.email):
        found.append("Адрес электронной почты указан неверно.")
    if profile.phone and not _PHONE.fullmatch(profile.phone):
        found.append("Номер телефона указывается в виде +7 (988) 888-8888.")
    if profile.workplace and not catalogue.organisation_fits(
        profile.workplace, profile.municipality, profile.organisation_type
    ):
        found.append("Место работы не относится к выбранному муниципалитету и типу образовательной организации.")
    return found


def add_profile_pages(pages: Blueprint, visit: Visit) -> None:
    """«Личный кабинет» and its «Редактировать»."""

    def edit_page(profile: Profile, errors: Sequence[str] = ()) -> AnyResponse:
        return visit.page(
            "edit_profile.html",
            profile=profile,
            errors=errors,
            names=_NAMES,
            options={
                name: _options(name, profile.subjects if name == "subjects" else (getattr(profile, name),))
                for name in _LISTS
            },
            organisations=catalogue.ORGANISATIONS,
        )

    @pages.get("/Expert/Profile")
    @visit.signed_in
    def profile() -> AnyResponse:
        return visit.page("profile.html", profile=g.account.profile)

    @pages.get("/Expert/EditProfile")
    @visit.signed_in
    def edit_profile() -> AnyResponse:
        missing = () if g.account.profile_filled else (wording.FILL_PROFILE,)
        return edit_page(g.account.profile, missing)

    @pages.post("/Expert/EditProfile")
    @visit.signed_in
    def save_profile() -> AnyResponse:
        sent = _sent()
        errors = _errors(sent)
        if errors:
            return edit_page(sent, errors)
        with visit.cabinet.state.lock:
            g.account.profile = sent
        return visit.back("/cpnew/Expert/Profile", saved=True)
