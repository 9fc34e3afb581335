"""Home, the attestation table, templates, documents and conclusions."""

from __future__ import annotations

import io

from flask import Blueprint, abort, g, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from attest_desktop import bundled
from attest_desktop.practice import wording
from attest_desktop.practice.cabinet import Answer
from attest_desktop.practice.faults import Fault
from attest_desktop.practice.mvc.visit import EDIT_PROFILE, Visit
from attest_desktop.practice.table import TEMPLATES, table_page
from attest_desktop.practice.wire import DROP

ATTESTATION = "/cpnew/Expert/Attestation"


def _read(file: FileStorage | None, limit: int) -> tuple[str, bytes]:
    """Name and bytes of a sent file; of a file over the limit only as much as shows that it is."""
    if file is None:
        return "", b""
    return file.filename or "", file.stream.read(limit + 1)


def add_attestation_pages(pages: Blueprint, visit: Visit) -> None:
    """The pages on which attestees are worked with."""
    cabinet = visit.cabinet

    def table(errors: tuple[str, ...] = ()) -> AnyResponse:
        shown = table_page(cabinet, g.account, request.args.get("page", 1, type=int), visit.asked)
        return visit.page("attestation.html", errors=errors, table=shown)

    @pages.get("/Expert")
    @pages.get("/Expert/")
    @visit.signed_in
    def home() -> AnyResponse:
        return visit.page("home.html", count=len(g.account.rows))

    @pages.get("/Expert/Attestation")
    @visit.signed_in
    def attestation() -> AnyResponse:
        return table() if g.account.profile_filled else visit.back(EDIT_PROFILE)

    @pages.get("/Expert/Template/<int:number>")
    @visit.signed_in
    def template(number: int) -> AnyResponse:
        if not 1 <= number <= len(TEMPLATES):
            abort(404)
        path = bundled.path("sample", TEMPLATES[number - 1])
        return send_file(path, as_attachment=True, download_name=f"{wording.TEMPLATE_TITLES[number - 1]}.docx")

    @pages.get("/Expert/Documents/<int:number>")
    @visit.signed_in
    def documents(number: int) -> AnyResponse:
        return visit.page("documents.html", row=visit.row(number))

    @pages.get("/Expert/Document/<int:number>/<int:place>")
    @visit.signed_in
    def document(number: int, place: int) -> AnyResponse:
        listed = visit.row(number).person.documents
        if not 1 <= place <= len(listed) or not listed[place - 1].file:
            abort(404)
        chosen = listed[place - 1]
        return send_file(
            bundled.path("practice", "documents", chosen.file), as_attachment=True, download_name=chosen.title
        )

    @pages.get("/Expert/Conclusion/<int:number>")
    @visit.signed_in
    def conclusion(number: int) -> AnyResponse:
        row = visit.row(number)
        with cabinet.state.lock:
            stored = row.conclusion if cabinet.can_view(row) else None
        if stored is None or cabinet.faults.strike(Fault.NO_FILE_VIEW, visit.asked):
            abort(404)
        return send_file(io.BytesIO(stored.data), mimetype="application/pdf", download_name=stored.name)

    @pages.get("/Expert/Conclusion")
    @visit.signed_in
    def conclusion_form() -> AnyResponse:
        # Where a browser lands that had to sign in again in the middle of sending the form.
        return visit.back(ATTESTATION)

    @pages.post("/Expert/Conclusion")
    @visit.signed_in
    def send_conclusion() -> AnyResponse:
        row = visit.row(request.form.get("Id", 0, type=int))
        command = request.form.get("command", "")
        if command == wording.ATTEST_BUTTON:
            cabinet.attest(row)
            return visit.back(ATTESTATION)
        if command != wording.ATTACH_BUTTON:
            return table((wording.NO_ACTION,))
        name, data = _read(request.files.get("ConclusionFile"), cabinet.settings.max_upload_bytes)
        outcome = cabinet.attach(row, name, data, visit.asked)
        if outcome.answer is Answer.SIGN_IN_PAGE:
            visit.close_session()
            g.account = None
            return visit.page("login.html", errors=(), user_name="")
        if outcome.answer is Answer.REFUSED:
            return table(outcome.errors)
        if outcome.answer is Answer.DROP:
            request.environ[DROP] = True
        return visit.back(ATTESTATION, saved=True)
