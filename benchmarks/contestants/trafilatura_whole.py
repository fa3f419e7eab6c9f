"""trafilatura, unknown pages: `trafilatura_whole.py URLS OUT.jsonl`. It is told the addresses.

Its own download refuses loopback addresses; urllib3, on which that stands, takes its place.
"""

import json
import sys
from pathlib import Path

import urllib3
from trafilatura import bare_extraction

if __name__ == "__main__":
    urls, out = sys.argv[1:]
    pool = urllib3.PoolManager(num_pools=20, headers={"Accept-Encoding": "gzip"})
    with Path(out).open("w") as lines:
        for url in Path(urls).read_text().split():
            if url.endswith("/") or "/list-" in url:
                continue
            page = pool.request("GET", url).data
            found = bare_extraction(page, url=url, with_metadata=True, favor_recall=True)
            if not found:
                continue
            item = {
                "url": url,
                "title": found.title,
                "published_at": found.date,
                "category": (found.categories or [None])[0],
                "authors": (found.author or "").split("; "),
                "text": found.text,
            }
            lines.write(json.dumps(item, ensure_ascii=False) + "\n")
