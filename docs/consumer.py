"""Keeps an SQLite database equal to a newsbot store: python consumer.py SEGMENTS DATABASE

SEGMENTS is the folder of `newsbot export --to`. May be run at any time and killed at any time:
a segment and the place that it leads to are written in one transaction.
"""

import json
import sqlite3
import sys
from pathlib import Path

if len(sys.argv) != 3:
    sys.exit("usage: python docs/consumer.py FOLDER DATABASE")
folder, database = sys.argv[1:]
db = sqlite3.connect(database)
with db:
    db.execute("CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, line TEXT NOT NULL)")
    db.execute("CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY, seq INTEGER NOT NULL)")
    db.execute("INSERT OR IGNORE INTO place VALUES (1, 0)")
[done] = db.execute("SELECT seq FROM place").fetchone()

for segment in sorted(Path(folder).glob("*-*.jsonl")):  # the names sort as the changes do
    first, last = map(int, segment.stem.split("-"))
    if last <= done:
        continue
    with db, segment.open(encoding="utf-8", newline="\n") as lines:
        for change in map(json.loads, lines):
            op, _ = change.pop("op"), change.pop("seq")
            if op == "withdraw":
                db.execute("DELETE FROM article WHERE id = ?", [change["id"]])
            else:  # upsert and relink bring the article as it is now
                line = json.dumps(change, ensure_ascii=False)
                db.execute("REPLACE INTO article VALUES (?, ?)", [change["id"], line])
        db.execute("UPDATE place SET seq = ?", [last])
    done = last
