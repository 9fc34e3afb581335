"""A letter as a file that the mail program opens as a draft: the program itself sends nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from attest_desktop.domain.errors import UserError

_ADDRESS = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+\.[^\s@,;<>\"()]+", re.ASCII)
WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    file_name: str
    content: bytes


def addresses(written: str) -> tuple[str, ...]:
    """The addresses that a person wrote, parted by commas, semicolons or spaces; raises UserError for others."""
    found = tuple(part for part in re.split(r"[\s,;]+", written) if part)
    for one in found:
        # Cyrillic domains need an encoding that not every mail program writes: they stay with the user.
        if not _ADDRESS.fullmatch(one) or len(one) > 254:
            raise UserError(
                f"Адрес «{one[:60]}» не похож на адрес электронной почты.",
                "Исправьте его или оставьте поле пустым: адрес можно вписать и в почтовой программе.",
            )
    return found


def letter(to: str, subject: str, text: str, attachment: Attachment | None = None) -> bytes:
    """The draft (.eml) with X-Unsent, so that mail programs open it for writing. Raises UserError."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    whom = addresses(to)
    if whom:
        message["To"] = ", ".join(whom)
    message["Subject"] = " ".join(subject.split())
    message.set_content(text.rstrip() + "\n", cte="base64")
    if attachment is not None:
        main, sub = WORD
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.file_name)
    return message.as_bytes()
