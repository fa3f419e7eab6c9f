"""The page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from web_store import NOW, article, fill, keep, serving

from newsbot.items import Block
from newsbot.policy.display import Audience
from newsbot.schedule.every import read_every
from newsbot.store import open_store
from newsbot.web.app import make_app
from newsbot.web.service import Service

CHROMIUM = os.environ.get("NEWSBOT_TEST_CHROMIUM", "/usr/bin/chromium")
TOKEN = "a token of some length"
PHONE = {"width": 375, "height": 700}

if not Path(CHROMIUM).exists() and os.environ.get("CI") != "true":
    pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium", allow_module_level=True)


@pytest.fixture(scope="module")
def started() -> list[str]:
    """The sites whose run was started by the button."""
    return []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, started: list[str]) -> Iterator[str]:
    url = f"sqlite:///{tmp_path_factory.mktemp('web')}/newsbot.db"
    fill(url)
    every = {"morning": read_every("1h")}
    with open_store(url) as store:
        service = Service(
            store,
            Audience(own=True),
            token=TOKEN,
            timetable=lambda: every,
            start=started.append,
            clock=lambda: NOW,
        )
        with serving(make_app(service, local=True)) as found:
            yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page whose console, errors and foreign requests must stay empty."""
    yield from watched(browser, address)


def watched(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=address, locale="zh-CN", **options)
    found = context.new_page()
    told: list[str] = []
    found.on("console", lambda message: told.append(f"console: {message.text}"))
    found.on("pageerror", lambda error: told.append(f"error: {error}"))
    found.on("dialog", lambda dialog: told.append(f"dialog: {dialog.message}"))
    found.on(
        "request",
        lambda request: None if request.url.startswith(address) else told.append(request.url),
    )
    yield found
    if options.get("java_script_enabled", True):
        assert found.evaluate("window.hacked === undefined")
    context.close()
    assert [line for line in told if "status of 403" not in line] == []


def titles(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".item h2").all_inner_texts()]


def test_read_and_filter(page: Any) -> None:
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert len(titles(page)) == 7
    page.locator("summary", has_text="筛选").click()
    page.select_option("select[name=category]", "finance")
    page.locator(".filters button").click()
    assert titles(page) == ["油价下调"]
    page.get_by_role("link", name="油价下调").click()
    assert page.locator("h1").inner_text() == "油价下调"
    assert "每升下调0.2元" in page.locator(".body").inner_text()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("俄乌", ["俄乌谈判重启"]), ("烏", ["俄乌谈判重启"]), ("大桥 -转载", ["沿江大桥合龙"])],
)
def test_search(page: Any, words: str, expected: list[str]) -> None:
    page.goto("/")
    page.fill("input[name=q]", words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    assert titles(page) == expected
    assert page.locator("mark").count() >= 1


def test_versions_by_sentence(page: Any) -> None:
    page.goto("/articles/river1")
    newest = page.locator("#versions details").first
    assert newest.locator("ins").all_text_contents() == ["新增：已经通车。"]
    page.locator("#versions summary").nth(1).click()
    second = page.locator("#versions details").nth(1)
    assert "工程历时三年。" in second.locator("del").inner_text()
    assert "工程历时四年。" in second.locator("ins").inner_text()
    assert page.locator("svg.curve polyline").get_attribute("points")
    assert page.locator("section", has_text="evening").count() >= 1


def test_trending(page: Any) -> None:
    page.goto("/stories")
    first = page.locator(".items .more").first
    assert first.locator("p").inner_text() == "独立来源：1 · 每小时 10 次阅读"
    assert first.locator("ul").inner_text().startswith("沿江大桥合龙(转载)")
    page.get_by_role("link", name="1 小时").click()
    assert page.get_by_role("link", name="1 小时").get_attribute("aria-current") == "true"


def test_start_a_run(page: Any, started: list[str]) -> None:
    page.goto("/watch")
    assert page.locator("form[action='/runs']").count() == 0
    page.fill("input[name=token]", "wrong")
    page.get_by_role("button", name="登录").click()
    assert page.locator("h1").inner_text() == "不允许"
    page.goto("/watch")
    page.fill("input[name=token]", TOKEN)
    page.get_by_role("button", name="登录").click()
    page.locator("form[action='/runs'] button").first.click()
    page.wait_for_url("**/watch?started=morning")
    assert started == ["morning"]
    assert "morning" in page.locator("[role=status]").inner_text()
    page.get_by_role("button", name="退出").click()
    assert page.locator("form[action='/runs']").count() == 0


@pytest.mark.parametrize("path", ["/", "/articles/attack1", "/?q=标题", "/stories", "/runs/1"])
def test_hostile_texts_run_nothing(page: Any, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("img").count() == 0
    assert page.locator("script:not([type='application/ld+json'])").count() == 0


@pytest.mark.parametrize("path", ["/", "/articles/river1", "/articles/attack1", "/watch"])
def test_a_phone_shows_everything(browser: Any, address: str, path: str) -> None:
    for page in watched(browser, address, viewport=PHONE, color_scheme="dark"):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"], f"{path} is {wide} pixels wide"
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark == "rgb(21, 23, 26)"


PAGES = {
    "newest": "/",
    "filtered": "/?site=morning&category=world",
    "found": "/?q=大桥",
    "nothing found": "/?q=没有这个词",
    "article": "/articles/river1",
    "hostile article": "/articles/attack1",
    "stories": "/stories",
    "watch": "/watch",
    "report": "/runs/1",
    "no such page": "/nope",
    "no such article": "/articles/nope",
    "wrong question": "/?day=x",
}


@pytest.mark.parametrize(("scheme", "language"), [("light", "zh-CN"), ("dark", "en-GB")])
def test_axe_finds_nothing(browser: Any, address: str, scheme: str, language: str) -> None:
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = browser.new_context(
        base_url=address, color_scheme=scheme, locale=language, bypass_csp=True, viewport=PHONE
    )
    page = context.new_page()
    wrong = []
    for name, path in PAGES.items():
        page.goto(path)
        page.evaluate(script)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        assert len(found["passes"]) > 10, name
        wrong += [
            f"{name} ({one['impact']}): {one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_axe_finds_what_is_wrong(browser: Any, address: str) -> None:
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.querySelector('input').parentElement.replaceWith(new Image())")
    page.evaluate(script)
    found = {one["id"] for one in page.evaluate("axe.run()")["violations"]}
    context.close()
    assert "image-alt" in found


def test_without_javascript(browser: Any, address: str) -> None:
    for page in watched(browser, address, java_script_enabled=False):
        page.goto("/?q=大桥")
        assert len(titles(page)) == 2
        page.locator(".item h2 a").first.click()
        assert page.locator("article h1").count() == 1
        page.get_by_role("link", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.goto("/watch")
        assert page.locator("h1").inner_text() == "Watch"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page about a text from right to left, with a mixed one and a wide table."""
    url = f"sqlite:///{tmp_path_factory.mktemp('foreign')}/newsbot.db"
    grid = Block("table", rows=tuple(tuple(f"{row}行{n}列" for n in range(40)) for row in range(3)))
    hebrew = "הגשר נפתח היום (אחרי שנתיים)."
    with open_store(url) as store:
        wide = article("wide1", "四十列", "表：", hours=2)
        wide.body.append(grid)
        told = article(
            "hebrew1", f"{hebrew} 3 נפצעו!", hebrew, hours=1, language="he", source="הארץ"
        )
        keep(store, [wide, told])
        store.index()
        service = Service(store, Audience(own=True), clock=lambda: NOW)
        with serving(make_app(service, local=True)) as found:
            yield found


def test_a_text_from_right_to_left_runs_so(browser: Any, foreign: str) -> None:
    for page in watched(browser, foreign):
        page.goto("/")
        assert direction(page, ".item h2") == ["rtl", "ltr"]
        assert direction(page, ".item p.soft") == ["ltr", "ltr"]
        assert is_on_the_right(page, ".item p:not(.soft)")
        page.goto("/articles/hebrew1")
        assert direction(page, "h1, .body p, article > .soft") == ["rtl", "ltr", "rtl"]
        assert is_on_the_right(page, "h1")
        assert direction(page, ".soft a[href*='source='] bdi") == ["rtl"]


def direction(page: Any, selector: str) -> list[str]:
    return page.eval_on_selector_all(selector, "all => all.map(e => getComputedStyle(e).direction)")


def is_on_the_right(page: Any, selector: str) -> bool:
    """Whether the last letter of an element's text, a mark of punctuation, stands left of the
    first one, as scripts from right to left have it."""
    return page.eval_on_selector(
        selector,
        """element => {
          const letters = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
          const place = at => {
            const range = document.createRange();
            range.setStart(letters, at);
            range.setEnd(letters, at + 1);
            return range.getBoundingClientRect().x;
          };
          return place(letters.length - 1) < place(0);
        }""",
    )


def test_columns_of_a_wide_table_can_be_read(browser: Any, foreign: str) -> None:
    for page in watched(browser, foreign, viewport=PHONE):
        page.goto("/articles/wide1")
        assert page.locator("td").first.bounding_box()["width"] >= 60
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_keyboard_is_enough(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the text
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.item h2 a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
