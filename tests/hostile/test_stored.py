"""A hundred stored articles whose addresses then answer with a challenge keep their text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from behaviours import CHALLENGE, first, say, story
from reading import links
from server import HostileServer, Peer, Site

from newsbot.store import open_store

ARTICLES = 100
A_PAGE = 20


async def listing(peer: Peer) -> None:
    page = int(peer.path.rpartition("=")[2])
    numbers = range((page - 1) * A_PAGE + 1, min(page * A_PAGE, ARTICLES) + 1)
    paths = [f"/international/{3_400_000 + number}.html" for number in numbers]
    await peer.answer(f"<html><head></head><body><ul>{links(paths)}</ul></body></html>".encode())


def site() -> Site:
    """Each article is given once; after that its address answers with a challenge."""
    routes = {"/international": listing}
    for number in range(1, ARTICLES + 1):
        article = say(story(number, f"第{number}段河堤通过验收"))
        routes[f"/international/{3_400_000 + number}.html"] = first(1, article, say(CHALLENGE))
    return Site(routes)


def crawl(port: int, folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "newsbot", "crawl", "daydaynews", "-c", "international"]
    command += ["-a", f"base_url=http://127.0.0.1:{port}", "-s", "DOWNLOAD_DELAY=0", *words]
    more = {**os.environ, "NEWSBOT_HOST_REFUSALS": "1000", "NEWSBOT_FAILED_SHARE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=more, capture_output=True, text=True, timeout=150, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr


def kept(folder: Path) -> dict[str, str]:
    with open_store(f"sqlite:///{folder}/newsbot.db") as store:
        return {article.url: article.text for article in store.articles()}


def test_stored_articles_keep_their_text(tmp_path: Path) -> None:
    with HostileServer({"site": site()}) as server:
        first_run = crawl(server.ports["site"], tmp_path)
        before = kept(tmp_path)
        told = crawl(server.ports["site"], tmp_path, "--refresh")
    assert len(before) == ARTICLES, first_run[-2500:]
    assert kept(tmp_path) == before
    assert f"challenge {ARTICLES}" in told, told[-1500:]
