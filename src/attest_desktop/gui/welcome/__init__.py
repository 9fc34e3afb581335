"""The first run: two ways in (`pane`), and «Первые шаги» of a new account (`first_steps`)."""
