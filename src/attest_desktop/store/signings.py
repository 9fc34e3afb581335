"""The trail of signings: each use of a signature image, kept with the finished conclusion for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from attest_desktop.store import moments
from attest_desktop.store.connection import Connection, Row
from attest_desktop.store.shelf import Shelf

# None asks for all.
_USES = (
    "SELECT signings.*, attestee_id, revision, pdf_sha256 FROM signings"
    " JOIN conclusions ON conclusions.id = signings.conclusion_id"
    " WHERE (?1 IS NULL OR attestee_id = ?1) AND (?2 IS NULL OR revision = ?2) ORDER BY signings.id"
)


@dataclass(frozen=True, slots=True)
class Signing:
    """One use of a signature image.

    Hashes are SHA-256 in hexadecimal digits: of the image, of the text that was signed, of the pages before the
    image was put on. `consent` tells in words how the user agreed, `account` is the cabinet's user name,
    `computer` who used which computer.
    """

    full_name: str
    signature_sha256: str
    text_sha256: str
    pages_sha256: str
    page: int
    consent: str
    account: str
    computer: str


@dataclass(frozen=True, slots=True)
class StoredSigning:
    """A use that was kept, with the conclusion that it is on; `file_sha256` is of the signed PDF."""

    id: int
    conclusion_id: int
    attestee_id: str
    revision: int
    file_sha256: str
    signed_at: datetime
    signing: Signing


class SigningShelf(Shelf):
    """Uses of signatures. They are written when a conclusion is frozen; the database refuses to alter them."""

    def all(self, attestee_id: str | None = None, revision: int | None = None) -> tuple[StoredSigning, ...]:
        """The uses of one attestee's conclusions (of one revision), or of all, in the order they happened."""
        with self._database.reading() as connection:
            found = connection.execute(_USES, (attestee_id, revision))
            return tuple(_stored(row) for row in found)


def keep_signings(
    connection: Connection, conclusion_id: int, uses: Sequence[Signing], signed_at: datetime
) -> None:
    """Write the uses in the caller's transaction."""
    for use in uses:
        connection.insert("signings", {"conclusion_id": conclusion_id, "signed_at": signed_at, **asdict(use)})


def _stored(row: Row) -> StoredSigning:
    return StoredSigning(
        row.id,
        row.conclusion_id,
        row.attestee_id,
        row.revision,
        row.pdf_sha256,
        moments.from_text(row.signed_at),
        Signing(
            row.full_name,
            row.signature_sha256,
            row.text_sha256,
            row.pages_sha256,
            row.page,
            row.consent,
            row.account,
            row.computer,
        ),
    )
