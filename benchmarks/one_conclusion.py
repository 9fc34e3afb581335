"""One conclusion from its text to «confirmed», beside a script with docxtpl, a cold soffice, pypdf and requests.

Both: fill the form, make the PDF, put two signatures on it, send it to the service, read back that it is there and
the same. The service runs in its own process. Ours also freezes the file, writes the trail and the outbox.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import requests
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation

from attest_desktop.domain.sending import SendState
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.signing import Place, draw_sample_signature, find_places
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Account, Secrets
from attest_desktop.work.demo import sample_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.refresh import refresh
from attest_desktop.work.send import send_conclusion
from attest_desktop.work.sign_in import sign_in
from attest_desktop.work.training import add_sample_signatures
from benchmarks import office, papers
from benchmarks.harness import Line, NotMeasuredError, Scale, in_turn, not_measured, times_faster
from benchmarks.serving import Served, served

WHAT = "one conclusion: form, PDF, two signatures, sent, confirmed"
BESIDE = "docxtpl, cold soffice, pypdf, requests"
WARM = 1


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time, LibreOffice's own included; the waits stand beside."""
    runs = scale.runs(6)
    try:
        office.program()
        from docxtpl import DocxTemplate as _  # noqa: F401 (whether it is there)
    except (NotMeasuredError, ImportError) as error:
        return [not_measured(WHAT, BESIDE, "≥ 4× faster", str(error))]
    with tempfile.TemporaryDirectory(prefix="bench-") as name, served(2 * (runs + WARM)) as service:
        folder = Path(name)
        with sign_in(
            Account(service.url, SAMPLE_ACCOUNT.user_name),
            SAMPLE_ACCOUNT.password,
            data_dir=folder / "data",
            secrets=Secrets.absent(),
            passphrase="measuring",
        ) as desk:
            refresh(desk)
            add_sample_signatures(desk)
            ours = _ours(desk, runs + WARM)
            peer = _Script(service, folder)
            mine, its = in_turn(runs, ours, peer.once, warm=WARM)
    return [times_faster(WHAT, BESIDE, 4, mine.work, its.work).with_other(mine.wall, its.wall)]


def _ours(desk: Desk, count: int) -> Callable[[], None]:
    """Each call takes the next attestee, whose text is written already."""
    written = []
    for one in people(desk, include_gone=False)[:count]:
        save_draft(desk, one.id, sample_text(desk, one))
        written.append(one.id)
    waiting = iter(written)

    def once() -> None:
        frozen = finish(desk, next(waiting), engine=EngineName.BUILTIN)
        row = send_conclusion(desk, frozen)
        if row.state is not SendState.CONFIRMED:
            raise ValueError(f"not confirmed: {row.state}")

    return once


class _Script:
    """What a person who programs would write; signed in already, as ours is. It knows where the signatures go."""

    def __init__(self, service: Served, folder: Path) -> None:
        self._url, self._folder = service.url, folder
        self._copy, self._values = papers.tagged(papers.filled(), papers.form())
        self._signatures = [draw_sample_signature(f"Лицо {seed}", seed) for seed in (1, 2)]
        self._places: tuple[Place, ...] = ()
        self._session = requests.Session()
        page = self._session.get(f"{self._url}Account/Login").text
        fields = {**_hidden(page), "UserName": SAMPLE_ACCOUNT.user_name, "Password": SAMPLE_ACCOUNT.password}
        self._session.post(f"{self._url}Account/Login", data=fields).raise_for_status()
        table = self._session.get(f"{self._url}Expert/Attestation").text
        # From the end: ours begins with the first.
        self._ids = sorted({int(one) for one in re.findall(r'name="Id"[^>]*value="(\d+)"', table)}, reverse=True)
        self._next = 0

    def once(self) -> None:
        """The next attestee, from the form to the file read back."""
        docx, number = self._folder / "script.docx", self._ids[self._next]
        self._next += 1
        docx.write_bytes(_rendered(self._copy, self._values))
        office.convert_cold([docx], self._folder, self._folder / "profile")
        pdf = self._stamped((self._folder / "script.pdf").read_bytes())
        page = self._session.get(f"{self._url}Expert/Attestation").text
        self._session.post(
            f"{self._url}Expert/Conclusion",
            data={**_hidden(page), "Id": str(number), "command": _ATTACH},
            files={"ConclusionFile": ("conclusion.pdf", pdf, "application/pdf")},
        ).raise_for_status()
        back = self._session.get(f"{self._url}Expert/Conclusion/{number}").content
        if hashlib.sha256(back).digest() != hashlib.sha256(pdf).digest():
            raise ValueError("the script's file did not arrive")

    def _stamped(self, pdf: bytes) -> bytes:
        if not self._places:
            self._places = tuple(find_places(pdf)[:2])
            if len(self._places) != len(self._signatures):
                raise ValueError("the script found no lines to sign on: nothing is compared")
        writer = PdfWriter(clone_from=io.BytesIO(pdf))
        for place, png in zip(self._places, self._signatures, strict=False):
            drawn = io.BytesIO()
            with Image.open(io.BytesIO(png)) as image:
                flat = Image.new("RGB", image.size, "white")
                flat.paste(image, mask=image.convert("RGBA").getchannel("A"))
                flat.save(drawn, "PDF", resolution=72)
            stamp = PdfReader(drawn).pages[0]
            scale = place.width / float(stamp.mediabox.width)
            writer.pages[place.page - 1].merge_transformed_page(
                stamp, Transformation().scale(scale).translate(place.x, place.y), over=False
            )
        kept = io.BytesIO()
        writer.write(kept)
        return kept.getvalue()


_ATTACH = "Прикрепить"


def _rendered(copy: bytes, values: Mapping[str, str]) -> bytes:
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(copy))
    document.render(dict(values), autoescape=True)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _hidden(page: str) -> dict[str, str]:
    """The token against forged forms."""
    token = "__RequestVerificationToken"
    found = re.search(rf'name="{token}"[^>]*value="([^"]*)"', page)
    return {token: html.unescape(found[1])} if found else {}
