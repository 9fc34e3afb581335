"""«Мои фразы»: choosing one while writing, keeping one, and looking after them all."""

from attest_desktop.gui.phrases.bank import PhraseBank
from attest_desktop.gui.phrases.form import PhraseDialog
from attest_desktop.gui.phrases.manager import PhrasesDialog, open_phrases
from attest_desktop.gui.phrases.picker import PhrasePicker

__all__ = ["PhraseBank", "PhraseDialog", "PhrasePicker", "PhrasesDialog", "open_phrases"]
