"""The offer of a recovery code: stands quietly on a page, can be put off, and is not made again once answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.safety.recovery import open_recovery
from attest_desktop.gui.widgets import Banner, SecondaryButton, TextButton, Tone
from attest_desktop.work.desk import Desk
from attest_desktop.work.recovery import code_offered, put_off_code, refuse_code

TITLE = "Запишите код восстановления"
ABOUT = (
    "Ваши данные на этом компьютере зашифрованы. Если система потеряет ключ к ним или забудется секретная фраза, "
    "открыть их поможет только такой код на бумаге."
)
REFUSED = "Больше не предложим. Код можно создать в «Настройках», раздел «Защита данных»."
MAKE, LATER, NEVER = "Создать код…", "Через неделю", "Не нужен"


class RecoveryOffer(Banner):
    """Hidden until `load` finds that there is something to offer. Any page may have one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(ABOUT, title=TITLE, tone=Tone.INFO, icon="key-round", parent=parent)
        self._context = context
        self.add_button(SecondaryButton(MAKE, self._on_make))
        self.add_button(TextButton(LATER, self._on_later, name="Предложить код восстановления через неделю"))
        self.add_button(TextButton(NEVER, self._on_never, name="Код восстановления не нужен"))
        self.hide()

    def load(self) -> None:
        """Ask whether to offer; training has no data to lose."""
        if self._context.training:
            return
        desk = self._context.desk
        self._context.runner.start(
            lambda _p, _c: code_offered(desk), owner=self, on_done=self.setVisible, quiet=True
        )

    def _on_make(self) -> None:
        open_recovery(self._context, self.window()).finished.connect(self.load)

    def _on_later(self) -> None:
        self._answer(put_off_code)

    def _on_never(self) -> None:
        self._answer(refuse_code)
        self._context.say(REFUSED)

    def _answer(self, keep: Callable[[Desk], None]) -> None:
        desk = self._context.desk
        self.hide()
        self._context.runner.start(lambda _p, _c: keep(desk), owner=self, quiet=True, in_order=True)
