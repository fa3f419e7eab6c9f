"""HTML -> CANDIDATES: pure functions of a page's bytes, its URL and what is handed in."""
