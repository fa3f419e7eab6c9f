"""Prints the first article of a JSON Lines file for reading: `python docs/show.py FILE`."""

import json
import sys
from pathlib import Path


def main(path: str) -> None:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    article = json.loads(lines[0])
    print(f"\n{path}: {len(lines)} articles; the first:\n")
    print(article["title"])
    facts = ("published_at", "category", "view_count", "source", "url")
    print(" · ".join(str(article[fact]) for fact in facts if article[fact] is not None))
    for block in article["body"]:
        if block["kind"] == "heading":
            print(f"\n## {block['text']}")
        elif block["kind"] == "image":
            print(f"\n[image] {block['caption'] or block['url']}")
        elif "text" in block:
            print(f"\n{block['text']}")
    for other in article["related"]:
        print(f"\n-> {other['title']}", end="")
    print()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/show.py articles.jsonl")
    main(sys.argv[1])
