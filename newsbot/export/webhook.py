"""The webhook: changes posted to a URL, signed, at least once.

Signed as Standard Webhooks 1.0 says (webhook-id, webhook-timestamp, webhook-signature), so that
receivers can use a ready library. The body is JSON lines; `webhook-id` is the range of their
`seq`. After a failure or a kill the same lines come again: a receiver skips each line whose
`seq` it has.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from itertools import islice
from urllib.error import HTTPError, URLError
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newsbot.errors import BadValue, RunFault
from newsbot.export import changes

BATCH_LINES = 100
"""Lines a request."""

TIMEOUT = 30.0
PAUSES = (1.0, 5.0, 15.0)
"""Seconds between the attempts at one request; after the last one the run fails."""

Post = Callable[[str, bytes, Mapping[str, str]], None]


class _NoRedirect(HTTPRedirectHandler):
    """A redirect is answered as an error: signed data goes nowhere but where the user said."""

    def redirect_request(self, *_: object) -> None:
        """Follows nothing."""


def check_webhook(url: str, secret: str) -> None:
    """Raises BadValue for an address that is no web address, or a missing secret."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadValue(f"NEWSBOT_WEBHOOK_URL: {url!r} is no web address (https://host/path)")
    if not secret:
        raise BadValue("NEWSBOT_WEBHOOK_SECRET is not set: the receiver could trust nothing")
    key_of(secret)


def key_of(secret: str) -> bytes:
    """The signing key: `whsec_` and base64 as the standard has it, or any other text as it is."""
    prefix, encoded = "whsec_", secret.removeprefix("whsec_")
    if not secret.startswith(prefix):
        return secret.encode()
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise BadValue("NEWSBOT_WEBHOOK_SECRET: no base64 after whsec_") from error


def signed_headers(body: bytes, key: str, secret: str, now: int) -> dict[str, str]:
    """The headers of one request: `key` names it, `now` is its time in Unix seconds."""
    signed = f"{key}.{now}.".encode() + body
    digest = hmac.new(key_of(secret), signed, hashlib.sha256).digest()
    return {
        "content-type": "application/x-ndjson; charset=utf-8",
        "webhook-id": key,
        "webhook-timestamp": str(now),
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """One request; raises OSError unless the answer is 2xx.

    A name and password in the URL are sent as Basic authorisation.
    """
    parts = urlsplit(url)
    login, _, host = parts.netloc.rpartition("@")
    address = urlunsplit(parts._replace(netloc=host))
    request = Request(address, data=body, headers=dict(headers), method="POST")
    if login:
        encoded = base64.b64encode(unquote_to_bytes(login)).decode()
        request.add_unredirected_header("Authorization", f"Basic {encoded}")
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
            answer.read(1)
    except HTTPError as error:
        error.close()
        raise OSError(f"answered {error.code}") from None
    except URLError as error:
        raise OSError(str(error.reason)) from error
    except HTTPException as error:
        raise OSError(f"no HTTP answer ({type(error).__name__})") from error


def deliver(
    log: changes.ChangeLog,
    url: str,
    secret: str,
    *,
    provenance: bool = False,
    send: Post = post,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Posts every change that `url` has not got yet; how many lines were delivered.

    The cursor moves after each request that was answered with 2xx. Raises BadValue for a wrong
    address or secret, and RunFault when a request failed after all attempts.
    """
    check_webhook(url, secret)
    cursor = "webhook:" + hashlib.blake2b(url.encode(), digest_size=8).hexdigest()
    found = changes.following(log, log.cursor(cursor))
    delivered = 0
    while batch := list(islice(found, BATCH_LINES)):
        body = b"".join(changes.line(change, provenance=provenance) for change in batch)
        key = f"{batch[0].seq}-{batch[-1].seq}"

        def attempt(body: bytes = body, key: str = key) -> None:
            send(url, body, signed_headers(body, key, secret, int(time.time())))

        _attempts(attempt, urlsplit(url).netloc.rpartition("@")[2], sleep)
        log.advance(cursor, batch[-1].seq)
        delivered += len(batch)
    return delivered


def _attempts(attempt: Callable[[], None], host: str, sleep: Callable[[float], None]) -> None:
    """Tries once more after each of PAUSES; raises RunFault when the last attempt fails."""
    for pause in (*PAUSES, None):
        try:
            attempt()
            return
        except OSError as error:
            if pause is None:
                raise RunFault(f"the webhook at {host} failed: {error}") from error
            sleep(pause)
