"""The tables. Moments are whole microseconds since 1970 in UTC, keys 8-byte hashes."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 1

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""What the store says of itself: `schema_version`."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", String, nullable=False),
    Column("command", String, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("outcome", String),
    Column("record", Text),
    Index("runs_by_site", "site", "id"),
)
"""Every crawl. `outcome` is NULL while it runs; a run whose lease ran out becomes "lost"."""

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("title", String),
    Column("category_slug", String),
    Column("source", String),
    Column("language", String),
    Column("status", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_hash", String),
    Column("published_at", BigInteger),
    Column("first_seen_at", BigInteger),
    Column("fetched_at", BigInteger),
    Column("document", LargeBinary, nullable=False),
    Index("articles_by_text", "site", "content_hash"),
    Index("articles_by_fetch", "fetched_at"),
)
"""An article's columns that are asked for, and its whole record as JSON in `document`."""

keys = Table(
    "keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("rule", Integer, nullable=False),
    Column("article_id", String, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Identity: hash of (site, key) -> article. `rule` is the version of the rule that made the key."""

addresses = Table(
    "addresses",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("outcome", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("retry_at", BigInteger),
    Column("tries", Integer, nullable=False, default=1),
    sqlite_with_rowid=False,
)
"""Addresses that gave no article: hash of (site, key) -> what came, and when to try again."""

observations = Table(
    "observations",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("at", BigInteger, primary_key=True, autoincrement=False),
    Column("views", BigInteger, nullable=False),
    Column("exact", Boolean, nullable=False),
    Column("origin", String, nullable=False),
    sqlite_with_rowid=False,
)
"""View counts as they were seen; `origin` is article or listing."""
