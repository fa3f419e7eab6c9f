"""What is said of a site that cannot be reached: by its certificate, its TLS, or a proxy."""

from __future__ import annotations

import datetime as dt
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from twisted.internet import _sslverify

from newsbot.network import certificates

DAY = dt.timedelta(days=1)
HOST = "127.0.0.1"
REFUSES = b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"
FAILS = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"

WANTED = {
    # site -> what its line on stderr must hold; each is asked once
    "self_signed": "TLS certificate is self-signed",
    "expired": "TLS certificate has expired",
    "too_new": "TLS certificate is not valid yet: is this machine's clock right?",
    "other_host": "TLS certificate is for another host",
    "unknown": "TLS certificate comes from an authority that this machine does not know",
    "outdated": "TLS failed: the server speaks only outdated versions",
    "plain": "no TLS there; does the server speak http:// only?",
    "closing": "connection reset",
    "refusing_proxy": "the proxy wants a name and a password",
    "refusing_plain_proxy": "the proxy wants a name and a password",
    "failing_proxy": "the proxy answers HTTP 502 (through the proxy localhost:",
    "no_proxy": "connection refused (through the proxy localhost:",
    "tls_proxy": "no proxy of the kind https:// is spoken to; is it an HTTP one: http://localhost:",
}


class Authority:
    """Signs certificates of HOST; `trusted` is the file that a client trusts it by."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, folder.name)])
        self.trusted = folder / "authority.pem"
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        made = self._builder(self.name, self.name, self.key, -90 * DAY, 90 * DAY)
        signed = made.add_extension(constraints, critical=True).sign(self.key, hashes.SHA256())
        self.trusted.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def server(
        self,
        name: str,
        since: dt.timedelta = -DAY,
        until: dt.timedelta = DAY,
        *,
        host: str = HOST,
        by_itself: bool = False,
    ) -> ssl.SSLContext:
        """What a server uses: a certificate of `host`, valid between two moments from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = subject if by_itself else self.name
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        made = self._builder(subject, issuer, key, since, until)
        signed = made.add_extension(names, critical=False).sign(
            key if by_itself else self.key, hashes.SHA256()
        )
        written = self.folder / f"{name}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        written.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(written)
        return context

    @staticmethod
    def _builder(
        subject: x509.Name,
        issuer: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        since: dt.timedelta,
        until: dt.timedelta,
    ) -> x509.CertificateBuilder:
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + since)
            .not_valid_after(now + until)
        )


class Door:
    """A port that takes connections, one at a time, and answers each with the same bytes."""

    def __init__(self, answer: bytes, tls: ssl.SSLContext | None) -> None:
        self.answer, self.tls, self.taken = answer, tls, 0
        self.listening = socket.create_server((HOST, 0))
        self.port: int = self.listening.getsockname()[1]

    def serve(self) -> None:
        """Until the port is closed."""
        with suppress(OSError):
            while True:
                taken, _ = self.listening.accept()
                self.taken += 1
                with suppress(OSError), taken:
                    taken.settimeout(5)
                    self._answer(taken)

    def _answer(self, taken: socket.socket) -> None:
        if self.tls:
            with self.tls.wrap_socket(taken, server_side=True) as connection:
                connection.recv(65536)
                connection.sendall(self.answer)
            return
        taken.recv(65536)
        taken.sendall(self.answer)


@contextmanager
def door(answer: bytes = b"", tls: ssl.SSLContext | None = None) -> Iterator[Door]:
    opened = Door(answer, tls)
    thread = Thread(target=opened.serve, daemon=True)
    thread.start()
    yield opened
    opened.listening.shutdown(socket.SHUT_RDWR)
    opened.listening.close()
    thread.join(5)


def nobody() -> int:
    """A port that nothing listens on."""
    with socket.create_server((HOST, 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, int], str]:
    """The line of each site, how often each door was knocked at, and all of stderr."""
    folder = tmp_path_factory.mktemp("connections")
    authority, stranger = Authority(folder), Authority(tmp_path_factory.mktemp("stranger"))
    old = authority.server("outdated")
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    contexts = {
        "self_signed": authority.server("self_signed", by_itself=True),
        "expired": authority.server("expired", -9 * DAY, -DAY),
        "too_new": authority.server("too_new", DAY, 9 * DAY),
        "other_host": authority.server("other_host", host="127.0.0.9"),
        "unknown": stranger.server("unknown"),
        "outdated": old,
    }
    with ExitStack() as open_doors:
        doors = {name: open_doors.enter_context(door(tls=tls)) for name, tls in contexts.items()}
        doors["plain"] = open_doors.enter_context(door(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
        doors["closing"] = open_doors.enter_context(door())
        rows = {name: (f"https://{HOST}:{opened.port}/", "") for name, opened in doors.items()}
        for name, answer in (("refusing_proxy", REFUSES), ("failing_proxy", FAILS)):
            doors[name] = open_doors.enter_context(door(answer))
            rows[name] = (f"https://{HOST}:9/", f"http://localhost:{doors[name].port}")
        doors["refusing_plain_proxy"] = open_doors.enter_context(door(REFUSES))
        proxy = f"http://localhost:{doors['refusing_plain_proxy'].port}"
        rows["refusing_plain_proxy"] = (f"http://{HOST}:9/", proxy)
        rows["no_proxy"] = (f"https://{HOST}:9/", f"http://localhost:{nobody()}")
        rows["tls_proxy"] = (f"https://{HOST}:9/", f"https://localhost:{nobody()}")
        (folder / "sites.toml").write_text(
            "".join(
                f'[[site]]\nname = "{name}"\nurl = "{url}"\nproxy = "{proxy}"\ndelay = 0\n'
                for name, (url, proxy) in rows.items()
            )
        )
        said = crawl(folder, authority.trusted, sorted(rows))
    prefix = "newsbot: "
    lines = [line.removeprefix(prefix) for line in said.splitlines() if line.startswith(prefix)]
    by_site = {line.partition(":")[0]: line for line in lines}
    return by_site, {name: opened.taken for name, opened in doors.items()}, said


def crawl(folder: Path, trusted: Path, sites: list[str]) -> str:
    command = [sys.executable, "-m", "newsbot", "crawl", *sites, "-s", "DOWNLOAD_TIMEOUT=5"]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "SSL_CERT_FILE": str(trusted)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 1, f"sites that gave nothing fail the run: {done.stderr[-3000:]}"
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("site", sorted(WANTED))
def test_why_a_site_cannot_be_reached_is_said_in_its_line(
    told: tuple[dict[str, str], dict[str, int], str], site: str
) -> None:
    lines, knocks, said = told
    assert WANTED[site] in lines[site], f"{site}: expected {WANTED[site]!r}, got {lines[site]!r}"
    assert ("verify_tls = false" in lines[site]) is ("certificate" in lines[site]), lines[site]
    assert "Traceback" not in said
    assert knocks.get(site, 1) == 1, f"{site}: asked {knocks[site]} times"


def test_a_twisted_that_names_its_check_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(_sslverify, certificates.CHECK)
    certificates.tell_reasons()
    assert not hasattr(_sslverify, certificates.CHECK)
