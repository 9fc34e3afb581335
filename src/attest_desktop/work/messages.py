"""Messages about an attestee: a ready text with what is known filled in, who it goes to, what was used when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Attestee, category_of
from attest_desktop.domain.deadlines import hand_in
from attest_desktop.domain.names import parts
from attest_desktop.domain.period import MONTHS_GENITIVE, read_period
from attest_desktop.domain.procedure import Person, StepId
from attest_desktop.domain.profile import Profile
from attest_desktop.domain.text import normalised
from attest_desktop.domain.tomsk import day_in_tomsk
from attest_desktop.store import MessageWay, StepMark, StoredMessage, UsedMessage
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import second_expert_of
from attest_desktop.work.draft_text import DraftText, text_from_json
from attest_desktop.work.hand_over import file_name, handed_over
from attest_desktop.work.mail import Attachment, addresses, letter
from attest_desktop.work.message_texts import ReadyText, ready_text, ready_texts
from attest_desktop.work.placeholders import Who, resolve
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.schedule_kept import schedule_of
from attest_desktop.work.where import where
from attest_desktop.work.wording import wording_in

ADDRESSES = "messages.addresses"
LETTER_NAME = "Письмо.eml"
_PLACE = re.compile(r"\{([^{}\n]{1,80})\}")
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_ACCUSATIVE = {"первая": "первую", "высшая": "высшую"}


@dataclass(frozen=True, slots=True)
class Composed:
    """A text ready to be read through and used.

    `recipient` names who it is for, in Russian; `address` is what the cabinet or the user gave, empty when nobody
    did. `unfilled` are the places that a person has to write: they stand in the text as «[…: заполните]».
    """

    ready: ReadyText
    recipient: str
    address: str
    subject: str
    text: str
    unfilled: tuple[str, ...] = ()


def offered(desk: Desk, attestee_id: str) -> tuple[ReadyText, ...]:
    """The ready texts that fit the attestee, in the order they are wanted. Raises NotFoundError."""
    attestee = desk.store.attestees.get(attestee_id).attestee
    place = where(desk)
    return tuple(one for one in ready_texts(desk) if one.fits(attestee, place))


def compose(desk: Desk, attestee_id: str, text_id: str) -> Composed:
    """The ready text about this attestee, names in their cases. Raises NotFoundError.

    The first question about a post loads the dictionary, some tenths of a second.
    """
    return composed(desk, attestee_id, ready_text(desk, text_id))


def composed(desk: Desk, attestee_id: str, ready: ReadyText) -> Composed:
    """The same for a text that is not kept yet."""
    stored = desk.store.attestees.get(attestee_id)
    attestee = stored.attestee
    draft = _draft(desk, attestee_id)
    corrections = draft.corrections if draft else {}
    who = Who.of(
        attestee,
        corrections.get("full_name", "").strip(),
        corrections.get("position", "").strip(),
        corrections.get("subjects", "").replace("; ", ", ").strip(),
    )
    second = _second(desk, attestee_id, draft)
    marks = {one.step: one for one in desk.store.procedure.marks(attestee_id)}
    known = _known(desk, ready, attestee, who, draft, second, marks, day_in_tomsk(stored.first_seen_at))
    decline = wording_in(desk.data_dir).declined

    def fill(text: str) -> tuple[str, tuple[str, ...]]:
        unfilled: list[str] = []

        def put(found: re.Match[str]) -> str:
            place = found.group(1).strip()
            value = known.get(place.lower())
            if value is None:
                return found.group(0)
            if value:
                return value
            unfilled.append(place)
            return f"[{place}: заполните]"

        done = resolve(_PLACE.sub(put, text), who, decline)
        return done.text, (*unfilled, *done.unfilled)

    subject, lacking = fill(ready.subject)
    text, more = fill(ready.text)
    return Composed(
        ready,
        _recipient(ready.to, who, second),
        address_of(desk, attestee_id, ready.to),
        subject,
        re.sub(r"\n{3,}", "\n\n", text).strip(),
        tuple(dict.fromkeys((*lacking, *more))),
    )


def address_of(desk: Desk, attestee_id: str, to: Person) -> str:
    """The address that the user gave, else for the attestee the cabinet's; empty when nobody gave one."""
    kept: dict[str, str] = desk.store.facts.get(ADDRESSES, default={})
    own: str = kept.get(_address_key(desk, attestee_id, to), "")
    if own or to is not Person.ATTESTEE:
        return own
    return desk.store.attestees.get(attestee_id).attestee.email.strip()


def keep_address(desk: Desk, attestee_id: str, to: Person, written: str) -> str:
    """Remember an address that the user wrote; an empty one is forgotten. Raises UserError."""
    whole = ", ".join(addresses(written))
    if whole == address_of(desk, attestee_id, to):
        return whole
    kept: dict[str, str] = desk.store.facts.get(ADDRESSES, default={})
    key = _address_key(desk, attestee_id, to)
    if whole:
        kept[key] = whole
    else:
        kept.pop(key, None)
    desk.store.facts.set(ADDRESSES, kept, desk.now())
    return whole


def letter_file(desk: Desk, attestee_id: str, message: Composed, *, signature_drawn: bool = False) -> bytes:
    """The letter (.eml) as the user left it, with the Word file where one goes along.

    `signature_drawn` puts the own signature on its line in that file: ask the user each time. Raises UserError,
    EmptyConclusionError, NoTemplateError, PlaceNotFoundError.
    """
    attachment = None
    if message.ready.attach:
        name = desk.store.attestees.get(attestee_id).attestee.full_name
        content = handed_over(desk, attestee_id, signature_drawn=signature_drawn)
        attachment = Attachment(file_name(name), content)
    return letter(message.address, message.subject, message.text, attachment)


def note_used(desk: Desk, attestee_id: str, message: Composed, way: MessageWay) -> StoredMessage:
    """Keep that the text was copied or opened in the mail program, as it was then.

    The address of a letter is remembered for the next; a copied text goes who knows where. Raises UserError.
    """
    address = "" if way is MessageWay.COPIED else message.address
    if address:
        address = keep_address(desk, attestee_id, message.ready.to, address)
    step = message.ready.step.value if message.ready.step else ""
    used = UsedMessage(message.ready.id, message.recipient, message.subject, message.text, way, address, step)
    return desk.store.messages.add(attestee_id, used, desk.now())


def used_messages(desk: Desk, attestee_id: str) -> tuple[StoredMessage, ...]:
    """What was used about the attestee, newest first."""
    return desk.store.messages.all(attestee_id)


def forget_used(desk: Desk, message_id: int) -> None:
    """The message was not sent after all. Raises NotFoundError."""
    desk.store.messages.remove(message_id)


def _known(
    desk: Desk,
    ready: ReadyText,
    attestee: Attestee,
    who: Who,
    draft: DraftText | None,
    second: str,
    marks: Mapping[str, StepMark],
    seen_in: date,
) -> Mapping[str, str]:
    """What the places mean, by their words in lower case; an empty value is not known."""
    visit = marks.get(StepId.VISIT_DAY.value)
    asked = marks.get(StepId.ASKED_FOR.value)
    period = read_period(attestee.period, seen_in).period
    category = category_of(attestee.claimed_category)
    workplace = draft.corrections.get("workplace", "").strip() if draft else ""
    by = hand_in(period, attestee.form, where(desk)).day if period else None
    return {
        "приветствие": _greeting(_addressee(ready.to, who, second)),
        "подпись": _signature(kept_profile(desk)),
        "день выхода": _day_words(visit.day) if visit and visit.day else "",
        "период": str(period) if period else attestee.period.strip(),
        "форма": attestee.form.russian,
        "категория": category,
        "категория:в": _ACCUSATIVE.get(category, ""),
        "срок сдачи": f"{by.day} {MONTHS_GENITIVE[by.month - 1]}" if by else "",
        "чего не хватает": asked.note.strip(" .") if asked else "",
        "организация": workplace,
        "вопрос": "",
        "второй специалист": second,
    }


def _addressee(to: Person, who: Who, second: str) -> str:
    return who.full_name if to is Person.ATTESTEE else second if to is Person.SECOND else ""


def _greeting(full_name: str) -> str:
    """«Здравствуйте, Мария Ивановна!»; without a patronymic nobody is called by half a name."""
    _, first, patronymic = parts(full_name)
    return f"Здравствуйте, {first} {patronymic}!" if first and patronymic else "Здравствуйте!"


def _recipient(to: Person, who: Who, second: str) -> str:
    name = _addressee(to, who, second)
    return f"{to.russian}: {name}" if name else to.russian


def _signature(profile: Profile | None) -> str:
    """The writer's name, post, place and contacts, as far as the cabinet tells them."""
    if profile is None:
        return "С уважением,\n[Ваши имя и должность: заполните]"
    place = ", ".join(part for part in (profile.position, profile.workplace) if part)
    contacts = ", ".join(part for part in (profile.phone, profile.email) if part)
    lines = ("С уважением,", profile.full_name, place, contacts)
    return "\n".join(line for line in lines if line)


def _day_words(day: date) -> str:
    return f"{day.day} {MONTHS_GENITIVE[day.month - 1]} {day.year} года ({_WEEKDAYS[day.weekday()]})"


def _draft(desk: Desk, attestee_id: str) -> DraftText | None:
    kept = desk.store.drafts.load(attestee_id)
    return text_from_json(kept.content) if kept else None


def _second(desk: Desk, attestee_id: str, draft: DraftText | None) -> str:
    """The second expert written in this conclusion, else the schedule's; empty when neither: nobody is guessed."""
    if draft and len(draft.experts) > 1 and draft.experts[1].full_name.strip():
        return draft.experts[1].full_name.strip()
    found = second_expert_of(desk, schedule_of(desk, attestee_id))
    return found.full_name if found else ""


def _address_key(desk: Desk, attestee_id: str, to: Person) -> str:
    """Under what an address is kept: a coordinator is one, a second expert goes by name, the rest by attestee."""
    if to is Person.COORDINATOR:
        return "coordinator"
    whose = attestee_id
    if to is Person.SECOND:
        whose = normalised(_second(desk, attestee_id, _draft(desk, attestee_id)))
    return f"{to.value}|{whose}"
