"""One attestee. The table shares its words, and loads the view only when a card is opened."""
