"""How bytes are fetched: addresses, resolver, recording and replaying handlers."""
