"""What must not reach the parser: crowded tags, floods of tags, scripts of megabytes."""

from __future__ import annotations

import pytest

from newsbot.page import guards
from newsbot.page.document import CUT, Document
from newsbot.page.guards import cut, has_crowded_tag, opens, without_huge_scripts

CROWD = " ".join(f"a{n}=1" for n in range(1_200))


@pytest.mark.parametrize(
    ("text", "crowded"),
    [
        (f"<p {CROWD}>x", True),
        (f"<!-- <p {CROWD}> --><p>x", False),
        (f"<script>if(a<b {CROWD}){{}}</script><p>x", False),
        (f"<p title='{'<' * 1_500}' {CROWD}>x", True),
        (f"<p title='<' {CROWD}>x", True),
        (f"<p title='<b>' {CROWD}>x", True),
        (f"<p title=<b {CROWD}>x", True),
        (f"<p>{CROWD * 20}", False),
        (f"<p>1=1 <br>{CROWD * 20}", False),
        ("<p " + "a=1 " * 900 + ">x", False),
        ("<p>" * 3_000, False),
        ("", False),
    ],
)
def test_crowded_tags(text: str, crowded: bool) -> None:
    page = text.encode()
    assert has_crowded_tag(page, opens(page)) == crowded


def test_of_a_flood_head_and_foot_are_read() -> None:
    page = b"".join(b"<a>%d" % n for n in range(100))
    short = b"".join(b"<a>%d" % n for n in [*range(30), *range(90, 100)])
    assert cut(page, 40) == short


def test_a_cut_page_says_so() -> None:
    text = "<title>x</title>" + "<a href=/1>x</a>" * 40_000 + "<a href=/last>下一页</a>"
    document = Document(text.encode(), "https://news.example/")
    assert [a.get("href") for a in document.root.iter("a")][-1] == "/last"
    assert CUT in document.problems


def test_scripts_of_megabytes_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "HUGE_SCRIPT", 10)
    page = b"<script>short</script><p>a<SCRIPT type=x>%b</Script><p>b<script>zzzzzzzzzzzz"
    assert (
        without_huge_scripts(page % (b"x" * 50))
        == b"<script>short</script><p>a<SCRIPT type=x></Script><p>b<script>"
    )
