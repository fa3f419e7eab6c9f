"""Redaction: personal addresses leave a recording, everything else stays as it was."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest
import zstandard

from newsbot.errors import UnusableFile
from newsbot.network.archive import Archive
from newsbot.network.archive_writer import ArchiveWriter
from newsbot.network.exchange import Answer, Exchange
from newsbot.network.redaction import redact

AT = datetime(2026, 3, 24, tzinfo=UTC)
HTML = (b"Content-Type", b"text/html")

TEXTS = [
    ("", 0, ""),
    ("写信到 li.si+news@mail.example.org。", 1, "写信到 redacted@example.invalid。"),
    ("<a href='mailto:a@b.cn'>a@b.cn</a>", 2, None),
    ("您的IP：203.0.114.7，欢迎", 1, "您的IP：192.0.2.1，欢迎"),
    ("8.8.8.8 8.8.8.80 18.8.8.8", 3, "192.0.2.1 192.0.2.1 192.0.2.1"),
    ("127.0.0.1 10.1.2.3 999.1.1.1 1.2.3.4.5", 0, "127.0.0.1 10.1.2.3 999.1.1.1 1.2.3.4.5"),
    ("<img src='logo@2x.png'> 微博 @某人 a@b", 0, "<img src='logo@2x.png'> 微博 @某人 a@b"),
    ("+86 secret-contact", 1, "+86 redacted"),
]

ENCODED = {
    "": lambda text: text,
    "identity": lambda text: text,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "gzip, br": lambda text: brotli.compress(gzip.compress(text)),
}


def redacted(tmp_path, *exchanges):
    path = tmp_path / "a.warc.gz"
    writer = ArchiveWriter(path)
    for exchange in exchanges:
        writer.write(exchange)
    writer.close()
    done = redact(path, ["secret-contact", ""])
    archive = Archive.open(path)
    found = list(archive.exchanges())
    archive.close()
    assert [each.name for each in tmp_path.iterdir()] == ["a.warc.gz"]
    return done, found


def page(body, *headers, url="http://news.test/"):
    return Exchange("GET", url, AT, Answer(200, (HTML, *headers), body))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize(("text", "count", "clean"), TEXTS)
def test_addresses_in_texts(tmp_path, text, count, clean, charset):
    done, (found,) = redacted(tmp_path, page(text.encode(charset)))
    left = found.outcome.body.decode(charset)
    assert done.replaced == count
    assert left == clean if clean is not None else "a@b.cn" not in left


@pytest.mark.parametrize("encoding", ENCODED)
def test_bodies_are_read_through_their_encoding(tmp_path, encoding):
    text = "联系 a@example.org。".encode() * 3
    body = ENCODED[encoding](text)
    headers = [(b"Content-Encoding", encoding.encode())] if encoding else []
    length = (b"Content-Length", str(len(body)).encode())
    done, (found,) = redacted(tmp_path, page(body, *headers, length))
    answer = found.outcome
    assert done.replaced == 3
    assert answer.body == text.replace(b"a@example.org", b"redacted@example.invalid")
    assert dict(answer.headers) == {
        b"Content-Type": b"text/html",
        b"Content-Length": str(len(answer.body)).encode(),
    }


def test_what_holds_no_address_stays_as_it_was(tmp_path):
    encoded = page(gzip.compress(b"text"), (b"Content-Encoding", b"gzip"))
    picture = Exchange(
        "GET", "http://news.test/p", AT, Answer(200, ((b"Content-Type", b"image/png"),), b"a@b.cn")
    )
    own_host = page(b"<a href='http://203.0.114.7/a'>", url="http://203.0.114.7/")
    done, found = redacted(tmp_path, encoded, picture, own_host)
    assert done.replaced == 0
    assert [each.outcome for each in found] == [e.outcome for e in (encoded, picture, own_host)]


def test_headers_are_read_too(tmp_path):
    agent = ((b"User-Agent", b"newsbot (+mailto:me@example.org; secret-contact)"),)
    answer = Answer(200, ((b"X-Client-IP", b"203.0.114.7"),), b"")
    done, (found,) = redacted(tmp_path, Exchange("GET", "http://news.test/", AT, answer, agent))
    assert done.replaced == 3
    assert found.request_headers[1][1] == b"newsbot (+mailto:redacted@example.invalid; redacted)"
    assert found.outcome.headers == ((b"X-Client-IP", b"192.0.2.1"),)


@pytest.mark.parametrize(("encoding", "body"), [(b"compress", b"a@b.cn"), (b"gzip", b"torn")])
def test_bodies_that_cannot_be_read_are_named(tmp_path, encoding, body):
    done, (found,) = redacted(tmp_path, page(body, (b"Content-Encoding", encoding)))
    assert done.unread == ("http://news.test/",)
    assert found.outcome.body == body


def test_what_is_no_recording_is_refused(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"text")
    with pytest.raises(UnusableFile):
        redact(path)
    assert path.read_bytes() == b"text"
