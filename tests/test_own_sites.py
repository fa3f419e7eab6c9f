"""One's own sites: files, rows, lists that are imported, and what is said of wrong ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from newsbot.errors import BadValue, UnknownName
from newsbot.page.document import Document
from newsbot.page.menus import read_navigation
from newsbot.sites import SiteLoader
from newsbot.sites.imports import read_list, rows_of
from newsbot.sites.table import read_table

PACKAGES = ["newsbot.spiders"]
SITE = """
from newsbot.listing import ListingSpider


class {camel}Spider(ListingSpider):
    name = "{name}"
    base_url = "https://{name}.example"
    categories = {{"world": "World"}}
"""


def newsbot(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=90)


def write_site(folder: Path, name: str, text: str = "") -> None:
    (folder / "sites").mkdir(exist_ok=True)
    camel = "".join(word.title() for word in name.split("_"))
    written = text or SITE.format(name=name, camel=camel)
    (folder / "sites" / f"{name}.py").write_text(written, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    """What `newsbot sites check` would say."""
    loader = SiteLoader(PACKAGES, folder)
    own = [name for name in loader.list() if loader.is_own(name)]
    return [str(p) for p in (*loader.problems, *(p for name in own for p in loader.check(name)))]


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sites").mkdir()
    assert problems(tmp_path) == []
    monkeypatch.setattr("newsbot.sites.loader.os.access", lambda *_: False)  # root reads all
    assert problems(tmp_path) == ["sites: cannot be read: Permission denied"]


def test_files_and_rows_are_found(tmp_path: Path) -> None:
    write_site(tmp_path, "my_paper")
    (tmp_path / "sites.toml").write_text(
        '[[site]]\nname = "row"\nurl = "https://row.example/feed"\ntime_zone = "Europe/Paris"\n'
        'delay = 2.5\ntimeout = 9\nverify_tls = false\nevery = "15m"\nheaders = {X-A = "b"}\n'
    )
    loader = SiteLoader(PACKAGES, tmp_path)
    assert set(loader.list()) >= {"daydaynews", "my_paper", "row"}
    row = loader.load("row")
    told = {k: getattr(row, k) for k in ("name", "base_url", "start_urls", "time_zone", "every")}
    assert told == {
        "name": "row",
        "base_url": "https://row.example",
        "start_urls": ["https://row.example/feed"],
        "time_zone": "Europe/Paris",
        "every": "15m",
    }
    assert loader.load("my_paper").base_url == "https://my_paper.example"
    assert loader.problems == []


def test_a_row_with_categories_is_walked_as_declared(tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text(
        '[[site]]\nname = "row"\nurl = "https://row.example/"\narticle_links = "h2 a"\n'
        '[site.categories]\nworld = "World"\n[site.fields]\ntitle = ["h1", "h2"]\n'
    )
    site = SiteLoader(PACKAGES, tmp_path).load("row")
    assert (site.base_url, site.categories, site.fields["title"]) == (
        "https://row.example", {"world": "World"}, ["h1", "h2"],
    )  # fmt: skip
    assert site.slugs_of(["World"]) == ["world"]


def test_settings_of_a_site_yield_to_the_command_line(tmp_path: Path) -> None:
    from scrapy.settings import Settings

    (tmp_path / "sites.toml").write_text(
        '[[site]]\nname = "row"\nurl = "https://row.example"\ndelay = 7\nverify_tls = false\n'
    )
    site = SiteLoader(PACKAGES, tmp_path).load("row")
    settings = Settings({"DOWNLOAD_DELAY": 1.0, "DOWNLOAD_VERIFY_CERTIFICATES": True})
    site.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 7
    assert not settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
    site.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 0


ROW = '[[site]]\nname = "{name}"\nurl = "https://{name}.example"\n'
WRONG_ROWS = {
    # what follows a good first row of four lines -> the line and what is said of it
    "unknown key": (ROW + 'langage = "en"\n', "sites.toml:8: unknown key 'langage'; did you mean"),
    "no such key": (ROW + "zzz = 1\n", "sites.toml:8: unknown key 'zzz'; there are: name, url"),
    "double name": (
        ROW.replace("{name}", "good"),
        "sites.toml:6: 'good' is the name of line 1 too",
    ),
    "no url": ('[[site]]\nname = "bad"\n', "sites.toml:5: the row has no url"),
    "odd name": (
        ROW.replace('name = "{name}"', 'name = "Bad Name"'),
        "sites.toml:6: name 'Bad Name'",
    ),
    "wrong type": (ROW + "delay = 'slow'\n", "sites.toml:8: delay is seconds, not 'slow'"),
    "no web address": (
        '[[site]]\nname = "bad"\nurl = "bad.example"\n',
        "sites.toml:7: url 'bad.ex",
    ),
    "no TOML": (ROW + "delay = = 1\n", "sites.toml:8: no TOML: Invalid value"),
    "css": (
        ROW + 'article_links = "h2 > > a"\n',
        "sites.toml:8: article_links 'h2 > > a' is no CSS",
    ),
    "xpath": (
        ROW + '[site.fields]\ntitle = "//h1["\n',
        "sites.toml:9: fields.title '//h1[' is no XP",
    ),
    "field": (
        ROW + '[site.fields]\ntitel = "h1"\n',
        "sites.toml:9: fields has no 'titel'; did you",
    ),
    "jmespath": (ROW + '[site.data]\nentries = "a[["\n', "data.entries is no JMESPath: 'a[['"),
    "zone": (ROW + 'time_zone = "Asia/Nowhere"\n', "sites.toml:8: time_zone 'Asia/Nowhere' is unk"),
    "every": (ROW + 'every = "often"\n', "sites.toml:8: "),
    "path": (ROW + 'listing_path = "/{pagee}"\n', "sites.toml:8: listing_path has {pagee}; it may"),
    "regex": (ROW + 'article_path = "(["\n', "sites.toml:8: article_path '([' is no regular expr"),
    "proxy": (ROW + 'proxy = "proxy:3128"\n', "sites.toml:8: proxy 'proxy:3128' is no address"),
}


@pytest.mark.parametrize("name", WRONG_ROWS)
def test_a_wrong_row_is_named_and_the_others_stand(name: str, tmp_path: Path) -> None:
    row, said = WRONG_ROWS[name]
    good = ROW.replace("{name}", "good") + "\n"
    after = "\n" + ROW.replace("{name}", "after")
    (tmp_path / "sites.toml").write_text(good + row.replace("{name}", "bad") + after)
    told = problems(tmp_path)
    assert len(told) == 1, f"{name}: {told}"
    assert said in told[0], f"{name}: {told[0]}"
    loader = SiteLoader(PACKAGES, tmp_path)
    assert {loader.load(n).name for n in ("good", "after")} == {"good", "after"}
    with pytest.raises((BadValue, UnknownName)):
        loader.load("bad")


WRONG_FILES = {
    "syntax": ("x = = 1\n", "sites/bad.py:1: no Python: invalid syntax"),
    "name": ("\nx = nothing\n", "sites/bad.py:2: NameError: name 'nothing' is not defined"),
    "import": ("import no_such_module\n", "sites/bad.py:1: ModuleNotFoundError: No module named"),
    "no spider": ("x = 1\n", "sites/bad.py holds no spider named 'bad'"),
    "key": (
        SITE.format(name="bad", camel="Bad").replace("categories", "catagories"),
        "sites/bad.py:8: unknown key 'catagories'; did you mean 'categories'?",
    ),
    "selector": (
        SITE.format(name="bad", camel="Bad") + '    fields = {"title": "h1["}\n',
        "sites/bad.py:9: fields.title 'h1[' is no CSS selector",
    ),
    **{
        line: (SITE.format(name="bad", camel="Bad") + f"    {line}\n", f"sites/bad.py:9: {said}")
        for line, said in {
            "every = 10": "every is a text such as 15m, 5m..6h or a cron expression, not 10",
            "delay = -3": "delay is seconds, 0 or more, not -3",
            "timeout = 0": "timeout is seconds, 1 or more, not 0",
            'verify_tls = "no"': "verify_tls is true or false, not 'no'",
            'headers = ["a"]': "headers is a table: name = value, not ['a']",
            'site_names = "Daily"': "site_names is a list of texts, not 'Daily'",
            'fields = {"body": 5}': "fields.body is a text, not 5",
            "article_links = [5]": "article_links holds texts, not 5",
        }.items()
    },
    "a label": (
        SITE.format(name="bad", camel="Bad").replace('"World"', "7"),
        "sites/bad.py:8: categories.world is a text, not 7",
    ),
    "a slug": (
        SITE.format(name="bad", camel="Bad").replace('"world"', "7"),
        "sites/bad.py:8: categories has 7; its names are texts: '7'",
    ),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_wrong_file_is_named_and_the_others_stand(name: str, tmp_path: Path) -> None:
    text, said = WRONG_FILES[name]
    write_site(tmp_path, "good")
    write_site(tmp_path, "bad", text)
    told = problems(tmp_path)
    assert len(told) == 1, told
    assert told[0].startswith(said), told[0]
    loader = SiteLoader(PACKAGES, tmp_path)
    assert loader.load("good").name == "good"
    with pytest.raises((BadValue, UnknownName)) as raised:
        loader.load("bad")
    assert said in str(raised.value)


def test_a_name_that_a_file_and_a_row_share(tmp_path: Path) -> None:
    write_site(tmp_path, "same")
    (tmp_path / "sites.toml").write_text(ROW.replace("{name}", "same"))
    told = problems(tmp_path)
    assert told == ["sites.toml:1: 'same' is the name of sites/same.py too; each site has its own"]


def test_the_command_says_it_all_in_lines(tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text(ROW.replace("{name}", "good") + ROW + 'langage = "x"\n')
    done = newsbot("list", cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, ["daydaynews", "good"])
    assert done.stderr.splitlines() == [
        "newsbot: sites.toml:7: unknown key 'langage'; did you mean 'language'?"
    ]
    done = newsbot("sites", "check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "sites.toml:7: unknown key 'langage'; did you mean 'language'?"
    ]


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
<outline text="Post &amp; Mail" type="rss"
xmlUrl="https://post.example/feed.xml" htmlUrl="https://post.example"/>
<outline title="Second" xmlUrl="https://www.post.example/rss/sport"/></outline>
<outline text="Only a home page" htmlUrl="https://home.example/"/><outline text="Empty"/>
</body></opml>"""


def test_lists_become_rows(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(OPML)
    (tmp_path / "b.csv").write_text(
        "title;url;time_zone;delay\n海屿;https://c.example/;Asia/Taipei;2\nNo;mailto:x;;\n", "utf-8"
    )
    (tmp_path / "c.txt").write_text("https://d.example/news\nhttps://post.example/feed.xml\n")
    words = [str(tmp_path / name) for name in ("a.opml", "b.csv", "c.txt")]
    done = newsbot("sites", "import", *words, "https://e.example/", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows, wrong = read_table(tmp_path / "sites.toml")
    assert wrong == []
    assert [(row.name, row.url) for row in rows] == [
        ("post_example", "https://post.example/feed.xml"),
        ("post_example_2", "https://www.post.example/rss/sport"),
        ("home_example", "https://home.example/"),
        ("c_example", "https://c.example/"),
        ("d_example", "https://d.example/news"),
        ("e_example", "https://e.example/"),
    ]
    assert rows[0].told["site_names"] == ["Post & Mail"]
    assert (rows[3].told["time_zone"], rows[3].told["delay"]) == ("Asia/Taipei", 2)
    before = (tmp_path / "sites.toml").read_bytes()
    done = newsbot("sites", "import", *words, cwd=tmp_path)
    assert "0 sites added" in done.stderr, "what is there already is not added again"
    assert (tmp_path / "sites.toml").read_bytes() == before


def test_a_list_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    lines = ("name,url", "河边日报,HTTPS://river.example/", "河边日报,https://river.example/")
    (tmp_path / "a.csv").write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    done = newsbot("sites", "import", "a.csv", cwd=tmp_path)
    assert done.stderr == "1 site added to sites.toml, 1 was there already\n"
    [row], _ = read_table(tmp_path / "sites.toml")
    assert (row.name, row.url) == ("river_example", "https://river.example/")
    assert row.told["site_names"] == ["河边日报"]
    done = newsbot("sites", "check", cwd=tmp_path)
    assert done.stderr == "1 site checked, 0 problems\n"


def test_a_list_without_addresses_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nothing,here\n")
    for words in (("a.csv",), ("missing.opml",), ()):
        done = newsbot("sites", "import", *words, cwd=tmp_path)
        assert done.returncode == 2, words
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_thousand_rows_and_two_hundred_files(tmp_path: Path) -> None:
    """Listing costs at most twice the CPU of Scrapy's own listing of one spider."""
    found = "".join(f"https://s{n}.example/feed\n" for n in range(1000))
    (tmp_path / "many.txt").write_text(found)
    rows = rows_of(read_list(str(tmp_path / "many.txt")), [], [])
    from newsbot.sites.imports import append

    append(tmp_path / "sites.toml", rows)
    for n in range(200):
        write_site(tmp_path, f"file_{n}", "raise SystemError('listing imports no site')\n")
    plain = tmp_path / "plain"
    (plain / "one").mkdir(parents=True)
    (plain / "scrapy.cfg").write_text("[settings]\ndefault = one.settings\n")
    (plain / "one" / "__init__.py").write_text("")
    (plain / "one" / "settings.py").write_text('SPIDER_MODULES = ["one.spider"]\n')
    (plain / "one" / "spider.py").write_text(
        'import scrapy\n\n\nclass One(scrapy.Spider):\n    name = "one"\n'
    )
    pairs = [
        (cpu("newsbot", tmp_path, 1201), cpu("scrapy", plain, 1)) for _ in range(3)
    ]  # interleaved; CPU time of the child, so other work on the machine does not count
    ours, theirs = (sorted(times)[1] for times in zip(*pairs, strict=True))
    assert ours <= 2 * theirs, f"newsbot list {ours:.2f} s, scrapy list {theirs:.2f} s of CPU"


def cpu(program: str, cwd: Path, names: int) -> float:
    """CPU seconds of `PROGRAM list`, which must name so many sites."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", program, "list"]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=True, timeout=90)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(done.stdout.split()) == names, done.stdout[:300] + done.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_genspider_writes_beside_the_user(tmp_path: Path) -> None:
    done = newsbot("genspider", "my_paper", "paper.example", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "sites/my_paper.py\n"), done.stderr
    site = SiteLoader(PACKAGES, tmp_path).load("my_paper")
    assert (site.name, site.base_url) == ("my_paper", "https://paper.example")
    again = newsbot("genspider", "my_paper", "paper.example", cwd=tmp_path)
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    for name, url in (("河边", "paper.example"), ("My Paper", "paper.example"), ("p", "ftp://x/")):
        wrong = newsbot("genspider", name, url, cwd=tmp_path)
        assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1), (name, wrong.stdout)
    assert [path.name for path in (tmp_path / "sites").iterdir()] == ["my_paper.py"]
    listed = newsbot("genspider", "--list", cwd=tmp_path)
    assert "site" in listed.stdout


def test_an_entry_point_is_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "papers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: papers\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[newsbot.sites]\nfar_paper = far_paper_module\n")
    (tmp_path / "far_paper_module.py").write_text(SITE.format(name="far_paper", camel="Far"))
    monkeypatch.syspath_prepend(str(tmp_path))
    loader = SiteLoader(PACKAGES, tmp_path / "elsewhere")
    assert loader.load("far_paper").base_url == "https://far_paper.example"


def test_a_site_of_three_lines_gives_every_field(serve: Callable[..., Any], tmp_path: Path) -> None:
    """Name, base_url and categories; all else is found, as the site's own spider knows it."""
    from newsite import truth

    server = serve("theme", categories=3, pages=2, entries=5, oddities=set())
    known = {"international": "国际", "technology": "科技"}
    text = SITE.format(name="three", camel="Three").replace('{"world": "World"}', str(known))
    write_site(tmp_path, "three", text.replace("https://three.example", server.base_url))
    words = ("crawl", "three", "-s", "DOWNLOAD_DELAY=0", "-O", "out.jsonl")
    done = newsbot(*words, "-c", "国际", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    wanted = {r["path"]: r for r in truth(server.site) if r["path"].startswith("/international/")}
    got = {urlsplit(line["url"]).path: line for line in lines}
    assert got.keys() == wanted.keys()
    for path, line in got.items():
        for field in ("title", "category", "category_slug", "view_count"):
            assert line[field] == wanted[path][field], f"{path} {field}"
        place = line["seen_in"][0]
        assert (place["category"], place["category_slug"]) == ("国际", "international")


def test_the_front_page_in_a_menu_is_no_category(tmp_path: Path) -> None:
    text = SITE.format(name="plain", camel="Plain").replace('{"world": "World"}', "{}")
    write_site(tmp_path, "plain", text)
    spider: Any = SiteLoader(PACKAGES, tmp_path).load("plain")()
    base = "https://plain.example"
    found = list(spider.walk_found(base, {base + "/": "首页", base + "/world/": "国际"}))
    got = [(request.url, request.meta["walk"].slug) for request in found]
    assert got == [(base + "/", ""), (base + "/world/", "world")]
    assert spider.menu.labels.get("") is None
    assert spider.menu.labels["world"] == "国际"


def test_what_is_declared_wins_over_a_menu(tmp_path: Path) -> None:
    text = SITE.format(name="told", camel="Told")
    write_site(tmp_path, "told", text + '    listing_path = "/c/{category}?page={page}"\n')
    spider: Any = SiteLoader(PACKAGES, tmp_path).load("told")()
    base = "https://told.example"
    urls = [request.url for request in spider.first_requests(base)]
    assert urls == [base + "/c/world?page=1"], "its home page cannot say more"
    links = [f'<li><a href="/{name}">{name}</a>' for name in ("about", "privacy", "terms")]
    html = f"<ul>{''.join(links)}</ul>".encode()
    page = Document(html, base + "/", content_type="text/html; charset=utf-8")
    assert read_navigation(page, base, ["world"]) == {}
    assert list(read_navigation(page, base)) == ["about", "privacy", "terms"]


@pytest.mark.torture
def test_an_upgrade_keeps_them_all(tmp_path: Path) -> None:
    """Two wheels, the second installed over the first: the user's folder is as it was."""
    home, env = tmp_path / "home", tmp_path / "env"
    home.mkdir()
    write_site(home, "my_paper")
    (home / "sites.toml").write_text(ROW.replace("{name}", "row"))
    listed = []
    for version in ("0.0.1", "0.0.2"):
        install(wheel_of(tmp_path, version), env)
        assert version in run_from(env, "--version", cwd=home)
        listed.append(run_from(env, "list", cwd=home).split())
        run_from(env, "genspider", f"made_by_{version[-1]}", "made.example", cwd=home)
    before, after = listed
    assert {"my_paper", "row"} <= set(before)
    assert set(after) == {*before, "made_by_1"}, "sites were lost or came from nowhere"
    assert sorted(p.name for p in (home / "sites").glob("*.py")) == [
        "made_by_1.py", "made_by_2.py", "my_paper.py",
    ]  # fmt: skip


def wheel_of(folder: Path, version: str) -> Path:
    """A wheel of this checkout's package under another version (a wheel is a zip file)."""
    import zipfile

    package = Path(__file__).parents[1] / "newsbot"
    info = f"newsbot-{version}.dist-info"
    path = folder / f"newsbot-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file in sorted(package.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                inside = file.relative_to(package.parent).as_posix()
                text = file.read_bytes()
                if inside == "newsbot/__init__.py":
                    text = re.sub(rb'(__version__ = )"[^"]+"', rb'\1"%b"' % version.encode(), text)
                wheel.writestr(inside, text)
        told = f"Metadata-Version: 2.1\nName: newsbot\nVersion: {version}\n"
        wheel.writestr(f"{info}/METADATA", told)
        tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{info}/WHEEL", tags)
        wheel.writestr(f"{info}/RECORD", "")
    return path


def install(wheel: Path, env: Path) -> None:
    words = ["-m", "pip", "install", "-q", "--no-index", "--no-deps", "--upgrade", "--target"]
    subprocess.run([sys.executable, *words, str(env), str(wheel)], check=True, timeout=120)


def run_from(env: Path, *words: str, cwd: Path) -> str:
    """What newsbot, as installed there, prints."""
    code = f"import sys; sys.path.insert(0, {str(env)!r})\n"
    code += "from newsbot.commandline import main\nmain()"
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=True, timeout=90
    ).stdout
