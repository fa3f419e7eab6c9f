"""Which outcome an exception of a download means: one table."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from newsbot.errors import RunFault
from newsbot.network.certificates import CertificateRefused
from newsbot.policy.outcomes import Outcome

FAILURES: tuple[tuple[type[Exception], Outcome, str], ...] = (
    # the first that fits; an empty text is filled with the exception's own
    (DownloadTimeoutError, "timed_out", ""),
    (DownloadCancelledError, "too_big", "body beyond DOWNLOAD_MAXSIZE"),
    (StopDownload, "too_big", "stopped while it was received"),
    (ResponseDataLossError, "unreadable", "the connection ended before the body did"),
    (CannotResolveHostError, "refused", "no such host"),
    (DownloadConnectionRefusedError, "refused", "connection refused"),
    (DownloadFailedError, "refused", ""),
    (ConnectionDone, "refused", "connection closed"),
    (ConnectionLost, "refused", "connection lost"),
    (ConnectError, "refused", ""),
    (UnsupportedURLSchemeError, "blocked", "no such scheme"),
    (NotSupported, "blocked", "no handler for this scheme"),
    (TunnelError, "refused", ""),
    (RunFault, "unreadable", ""),
    (IgnoreRequest, "blocked", ""),
    (OSError, "refused", ""),
)

EXPECTED: tuple[type[Exception], ...] = tuple(kind for kind, _, _ in FAILURES)
"""What a crawl expects to go wrong; anything else is a bug."""

DETAILS: tuple[tuple[str, Outcome, str], ...] = (
    # words in a failed download's message -> what happened
    ("HeadersTooLarge", "too_big", "more or longer headers than any server needs"),
    ("VerificationError", "refused", "TLS certificate is for another host"),
    ("CertificateError", "refused", "TLS certificate is not valid"),
    ("protocol version", "refused", "TLS failed: the server speaks only outdated versions of it"),
    ("unsupported protocol", "refused", "TLS failed: the server speaks only outdated versions"),
    ("wrong version number", "refused", "no TLS there; does the server speak http:// only?"),
    ("http request", "refused", "no TLS there; does the server speak http:// only?"),
    ("SSL.Error", "refused", "TLS failed"),
    ("ParseError", "unreadable", "the answer is not HTTP"),
    ("BadHeaders", "unreadable", "the answer's headers make no sense"),
    ("ConnectionLost", "refused", "connection reset"),
    ("ConnectionDone", "refused", "connection closed without an answer"),
    ("ResponseNeverReceived", "refused", "connection closed without an answer"),
    ("ValueError", "unreadable", "the answer's headers make no sense"),
)

HOPELESS = (
    *("certificate", "HeadersTooLarge", "TLS", "SSL", "VerificationError"),
    "'status': 4",  # of a proxy's answer
)
"""Failures that another attempt cannot cure."""

ACCEPTED = "; verify_tls = false (docs/sites.md) accepts it"
"""What a certificate that is refused is told with."""


def failure_of(exception: Exception, proxy: str | None = None) -> tuple[Outcome, str]:
    """(outcome, detail) of a failed download; detail is "" for an exception that is a bug.

    `proxy` is the address of the proxy that was asked, if there is one: what no connection says is
    then said of it.
    """
    outcome, detail = _told(exception)
    if detail.startswith("TLS certificate"):
        return outcome, detail + ACCEPTED
    if detail and proxy and outcome in ("refused", "timed_out"):
        return outcome, f"{detail} (through the proxy {urlsplit(proxy).netloc.rpartition('@')[2]})"
    return outcome, detail


def tunnel_words(status: int) -> str:
    """What a proxy's refusal says, by its HTTP status."""
    if status == 407:
        return "the proxy wants a name and a password: http://NAME:PASSWORD@HOST:PORT"
    return f"the proxy answers HTTP {status}"


def _told(exception: Exception) -> tuple[Outcome, str]:
    for kind, outcome, detail in FAILURES:
        if isinstance(exception, kind):
            if kind is DownloadFailedError:
                return _by_reasons(exception, outcome)
            if kind is TunnelError:
                status = re.search(r"'status': (\d+)", str(exception))
                return outcome, tunnel_words(int(status[1])) if status else "no tunnel"
            return outcome, detail or str(exception) or kind.__name__
    return "unreadable", ""


def can_retry(exception: Exception) -> bool:
    """Whether another attempt may help."""
    text = repr(exception) + _reasons(exception)
    return not any(word in text for word in HOPELESS)


def _by_reasons(exception: Exception, outcome: Outcome) -> tuple[Outcome, str]:
    for reason in getattr(exception.__cause__, "reasons", ()):
        if isinstance(refused := getattr(reason, "value", reason), CertificateRefused):
            return outcome, str(refused)
    text = repr(exception) + _reasons(exception)
    for word, better, detail in DETAILS:
        if word in text:
            return better, detail
    return outcome, text[:200]


def _reasons(exception: Exception) -> str:
    """The reasons that Twisted keeps inside a failed response."""
    cause = exception.__cause__
    return " ".join(repr(getattr(r, "value", r)) for r in getattr(cause, "reasons", ()))
