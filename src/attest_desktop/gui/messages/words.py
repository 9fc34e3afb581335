"""How a message is called in the list, and when it was used."""

from __future__ import annotations

from datetime import datetime

from attest_desktop.domain.procedure import Person
from attest_desktop.gui.words import ago
from attest_desktop.store import MessageWay, StoredMessage

TO = {
    Person.ATTESTEE: "аттестуемому",
    Person.HEAD: "руководителю организации",
    Person.SECOND: "второму специалисту",
    Person.COORDINATOR: "муниципальному координатору",
}
WAYS = {
    MessageWay.COPIED: "скопировано",
    MessageWay.OPENED: "открыто в почте",
}


def used_words(message: StoredMessage, now: datetime) -> str:
    """«скопировано вчера в 18:40»."""
    return f"{WAYS[message.message.way]} {ago(message.used_at, now)}"
