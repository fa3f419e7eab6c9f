"""Runs the cases' sites until its input ends; prints their ports, and then what they saw."""

from __future__ import annotations

import datetime as dt
import json
import ssl
import sys
from pathlib import Path

from behaviours import bomb
from cases import CASES
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from server import HostileServer


def certificate(folder: Path) -> ssl.SSLContext:
    """A self-signed certificate for another host."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "other.example")])
    now = dt.datetime.now(dt.UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "cert.pem"
    pem.write_bytes(
        cert.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def main(folder: Path) -> None:
    """Serves."""
    for case in CASES.values():
        if case.scheme == "https":
            case.site.tls = certificate(folder)
    for name in ("gzip", "br", "zstd"):
        bomb(name)
    with HostileServer({name: case.site for name, case in CASES.items()}) as server:
        print(json.dumps(server.ports), flush=True)
        sys.stdin.read()
        rows = {n: [(s.path, round(s.at, 3)) for s in c.site.seen] for n, c in CASES.items()}
        print(json.dumps(rows), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
