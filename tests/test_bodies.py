"""Bodies on pages that lead a reader astray: texts given twice, lists that hold the whole page."""

from __future__ import annotations

import time
from random import Random

import pytest

from newsbot import extract
from newsbot.page.document import Document
from newsbot.page.features import Table
from newsbot.page.hiding import without_inserts
from newsbot.page.outline import read_outline

TEXT = [
    f"Paragraph {number} tells of the harbour, of {number + 3} boats that came back before the "
    "storm, and of the people who had waited for them on the pier since the early morning."
    for number in range(6)
]
SHOWN = "".join(f"<p>{text}</p>" for text in TEXT)
COPY = '<div style="display:none" itemscope><div itemprop="articleBody">{} {}</div></div>'


def body_of(inside: str) -> str:
    page = f"<html><head><title>Boats return</title></head><body>{inside}</body></html>"
    return extract(page.encode(), "https://news.example/a/1.html").text


@pytest.mark.parametrize("seed", range(500, 512))
def test_short_articles_of_sites_drawn_at_random_are_read_whole(seed: int) -> None:
    """Two paragraphs with pictures between them: a scorer that learnt from long texts alone takes
    the second for a caption."""
    from newsite import Site, SiteServer, truth

    site = Site("random", seed=seed, categories=2, pages=2, entries=4)
    with SiteServer(site) as server:
        for record in truth(site):
            page = server.answer(record["path"], server.origin).body
            got = extract(page, f"https://s{seed}.example{record['path']}").text
            said = f"site {seed} {record['path']} text: expected {record['text']!r}, got {got!r}"
            assert got == record["text"], said


@pytest.mark.parametrize("copies", [1, 3])
def test_a_hidden_copy_of_the_text_is_left_out(copies: int) -> None:
    hidden = "".join(COPY.format(" ".join(TEXT), f"Copy {number}.") for number in range(copies))
    got = body_of(f"<article><h1>Boats return</h1>{SHOWN}{hidden}</article>")
    assert got.split("\n") == TEXT, f"{copies} hidden copies: expected the text once, got {got!r}"


def test_a_text_that_is_hidden_and_not_repeated_stays() -> None:
    first, rest = TEXT[0], "".join(f"<p>{text}</p>" for text in TEXT[1:])
    got = body_of(f'<article><p>{first}</p><div style="display:none">{rest}</div></article>')
    missing = [text for text in TEXT if text not in got]
    assert not missing, f"hidden until a button is pressed: expected all, missing {missing}"


def test_what_holds_the_text_is_no_list_of_other_articles() -> None:
    menu = "".join(
        f'<a href="/{name}/"><img src="/{name}.png">{name} and much more of what there is</a>'
        for name in ("world", "sport", "culture", "weather", "travel", "money", "science", "food")
    )
    story = f"<div class=story>{SHOWN}</div>"
    inside = f"<div><h3>Latest news</h3><div id=wrap>{menu * 3}{story}</div></div>"
    got = body_of(inside)
    missing = [text for text in TEXT if text not in got]
    assert not missing, (
        f"below a heading of a list: expected all, missing {len(missing)} of {len(TEXT)}"
    )


def test_a_large_hidden_half_holds_nobody_up() -> None:
    random = Random(1)
    words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(5_000)]
    shown, hidden = (
        "".join(f"<p>{' '.join(random.choices(words, k=60))}.</p>" for _ in range(4_000))
        for _ in range(2)
    )
    nested = f"{'<div hidden>' * 20}{hidden}{'</div>' * 20}"
    document = Document(f"<article>{shown}{nested}</article>".encode(), "")
    table = Table(read_outline([document.root]))
    began = time.process_time()
    taken = without_inserts(table, table.sizes > 0)
    seconds = time.process_time() - began
    assert taken.sum() == 8_000, f"{taken.sum()} of 8,000 paragraphs are kept"
    assert seconds < 3, f"{seconds:.1f} s of CPU"
