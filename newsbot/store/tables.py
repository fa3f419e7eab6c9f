"""The tables. Moments are whole microseconds since 1970 in UTC, keys 8-byte hashes.

A table that holds something of an article names the column that says of which in its `info`:
`{"article": "COLUMN"}` (the article's number) or `{"article_id": "COLUMN"}`. Takedown, check and
repair find such tables by it, so that a new one needs no code there.

What an index leaves out is said in SQLite's words alone: PostgreSQL's would load its dialect, a
tenth of a second at the start of every program (server.py says it there).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _key(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


Number = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives; SQLite gives one to INTEGER columns only."""

about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""What the store says of itself: `schema_version`, `secret` (the key of the tombstones), and by
site `keys:SITE`, the version of the rule behind its keys, and `bases:SITE`, its base addresses."""

runs = Table(
    "runs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("site", String, nullable=False),
    Column("command", String, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("holder", String),
    Column("ended_at", BigInteger),
    Column("outcome", String),
    Column("record", Text),
    Index("runs_by_site", "site", "id"),
    Index("runs_open", "site", sqlite_where=text("ended_at IS NULL")),
)
"""Every crawl. `outcome` is NULL while it runs; a run whose lease ran out becomes "lost".
`holder` names its process (see holders.py)."""

articles = Table(
    "articles",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("title", String),
    Column("category_slug", String),
    Column("source", String),
    Column("language", String),
    Column("status", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text_key", BigInteger),
    Column("published_at", BigInteger),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("fetched_at", BigInteger, nullable=False),
    Column("visited_at", BigInteger, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("views", BigInteger),
    Column("duplicate_of", String),
    Column("overlaps", Text),
    Column("document", LargeBinary),
    Index("articles_by_text", "text_key"),
    Index("articles_by_time", "first_seen_at", "number"),
    Index("articles_by_site", "site", "first_seen_at", "number"),
    Index("articles_by_category", "category_slug", "first_seen_at", "number"),
    Index("articles_expired", "site", sqlite_where=text("document IS NULL")),
    Index("articles_by_original", "duplicate_of", sqlite_where=text("duplicate_of IS NOT NULL")),
)
"""An article's columns that are asked for, and its whole record in `document` (see documents.py).

`document` is the article as the change stream told it last, fetched at `fetched_at`; what a visit
changes without a new version (`visited_at`, `visits`, `views`: the highest count believed) stands
beside it. `duplicate_of` and `overlaps` (a JSON list of ids) are told by these columns alone, since
another article's arrival changes them. `text_key` is a hash of site and text. A NULL document has
expired."""

keys = Table(
    "keys",
    metadata,
    _key("key"),
    Column("article", BigInteger, nullable=False),
    Column("rule", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
    info={"article": "article"},
)
"""Identity: hash of (site, key) -> article. `rule` is the version of the rule that made the key.
No index by article: it would double what a known address takes."""

addresses = Table(
    "addresses",
    metadata,
    _key("key"),
    Column("outcome", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("retry_at", BigInteger),
    Column("tries", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Addresses that gave no article: hash of (site, key) -> what came, and when to try again (NULL:
never). A tombstone is a row with the outcome "forgotten" whose key is a keyed hash."""

pending = Table(
    "pending",
    metadata,
    _key("key"),
    Column("site", String, nullable=False),
    Column("found_at", BigInteger, nullable=False),
    Column("retry_at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Index("pending_by_site", "site", "found_at"),
)
"""Addresses that a listing showed and that were not fetched yet; `entry` is the ListingEntry."""

listings = Table(
    "listings",
    metadata,
    _key("key"),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("hash", BigInteger),
    Column("seen_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)
"""First pages of listings: their validators, and a hash of the articles that they showed."""

sightings = Table(
    "sightings",
    metadata,
    _key("category"),
    _key("key"),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("page", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Listing entries seen, by category: where an address stood last (0: it was not said)."""

categories = Table(
    "categories",
    metadata,
    Column("site", String, primary_key=True),
    Column("slug", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("memory", LargeBinary, nullable=False),
)
"""What walking a category leaves for the next walk (see newsbot/walk.py)."""

versions = Table(
    "versions",
    metadata,
    _key("article"),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("changed", String, nullable=False),
    Column("document", LargeBinary),
    info={"article": "article"},
)
"""Versions of articles that have more than one: when each was seen, what had changed, and the
article as it was; the document of the latest one is NULL, it is the article's."""

observations = Table(
    "observations",
    metadata,
    _key("article"),
    _key("at"),
    Column("origin", SmallInteger, primary_key=True, autoincrement=False),
    Column("views", BigInteger, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("believed", Boolean, nullable=False),
    sqlite_with_rowid=False,
    info={"article": "article"},
)
"""View counts as they were seen; `origin` is a place in views.ORIGINS."""

changes = Table(
    "changes",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, unique=True),
    Column("told_seq", BigInteger, nullable=False),
    Column("op", String, nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""The log that downstream follows: upsert, withdraw, relink. `seq` grows in order of commit.

A later change of an article takes the place of its earlier one (as in CouchDB's feed): who reads
on from any seq gets every article that has changed since, once, as it is now. `told_seq` is the
last change other than a relink; it tells who comes from further back that there is more to it."""

counters = Table(
    "counters",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""`seq`: the last one given. The row is updated in the transaction that uses it, so that writers
of the log wait for each other and a reader never sees a later change before an earlier one."""

cursors = Table(
    "cursors",
    metadata,
    Column("name", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""How far each reader of the log has come."""

standings = Table(
    "standings",
    metadata,
    Column("site", String, primary_key=True),
    Column("base", String, primary_key=True),
    Column("schedule", Text, nullable=False),
    Column("health", Text, nullable=False),
    Column("run", BigInteger, nullable=False),
    Index("standings_by_base", "base", "site", "run"),
)
"""How each site stands after its last run, so that nobody has to read all its runs for it: JSON
of schedule/past.py and of health/judge.py. `base`: the addresses that a person gave instead of the
site's own ("": none); only rows without are scheduled. The index has all that most looks of a
schedule want: `run` lies behind two long texts."""

shelves = Table(
    "shelves",
    metadata,
    Column("week", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    info={"made_again": True},
)
"""Weeks since 1970 that have tables of their own, and the last number given in each. `made_again`:
a copy of the store leaves it empty, and `newsbot dedupe --rebuild` fills it from the articles."""
