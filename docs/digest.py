"""The day's articles by topic, as text: python docs/digest.py sqlite:///newsbot.db"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from newsbot import open_store
from newsbot.items import Article
from newsbot.topics import TOPICS, topic_of

MOST = 10


def digest(url: str, now: datetime) -> str:
    """What was first seen in the 24 hours before `now`; copies are left out."""
    topics: dict[str, list[Article]] = defaultdict(list)
    with open_store(url, make=False) as store:
        for article in store.articles(since=now - timedelta(days=1), until=now):
            if article.duplicate_of is None:
                topic = topic_of(article.category, article.category_slug)
                topics[topic or "others"].append(article)
    lines = [f"{now:%Y-%m-%d}: {sum(map(len, topics.values()))} articles"]
    for name, found in sorted(topics.items(), key=lambda topic: -len(topic[1])):
        lines += ["", f"{TOPICS[name].zh if name in TOPICS else '其他'} ({len(found)})"]
        found.sort(key=lambda article: -(article.view_count or 0))
        lines += [f"- {one.title} ({one.source or one.site}) {one.url}" for one in found[:MOST]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/digest.py STORE, such as sqlite:///newsbot.db")
    sys.stdout.write(digest(sys.argv[1], datetime.now(UTC)))
