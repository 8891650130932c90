"""Small questions over a screen: each takes enter and esc, and its default harms nobody."""
