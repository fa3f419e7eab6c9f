"""What must not reach the parser: crowded tags, floods of tags, scripts of megabytes."""

from __future__ import annotations

import time

import pytest

from newsbot.errors import HostilePage
from newsbot.page import guards
from newsbot.page.document import CUT, Document
from newsbot.page.guards import cut, without_crowds, without_huge_scripts

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
        ("<p " + " ".join(f"a{n}=1 b{n}='<'" for n in range(1_000)) + ">x", True),
        ("<p " + " ".join(f'a{n}="x<y>"' for n in range(1_000)) + ">x", True),
        (f"<p x\" ><q a='\"> ' {CROWD}>x", True),
        (f"<p =\"><q a='\"> ' {CROWD}>x", True),
        (f'<p a=b"c="><q d=\'"> \' {CROWD}>x', True),
        (f"</p x='<q y=\"'><q {CROWD}>x", True),
        (f"<p x='<!-- <script>' {CROWD}>x", True),
        ("<a" * 20_000 + f" b='{'x' * 5_000_000}'>", True),
        (f"<p>{CROWD * 20}", False),
        (f"<p>1=1 <br>{CROWD * 20}", False),
        ("<p " + "a=1 " * 290 + ">x", False),
        ("<p>" * 3_000, False),
        ("", False),
    ],
)
def test_crowded_tags(text: str, crowded: bool) -> None:
    page = text.encode()
    assert (without_crowds(page) is None) == crowded


@pytest.mark.parametrize("before", ["<p x='<script>' ", "<p x='<!--' ", "<p x='<STYLE ' ", ""])
def test_no_page_makes_the_parser_slow(before: str) -> None:
    """Whatever a crowded tag is made to look like, the tree has none, or the page is refused."""
    crowd = " ".join(f'a{n}="<" b{n} c{n}=">"' for n in range(20_000))
    document = Document(f"<p>x</p>{before or '<p '}{crowd}>y</p>".encode(), "")
    begun = time.process_time()
    try:
        most = max(len(element.attrib) for element in document.root.iter())
    except HostilePage:
        most = 0
    assert most <= guards.MOST_ATTRIBUTES + 1, most
    assert time.process_time() - begun < 2.0  # the crowd alone costs the parser ten


def test_a_crowd_inside_a_script_harms_nothing() -> None:
    words = "if (a <b " + "word " * 1_000 + ")"
    page = f"<script>{words}</script><p class=x>read me</p>".encode()
    assert Document(page, "").root.xpath("string(//p)") == "read me"


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
