"""Pictures: small copies of what articles show first, and nothing that harms an article."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from starlette.testclient import TestClient

from newsbot.items import Article, Block, Image
from newsbot.pictures import BOX, BadPicture, Folder, folder_of, name_of, shrink
from newsbot.policy.display import Audience
from newsbot.policy.grants import read_grants
from newsbot.store import Store, open_store
from newsbot.web.app import make_app
from newsbot.web.service import Service

NOW = datetime(2026, 3, 24, 4, 0, tzinfo=UTC)
TEXT = "港口的货轮清晨靠岸,工人们开始卸货。" * 12
PAGE = """<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:image" content="{image}"></head><body><article><h1>{title}</h1>
<p>{text}</p><figure><img src="{image}" width="900" height="600"><figcaption>港口清晨</figcaption>
</figure><p>下午,海关公布了当天的数字,比上周多了两成。</p></article></body></html>"""


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), colour: int = 80) -> bytes:
    made = BytesIO()
    mode = "RGBA" if kind == "PNG" else "P" if kind == "GIF" else "RGB"
    image = Pillow.new("RGB", size, (colour, 120, 200)).convert(mode)
    exif = Pillow.Exif()
    exif[0x010E] = "a secret place"
    more = {"exif": exif} if kind in ("JPEG", "WEBP", "PNG") else {}
    image.save(made, kind, **more)
    return made.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of few bytes that says that it is huge."""
    whole = picture("PNG", (32, 32))
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + whole[24:29]
    return whole[:12] + head + zlib.crc32(head).to_bytes(4, "big") + whole[33:]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_copy_is_small_and_says_nothing_but_pixels(kind: str) -> None:
    small = shrink(picture(kind, (1200, 300)))
    with Pillow.open(BytesIO(small)) as found:
        assert found.format == "WEBP"
        assert found.size == (BOX[0], BOX[1] // 4)
        assert not found.getexif()
    assert b"secret" not in small


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>not found</html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        picture(size=(1, 1)),
        picture()[:300],
        bomb(),
        b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        b"x" * (8 * 1024 * 1024 + 1),
    ],
    ids=["empty", "html", "svg", "pixel", "cut", "bomb", "noise", "large"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadPicture):
        shrink(data)


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_damaged_pictures_are_refused_or_shrunk(kind: str, changes: list[Any]) -> None:
    data = bytearray(picture(kind, (64, 48)))
    for place, value in changes:
        data[int(place * len(data))] = value
    with suppress(BadPicture):
        assert shrink(bytes(data))


def test_a_folder_knows_only_its_own_names(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "images")
    name = folder.keep(b"content")
    assert (name, folder.read(name)) == (name_of(b"content"), b"content")
    (tmp_path / "secret").write_text("secret")
    for bad in ("../secret", "/etc/passwd", name + "/", name.upper(), ""):
        assert folder.read(bad) is None
    assert folder.remove(["../secret", name]) == 1
    assert (tmp_path / "secret").exists()
    old = folder.keep(b"left behind")
    folder.keep(b"of a crawl that goes on")
    os.utime(tmp_path / "images" / old, (0, 0))
    assert folder.orphans(frozenset()) == [old]
    assert folder.orphans(frozenset([old])) == []


@pytest.mark.parametrize(
    ("url", "setting", "expected"),
    [
        ("sqlite:///data/newsbot.db", "", "data/newsbot.images"),
        ("sqlite:////srv/a.db?timeout=3", "", "/srv/a.images"),
        ("postgresql://u@h/name", "", "newsbot.images"),
        ("sqlite:///newsbot.db", "/pictures", "/pictures"),
    ],
)
def test_where_pictures_are(url: str, setting: str, expected: str) -> None:
    assert folder_of(url, setting) == Path(expected)


# --- A crawl ----------------------------------------------------------------------------------

PICTURES = {
    "/one.jpg": (200, picture()),
    "/gone.jpg": (404, b"no"),
    "/bomb.png": (200, bomb()),
    "/page.jpg": (200, b"<html></html>"),
    "/closed/x.jpg": (200, picture()),
}
LEADS = ["/one.jpg", "/one.jpg", "/gone.jpg", "/bomb.png", "/page.jpg", "/closed/x.jpg"]


@contextmanager
def site() -> Iterator[Any]:
    """A site whose articles show LEADS, one of them at an address of another, private host."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, self.headers.get("Referer")))
            status, body = self.answer()
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if b"<html" in body else "image/jpeg")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def answer(self) -> tuple[int, bytes]:
            if self.path == "/robots.txt":
                return 200, b"User-agent: *\nDisallow: /closed/\n"
            if self.path in PICTURES:
                return PICTURES[self.path]
            if found := re.fullmatch(r"/news/20260324/(\d)\.html", self.path):
                number = int(found[1])
                image = [*LEADS, "http://127.0.0.2:9/private.jpg"][number]
                address = image if image.startswith("http") else server.base + image
                text = TEXT + f"第{number}篇。" * 20
                return 200, PAGE.format(title=f"第{number}篇", image=address, text=text).encode()
            return 404, b"no"

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.base = [], f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def crawl(cwd: Path, urls: list[str], *words: str, images: str = "thumbnail") -> list[Any]:
    """The lines of a crawl of some addresses, which must end well."""
    command = [sys.executable, "-m", "newsbot", "crawl", *urls, "-O", "out.jsonl", *words]
    fast = ["-s", "DOWNLOAD_DELAY=0", "-s", f"NEWSBOT_IMAGES={images}"]
    done = subprocess.run(
        command + fast, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return [json.loads(line) for line in (cwd / "out.jsonl").read_bytes().splitlines()]


def test_a_crawl_keeps_small_copies_and_every_article(tmp_path: Path) -> None:
    with site() as server:
        urls = [f"{server.base}/news/20260324/{n}.html" for n in range(7)]
        found = {line["title"]: line for line in crawl(tmp_path, urls)}
    assert sorted(found) == [f"第{n}篇" for n in range(7)]
    names = [found[f"第{n}篇"]["images"][0].get("thumbnail") for n in range(7)]
    assert names[0] == names[1] == name_of(shrink(picture()))
    assert names[2:] == [None] * 5
    assert all(found[f"第{n}篇"]["images"][0]["url"] for n in range(7))
    assert [one.name for one in (tmp_path / "newsbot.images").iterdir()] == [names[0]]
    asked = [path for path, _ in server.asked]
    assert 1 <= asked.count("/one.jpg") <= 2  # two that come at once may both ask
    assert "/closed/x.jpg" not in asked
    assert {said for path, said in server.asked if path == "/one.jpg"} == {f"{server.base}/"}


def test_a_wrong_setting_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsbot", "crawl", "daydaynews", "-s", "NEWSBOT_IMAGES=all"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].endswith("use one of off, thumbnail")
    assert "Traceback" not in done.stderr


def test_pictures_are_off_unless_asked_for(tmp_path: Path) -> None:
    with site() as server:
        url = f"{server.base}/news/20260324/0.html"
        (line,) = crawl(tmp_path, [url], "--record", "crawl.warc.gz", images="off")
        assert "thumbnail" not in line["images"][0]
        assert "/one.jpg" not in [path for path, _ in server.asked]
    again = crawl(tmp_path, [url], "--replay", "crawl.warc.gz")  # the recording lacks the picture
    assert [one["images"] for one in again] == [line["images"]]


# --- Served, and taken down ---------------------------------------------------------------------


def keep(store: Store, folder: Folder, *names: str) -> str:
    """Articles that show one picture; its name."""
    file = folder.keep(shrink(picture()))
    run = store.begin_run("s", command="test", now=NOW)
    for name in names:
        url = f"https://s.example/{name}.html"
        article = Article(
            id=name, site="s", url=url, title=name, text="正文", body=[Block("paragraph", "正文")],
            images=[Image("https://s.example/1.jpg", thumbnail=file)], content_hash=name,
            fetched_at=NOW, first_seen_at=NOW,
        )  # fmt: skip
        store.keep(article, [url], run)
        store.illustrated(name, "https://s.example/1.jpg", file)
    store.end_run(run, NOW, "finished", {})
    return file


def test_the_page_shows_its_own_copies(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "newsbot.images")
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        file = keep(store, folder, "one")
        app = make_app(Service(store, Audience(own=True), pictures=folder), local=True)
        client = TestClient(app, base_url="http://127.0.0.1")
        for path in ("/", "/articles/one"):
            assert f'src="/images/{file}"' in client.get(path).text, path
        got = client.get(f"/images/{file}")
        assert (got.status_code, got.headers["content-type"]) == (200, "image/webp")
        assert got.headers["x-content-type-options"] == "nosniff"
        for bad in ("x.webp", f"..%2f{file}", file.replace("webp", "html"), "0" * 32 + ".webp"):
            assert client.get(f"/images/{bad}").status_code == 404, bad
        (line,) = client.get("/api/articles").json()["articles"]
        assert line["images"][0]["thumbnail"] == file
        assert line["images"][0]["url"] == "https://s.example/1.jpg"


def test_others_see_pictures_only_where_the_whole_article_is_theirs(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "newsbot.images")
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        file = keep(store, folder, "one")
        for said, status in (("", 404), ("s=display-full", 200)):
            audience = Audience(own=False, grants=read_grants(said))
            service = Service(store, audience, token="a token of some length", pictures=folder)
            client = TestClient(make_app(service, local=False))
            assert client.get(f"/images/{file}").status_code == status, said
            assert (file in client.get("/").text) == (status == 200), said


def newsbot(cwd: Path, *words: str, **env: str) -> str:
    command = [sys.executable, "-m", "newsbot", *words]
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **env},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr


def test_the_last_article_takes_its_picture_with_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "newsbot.images")
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        file = keep(store, folder, "one", "two")
    newsbot(tmp_path, "forget", "one")
    assert folder.has(file)
    assert "1 picture removed" in newsbot(tmp_path, "forget", "two")
    assert not folder.has(file)
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as store:
        file = keep(store, folder, "three")
    newsbot(tmp_path, "store", "expire", NEWSBOT_KEEP_DAYS="0")
    assert not folder.has(file)
