"""Recording: what came or failed to come stands in the file, which is whole or not there."""

from __future__ import annotations

import asyncio
import errno
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsbot.errors import WriteFault
from newsbot.network import recording
from newsbot.network.archive import Archive
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Failure
from newsbot.network.recording import FetchingHandler, RecordingHandler

PAGE = "http://news.test/a"


class FakeNetwork:
    """Stands where Scrapy's HTTP handler does; gives `answers` in order."""

    answers: list[Response | Exception]
    closed = 0

    def __init__(self, crawler):
        self._pool = SimpleNamespace()

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    async def download_request(self, request):
        answer = FakeNetwork.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def close(self):
        FakeNetwork.closed += 1


@pytest.fixture(autouse=True)
def network(monkeypatch):
    FakeNetwork.answers, FakeNetwork.closed = [], 0
    monkeypatch.setattr(recording, "BoundedHandler", FakeNetwork)
    return FakeNetwork


def handler(path, kind=RecordingHandler):
    return kind.from_crawler(get_crawler(settings_dict={"NEWSBOT_RECORD": str(path)}))


def fetch(handler, url=PAGE, answer=None, **options):
    FakeNetwork.answers.append(answer or Response(url, body=b"text"))
    request = Request(url, **options)
    return request, asyncio.run(handler.download_request(request))


def close(*handlers):
    for each in handlers:
        asyncio.run(each.close())


def recorded(path):
    archive = Archive.open(path)
    found = list(archive.exchanges())
    archive.close()
    return found


@pytest.mark.parametrize("kind", [FetchingHandler, RecordingHandler])
def test_every_handler_says_when_it_fetched(tmp_path, kind, network):
    before = datetime.now(UTC)
    fetching = handler(tmp_path / "a.warc.gz", kind)
    request, response = fetch(fetching)
    close(fetching)
    assert before <= request.meta["fetched_at"] <= datetime.now(UTC)
    assert response.body == b"text"
    assert network.closed == 1


def test_an_exchange_is_written_as_it_was(tmp_path):
    path = tmp_path / "a.warc.gz"
    recording = handler(path)
    headers = {"Content-Type": "text/html", "Via": ["1.1 a", "1.1 b"], "Set-Cookie": "id=1"}
    body = "新闻".encode("gb18030")
    page = HtmlResponse(PAGE, 203, headers, body, ["partial"], protocol="HTTP/1.0")
    request, _ = fetch(
        recording, answer=page, method="POST", body=b"q=1", headers={"Cookie": "id=1", "X-A": "b"}
    )
    close(recording)
    (found,) = recorded(path)
    assert found.method == "POST"
    assert found.request_body == b"q=1"
    assert found.request_headers == ((b"Host", b"news.test"), (b"X-A", b"b"))
    assert found.fetched_at == request.meta["fetched_at"]
    assert found.outcome == Answer(
        203,
        ((b"Content-Type", b"text/html"), (b"Via", b"1.1 a"), (b"Via", b"1.1 b")),
        body,
        "HTTP/1.0",
        ("partial",),
    )


def test_a_failure_is_written_and_raised(tmp_path):
    path = tmp_path / "a.warc.gz"
    recording = handler(path)
    with pytest.raises(DownloadTimeoutError):
        fetch(recording, answer=DownloadTimeoutError("took longer\nthan 30 s"))
    close(recording)
    (found,) = recorded(path)
    assert found.outcome == Failure(
        "scrapy.exceptions.DownloadTimeoutError", "took longer than 30 s"
    )


def test_the_target_appears_whole_when_the_last_handler_closes(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"what was there before")
    http, https, other_crawler = (handler(path) for _ in range(3))
    fetch(http)
    close(http)
    fetch(https, "https://news.test/b")
    close(https)
    assert path.read_bytes() == b"what was there before"
    fetch(other_crawler, "http://news.test/c")
    close(other_crawler)
    urls = [each.url for each in recorded(path)]
    assert urls == [PAGE, "https://news.test/b", "http://news.test/c"]
    assert [each.name for each in tmp_path.iterdir()] == ["a.warc.gz"]


def test_a_crawler_that_starts_later_goes_on_in_the_same_file(tmp_path):
    path = tmp_path / "a.warc.gz"
    for name in ("a", "b"):
        crawler = handler(path)
        fetch(crawler, f"http://news.test/{name}")
        close(crawler)
    assert [each.url for each in recorded(path)] == [PAGE, "http://news.test/b"]


def test_nothing_asked_leaves_nothing(tmp_path):
    close(handler(tmp_path / "a.warc.gz"))
    assert list(tmp_path.iterdir()) == []


def refuse(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["write", "close"])
def test_a_full_disk_is_named_and_leaves_the_target_alone(tmp_path, monkeypatch, step, caplog):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"what was there before")
    recording = handler(path)
    monkeypatch.setattr(ArchiveWriter, step, refuse)
    if step == "write":
        for _ in range(2):
            with pytest.raises(WriteFault, match="No space left on device"):
                fetch(recording)
    else:
        fetch(recording)
    close(recording)
    said = f"cannot write the recording {path}: No space left on device"
    assert recording.crawler.stats.get_value("record/failed") == said
    assert said in caplog.text
    assert path.read_bytes() == b"what was there before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.warc.gz"]
