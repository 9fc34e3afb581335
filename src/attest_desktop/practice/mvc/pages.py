"""The blueprint of the dialect: which page answers which address."""

from __future__ import annotations

from flask import Blueprint, g, redirect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop import bundled
from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.mvc.account import add_account_pages
from attest_desktop.practice.mvc.attestation import add_attestation_pages
from attest_desktop.practice.mvc.profile import add_profile_pages
from attest_desktop.practice.mvc.registration import add_registration_pages
from attest_desktop.practice.mvc.visit import HOME, Visit


def mvc_pages(cabinet: Cabinet) -> Blueprint:
    """All pages over one cabinet; to be registered under `/cpnew`."""
    pages = Blueprint(
        "mvc",
        __name__,
        template_folder=str(bundled.path("practice", "mvc")),
        static_folder=str(bundled.path("practice", "static")),
        static_url_path="/Content",
    )
    visit = Visit(cabinet)
    pages.after_request(visit.finish)

    @pages.get("/")
    def root() -> AnyResponse:
        return redirect(HOME)

    @pages.app_errorhandler(HTTPException)
    def failed(error: HTTPException) -> AnyResponse:
        g.setdefault("account", None)
        heading, advice = wording.ERRORS.get(error.code or 500, wording.OTHER_ERROR)
        return visit.page("error.html", status=error.code or 500, heading=heading, advice=advice)

    add_account_pages(pages, visit)
    add_registration_pages(pages, visit)
    add_profile_pages(pages, visit)
    add_attestation_pages(pages, visit)
    return pages
