"""trafilatura, unknown pages: `trafilatura_whole.py URLS OUT.jsonl`. It is told the addresses."""

import json
import sys
from pathlib import Path

from trafilatura import bare_extraction, fetch_url

if __name__ == "__main__":
    urls, out = sys.argv[1:]
    with Path(out).open("w") as lines:
        for url in Path(urls).read_text().split():
            if url.endswith("/") or "/list-" in url:
                continue
            page = fetch_url(url)
            found = page and bare_extraction(page, url=url, with_metadata=True, favor_recall=True)
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
