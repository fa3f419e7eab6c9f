"""What belongs to a text and what does not, where a scorer of single paragraphs sees too little."""

from __future__ import annotations

import numpy as np
import pytest

from newsbot import extract
from newsbot.items import Article
from newsbot.page.document import Document
from newsbot.page.features import Table
from newsbot.page.outline import read_outline
from newsbot.page.phrases import is_boilerplate, is_related_heading
from newsbot.page.siblings import with_siblings

TEXT = [
    f"Paragraph {number} tells of the regatta, of {number + 3} crews that rowed against the wind "
    "and of the people who had come to the lake from both of its shores to see them arrive."
    for number in range(6)
]
SHOWN = [f"<p>{text}</p>" for text in TEXT]


def read(inside: str, title: str = "Crews row against the wind") -> Article:
    page = f"<html><head><title>{title}</title></head><body>{inside}</body></html>"
    return extract(page.encode(), "https://news.example/a/1.html")


def story(inside: str) -> str:
    heading = "<h1>Crews row against the wind</h1>"
    return f'<div class="page">{heading}<div class="story">{inside}</div></div>'


@pytest.mark.parametrize("rows", [3, 12])
def test_a_table_of_results_among_paragraphs_is_read_whole(rows: int) -> None:
    head = "<tr><th>Pos.</th><th>Crew</th><th>Points</th><th>Wins</th></tr>"
    crews = [("Reed", "Wave", "Otter", "Heron", "Pike", "Swan")[row % 6] for row in range(rows)]
    lines = "".join(
        f"<tr><td>{row + 1}</td><td>{crew}</td><td>{900 - 31 * row}</td><td>{rows - row}</td></tr>"
        for row, crew in enumerate(crews)
    )
    results = f'<div class="wide"><table>{head}{lines}</table></div>'
    article = read(story("".join([*SHOWN[:3], results, *SHOWN[3:]])))
    tables = [block.rows for block in article.body if block.kind == "table"]
    expected = ("Pos.", "Crew", "Points", "Wins")
    assert [len(table) for table in tables] == [rows + 1], f"{rows} rows: got {tables}"
    assert tables[0][0] == expected, f"head: expected {expected}, got {tables[0][0]}"
    missing = [text for text in TEXT if text not in article.text]
    assert not missing, f"beside a table: missing {missing}"


def test_a_table_of_links_among_paragraphs_is_a_menu() -> None:
    cells = "".join(f'<td><a href="/{name}/">{name}</a></td>' for name in ("sport", "lake", "town"))
    menu = f"<table>{f'<tr>{cells}</tr>' * 4}</table>"
    got = read(story("".join([*SHOWN[:3], menu, *SHOWN[3:]]))).text
    assert got.split("\n") == TEXT, f"a table of links: expected none of it, got {got!r}"


def test_what_a_text_says_twice_in_one_place_is_kept() -> None:
    meal = "Breakfast: two slices of rye bread, a bowl of oats with plums, and a pot of black tea."
    days = [f"On day {day} the crew trains for two hours before it eats." for day in range(1, 5)]
    plan = [line for day in days for line in (day, meal)]
    inside = "".join([SHOWN[0], *(f"<p>{line}</p>" for line in plan), SHOWN[1]])
    got = read(story(inside)).text.split("\n")
    assert got.count(meal) == len(days), f"a meal of four days: got {got.count(meal)} times"


def test_the_headline_and_its_date_are_no_siblings_of_the_text() -> None:
    """What a scorer half believes counts below the first paragraph, not above it."""
    lines = ["Home Sport", "Crews row against the wind", "Lake Post March 3", *TEXT, "And so on"]
    tags = ["p", "h1", *["p"] * (len(TEXT) + 2)]
    inside = "".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True))
    document = Document(f"<div>{inside}</div>".encode(), "https://news.example/a/1.html")
    table = Table(read_outline([document.root]), title=lines[1])
    likely = np.array([0.9 if line in TEXT else 0.15 for line in lines], dtype=np.float32)
    found = with_siblings(table, likely > 0.5, likely)
    got = [line for line, taken in zip(lines, found.tolist(), strict=True) if taken]
    assert got == lines[3:], f"expected the paragraphs and what follows, got {got}"


def test_a_component_amid_a_sentence_does_not_part_it() -> None:
    first = SHOWN[0].replace("against the wind", "against (<trusted-source>7</trusted-source>) it")
    got = read(story("".join([first, *SHOWN[1:]]))).text.split("\n")[0]
    assert "against (7) it" in got, f"expected one sentence, got {got!r}"


@pytest.mark.parametrize("heading", ["Você pode gostar...", "Ähnliche Artikel", "Related posts"])
def test_whole_posts_below_a_related_heading_are_left_out(heading: str) -> None:
    posts = "".join(
        f'<article class="post"><img src="/{n}.jpg"><p>Another post, number {n}, tells at length of'
        f" a market, of what was sold there for {n + 2} coins, and of the rain that ended it all."
        f'</p><a href="/p/{n}">Read on</a></article>'
        for n in range(4)
    )
    inside = f'<article class="post">{"".join(SHOWN)}<h3>{heading}</h3>{posts}</article>'
    got = read(f"<h1>Crews row against the wind</h1>{inside}").text.split("\n")
    assert got == TEXT, f"below {heading!r}: expected nothing, got {got[len(TEXT) :]}"


def test_entries_below_a_heading_such_as_latest_are_the_text_of_a_live_page() -> None:
    entries = "".join(
        f'<article><time>1{number}:00</time>{line}<a href="#e{number}">Link</a></article>'
        for number, line in enumerate(SHOWN)
    )
    inside = f"<main><h1>Crews row against the wind</h1><h2>Latest</h2>{entries}</main>"
    got = read(inside).text
    missing = [text for text in TEXT if text not in got]
    assert not missing, f"entries of a live page: missing {missing}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leia também:", True),
        ("LE PIÙ LETTE", True),
        ("A lire également", True),
        ("Последние новости порта", False),
        ("Похожие материалы", True),
        ("More great lake stories", True),
        ("More great crews than ever", False),
        ("Bài viết liên quan", True),
    ],
)
def test_headings_of_other_articles_in_the_worlds_languages(text: str, expected: bool) -> None:
    got = is_related_heading(text)
    assert got == expected, f"{text!r}: expected {expected}, got {got}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sign up here for our morning newsletter and never miss a race.", True),
        ("Ann Reed may be reached at ann@lake.example.", True),
        ("If you buy an oar through a link, we may earn a commission from the shop.", True),
        ("湖网声明：转载上述内容不表明证实其描述。", True),
        ("两部门发表声明：河堤以内不再批建新房，已建的分三年迁出。", False),
        ("外交部声明：会谈推迟到下周，地点不变。", False),
        ("未经湖报的书面许可，任何人不得将各项内容转载。", True),
        ("The newsletter of the club told of its founding in 1911.", False),
        ("The commission may earn the trust of the rowers again.", False),
        ("该公司未经用户同意收集信息，被要求整改。", False),
    ],
)
def test_lines_that_speak_of_the_site_to_its_reader(text: str, expected: bool) -> None:
    got = is_boilerplate(text)
    assert got == expected, f"{text!r}: expected {expected}, got {got}"
