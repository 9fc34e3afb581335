"""Files dropped onto the window: what they are, whom they are about, and where that leads."""
