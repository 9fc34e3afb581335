"""The cabinet's pages, one module each: what a parsed page says, and which form does what. No network here."""
