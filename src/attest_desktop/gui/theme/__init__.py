"""How the program looks: tokens, the style made of them, icons and fonts."""
