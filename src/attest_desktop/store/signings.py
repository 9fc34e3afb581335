"""The trail of signings: each use of a signature image, kept with the finished conclusion for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from attest_desktop.store.schema import conclusions, signings
from attest_desktop.store.shelf import Shelf


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
        query = (
            select(signings, conclusions.c.attestee_id, conclusions.c.revision, conclusions.c.pdf_sha256)
            .join(conclusions, conclusions.c.id == signings.c.conclusion_id)
            .order_by(signings.c.id)
        )
        if attestee_id is not None:
            query = query.where(conclusions.c.attestee_id == attestee_id)
        if revision is not None:
            query = query.where(conclusions.c.revision == revision)
        with self._database.reading() as connection:
            return tuple(_stored(row) for row in connection.execute(query))


def keep_signings(
    connection: Connection, conclusion_id: int, uses: Sequence[Signing], signed_at: datetime
) -> None:
    """Write the uses in the caller's transaction."""
    for use in uses:
        connection.execute(
            insert(signings).values(conclusion_id=conclusion_id, signed_at=signed_at, **asdict(use))
        )


def _stored(row: Any) -> StoredSigning:
    return StoredSigning(
        row.id,
        row.conclusion_id,
        row.attestee_id,
        row.revision,
        row.pdf_sha256,
        row.signed_at,
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
