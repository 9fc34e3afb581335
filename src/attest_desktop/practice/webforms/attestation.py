"""Home and the attestation page, where all rows stand in one form."""

from __future__ import annotations

import re

from flask import Blueprint, abort, g, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop import bundled
from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Answer, Outcome
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.state import Row
from attest_desktop.practice.table import TEMPLATES, table_page
from attest_desktop.practice.visit import BASE
from attest_desktop.practice.webforms.account import login_page
from attest_desktop.practice.webforms.answers import inline
from attest_desktop.practice.webforms.visit import EDIT_PROFILE, Posted, Visit
from attest_desktop.practice.wire import DROP

ATTESTATION = f"{BASE}/Expert/Attestation.aspx"
_ROW = re.compile(r"gvAttestees\$ctl(\d\d+)\$(\w+)")
_TEMPLATE = re.compile(r"gvTemplates\$ctl(\d\d)\$lnkDownload")
_PAGE = re.compile(r"Page\$(\d+)")
# The header of a grid is its ctl01.
_FIRST = 2
_ONWARD = {
    "lnkCount": ATTESTATION,
    "lnkAttestation": ATTESTATION,
    "lnkProfile": f"{BASE}/Expert/Profile.aspx",
}
_BOTH = ("GET", "POST")


def add_attestation_pages(pages: Blueprint, visit: Visit) -> None:
    """The pages on which attestees are worked with."""
    cabinet = visit.cabinet

    def table(number: int, *, error: str = "", message: str = "") -> AnyResponse:
        shown = table_page(cabinet, g.account, number, visit.asked)
        state = {
            "page": shown.number,
            "keys": [one.row.number for one in shown.rows],
            "grid": [one.cells for one in shown.rows],
        }
        return visit.page(
            "Expert/Attestation.aspx",
            "attestation.html",
            state=state,
            table=shown,
            first=_FIRST,
            error=error,
            message=message,
            settings=cabinet.settings,
        )

    def row_of(posted: Posted, control: str) -> tuple[Row, str]:
        """The row of the page that holds the control, and the control's own name."""
        found = _ROW.fullmatch(control)
        keys: list[int] = posted.state["keys"]
        place = int(found.group(1)) - _FIRST if found else -1
        if found is None or not 0 <= place < len(keys):
            abort(400)
        return visit.row(keys[place]), found.group(2)

    def attach(posted: Posted, row: Row, control: str) -> Outcome:
        field = control.rpartition("$")[0] + "$fuConclusion"
        file = posted.file(field)
        name = file.filename or "" if file else ""
        # Of a file over the limit only as much as shows that it is.
        data = file.stream.read(cabinet.settings.max_upload_bytes + 1) if file else b""
        elsewhere = any(one != field for one in posted.filled_file_fields)
        return cabinet.attach(row, name, data, visit.asked, elsewhere=elsewhere)

    def conclusion(row: Row) -> AnyResponse:
        with cabinet.state.lock:
            stored = row.conclusion if cabinet.can_view(row) else None
        if stored is None or cabinet.faults.strike(Fault.NO_FILE_VIEW, visit.asked):
            abort(404)
        return inline(stored.data, stored.name)

    def in_row(posted: Posted) -> AnyResponse:
        page: int = posted.state["page"]
        for control in posted.raised:
            if control.endswith("Attest"):
                cabinet.attest(row_of(posted, control)[0])
                return table(page)
        row, action = row_of(posted, posted.event)
        if action == "lnkDocuments":
            return redirect(f"{BASE}/Expert/Documents.aspx?id={row.number}")
        if action == "lnkView":
            return conclusion(row)
        outcome = attach(posted, row, posted.event)
        if outcome.answer is Answer.SIGN_IN_PAGE:
            visit.close_session()
            g.account = None
            return login_page(visit, back=ATTESTATION)
        if outcome.answer is Answer.DROP:
            request.environ[DROP] = True
        if outcome.answer is Answer.REFUSED:
            return table(page, error=outcome.errors[0])
        return table(page, message=wording.SAVED)

    @pages.get("/Expert/")
    @pages.route("/Expert/Default.aspx", methods=_BOTH)
    @visit.signed_in
    def home() -> AnyResponse:
        if request.method == "POST" and g.posted.event in _ONWARD:
            return redirect(_ONWARD[g.posted.event])
        return visit.page("Expert/Default.aspx", "home.html", count=len(g.account.rows))

    @pages.route("/Expert/Attestation.aspx", methods=_BOTH)
    @visit.signed_in
    def attestation() -> AnyResponse:
        if not g.account.profile_filled:
            return redirect(EDIT_PROFILE)
        if request.method == "GET":
            return table(1)
        posted: Posted = g.posted
        if template := _TEMPLATE.fullmatch(posted.event):
            place = int(template.group(1)) - _FIRST
            path = bundled.path("sample", TEMPLATES[place])
            return send_file(path, as_attachment=True, download_name=f"{wording.TEMPLATE_TITLES[place]}.docx")
        if posted.event == "gvAttestees" and (page := _PAGE.fullmatch(posted.argument)):
            return table(int(page.group(1)))
        if _ROW.fullmatch(posted.event):
            return in_row(posted)
        return table(posted.state["page"], error=wording.NO_ACTION)
