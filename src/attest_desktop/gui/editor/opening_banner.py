"""What is said above the text when a conclusion is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.moved_words import TITLE, moved_words
from attest_desktop.gui.payloads import RECOVERED
from attest_desktop.gui.widgets import Banner, TextButton, Tone
from attest_desktop.gui.words import ago
from attest_desktop.work.draft import OpenDraft
from attest_desktop.work.people import HANDED_IN, Person, person

CUT_SHORT = "В прошлый раз программа закрылась неожиданно, написанное цело"
HANDED = "Заключение уже отправлено"
UNCHANGED = (
    "Если измените текст, подпишите и отправьте его ещё раз: прежний файл в личном кабинете заменится новым."
)
CHANGED = "После отправки текст изменён. В личном кабинете лежит прежний: подпишите и отправьте новый."


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """A banner's words and look."""

    title: str
    text: str
    tone: Tone
    icon: str


def opening_words(draft: OpenDraft, why: object, now: datetime) -> OpeningWords | None:
    """What happened to the text since it was last seen; `why` as in the view's payload."""
    if why == RECOVERED and draft.saved_at is not None:
        when = ago(draft.saved_at, now)
        said = f"Последнее сохранение: {when}. Проверьте конец текста и продолжайте."
        return OpeningWords(CUT_SHORT, said, Tone.INFO, "history")
    if draft.moved is not None:
        return OpeningWords(TITLE, moved_words(draft.moved), Tone.INFO, "history")
    return None


def handed_words(one: Person) -> OpeningWords | None:
    """That the service holds this conclusion already."""
    if one.stage not in HANDED_IN:
        return None
    if one.edited_since:
        return OpeningWords(HANDED, CHANGED, Tone.WARN, "triangle-alert")
    return OpeningWords(HANDED, UNCHANGED, Tone.OK, "check-check")


class OpeningBanner(Banner):
    """Hidden when there is nothing to say."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._attestee_id = ""
        self._sent = TextButton("Показать отправленное", self._on_sent)
        self.add_button(self._sent)
        self.hide()

    def begin(self, draft: OpenDraft, why: object) -> None:
        """A conclusion was opened; `why` as in the payload of the view."""
        self._attestee_id = draft.attestee.id
        self._say(opening_words(draft, why, self._context.now()))
        if self.isHidden():
            self._look_whether_sent(draft.attestee.id)

    def _say(self, words: OpeningWords | None, *, sent: bool = False) -> None:
        self._sent.setVisible(sent)
        if words is not None:
            self.show_as(words.text, title=words.title, tone=words.tone, icon=words.icon)
        self.setVisible(words is not None)

    def _look_whether_sent(self, attestee_id: str) -> None:
        """After the text is there: who begins to write need not wait for it."""
        desk = self._context.desk

        def told(found: Person) -> None:
            if self._attestee_id == attestee_id:
                self._say(handed_words(found), sent=True)

        self._context.runner.start(lambda _p, _c: person(desk, attestee_id), owner=self, on_done=told, quiet=True)

    def _on_sent(self) -> None:
        self._context.navigate.emit("card", self._attestee_id)
