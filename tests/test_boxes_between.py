"""What stands in boxes between paragraphs: which of it is text, and which is not."""

import sys
from pathlib import Path

import pytest

from newsbot import extract

sys.path.insert(0, str(Path(__file__).parent / "shapes"))

from publisher_texts import BRIDGE, COURT

TEXT = [f"<p>{paragraph}</p>" for paragraph in BRIDGE.paragraphs]
OTHER = [f"<p>{paragraph}</p>" for paragraph in COURT.paragraphs]
WORDS = "The ferry people were not wrong, they were only cheaper than all the others."


def body_of(inside: str, above: str = "", below: str = "") -> str:
    page = f"<title>{BRIDGE.title}</title>{above}<article><h1>{BRIDGE.title}</h1>{inside}</article>"
    return extract(f"<html lang=en><body>{page}{below}".encode(), "https://x.example/a/1").text


def around(box: str) -> str:
    return "".join(TEXT[:5]) + box + "".join(TEXT[5:])


LEFT_OUT = {
    "a name in data-testid": f'<div class="c1x" data-testid="newsletter-box"><p>{WORDS}</p></div>',
    "a name in aria-label": f'<div class="c1x" aria-label="advertisement"><p>{WORDS}</p></div>',
    "an offer's heading": f"<div><h3>Newsletter</h3><p>{WORDS}</p></div>",
    "a button that asks": f"<div><p>{WORDS}</p><button>Subscribe now</button></div>",
    "a form": f"<div><p>{WORDS}</p><form><input type=email></form></div>",
    "a fold": f"<details><summary>Facts</summary><p>{WORDS}</p></details>",
    "a sentence shown twice": "<blockquote>We have missed funerals, school plays</blockquote>",
    "a machine's summary": f"<div><ul><li>{WORDS}</li></ul><span>AI-generated summary</span></div>",
    "a podcast": f"<p>{WORDS} The podcast is on Spotify, Apple Podcasts and by RSS.</p>",
    "a caption": f"<img src=/a.jpg width=600><p>{WORDS} Photo: Ned Abelard</p>",
    "a reading time": "<p>4 min read</p>",
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_it_is_no_text(kind: str) -> None:
    got = body_of(around(LEFT_OUT[kind]))
    assert got == "\n".join(BRIDGE.paragraphs), f"{kind}: got\n{got}"


KEPT = {
    "a heading like an offer": f"<section><h2>Support for it</h2><p>{WORDS}</p></section>",
    "a quotation of its own": f"<blockquote><p>{WORDS}</p></blockquote>",
    "a picture without a credit": f"<img src=/a.jpg width=600><p>{WORDS}</p>",
    "a paragraph about podcasts": f"<p>{WORDS} She hears podcasts on Spotify.</p>",
    "a section called discussion": f"<section><h2>Discussion</h2><p>{WORDS}</p></section>",
}


@pytest.mark.parametrize("kind", KEPT)
def test_it_is_text(kind: str) -> None:
    assert WORDS in body_of(around(KEPT[kind])), kind


def test_a_text_that_is_all_folds_is_kept() -> None:
    folds = "".join(f"<details><summary>{n}</summary>{p}</details>" for n, p in enumerate(TEXT))
    assert BRIDGE.paragraphs[3] in body_of(folds)


def test_comments_are_told_by_their_heading() -> None:
    said = "".join(f"<li class=x>{paragraph}</li>" for paragraph in OTHER)
    got = body_of("".join(TEXT) + f"<h2>Comments (10)</h2><ul class=y>{said}</ul>")
    assert got == "\n".join(BRIDGE.paragraphs)


def test_what_stands_above_the_headline_is_another_text() -> None:
    got = body_of("".join(TEXT), above=f"<div>{''.join(OTHER[:4])}</div>")
    assert COURT.paragraphs[1] not in got
    assert BRIDGE.paragraphs[1] in got
