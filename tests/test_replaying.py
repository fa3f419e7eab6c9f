"""Replay: each request gets its recorded answer once, others are errors, no socket opens."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, ResponseDataLossError
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler
from twisted.internet.error import ConnectionLost

from newsbot.errors import ReplayMiss
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Exchange, Failure
from newsbot.network.replaying import ReplayingHandler, failure_again

AT = datetime(2026, 3, 24, 3, 4, 12, 123456, tzinfo=UTC)
PAGE = "http://news.test/a"
HTML = ((b"Content-Type", b"text/html; charset=gb18030"), (b"Via", b"1"), (b"Via", b"2"))


@pytest.fixture
def recording(tmp_path):
    """Writes a recording of (url, outcome) pairs, a second apart."""

    def write(*pairs, name="crawl.warc.gz"):
        writer = ArchiveWriter(tmp_path / name)
        for number, (url, outcome) in enumerate(pairs):
            writer.write(Exchange("GET", url, AT + timedelta(seconds=number), outcome))
        writer.close()
        return tmp_path / name

    return write


def handler(path):
    return ReplayingHandler.from_crawler(get_crawler(settings_dict={"NEWSBOT_REPLAY": str(path)}))


def fetch(replaying, url=PAGE, **options):
    request = Request(url, **options)
    return request, asyncio.run(replaying.download_request(request))


def test_a_response_comes_as_it_was(recording):
    replaying = handler(
        recording((PAGE, Answer(203, HTML, "新闻".encode("gb18030"), "HTTP/1.0", ("partial",))))
    )
    request, response = fetch(replaying, PAGE + "#top")
    asyncio.run(replaying.close())
    assert request.meta["fetched_at"] == AT
    assert isinstance(response, HtmlResponse)
    assert (response.url, response.status, response.text) == (PAGE, 203, "新闻")
    assert response.headers.getlist("Via") == [b"1", b"2"]
    assert (response.protocol, response.flags) == ("HTTP/1.0", ["partial"])


def test_a_request_gets_its_answers_in_order_and_then_misses(recording):
    replaying = handler(recording(*((PAGE, Answer(200, body=body)) for body in (b"1", b"2"))))
    assert [fetch(replaying)[1].body for _ in range(2)] == [b"1", b"2"]
    with pytest.raises(ReplayMiss, match=f"GET {PAGE}$"):
        fetch(replaying)
    stats = replaying.crawler.stats
    assert stats.get_value("replay/miss") == 1
    assert stats.get_value("replay/missed") == [PAGE]
    asyncio.run(replaying.close())


MISSES = [
    ("another address", {"url": PAGE + "b"}),
    ("another query", {"url": PAGE + "?page=2"}),
    ("another method", {"method": "POST"}),
    ("a body", {"body": b"x"}),
    ("another scheme", {"url": "https://news.test/a"}),
]


@pytest.mark.parametrize(("what", "asked"), MISSES)
def test_what_was_not_recorded_is_missed(recording, what, asked):
    replaying = handler(recording((PAGE, Answer(200))))
    with pytest.raises(ReplayMiss):
        fetch(replaying, **asked)
    asyncio.run(replaying.close())


PROBES = [
    ("http://news.test/robots.txt", {}),
    ("https://other.test/.well-known/tdmrep.json", {}),
    ("http://news.test/sitemap.xml", {"probe": True}),
]


@pytest.mark.parametrize(("url", "meta"), PROBES)
def test_a_probe_that_was_not_recorded_finds_nothing(recording, url, meta):
    replaying = handler(recording((PAGE, Answer(200))))
    request, response = fetch(replaying, url, meta=meta)
    assert response.status == 404
    assert request.meta["fetched_at"] == AT
    assert replaying.crawler.stats.get_value("replay/miss") is None
    asyncio.run(replaying.close())


def test_a_recorded_robots_file_is_given(recording):
    url = "http://news.test/robots.txt"
    replaying = handler(recording((url, Answer(200, body=b"User-agent: *"))))
    assert fetch(replaying, url)[1].body == b"User-agent: *"
    asyncio.run(replaying.close())


FAILURES = [
    ("scrapy.exceptions.DownloadTimeoutError", DownloadTimeoutError),
    ("scrapy.exceptions.ResponseDataLossError", ResponseDataLossError),
    ("builtins.OSError", OSError),
    ("newsbot.errors.ReplayMiss", ReplayMiss),
    ("twisted.internet.error.ConnectionLost", ConnectionLost),
    ("builtins.SystemExit", DownloadFailedError),  # no Exception
    ("builtins.print", DownloadFailedError),
    ("builtins.UnicodeDecodeError", DownloadFailedError),  # made of more than a message
    ("scrapy.exceptions.NoSuchError", DownloadFailedError),
    ("scrapy.no_such_module.Error", DownloadFailedError),
    ("os.system", DownloadFailedError),
    ("antigravity.Error", DownloadFailedError),
    ("", DownloadFailedError),
]


@pytest.mark.parametrize(("kind", "raised"), FAILURES)
def test_a_failure_is_raised_again(recording, kind, raised):
    assert "antigravity" not in sys.modules
    assert type(failure_again(Failure(kind, "why"))) is raised
    replaying = handler(recording((PAGE, Failure(kind, "why"))))
    with pytest.raises(raised, match="why"):
        fetch(replaying)
    asyncio.run(replaying.close())


def test_crawlers_of_one_process_share_the_answers(recording):
    path = recording((PAGE, Answer(200)), (PAGE, Answer(201)))
    first, second = handler(path), handler(path)
    assert [fetch(each)[1].status for each in (first, second)] == [200, 201]
    asyncio.run(first.close())
    asyncio.run(second.close())
    again = handler(path)
    assert fetch(again)[1].status == 200
    asyncio.run(again.close())


def test_replay_is_fast(recording):
    page = Answer(200, HTML, "新闻内容。".encode("gb18030") * 2_000)
    replaying = handler(recording(*((f"{PAGE}{n}", page) for n in range(300))))
    requests = [Request(f"{PAGE}{n}") for n in range(300)]

    async def all_of_them():
        for request in requests:
            await replaying.download_request(request)

    began = time.process_time()
    asyncio.run(all_of_them())
    rate = len(requests) / (time.process_time() - began)
    asyncio.run(replaying.close())
    assert rate > 600, f"{rate:.0f} pages a second of CPU"


WALK = Path(__file__).parent / "data" / "replaying" / "walk.py"


def crawl(start, handler, path):
    command = [sys.executable, "-W", "error", str(WALK), start, handler, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_a_crawl_replays_as_it_was_without_the_network(serve, tmp_path):
    path = tmp_path / "crawl.warc.gz"
    odd = {"missing", "redirect", "gb18030", "videos", "forbidden"}
    server = serve("theme", categories=2, pages=2, entries=4, oddities=odd)
    live = crawl(server.base_url + "/", "newsbot.network.recording.RecordingHandler", path)
    asked = dict(server.requests)
    again = crawl(server.base_url + "/", "newsbot.network.replaying.ReplayingHandler", path)
    assert live["sockets"]
    assert len(live["seen"]) > 20
    assert again == {"seen": live["seen"], "sockets": [], "stats": {}}
    assert dict(server.requests) == asked
    assert path.stat().st_size < 300_000
