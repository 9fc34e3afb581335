"""Documents of one application; each is downloaded by an image that is a button."""

from __future__ import annotations

import re

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop import bundled
from attest_desktop.practice.webforms.answers import attachment
from attest_desktop.practice.webforms.visit import Posted, Visit

_DOWNLOAD = re.compile(r"gvDocuments\$ctl(\d\d)\$ibDownload")
_FIRST = 2


def add_documents_page(pages: Blueprint, visit: Visit) -> None:
    """«Заявление и документы»."""

    @pages.route("/Expert/Documents.aspx", methods=("GET", "POST"))
    @visit.signed_in
    def documents() -> AnyResponse:
        number = request.args.get("id", 0, type=int)
        row = visit.row(number)
        if request.method == "POST":
            posted: Posted = g.posted
            if posted.state["id"] != number:
                abort(400)
            if found := _DOWNLOAD.fullmatch(posted.event):
                chosen = row.person.documents[int(found.group(1)) - _FIRST]
                content = bundled.path("practice", "documents", chosen.file).read_bytes()
                return attachment(content, chosen.title, visit.cabinet.settings.encoding)
        return visit.page(
            "Expert/Documents.aspx",
            "documents.html",
            query=f"?id={number}",
            state={"id": number},
            row=row,
            first=_FIRST,
        )
