"""«Справка». The window needs its entries and words at once, the view itself only when it is opened."""
