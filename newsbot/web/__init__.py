"""The page to read and to watch, its JSON API and its feeds."""
