"""The text inside an element, and how much it says."""

from __future__ import annotations

import pytest
from lxml import html

from newsbot.page.card_links import units
from newsbot.page.phrases import heads_list, is_related_heading
from newsbot.page.wording import text_of

TEXTS = {
    "<a>Ferries</a>": "Ferries",
    "<a><img></a>": "",
    "<a>Old <b>ferries</b> sail</a>": "Old ferries sail",
    "<a><b>Old <i>ferries</i></b> sail</a>": "Old ferries sail",
    "<a>Old <!-- iron -->ferries</a>": "Old ferries",
    "<a><style>.a{}</style>Ferries</a>": "Ferries",
    "<a>Old <script>1</script>ferries <b>sail</b></a>": "Old ferries sail",
}


@pytest.mark.parametrize("markup", TEXTS)
def test_the_text_of_an_element_is_what_it_prints(markup: str) -> None:
    assert text_of(html.fromstring(f"<div>{markup}</div>")[0]) == TEXTS[markup]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("Old ferries sail", 6),
        ("渡轮今日启航", 6),
        ("渡轮 MV Ark, 启航 a 3", 8),
        ("ひと2カナé가", 5),
    ],
)
def test_an_ideograph_is_a_unit_and_a_word_two(text: str, size: int) -> None:
    assert units(text) == size


@pytest.mark.parametrize("said", ["相关阅读", "Related articles", "À lire aussi :", "Ferries", ""])
def test_a_heading_is_told_with_the_space_around_it(said: str) -> None:
    assert heads_list(f"\n \u3000{said}\xa0\r\n") == is_related_heading(said)


def test_a_long_text_is_no_heading_however_it_begins() -> None:
    assert is_related_heading("more from the harbour in May")
    assert not heads_list("more from " + "the harbour in May and June and then")
