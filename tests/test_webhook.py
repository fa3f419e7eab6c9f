"""The webhook: every change at least once, signed as the standard says, over real HTTP."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from newsbot.errors import BadValue, RunFault
from newsbot.export import webhook
from newsbot.export.webhook import check_webhook, deliver, signed_headers
from newsbot.items import Article

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()


@dataclass
class Change:
    seq: int
    op: str = "upsert"
    article: Article | None = None

    @property
    def article_id(self) -> str:
        return f"a{self.seq}"


@dataclass
class Log:
    entries: list[Change] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)

    def changes(self, after: int, limit: int) -> list[Change]:
        return [change for change in self.entries if change.seq > after][:limit]

    def cursor(self, name: str) -> int:
        return self.cursors.get(name, 0)

    def advance(self, name: str, seq: int) -> None:
        self.cursors[name] = seq


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it gets; answers with the next of `answers`, 204 when there is none."""

    answers: ClassVar[list[int]] = []
    got: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.answers.pop(0) if self.answers else 204
        if status < 300:
            self.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", "/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Receiver.answers, Receiver.got = [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook?key=1"
        server.shutdown()
        thread.join()


def seqs() -> list[int]:
    return [json.loads(line)["seq"] for _, body in Receiver.got for line in body.splitlines()]


def test_each_change_is_posted_once_in_order_and_signed(url: str) -> None:
    log = Log([Change(seq) for seq in range(1, 251)])
    assert deliver(log, url, SECRET) == 250
    assert seqs() == list(range(1, 251))
    assert [headers["webhook-id"] for headers, _ in Receiver.got] == ["1-100", "101-200", "201-250"]
    for headers, body in Receiver.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        digest = hmac.new(b"0123456789abcdef01234567", signed, hashlib.sha256).digest()
        assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
        assert headers["content-type"].startswith("application/x-ndjson")
    assert deliver(log, url, SECRET) == 0
    log.entries.append(Change(260, "withdraw"))
    assert deliver(log, url, SECRET) == 1
    assert json.loads(Receiver.got[-1][1]) == {"seq": 260, "op": "withdraw", "id": "a260"}


def test_the_standards_own_example() -> None:
    """The test vector of the Standard Webhooks reference libraries."""
    headers = signed_headers(
        b'{"test": 2432232314}',
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        1614265330,
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_failed_request_is_tried_again_and_then_the_run_fails(url: str) -> None:
    log, slept = Log([Change(1)]), []
    Receiver.answers = [500, 503]
    assert deliver(log, url, SECRET, sleep=slept.append) == 1
    assert slept == list(webhook.PAUSES[:2])
    log.entries.append(Change(2))
    Receiver.answers = [500, 500, 500, 302]
    with pytest.raises(RunFault, match=r"the webhook at 127\.0\.0\.1:\d+ failed: answered 302"):
        deliver(log, url, SECRET, sleep=slept.append)
    assert seqs() == [1]
    assert deliver(log, url, SECRET) == 1
    assert seqs() == [1, 2]


def test_killed_between_the_answer_and_the_cursor_the_same_lines_come_again(url: str) -> None:
    log = Log([Change(seq) for seq in range(1, 121)])

    class Killed(BaseException):
        pass

    def advance(name: str, seq: int) -> None:
        raise Killed

    log.advance = advance  # type: ignore[method-assign]
    with pytest.raises(Killed):
        deliver(log, url, SECRET)
    del log.advance
    assert deliver(log, url, SECRET) == 120
    assert seqs() == [*range(1, 101), *range(1, 121)]


@pytest.mark.parametrize(
    ("address", "secret", "reason"),
    [
        ("example.com/hook", SECRET, "is no web address"),
        ("file:///etc/passwd", SECRET, "is no web address"),
        ("https://", SECRET, "is no web address"),
        ("https://receiver.example/", "", "NEWSBOT_WEBHOOK_SECRET is not set"),
        ("https://receiver.example/", "whsec_***", "no base64"),
    ],
)
def test_what_cannot_work_is_said_before(address: str, secret: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        check_webhook(address, secret)


def test_a_name_and_password_in_the_address_are_sent_as_such(url: str) -> None:
    deliver(Log([Change(1)]), url.replace("127", "user:p%40ss@127"), SECRET)
    [(headers, _)] = Receiver.got
    assert headers["authorization"] == "Basic " + base64.b64encode(b"user:p@ss").decode()
    assert headers["host"].startswith("127.0.0.1:")


def test_nobody_there() -> None:
    with pytest.raises(RunFault, match=r"the webhook at 127\.0\.0\.1:9 failed: .*refused"):
        deliver(Log([Change(1)]), "http://u:p@127.0.0.1:9/", SECRET, sleep=lambda _: None)
