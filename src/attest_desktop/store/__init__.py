"""The expert's own encrypted database and secrets.

`Secrets` is the system's password storage, `Store` one account's database with its shelves. Knows nothing of the
service or of papers.
"""

from attest_desktop.store.account import Account
from attest_desktop.store.attestees import AttesteeShelf, Changes, StoredAttestee
from attest_desktop.store.backup import account_of_backup
from attest_desktop.store.conclusions import ConclusionShelf, FrozenConclusion
from attest_desktop.store.copies import Copy
from attest_desktop.store.drafts import Draft, DraftRevision, DraftShelf
from attest_desktop.store.errors import (
    DiskFullError,
    KeyringAbsentError,
    KeyringLockedError,
    KeyringRefusedError,
    NoRecoveryCodeError,
    OthersBackupError,
    PassphraseNeededError,
    SendStateError,
    StoreBusyError,
    StoreDamagedError,
    StoreFromNewerVersionError,
    StoreKeyMissingError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from attest_desktop.store.facts import FactShelf
from attest_desktop.store.files import FileKind, FileShelf, StoredFile
from attest_desktop.store.keys import SCRYPT_N
from attest_desktop.store.messages import MessageShelf, MessageWay, StoredMessage, UsedMessage
from attest_desktop.store.outbox import Attempt, OutboxRow, OutboxShelf
from attest_desktop.store.phrases import PhraseShelf, PhraseText, StoredPhrase
from attest_desktop.store.procedure import NoteKind, NoteText, ProcedureShelf, StepMark, StoredNote
from attest_desktop.store.removal import Counted, RemovalShelf
from attest_desktop.store.secrets import KeyringState, Secrets
from attest_desktop.store.signatures import SignatureShelf, StoredSignature
from attest_desktop.store.signings import Signing, SigningShelf, StoredSigning
from attest_desktop.store.store import Store

__all__ = [
    "SCRYPT_N",
    "Account",
    "Attempt",
    "AttesteeShelf",
    "Changes",
    "ConclusionShelf",
    "Copy",
    "Counted",
    "DiskFullError",
    "Draft",
    "DraftRevision",
    "DraftShelf",
    "FactShelf",
    "FileKind",
    "FileShelf",
    "FrozenConclusion",
    "KeyringAbsentError",
    "KeyringLockedError",
    "KeyringRefusedError",
    "KeyringState",
    "MessageShelf",
    "MessageWay",
    "NoRecoveryCodeError",
    "NoteKind",
    "NoteText",
    "OthersBackupError",
    "OutboxRow",
    "OutboxShelf",
    "PassphraseNeededError",
    "PhraseShelf",
    "PhraseText",
    "ProcedureShelf",
    "RemovalShelf",
    "Secrets",
    "SendStateError",
    "SignatureShelf",
    "Signing",
    "SigningShelf",
    "StepMark",
    "Store",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreFromNewerVersionError",
    "StoreKeyMissingError",
    "StoredAttestee",
    "StoredFile",
    "StoredMessage",
    "StoredNote",
    "StoredPhrase",
    "StoredSignature",
    "StoredSigning",
    "UsedMessage",
    "WrongPassphraseError",
    "WrongRecoveryCodeError",
    "account_of_backup",
]
