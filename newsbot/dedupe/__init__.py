"""Is this text known? Pure; the postings are kept by the store."""
