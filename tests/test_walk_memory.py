"""What a walk leaves in the store, over both databases."""

from __future__ import annotations

from datetime import timedelta

from invented import NOW

from newsbot.store import Validators, open_store


def test_a_walks_memory_and_validators_come_back(store_url: str) -> None:
    page = Validators("https://s.example/world", '"tag"', "Mon, 24 Mar 2025 04:00:00 GMT", -7)
    with open_store(store_url) as store:
        store.walked("s", "world", b"\x00memory\xff", at=NOW, page=page)
        store.walked("s", "sport", b"", at=NOW, page=None)
        store.walked("t", "world", b"other", at=NOW, page=None)
        store.flush()
        assert store.memories("s") == {"world": b"\x00memory\xff", "sport": b""}
        assert store.validators(page.url) == page
        later = Validators(page.url, None, None, 8)
        store.walked("s", "world", b"new", at=NOW + timedelta(hours=1), page=later)
        store.flush()
        assert store.memories("s")["world"] == b"new"
        assert store.validators(page.url) == later
        assert store.validators("https://s.example/other") is None
