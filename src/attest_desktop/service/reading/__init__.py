"""Reading pages as a person does: by their visible words."""
