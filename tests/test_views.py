"""View counts as curves: what is missing, what is believed, what is a bound."""

from datetime import timedelta
from pathlib import Path

import pytest
from invented import NOW, article, url_of

from newsbot.items import ListingEntry
from newsbot.store import open_store
from newsbot.store.views import judge


@pytest.mark.parametrize(
    ("highest", "views", "exact", "worth"),
    [
        (None, 0, True, "believed"),
        (None, 5, True, "believed"),
        (5, 5, True, "believed"),
        (5, 9, True, "believed"),
        (5, 0, True, "missing"),
        (9, 5, True, "fallen"),
        (123456, 100000, False, "believed"),
    ],
)
def test_what_a_count_is_worth(highest: int | None, views: int, exact: bool, worth: str) -> None:
    assert judge(highest, views, exact=exact) == worth


def test_a_curve_without_further_requests(tmp_path: Path) -> None:
    with open_store(url_of(tmp_path)) as store:
        run = store.begin_run("s", command="test", now=NOW)
        store.keep(article(1, view_count=100), ["/a/1.html"], run)
        for hours, text in enumerate(["120", "0", "80", "1.2万+", "加载中"], 1):
            entry = ListingEntry(
                "https://s.example/a/1.html",
                "s",
                "https://s.example/x",
                NOW + timedelta(hours=hours),
                views_text=text,
            )
            store.listed("s", {"/a/1.html": entry}, {"/a/1.html": "id1"}, ())
            store.flush()
        curve = store.observations("id1")
    assert [(o.views, o.exact, o.believed, o.origin) for o in curve] == [
        (100, True, True, "article"),
        (120, True, True, "listing"),
        (80, True, False, "listing"),
        (12000, False, True, "listing"),
    ]
