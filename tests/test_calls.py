"""Addresses that scripts put together: calls of functions, data that a list asks for."""

import pytest

from newsbot.page.asked import read_asked
from newsbot.page.calls import Calls
from newsbot.page.document import Document

URL = "https://liutang.example/list?cid=7"
FUNCTIONS = """<script>
var kind = 'news';
function goDetail(id) { window.location.href = '/detail/' + id + '.html'; }
function open2(id, type) {
  if (!id) { return false; }
  window.open("/show?type=" + type + "&id=" + id);
}
var toKind = function (n) { location.assign(`/${kind}/${n}`); };
function vote(id) { $.post('/vote/' + id); }
function home() { location.href = '/'; }
</script>"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("goDetail(12)", "/detail/12.html"),
        ("javascript:goDetail('a12');", "/detail/a12.html"),
        ("return open2('8', \"gn\")", "/show?type=gn&id=8"),
        ("toKind(3)", "/news/3"),
        ("goDetail()", None),
        ("open2(8)", None),
        ("vote(8)", None),
        ("home()", None),
        ("alert('x')", None),
        ("", None),
    ],
)
def test_calls(call: str, expected: str | None) -> None:
    document = Document(f"<html><body>{FUNCTIONS}</body></html>".encode(), URL)
    got = Calls(document.root).address(call)
    assert got == expected, f"{call}: expected {expected}, got {got}"


@pytest.mark.parametrize("script", ["", "var a = 1;", "function () {}", "goDetail(1)"])
def test_scripts_without_such_a_function(script: str) -> None:
    document = Document(f"<html><body><script>{script}</script></body></html>".encode(), URL)
    assert Calls(document.root).address("javascript:goDetail(1)") is None


ROW = """'<li><a href="/a/' + v.id + '.html">' + v.title + '</a></li>'"""
ASKS = {
    "ajax": (
        "$.ajax({url: '/api/list', data: {cid: 7, pageNo: page, size: 8}, success: f})",
        "https://liutang.example/api/list?cid=7&pageNo=2&size=8",
    ),
    "in the address": (
        "$.getJSON('/api/list?p=' + p + '&size=5', f)",
        "https://liutang.example/api/list?p=2&size=5",
    ),
    "a number that is there": (
        "fetch('/api/list?page=1')",
        "https://liutang.example/api/list?page=2",
    ),
    "of the page's own address": (
        "axios.get('/api/list', {params: {cid: cid, page: n}})",
        "https://liutang.example/api/list?cid=7&page=2",
    ),
    "a template": ("fetch(`/api/${channel}?page=${p}`)", "https://liutang.example/api/gn?page=2"),
    "no page": ("$.getJSON('/api/list?cid=7', f)", None),
    "an unknown value": ("$.getJSON('/api/list?x=' + y + '&page=' + p, f)", None),
    "a post": ("$.ajax({type: 'POST', url: '/api/list', data: {page: page}})", None),
    "a vote": ("$.getJSON('/api/vote?page=' + p, f)", None),
}


@pytest.mark.parametrize("name", ASKS)
def test_what_is_asked_for(name: str) -> None:
    call, expected = ASKS[name]
    script = f"<script>var channel = 'gn'; function f(v) {{ add({ROW}) }} {call}</script>"
    asked = read_asked(Document(f"<html><body>{script}</body></html>".encode(), URL), 2)
    got = asked.url if asked else None
    assert got == expected, f"{name}: expected {expected}, got {got}"
    assert asked is None or asked.row == "/a/{id}.html"


def test_nothing_is_asked_for_where_no_row_becomes_a_link() -> None:
    script = "<script>$.getJSON('/api/list?page=' + p, show)</script>"
    assert read_asked(Document(f"<html><body>{script}</body></html>".encode(), URL), 2) is None
