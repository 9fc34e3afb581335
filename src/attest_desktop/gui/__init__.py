"""The screen. Views show what `work` returns and call it through the runner; the only room that imports Qt."""
