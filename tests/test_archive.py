"""WARC files: what is written comes back, secrets do not, and broken files are named."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newsbot.errors import UnusableFile
from newsbot.network.archive import Archive
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Exchange, Failure, public_url, request_key

AT = datetime(2026, 3, 24, 3, 4, 12, 123456, tzinfo=UTC)


def exchange(url="http://news.test/a", *, status=200, body=b"text", headers=(), at=AT):
    return Exchange("GET", url, at, Answer(status, tuple(headers), body))


def write(path, *exchanges, append=False):
    writer = ArchiveWriter(path, append=append)
    for each in exchanges:
        writer.write(each)
    writer.close()
    return path


def read(path):
    archive = Archive.open(path)
    found = list(archive.exchanges())
    archive.close()
    return found


token = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12).map(str.encode)
value = st.binary(max_size=30).map(lambda b: bytes(c for c in b if c not in b"\r\n").strip())
pairs = st.lists(st.tuples(token.map(lambda t: b"x-" + t), value), max_size=5).map(tuple)
outcomes = st.one_of(
    st.builds(
        Answer,
        status=st.integers(100, 999),
        headers=pairs,
        body=st.binary(max_size=300),
        protocol=st.sampled_from(("HTTP/1.0", "HTTP/1.1", "h2")),
        flags=st.lists(st.sampled_from(("partial", "dataloss")), unique=True).map(tuple),
    ),
    st.builds(
        Failure,
        kind=st.sampled_from(("builtins.OSError", "scrapy.exceptions.DownloadTimeoutError")),
        message=st.text(st.characters(exclude_categories=("C", "Z")), max_size=40),
    ),
)
exchanges = st.builds(
    Exchange,
    method=st.sampled_from(("GET", "POST", "HEAD")),
    url=st.sampled_from(("http://news.test/", "https://news.test/a?b=c&d=%E4%B8%AD")),
    fetched_at=st.integers(0, 10**15).map(lambda n: AT + timedelta(microseconds=n)),
    outcome=outcomes,
    request_headers=pairs,
    request_body=st.binary(max_size=60),
)


@given(st.lists(exchanges, min_size=1, max_size=4))
def test_what_is_written_comes_back(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("warc") / "a.warc.gz"
    host = (b"Host", b"news.test")
    expected = [
        Exchange(
            e.method, e.url, e.fetched_at, e.outcome, (host, *e.request_headers), e.request_body
        )
        for e in written
    ]
    first = write(path, *written).read_bytes()
    assert read(path) == expected
    assert write(path, *written).read_bytes() == first


def test_other_tools_read_the_file_and_its_digests_hold(tmp_path):
    path = write(
        tmp_path / "a.warc.gz",
        exchange(body=gzip.compress("新闻".encode()), headers=[(b"Content-Encoding", b"gzip")]),
        Exchange("GET", "http://news.test/b", AT, Failure("builtins.OSError", "no route")),
    )
    with path.open("rb") as file:
        records = [
            (r.rec_type, r.rec_headers.get_header("WARC-Date"), r.content_stream().read())
            for r in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == [
        "warcinfo",
        *["request", "response"],
        *["request", "metadata"],
    ]
    assert records[2][1] == "2026-03-24T03:04:12.123456Z"
    assert records[2][2].decode() == "新闻"
    warcio = [sys.executable, "-m", "warcio.cli", "check", str(path)]
    assert subprocess.run(warcio, check=False).returncode == 0


SECRETS = [b"Cookie", b"set-cookie", b"Set-Cookie2", b"AUTHORIZATION", b"Proxy-Authorization"]


def test_secrets_are_left_out(tmp_path):
    headers = [(name, b"hush") for name in SECRETS] + [(b"Transfer-Encoding", b"chunked")]
    told = Exchange(
        "GET", "http://me:hush@news.test/a", AT, Answer(200, tuple(headers)), tuple(headers)
    )
    path = write(tmp_path / "a.warc.gz", told)
    plain = gzip.decompress(path.read_bytes())
    assert b"hush" not in plain
    assert b"chunked" not in plain
    assert b"http://news.test/a" in plain


SAME = [
    ("http://news.test/a#b", "http://news.test/a"),
    ("http://NEWS.test:80", "http://news.test/"),
    ("https://u:p@news.test:443/?q=1", "https://news.test/?q=1"),
    ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
]


@pytest.mark.parametrize(("asked", "public"), SAME)
def test_the_address_of_a_request(asked, public):
    assert public_url(asked) == public
    assert request_key("get", asked) == request_key("GET", public)


def test_the_key_tells_methods_queries_and_bodies_apart():
    keys = {
        request_key("GET", "http://news.test/a"),
        request_key("POST", "http://news.test/a"),
        request_key("GET", "http://news.test/a?p=1"),
        request_key("POST", "http://news.test/a", b"p=1"),
        request_key("GET", "https://news.test/a"),
    }
    assert len(keys) == 5


def test_answers_come_in_the_order_in_which_they_were_recorded(tmp_path):
    bodies = (b"one", b"two")
    path = write(tmp_path / "a.warc.gz", *(exchange(body=body) for body in bodies))
    write(path, exchange(body=b"three"), append=True)
    archive = Archive.open(path)
    key = request_key("GET", "http://news.test/a")
    assert [archive.take(key).outcome.body for _ in range(3)] == [b"one", b"two", b"three"]
    assert archive.take(key) is None
    assert archive.take(request_key("GET", "http://news.test/b")) is None
    archive.close()


BROKEN = {
    "empty": lambda good: b"",
    "text": lambda good: b"not a recording",
    "text, gzipped": lambda good: gzip.compress(b"not a recording"),
    "nothing, gzipped": lambda good: gzip.compress(b""),
    "one gzip member": lambda good: gzip.compress(gzip.decompress(good)),
    "not gzipped": gzip.decompress,
    "torn": lambda good: good[:-40],
    "torn in the middle": lambda good: good[: len(good) // 2],
    "one bit turned": lambda good: good[:-60] + bytes([good[-60] ^ 16]) + good[-59:],
    "rubbish behind": lambda good: good + b"rubbish",
    "a length that lies": lambda good: gzip.compress(
        gzip.decompress(good).replace(b"Content-Length: ", b"Content-Length: 9")
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_one_line(tmp_path, capfd, name):
    good = write(tmp_path / "good.warc.gz", exchange(), exchange("http://news.test/b")).read_bytes()
    path = tmp_path / "bad.warc.gz"
    path.write_bytes(BROKEN[name](good))
    with pytest.raises(UnusableFile, match=r"^broken recording .*bad\.warc\.gz: .") as refused:
        Archive.open(path)
    assert "\n" not in str(refused.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_file_torn_anywhere_is_refused(tmp_path, cut):
    good = write(tmp_path / "a.warc.gz", *(exchange(f"http://news.test/{n}") for n in range(3)))
    torn = good.read_bytes()[: len(good.read_bytes()) * cut // 12]
    good.write_bytes(torn)
    with pytest.raises(UnusableFile):
        Archive.open(good)


@pytest.mark.parametrize("name", ["nothing-here.warc.gz", "."])
def test_what_cannot_be_opened_is_refused(tmp_path, name):
    with pytest.raises(UnusableFile, match=r"^cannot read the recording "):
        Archive.open(tmp_path / name)
