"""Writes the newspapers' pages to a folder as nginx serves them, and the truth about them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from town import pages
from town.stories import CATEGORIES, Story, story

ON_A_PAGE = 25
LEVEL = 4
ROBOTS = b"User-agent: *\nDisallow: /private/\nAllow: /\n"


def host_address(host: int) -> str:
    """The loopback address of a host that is counted from 0."""
    return f"127.0.0.{host + 1}"


class Town:
    """So many articles on so many hosts, the same for the same seed."""

    def __init__(self, articles: int, *, hosts: int = 20, seed: int = 11, port: int = 8480) -> None:
        self.articles, self.hosts, self.seed, self.port = articles, hosts, seed, port

    def base_url(self, host: int) -> str:
        """Where a host's paper stands."""
        return f"http://{host_address(host)}:{self.port}"

    def base_urls(self, house: str) -> list[str]:
        """The bases of all hosts that carry a house's paper."""
        found = (h for h in range(self.hosts) if pages.house_of(h).name == house)
        return [self.base_url(h) for h in found]

    def stories(self, host: int) -> list[Story]:
        """A host's stories."""
        count = self.articles // self.hosts + (host < self.articles % self.hosts)
        language = pages.house_of(host).language
        return [story(self.seed, host, number, language) for number in range(count)]

    def files(self, host: int) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of all that a host serves."""
        stories = self.stories(host)
        yield "/robots.txt", ROBOTS
        yield "/index.html", pages.home_page(host, stories[:20])
        for slug, label in CATEGORIES[pages.house_of(host).language].items():
            own = sorted((s for s in stories if s.category_slug == slug), key=_newest)
            parts = [own[n : n + ON_A_PAGE] for n in range(0, len(own), ON_A_PAGE)]
            for page, part in enumerate(parts, 1):
                yield (
                    f"/{slug}/list-{page}.html",
                    pages.list_page(host, label, part, page, len(parts)),
                )
        for one in stories:
            yield one.path, pages.article_page(self.seed, one, stories)

    def write(self, folder: Path) -> None:
        """Writes `folder`/ADDRESS/PATH.gz, `truth.jsonl` and `urls.txt`, unless they are there."""
        done = folder / "town.json"
        told = json.dumps({"articles": self.articles, "hosts": self.hosts, "seed": self.seed})
        if done.exists() and done.read_text() == told:
            return
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "truth.jsonl").open("w") as truth, (folder / "urls.txt").open("w") as urls:
            for host in range(self.hosts):
                for path, body in self.files(host):
                    target = folder / host_address(host) / f"{path[1:]}.gz"
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(gzip.compress(body, LEVEL, mtime=0))
                    if path != "/robots.txt":
                        urls.write(f"{self.base_url(host)}{path.removesuffix('index.html')}\n")
                for one in self.stories(host):
                    truth.write(
                        json.dumps(one.truth(self.base_url(host)), ensure_ascii=False) + "\n"
                    )
        done.write_text(told)


def _newest(one: Story) -> float:
    return -one.published_at.timestamp()
