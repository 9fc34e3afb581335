"""The blueprint of the dialect: which page answers which address."""

from __future__ import annotations

from flask import Blueprint, g, redirect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop import bundled
from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.visit import BASE
from attest_desktop.practice.webforms.account import add_account_pages
from attest_desktop.practice.webforms.attestation import add_attestation_pages
from attest_desktop.practice.webforms.documents import add_documents_page
from attest_desktop.practice.webforms.profile import add_profile_pages
from attest_desktop.practice.webforms.visit import Visit


def webforms_pages(cabinet: Cabinet) -> Blueprint:
    """All pages over one cabinet; to be registered under `/cpnew`."""
    pages = Blueprint(
        "webforms",
        __name__,
        template_folder=str(bundled.path("practice", "webforms")),
        static_folder=str(bundled.path("practice", "static")),
        static_url_path="/Content",
    )
    visit = Visit(cabinet)
    pages.after_request(visit.finish)

    @pages.get("/")
    @pages.get("/Expert")
    def root() -> AnyResponse:
        return redirect(f"{BASE}/Expert/")

    @pages.app_errorhandler(HTTPException)
    def failed(error: HTTPException) -> AnyResponse:
        g.setdefault("account", None)
        heading, advice = wording.ERRORS.get(error.code or 500, wording.OTHER_ERROR)
        return visit.failed(heading, status=error.code or 500, advice=advice)

    add_account_pages(pages, visit)
    add_profile_pages(pages, visit)
    add_attestation_pages(pages, visit)
    add_documents_page(pages, visit)
    return pages
