"""The ledger, what is wrong now, the report: from a store to a person, by the command line."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from newsbot import logbook
from newsbot.commandline import main
from newsbot.health import alerts
from newsbot.health.findings import Finding
from newsbot.health.memory import earlier_runs, facts_of
from newsbot.health.standing import News, Trouble
from newsbot.schedule.past import Memory, Visit
from newsbot.store import Standing, Store, open_store

NOW = datetime.now(UTC).replace(microsecond=0)
GOOD = {
    "new": 4,
    "entries": 20,
    "listing_pages": 1,
    "outcomes": {"fetched": 5},
    "rules": {"title": {"h1": 4}},
    "missing": {"source": 4},
    "why": "rate",
    "seen": [],
}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(f"sqlite:///{tmp_path}/newsbot.db") as opened:
        yield opened


Newsbot = Callable[..., tuple[int, str, str]]


@pytest.fixture
def newsbot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Newsbot:
    """Runs a command in the folder of the store: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


def add_run(
    store: Store,
    minutes_ago: float,
    outcome: str = "finished",
    site: str = "daydaynews",
    **more: Any,
) -> int:
    at = NOW - timedelta(minutes=minutes_ago)
    handle = store.begin_run("daydaynews", command="crawl", now=at)
    store.end_run(handle, at + timedelta(seconds=20), outcome, {**GOOD, **more})
    return handle.id


def stand(store: Store, run: int, minutes_ago: float, *troubles: Trouble) -> None:
    from newsbot.health.judge import trouble_record

    at = NOW - timedelta(minutes=minutes_ago)
    memory = Memory().after(at, "finished", {"world": Visit(at, 1)}, whole=True)
    health = json.dumps({"troubles": [trouble_record(t) for t in troubles], "told": {}})
    store.stands(Standing("daydaynews", "", memory.dump(), health, run))
    store.flush()


EMPTY = Trouble(
    Finding(
        "coverage",
        "error",
        "source",
        {"field": "source", "now": [0, 9], "usual": [90, 100]},
        ("https://s.example/1",),
    ),
    3,
    NOW,
)


def test_runs_lists_the_ledger_and_shows_one(store: Store, newsbot: Newsbot) -> None:
    for number in range(3):
        add_run(store, 60 - number)
    lost = add_run(store, 5, "failed", failed={"timed out": 1}, fault="all 1 pages failed")
    code, out, _ = newsbot("runs")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[1:]] == ["4", "3", "2", "1"]
    code, out, _ = newsbot("runs", str(lost))
    assert "failed: all 1 pages failed" in out
    assert "title         4/4  h1 4" in out
    code, out, _ = newsbot("runs", "--json", "--limit", "2")
    assert [json.loads(line)["run"] for line in out.splitlines()] == [4, 3]
    code, _, said = newsbot("runs", "99")
    assert (code, len(said.splitlines())) == (2, 1), said


def test_health_says_what_is_wrong_now(store: Store, newsbot: Newsbot) -> None:
    stand(store, add_run(store, 5), 5)
    code, out, said = newsbot("health")
    assert (code, out) == (0, ""), out
    assert "nothing is wrong" in said
    stand(store, add_run(store, 4), 4, EMPTY)
    code, out, _ = newsbot("health")
    assert code == 1
    assert "error: daydaynews: source: none of 9 articles have a value, usually 90 % do" in out
    assert "https://s.example/1" in out
    code, out, _ = newsbot("health", "--language", "zh")
    assert "来源：9 篇文章中只有 0 篇有值" in out
    code, out, _ = newsbot("health", "--json")
    assert [json.loads(line)["monitor"] for line in out.splitlines()] == ["coverage"]
    assert newsbot("health", "nosuch")[0] == 2


def test_health_knows_that_nobody_runs_the_schedule(store: Store, newsbot: Newsbot) -> None:
    stand(store, add_run(store, 60 * 24), 60 * 24)
    code, out, _ = newsbot("health")
    assert code == 1
    assert "the site is overdue" in out
    stand(store, add_run(store, 60 * 24, why="by hand"), 60 * 24)
    assert newsbot("health")[0] == 0, "a site that is crawled by hand is not waited for"


def test_health_knows_a_run_that_was_killed(store: Store, newsbot: Newsbot) -> None:
    stand(store, add_run(store, 20), 20)
    store.begin_run("daydaynews", command="crawl", now=NOW - timedelta(minutes=10))
    code, out, _ = newsbot("health")
    assert code == 1
    assert "ended without a word" in out


def test_report_writes_a_page(store: Store, newsbot: Newsbot, tmp_path: Path) -> None:
    stand(store, add_run(store, 5), 5, EMPTY)
    assert newsbot("report", "-O", "run.html")[0] == 0
    assert newsbot("report", "1", "-O", "zh.html", "--language", "zh")[0] == 0
    assert newsbot("report", "--all", "-O", "all.html")[0] == 0
    assert "none of 9 articles" in (tmp_path / "run.html").read_text("utf-8")
    assert "第 1 次运行" in (tmp_path / "zh.html").read_text("utf-8")
    assert "All sites" in (tmp_path / "all.html").read_text("utf-8")
    for words in (["report"], ["report", "9", "-O", "x.html"], ["report", "-O", "/proc/x/y.html"]):
        code, _, said = newsbot(*words)
        assert (code, len(said.splitlines())) == (2, 1), said


def test_earlier_runs_reach_back_over_a_long_trouble(store: Store) -> None:
    good = [add_run(store, 5000 - number) for number in range(30)]
    bad = [add_run(store, 900 - number, seen=["coverage/source"]) for number in range(100)]
    this = facts_of(store.runs("daydaynews", 1)[0])
    found = [facts.run for facts in earlier_runs(store, this)]
    assert found[: len(bad) - 41] == sorted(bad[40:-1], reverse=True)[: len(bad) - 41]
    assert set(good) <= set(found), "the runs that tell what is usual are missing"


def test_old_runs_expire_and_quiet_ones_sooner(store: Store) -> None:
    day = 24 * 60
    add_run(store, 100 * day)
    kept = add_run(store, 50 * day)
    add_run(store, 50 * day, quiet=True)
    also = add_run(store, day, quiet=True)
    assert store.expire_runs(NOW, keep=timedelta(days=90), keep_quiet=timedelta(days=3)) == 2
    assert sorted(row.id for row in store.runs()) == [kept, also]


# --- Logs ---------------------------------------------------------------------------------------


def test_logs_expire_by_age_and_by_size(tmp_path: Path) -> None:
    import os

    for number in range(6):
        path = tmp_path / "s" / f"{number}.log"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 100)
        old = NOW.timestamp() - number * 86_400
        os.utime(path, (old, old))
    assert logbook.expire_logs(str(tmp_path), NOW, keep_days=3.5, most_bytes=350) == 3
    assert sorted(path.stem for path in tmp_path.glob("*/*")) == ["0", "1", "2"]


def test_a_json_line_is_bound_to_site_and_run() -> None:
    record = logging.LogRecord("n", logging.INFO, "f", 1, "a %s", ("line\nof two",), None)
    logbook.bind("s", 7)
    told = json.loads(logbook.JsonLines().format(record))
    logbook.bind("", 0)
    assert (told["site"], told["run"], told["message"]) == ("s", 7, "a line\nof two")
    assert "site" not in json.loads(logbook.JsonLines().format(record))


# --- Alerts over HTTP ---------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")  # apprise imports it
def test_a_message_reaches_a_webhook() -> None:
    got: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.handle_request, daemon=True).start()
        channels = alerts.check_channels(f"json://127.0.0.1:{server.server_address[1]}/")
        assert alerts.send(channels, News("s", (EMPTY,), ()), "zh")
    assert got[0]["title"] == "newsbot：s：1 个新问题"
    assert "来源：9 篇文章中只有 0 篇有值" in got[0]["message"]
