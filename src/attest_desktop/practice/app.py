"""The web application: one Flask app, pages by the chosen dialect."""

from __future__ import annotations

from flask import Flask

from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.mvc import mvc_pages
from attest_desktop.practice.posted import Windows1251Request
from attest_desktop.practice.settings import Dialect
from attest_desktop.practice.webforms import webforms_pages

# Far above the service's own limit, which is answered by a page with the reason.
_HARD_LIMIT = 256 * 1024 * 1024
_PAGES = {Dialect.MVC: mvc_pages, Dialect.WEBFORMS: webforms_pages}


def make_app(cabinet: Cabinet, dialect: Dialect) -> Flask:
    """The application over one cabinet."""
    app = Flask("attest_desktop.practice", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_HARD_LIMIT,
        PROPAGATE_EXCEPTIONS=False,
    )
    if cabinet.settings.encoding == "windows-1251":
        app.request_class = Windows1251Request
    app.register_blueprint(_PAGES[dialect](cabinet), url_prefix="/cpnew")
    return app
