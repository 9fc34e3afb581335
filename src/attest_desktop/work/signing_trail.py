"""The trail of signings: who signed what, when and where; whether the text is still the one that was signed."""

from __future__ import annotations

import getpass
import hashlib
import platform
from dataclasses import dataclass
from functools import lru_cache

from attest_desktop.papers.handover import fingerprint, paragraphs_of
from attest_desktop.store import FrozenConclusion, Signing, StoredSigning
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, record_of
from attest_desktop.work.filling import filled_form
from attest_desktop.work.moving import brought_over

# How the user agreed to a use: by finishing with the kept signatures, or having seen it on the page.
CONSENT = "Заключение закончено с сохранёнными подписями"
CONSENT_SEEN = "Подпись была включена и показана на странице, заключение закончено кнопкой"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest signed conclusion of an attestee stands to the text as it is now.

    `revision` is that conclusion's; `corresponds` tells whether the text is still the one that was signed;
    `message` says it to the user when not (Russian), and is empty otherwise.
    """

    revision: int
    signings: tuple[StoredSigning, ...]
    corresponds: bool
    message: str = ""


@lru_cache(maxsize=2)
def text_hash(docx: bytes) -> str:
    """SHA-256 of all words of a Word file, as hexadecimal digits: any change of the text changes it.

    The last ones are kept: each signature on a paper asks.
    """
    return fingerprint(paragraphs_of(docx))


def signing_of(
    desk: Desk, docx: bytes, pages: bytes, image: bytes, full_name: str, page: int, consent: str = CONSENT
) -> Signing:
    """The trail's line for a signature image put on these pages (the PDF before it) of that Word file."""
    return Signing(
        full_name,
        hashlib.sha256(image).hexdigest(),
        text_hash(docx),
        hashlib.sha256(pages).hexdigest(),
        page,
        consent,
        desk.account.user_name,
        _computer(),
    )


def signings(desk: Desk, attestee_id: str, revision: int | None = None) -> tuple[StoredSigning, ...]:
    """The uses of signatures on an attestee's conclusions, or on one revision, in the order they happened."""
    return desk.store.signings.all(attestee_id, revision)


def is_valid(signing: StoredSigning, docx: bytes) -> bool:
    """Whether the signature was put on this very text: the words of the filled Word file."""
    return signing.signing.text_sha256 == text_hash(docx)


def standing(desk: Desk, attestee_id: str, text: DraftText | None = None) -> Standing | None:
    """How the newest conclusion stands, if it was signed; None when it was not. `text` None takes the kept draft.

    Fills the current template, which takes a moment: not for every letter typed. Raises NoTemplateError.
    """
    latest: FrozenConclusion | None = desk.store.conclusions.latest(attestee_id)
    if latest is None:
        return None
    signed = signings(desk, attestee_id, latest.revision)
    if not signed:
        return None
    if text is None:
        opened = open_draft(desk, attestee_id)
        # A colleague's file is signed as it came: the own draft is another text until it is worked on.
        if opened.saved_at is None or opened.saved_at <= latest.frozen_at:
            return Standing(latest.revision, signed, True)
        text = opened.text
    text = brought_over(desk, text).text
    docx = filled_form(desk, record_of(desk, attestee_id, text), text.values)[0].content
    if all(is_valid(one, docx) for one in signed):
        return Standing(latest.revision, signed, True)
    names = ", ".join(dict.fromkeys(one.signing.full_name for one in signed))
    return Standing(
        latest.revision,
        signed,
        False,
        f"Текст изменён после подписания: подписи сняты ({names}). Подписанная редакция № {latest.revision} "
        "сохранена как была; новую нужно подписать заново.",
    )


def _computer() -> str:
    """«user at computer», as far as the system tells."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    return f"{user} @ {platform.node() or '?'}"
