"""nginx on loopback addresses over a written town; it ends with the block that started it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from town.build import Town, host_address
from town.pages import house_of

HOW = "nginx is needed: apt-get install -y nginx-light"

AS_ROOT = "user root;"
"""Of a folder that only its owner may read, root's nginx would serve nothing as anybody else."""

CONFIG = """\
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp; uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  sendfile on; keepalive_timeout 60; keepalive_requests 100000;
  gzip_static always; gunzip on;
  types {{ text/plain txt; }}
{servers}
}}
"""
SERVER = """\
  server {{
    listen {address}:{port};
    root {folder}/{address};
    rewrite ^/$ /index.html break;
    default_type "text/html{charset}";
  }}
"""


@contextmanager
def served(town: Town, folder: Path) -> Iterator[None]:
    """The town's hosts answer inside this block; raises SystemExit without nginx, and where
    another program would answer in its place."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        raise SystemExit(HOW)
    if _answers(town.port):
        raise SystemExit(f"port {town.port} is taken, by another benchmark perhaps: end that first")
    folder = folder.absolute()
    config = folder / "nginx.conf"
    user = "" if os.geteuid() else AS_ROOT
    servers = "".join(_servers(town, folder))
    config.write_text(CONFIG.format(user=user, folder=folder, servers=servers))
    nginx = subprocess.Popen([program, "-c", str(config), "-e", str(folder / "nginx.log")])
    try:
        _wait(town.port)
        yield
    finally:
        nginx.terminate()
        nginx.wait()


def _servers(town: Town, folder: Path) -> Iterator[str]:
    for host in range(town.hosts):
        house = house_of(host)
        charset = f"; charset={house.charset}" if house.in_header else ""
        address = host_address(host)
        yield SERVER.format(address=address, port=town.port, folder=folder, charset=charset)


def _wait(port: int) -> None:
    for _ in range(100):
        if _answers(port):
            return
        time.sleep(0.05)
    raise SystemExit("nginx did not start; its log says why")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
