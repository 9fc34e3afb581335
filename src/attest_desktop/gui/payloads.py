"""What a view can be asked to open with: known to all who lead there, without loading the view."""

from __future__ import annotations

# «Заключение»: with the pages to sign in front; with the text that a crash left behind.
FINISH, RECOVERED = "finish", "recovered"
# «Профиль»: with another password.
CHANGE_IT = "change"
# «Итоги»: the page in front.
REGISTER, ARCHIVE, REMOVAL = "register", "archive", "removal"
# «Настройки»: the card to go to.
LOOK, WHERE, WRITING, PDF = "look", "where", "writing", "pdf"
REMINDERS = "reminders"
SAFETY, DATA, UPDATES, ACCOUNT = "safety", "data", "updates", "account"
# «Справка»: the check, or the report, at once; any other payload is a page of the guide.
CHECK, REPORT = "!check", "!report"
