"""Pages that only a script makes, drawn by a browser that has no network of its own."""
