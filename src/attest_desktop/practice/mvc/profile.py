"""The expert's profile: view and edit."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import catalogue, profile_form, wording
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


def _sent() -> Profile:
    typed = {name: request.form.get(_NAMES[name], "").strip() for name in wording.TYPED_PROFILE}
    chosen = {
        name: profile_form.text_of(name, request.form.get(_NAMES[name], "")) for name in wording.CHOSEN_PROFILE
    }
    subjects = tuple(profile_form.text_of("subjects", key) for key in request.form.getlist(_NAMES["subjects"]))
    return Profile(**typed, **chosen, subjects=tuple(filter(None, subjects)))


def add_profile_pages(pages: Blueprint, visit: Visit) -> None:
    """«Личный кабинет» and its «Редактировать»."""

    def edit_page(profile: Profile, errors: Sequence[str] = ()) -> AnyResponse:
        return visit.page(
            "edit_profile.html",
            profile=profile,
            errors=errors,
            names=_NAMES,
            options={
                name: profile_form.options(
                    name, profile.subjects if name == "subjects" else (getattr(profile, name),)
                )
                for name in profile_form.LISTS
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
        errors = profile_form.errors(sent)
        if errors:
            return edit_page(sent, errors)
        with visit.cabinet.state.lock:
            g.account.profile = sent
        return visit.back("/cpnew/Expert/Profile", saved=True)
