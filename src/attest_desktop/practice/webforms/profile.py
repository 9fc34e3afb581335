"""The expert's profile: view, and edit with lists that depend on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop.domain.profile import Profile
from attest_desktop.practice import catalogue, profile_form, wording
from attest_desktop.practice.webforms.account import PROFILE
from attest_desktop.practice.webforms.visit import EDIT_PROFILE, Posted, Visit

CONTROLS = {
    "surname": "tbFam",
    "first_name": "tbIm",
    "patronymic": "tbOtch",
    "email": "tbEmail",
    "phone": "tbTel",
    "municipality": "ddlMO",
    "organisation_type": "ddlOrgType",
    "workplace": "ddlOrg",
    "position": "ddlDolzh",
    "subjects": "lbPredmet",
}
AUTO_POST_BACK = ("municipality", "organisation_type")
_BOTH = ("GET", "POST")


def _sent(posted: Posted) -> Profile:
    typed = {name: posted.text(CONTROLS[name]).strip() for name in wording.TYPED_PROFILE}
    chosen = {name: profile_form.text_of(name, posted.text(CONTROLS[name])) for name in wording.CHOSEN_PROFILE}
    subjects = tuple(profile_form.text_of("subjects", key) for key in posted.all(CONTROLS["subjects"]))
    return Profile(**typed, **chosen, subjects=tuple(filter(None, subjects)))


def _offered(profile: Profile) -> dict[str, set[str]]:
    """What the dependent lists offer after the choice in those above them."""
    return {
        "organisation_type": catalogue.kinds_in(profile.municipality),
        "workplace": catalogue.names_of(profile.municipality, profile.organisation_type),
    }


def _fitting(profile: Profile) -> Profile:
    """The profile without what its dependent lists no longer offer."""
    if profile.organisation_type not in _offered(profile)["organisation_type"]:
        profile = replace(profile, organisation_type="")
    if profile.workplace not in _offered(profile)["workplace"]:
        profile = replace(profile, workplace="")
    return profile


def add_profile_pages(pages: Blueprint, visit: Visit) -> None:
    """«Личный кабинет» and its «Редактировать»."""

    def edit_page(profile: Profile, errors: Sequence[str] = (), missing: Sequence[str] = ()) -> AnyResponse:
        offered = _offered(profile)
        return visit.page(
            "Expert/EditProfile.aspx",
            "edit_profile.html",
            state={"profile": g.account.user_name},
            profile=profile,
            errors=errors,
            missing=missing,
            controls=CONTROLS,
            auto=AUTO_POST_BACK,
            settings=visit.cabinet.settings,
            needed=profile_form.NEEDED,
            required=profile_form.required,
            options={
                name: profile_form.options(
                    name, profile.subjects if name == "subjects" else (getattr(profile, name),), offered.get(name)
                )
                for name in profile_form.LISTS
            },
        )

    @pages.route("/Expert/Profile.aspx", methods=_BOTH)
    @visit.signed_in
    def profile() -> AnyResponse:
        if request.method == "POST" and g.posted.event == "lnkEdit":
            return redirect(EDIT_PROFILE)
        return visit.page("Expert/Profile.aspx", "profile.html", profile=g.account.profile)

    @pages.route("/Expert/EditProfile.aspx", methods=_BOTH)
    @visit.signed_in
    def edit_profile() -> AnyResponse:
        if request.method == "GET":
            return edit_page(g.account.profile, () if g.account.profile_filled else (wording.FILL_PROFILE,))
        sent = _sent(g.posted)
        if g.posted.event != "lnkSave":
            return edit_page(_fitting(sent))
        errors = profile_form.errors(sent)
        if errors:
            missing = [name for name in profile_form.NEEDED if not getattr(sent, name)]
            return edit_page(_fitting(sent), errors, missing)
        with visit.cabinet.state.lock:
            g.account.profile = sent
        return redirect(PROFILE)
