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

_verify_by_name: Callable[[Any, bool, str], Verify] = _sslverify._verifyCB


def _telling(protocol: Any, is_name: bool, name: str) -> Verify:
    """Twisted's check of a chain and its name, which fails with the reason."""
    verify = _verify_by_name(protocol, is_name, name)
    connection = ref(protocol)

    def verified(conn: Any, certificate: Any, code: int, depth: int, ok: bool) -> bool:
        if not ok and (alive := connection()):
            failure = Failure(CertificateRefused(reason_of(code)))  # type: ignore[no-untyped-call]
            alive.failVerification(failure)  # before the name, which is the better reason
        return verify(conn, certificate, code, depth, ok)

    return verified


_sslverify._verifyCB = _telling  # type: ignore[assignment]  # Twisted has no setting for it
