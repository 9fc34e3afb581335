"""Ready texts of messages: as shipped, with the expert's own wording over them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from attest_desktop import bundled
from attest_desktop.domain.attestee import Attestee, Form
from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.errors import NotFoundError, UserError
from attest_desktop.domain.procedure import Person, StepId, steps_of
from attest_desktop.work.desk import Desk

CHANGED = "messages.texts"
DECIDED = "decided"
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class ReadyText:
    """One ready text with places in braces.

    `to` is who it is for, `forms` the forms at which it is offered (empty: any), `step` the step of the procedure
    that it serves, `attach` whether the conclusion's Word file goes with it. `when` is «decided» for a text
    that is wanted only once the final button was pressed. `changed` tells that it is not as shipped.
    """

    id: str
    title: str
    to: Person
    subject: str
    text: str
    forms: tuple[Form, ...] = ()
    step: StepId | None = None
    attach: bool = False
    when: str = ""
    changed: bool = False

    def fits(self, attestee: Attestee, where: Where) -> bool:
        """Whether there is sense in it for this attestee."""
        form = attestee.form
        return (
            (not self.forms or form in self.forms)
            and (self.step is None or self.step in {one.id for one in steps_of(form, where)})
            and (self.when != DECIDED or attestee.decision_pressed)
        )


def ready_texts(desk: Desk) -> tuple[ReadyText, ...]:
    """All ready texts as the expert has them, in the order they are shown."""
    kept: dict[str, dict[str, str]] = desk.store.facts.get(CHANGED, default={})
    return tuple(_changed(one, kept.get(one.id)) for one in built_in_texts())


def ready_text(desk: Desk, text_id: str) -> ReadyText:
    """One of them. Raises NotFoundError."""
    found = next((one for one in ready_texts(desk) if one.id == text_id), None)
    if found is None:
        raise NotFoundError("Такого сообщения нет.", "Выберите другое из списка.")
    return found


def change_text(desk: Desk, text_id: str, subject: str, text: str) -> ReadyText:
    """Keep the expert's own wording; what equals the shipped one is no change. Raises NotFoundError, UserError."""
    shipped = next((one for one in built_in_texts() if one.id == text_id), None)
    if shipped is None:
        raise NotFoundError("Такого сообщения нет.", "Выберите другое из списка.")
    if not text.strip():
        raise UserError("Текст пуст.", "Напишите его или верните исходный.")
    if len(text) > LONGEST:
        raise UserError("Текст слишком длинный.", "Сократите его.")
    kept: dict[str, dict[str, str]] = desk.store.facts.get(CHANGED, default={})
    own = {"subject": " ".join(subject.split()), "text": text.strip()}
    if own == {"subject": shipped.subject, "text": shipped.text}:
        kept.pop(text_id, None)
    else:
        kept[text_id] = own
    desk.store.facts.set(CHANGED, kept, desk.now())
    return _changed(shipped, kept.get(text_id))


def restore_text(desk: Desk, text_id: str) -> ReadyText:
    """«Вернуть исходный»: the text as it was shipped. Raises NotFoundError."""
    kept: dict[str, dict[str, str]] = desk.store.facts.get(CHANGED, default={})
    kept.pop(text_id, None)
    desk.store.facts.set(CHANGED, kept, desk.now())
    return ready_text(desk, text_id)


@lru_cache(maxsize=1)
def built_in_texts() -> tuple[ReadyText, ...]:
    """The texts as shipped."""
    data: dict[str, Any] = tomllib.loads(bundled.path("messages.toml").read_text("utf-8"))
    return tuple(
        ReadyText(
            one["id"],
            one["title"],
            Person(one["to"]),
            one["subject"],
            one["text"].strip(),
            tuple(Form(form) for form in one.get("forms", ())),
            StepId(one["step"]) if one.get("step") else None,
            one.get("attach", False),
            one.get("when", ""),
        )
        for one in data["message"]
    )


def _changed(one: ReadyText, own: dict[str, str] | None) -> ReadyText:
    return replace(one, subject=own["subject"], text=own["text"], changed=True) if own else one
