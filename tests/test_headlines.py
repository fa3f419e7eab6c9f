"""Headlines whose element holds more: kickers, badges, buttons, what is only read aloud."""

import pytest

from newsbot import extract

TITLE = "Council approves rebuilt bridge after nine-year dispute"
STATED = f'<title>{TITLE} | Courier</title><meta property="og:title" content="{TITLE}">'
KICKED = f'<title>Coast: {TITLE}</title><meta property="og:title" content="Coast: {TITLE}">'
PAGES = (
    STATED + f'<h1>{TITLE}<span class="badge">Premium</span></h1>',
    STATED + f'<h1><span class="sr-only">Analysis.</span> {TITLE}</h1>',
    STATED + f"<h1>{TITLE}<button>Share</button><svg><title>icon</title></svg></h1>",
    STATED + f"<h1><svg><title>Live</title></svg>{TITLE}</h1>",
    STATED + f"<h1>{TITLE[:20]}<em>{TITLE[20:30]}</em>{TITLE[30:]}</h1>",
    KICKED + f'<h1><span class="kicker">Coast</span><span>{TITLE}</span></h1>',
    f"<title>{TITLE} · Courier</title><div>{TITLE[:12]}</div>",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_title_is_the_headline_alone(page: str) -> None:
    text = "<p>The council voted on Tuesday to rebuild the bridge that fell nine years ago.</p>"
    got = extract(f"<html lang=en>{page}{text}".encode(), "https://courier.example/a/1").title
    assert got == TITLE, page
