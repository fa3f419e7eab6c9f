"""Which outcome an exception of a download means: one table."""

from __future__ import annotations

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
    (RunFault, "unreadable", ""),
    (IgnoreRequest, "blocked", ""),
    (OSError, "refused", ""),
)

EXPECTED: tuple[type[Exception], ...] = tuple(kind for kind, _, _ in FAILURES)
"""What a crawl expects to go wrong; anything else is a bug."""

DETAILS: tuple[tuple[str, Outcome, str], ...] = (
    # words in a failed download's message -> what happened
    ("HeadersTooLarge", "too_big", "more or longer headers than any server needs"),
    ("certificate verify failed", "refused", "TLS certificate is not valid for this host"),
    ("VerificationError", "refused", "TLS certificate is for another host"),
    ("CertificateError", "refused", "TLS certificate is not valid"),
    ("SSL.Error", "refused", "TLS failed"),
    ("ParseError", "unreadable", "the answer is not HTTP"),
    ("BadHeaders", "unreadable", "the answer's headers make no sense"),
    ("ConnectionLost", "refused", "connection reset"),
    ("ConnectionDone", "refused", "connection closed without an answer"),
    ("ResponseNeverReceived", "refused", "connection closed without an answer"),
    ("ValueError", "unreadable", "the answer's headers make no sense"),
)

HOPELESS = ("certificate", "HeadersTooLarge", "TLS", "SSL", "VerificationError")
"""Failures that another attempt cannot cure."""


def failure_of(exception: Exception) -> tuple[Outcome, str]:
    """(outcome, detail) of a failed download; detail is "" for an exception that is a bug."""
    for kind, outcome, detail in FAILURES:
        if isinstance(exception, kind):
            if kind is DownloadFailedError:
                return _by_words(repr(exception) + _reasons(exception), outcome)
            return outcome, detail or str(exception) or kind.__name__
    return "unreadable", ""


def can_retry(exception: Exception) -> bool:
    """Whether another attempt may help."""
    text = repr(exception) + _reasons(exception)
    return not any(word in text for word in HOPELESS)


def _by_words(text: str, outcome: Outcome) -> tuple[Outcome, str]:
    for word, better, detail in DETAILS:
        if word in text:
            return better, detail
    return outcome, text[:200]


def _reasons(exception: Exception) -> str:
    """The reasons that Twisted keeps inside a failed response."""
    cause = exception.__cause__
    return " ".join(repr(getattr(r, "value", r)) for r in getattr(cause, "reasons", ()))
