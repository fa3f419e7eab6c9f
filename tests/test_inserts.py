"""What stands inside a text and is none of it, and what looks so and is."""

import pytest

from newsbot import extract
from newsbot.fields import read_language

STORY = [
    f"The council of the valley met for the {n}. time, and its members, tired of waiting, agreed "
    f"to mend the bridge before the {n}. of the month, as the mayor had proposed in winter."
    for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
]
APPEAL = "Our reporting is free for all readers, and it needs the help of those who can pay for it."


def page(inside: str, after: str = "") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in STORY[:4])
    rest = "".join(f"<p>{line}</p>" for line in STORY[4:])
    story = f"<div class='story-body'>{text}{inside}{rest}</div>"
    title = "The bridge will be mended"
    return (
        f"<html lang='en'><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1>{story}{after}</body></html>"
    ).encode()


@pytest.mark.parametrize(
    "insert",
    [
        f"<div class='hidden support'><p>{APPEAL}</p><p>{APPEAL} It does.</p></div>",
        f"<div style='display: none'><p>{APPEAL}</p></div>",
        f"<div hidden><p>{APPEAL}</p></div>",
        f"<div class='newsletter-box'><p>{APPEAL}</p></div>",
        f"<section id='sign-up'><p>{APPEAL}</p></section>",
        f"<div class='paywall-offer'><p>{APPEAL}</p></div>",
        f"<ul class='gallery'><li><img src='/a.jpg'><span>{APPEAL}</span></li></ul>",
    ],
    ids=["class", "style", "attribute", "newsletter", "sign-up", "offer", "gallery"],
)
def test_an_insert_is_left_out(insert: str) -> None:
    found = extract(page(insert), "https://n.example/a").text
    assert found.split("\n") == STORY, insert


def test_a_text_that_waits_for_a_button_stays() -> None:
    lines = [
        f"On the {n} evening the farmers counted their carts again, found that one more had gone "
        f"over the old ford in the rain, and asked who would pay for the {n} wheel."
        for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    ]
    rest = "".join(f"<p>{line}</p>" for line in lines)
    found = extract(page(f"<div style='display:none'>{rest}</div>"), "https://n.example/a").text
    assert all(line in found for line in lines), found


def test_consent_is_no_article() -> None:
    lines = "".join(f"<p>{APPEAL} We use cookies, {n} of them.</p>" for n in range(30))
    found = extract(page("", f"<div id='cookie-consent'>{lines}</div>"), "https://n.example/a").text
    assert "cookies" not in found
    assert found.split("\n") == STORY


def test_data_for_machines_repeat_nothing() -> None:
    whole = f"<div><div>{' '.join(STORY)}</div></div>"
    found = extract(page("", whole), "https://n.example/a").text
    assert all(found.count(line) == 1 for line in STORY), found


@pytest.mark.parametrize("anchor", ["<a name='top'>", "<a href='/x'>"])
def test_a_link_that_is_never_closed_is_none(anchor: str) -> None:
    lines = "<br><br>".join(STORY)
    html = f"<title>The bridge</title><body><h1>The bridge</h1><div>{anchor}{lines}</div>"
    found = extract(html.encode(), "https://n.example/a").text
    assert all(line in found for line in STORY), found


def test_an_employer_is_no_part_of_a_name() -> None:
    byline = (
        "<div class='byline'>By <a href='/author/1'>Ann Leeds</a><span>Valley Times</span></div>"
    )
    html = page("").replace(b"</h1>", b"</h1>" + byline.encode())
    assert extract(html, "https://n.example/a").authors == ["Ann Leeds"]


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Объявление о съезде: щенки и мыши ели эти яблоки", "ru", "ru"),
        ("Объявление о съезде: щенки и мыши ели эти яблоки", None, "ru"),
        ("Къщата на хълма щеше да бъде продадена през лятото", "bg", "bg"),
    ],
)
def test_russian_is_no_bulgarian(text: str, declared: str | None, expected: str) -> None:
    assert read_language(text, declared=declared) == expected
