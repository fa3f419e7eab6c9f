"""newsbot serve: the page to read and to watch."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from scrapy.commands import ScrapyCommand

from newsbot.commandline import whole_number
from newsbot.errors import BadValue

SHORTEST_TOKEN = 16


class Command(ScrapyCommand):
    """Serves the store as pages, feeds and a JSON API."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[--host 127.0.0.1] [--port 8000] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Serve a page to read and to watch, its API and feeds"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--host, --port, --store."""
        super().add_options(parser)
        parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
        parser.add_argument("--port", default="8000", help="default: 8000")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serves until it is stopped; raises BadValue for what must not be served."""
        assert self.settings is not None
        if args:
            raise BadValue(f"serve takes no argument {args[0]!r}")
        port = whole_number("--port", opts.port)
        if port > 65535:
            raise BadValue(f"--port {port}: at most 65535")
        token = self.settings["NEWSBOT_WEB_TOKEN"]
        local = check_host(opts.host, token)
        if find_spec("starlette") is None or find_spec("uvicorn") is None:
            raise BadValue("serve needs starlette and uvicorn: pip install 'newsbot[web]'")
        self._serve(opts, port, local=local)

    def _serve(self, opts: argparse.Namespace, port: int, *, local: bool) -> None:
        from newsbot.store import open_store
        from newsbot.web.app import make_app
        from newsbot.web.server import bind, run

        assert self.settings is not None
        url = opts.store or self.settings["NEWSBOT_STORE"]
        with open_store(url, make=False) as store, bind(opts.host, port) as socket:
            service = self._service(store, url, local=local)
            app = make_app(service, local=local, host=shown(opts.host))
            logging.getLogger("newsbot").setLevel(logging.INFO)
            limits = " (read-only: its search index stays as it is)" if store.read_only else ""
            sys.stderr.write(f"newsbot: http://{shown(opts.host)}:{port}/ shows {url}{limits}\n")
            run(app, store, socket)

    def _service(self, store: Any, url: str, *, local: bool) -> Any:
        from newsbot.pictures import Folder, folder_of
        from newsbot.policy.display import Audience
        from newsbot.policy.grants import read_grants
        from newsbot.timetable import Timetable
        from newsbot.web.service import Service

        assert self.settings is not None
        return Service(
            store,
            Audience(own=local, grants=read_grants(self.settings["NEWSBOT_GRANTS"] or "")),
            token=self.settings["NEWSBOT_WEB_TOKEN"],
            images=self.settings.getbool("NEWSBOT_WEB_IMAGES"),
            pictures=Folder(folder_of(url, self.settings["NEWSBOT_IMAGES_PATH"] or "")),
            language="zh" if self.settings["NEWSBOT_LANGUAGE"] == "zh" else "en",
            timetable=Timetable(self.settings).read,
            start=lambda site: start(site, url),
        )


def start(site: str, url: str) -> None:
    """Begins a crawl of a site in a process of its own; what it says is in its run's record."""
    words = [sys.executable, "-m", "newsbot", "crawl", site, "--store", url]
    subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def check_host(host: str, token: str) -> bool:
    """Whether `host` is this machine's own; raises BadValue for another one without a token."""
    if token and len(token) < SHORTEST_TOKEN:
        raise BadValue(f"NEWSBOT_WEB_TOKEN: at least {SHORTEST_TOKEN} letters are wanted")
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local and not token:
        raise BadValue(
            f"--host {host} shows the store to others: set NEWSBOT_WEB_TOKEN first, "
            "or leave it at 127.0.0.1"
        )
    return local


def shown(host: str) -> str:
    """A host as addresses write it."""
    return f"[{host}]" if ":" in host else host
