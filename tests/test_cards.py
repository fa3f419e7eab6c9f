"""Cards: a list that reads them shows what one that reads articles whole would show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.errors import BadValue
from newsbot.items import Article, Block, Image
from newsbot.policy.display import Audience
from newsbot.policy.grants import read_grants
from newsbot.store import Chosen, Store, open_store
from newsbot.store.cards import card_of, cards
from newsbot.store.grams import IS_UNSPACED, entries, fold, read_query
from newsbot.web.items import row_of

NOW = datetime(2026, 3, 24, 4, 0, tzinfo=UTC)
PLACES = "停火谈判烏会a1 éß。-กข"
RIGHTS: dict[str, Any] = {
    "index": {"decision": "deny", "basis": "stated", "evidence": ["meta robots: noindex"]},
    "display-snippet": {"decision": "allow", "max_length": 20, "evidence": ["meta robots"]},
}


def article(number: int, **more: Any) -> Article:
    at = NOW + timedelta(minutes=number)
    values: dict[str, Any] = {
        "site": "morning",
        "title": f"标题{number}",
        "text": f"正文{number}。" * 100,
        "first_seen_at": at,
        "fetched_at": at,
        "published_at": at,
        "content_hash": f"h{number}-{more.get('version', 1)}",
        "category_slug": "world" if number % 2 else "sport",
        "source": f"第{number % 3}晚报",
        "language": "zh-Hans",
    }
    values |= more
    body = [Block("paragraph", text=values["text"])]
    return Article(id=f"id{number}", url=f"https://s.example/{number}.html", body=body, **values)


def keep(store: Store, *found: Article, changed: tuple[str, ...] = ()) -> None:
    run = store.begin_run("morning", command="test", now=NOW)
    for one in found:
        store.keep(one, [one.url], run, changed)
    store.end_run(run, NOW, "finished", {})


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/newsbot.db"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")
    with open_store(url) as opened:
        yield opened


def shown(store: Store, chosen: Chosen, reader: Audience, **more: Any) -> tuple[list[Any], ...]:
    """What lists of cards and of whole articles show."""
    listed = store.newest_cards(chosen, **more)
    kept = store.newest(chosen, **more)
    assert [one.place for one in listed] == [one.place for one in kept]
    short = [row_of(reader, orjson.loads(one.card), one.views) for one in listed]
    whole = [row_of(reader, one.record, one.views) for one in kept]
    cut = [row and replace(row, record=card_of(row.record)) for row in whole]
    return [row and replace(row, record=card_of(row.record)) for row in short], cut


def test_a_list_of_cards_shows_what_articles_say(store: Store) -> None:
    picture = Image("https://img.example/1.jpg", caption="港口")
    keep(
        store,
        *(article(number) for number in range(8)),
        article(8, summary="摘要" * 300, rights=RIGHTS, images=[picture, picture]),
        article(9, rights={"index": RIGHTS["index"]}),
    )
    for _ in ("without cards", "with cards"):
        for chosen in (Chosen(), Chosen(categories=("world", "none")), Chosen(source="第1晚报")):
            for reader in (Audience(own=True), Audience(own=False)):
                short, whole = shown(store, chosen, reader)
                assert short == whole
                assert whole
        granted = Audience(own=False, grants=read_grants("morning=display-full"))
        short, whole = shown(store, Chosen(), granted, before=(2**60, 0), limit=3)
        assert short == whole
        store.index()
    with store.reading() as connection:
        assert len(connection.execute(cards.select()).all()) == 10


def test_a_card_goes_with_what_it_shows(store: Store) -> None:
    keep(store, article(1), article(2), article(3))
    store.index()
    keep(store, article(1, title="新标题", version=2), changed=("title",))
    assert "新标题" in store.newest_cards()[-1].card.decode()
    store.forget(NOW, what="id2")
    store.expire(NOW + timedelta(days=9, minutes=3), {"articles": timedelta(days=9)})
    with store.reading() as connection:
        numbers = connection.execute(cards.select()).all()
        assert len(numbers) == 1
    store.index()
    assert [orjson.loads(one.card)["title"] for one in store.newest_cards()] == ["标题3"]


def test_counts_are_those_of_the_articles(store: Store) -> None:
    keep(store, *(article(number) for number in range(7)))
    store.index()
    assert store.counts("category_slug") == [("sport", 4), ("world", 3)]
    assert store.counts("source") == [("第0晚报", 3), ("第1晚报", 2), ("第2晚报", 2)]
    assert store.counts("site") == [("morning", 7)]


def test_the_pulse_changes_with_every_commit_and_only_then(store: Store) -> None:
    first = store.quick.pulse()
    assert store.quick.pulse() == first
    keep(store, article(1))
    second = store.quick.pulse()
    assert second != first
    store.newest()
    assert store.quick.pulse() == second
    with open_store(store.url) as other:
        keep(other, article(2))
    assert store.quick.pulse() != second


@settings(deadline=None)  # the first word loads the tables of both scripts
@given(st.text(PLACES, max_size=4), st.lists(st.text(PLACES, max_size=12), max_size=5))
def test_where_the_index_is_certain_no_text_says_otherwise(words: str, texts: list[str]) -> None:
    try:
        query = read_query(f'"{words}"')
    except BadValue:
        return
    if not query.is_certain:
        return
    for text in texts:
        (term,) = query.wanted
        held = entries(fold(text))
        single = [form for form in term.forms if len(form) == 1 and IS_UNSPACED.match(form)]
        proposed = any(form in held for form in term.forms) or any(
            entry.startswith(form) for form in single for entry in held
        )
        assert proposed == query.matches("", text), f"{words!r} in {text!r}"


@pytest.mark.parametrize(
    ("words", "certain", "quick"),
    [
        ("停火", True, True),
        ("火", True, False),
        ("停火 谈判", True, False),
        ("NATO", True, True),
        ("停火协", False, False),
        ("G7峰会", False, False),
        ("停火 -谈判", False, False),
        ("x" * 40, False, False),
    ],
)
def test_what_the_index_alone_decides(words: str, certain: bool, quick: bool) -> None:
    assert (read_query(words).is_certain, read_query(words).is_quick) == (certain, quick)
