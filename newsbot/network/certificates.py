"""Why a certificate was refused.

OpenSSL names the reason only while it verifies; what it says afterwards, and what Twisted keeps of
it, is "certificate verify failed". So the reason is taken down at that moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import ref

from OpenSSL.SSL import X509VerificationCodes as Codes
from twisted.internet import _sslverify
from twisted.python.failure import Failure

CHECK = "_verifyCB"
"""Twisted's name of what it has OpenSSL call for each certificate of a chain."""

REASONS = {
    Codes.ERR_CERT_HAS_EXPIRED: "has expired",
    Codes.ERR_CERT_NOT_YET_VALID: "is not valid yet: is this machine's clock right?",
    Codes.ERR_DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
    Codes.ERR_SELF_SIGNED_CERT_IN_CHAIN: "comes from an authority that this machine does not trust",
    Codes.ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "comes from an authority that this machine does "
    "not know, or the server leaves out the certificates between",
    Codes.ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: "comes without those between it and its authority",
}
"""OpenSSL's codes (its manual page X509_STORE_CTX_get_error) in words."""


class CertificateRefused(Exception):
    """A server's certificate does not verify; says why."""


def reason_of(code: int) -> str:
    """What is wrong with a certificate, by OpenSSL's code."""
    said = REASONS.get(code, f"is not valid (OpenSSL's reason {code})")
    return f"TLS certificate {said}"


Verify = Callable[[Any, Any, int, int, bool], bool]

Check = Callable[[Any, bool, str], Verify]


def telling(check: Check) -> Check:
    """Twisted's check of a chain and its name, which fails with the reason."""

    def checks(protocol: Any, is_name: bool, name: str) -> Verify:
        verify = check(protocol, is_name, name)
        connection = ref(protocol)

        def verified(conn: Any, certificate: Any, code: int, depth: int, ok: bool) -> bool:
            if not ok and (alive := connection()):
                fault = CertificateRefused(reason_of(code))
                alive.failVerification(Failure(fault))  # type: ignore[no-untyped-call]
            return verify(conn, certificate, code, depth, ok)  # of the name: a lesser reason

        return verified

    return checks


def tell_reasons() -> None:
    """Has Twisted's connections fail with the reason. It has no setting for that: where another
    version names its check otherwise, they fail as they would without this."""
    if check := getattr(_sslverify, CHECK, None):
        setattr(_sslverify, CHECK, telling(check))


tell_reasons()
