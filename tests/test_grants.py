"""Grants: the user's own leave, by site and by credited source."""

from __future__ import annotations

import pytest

from newsbot.errors import BadValue
from newsbot.policy.grants import read_grants
from newsbot.policy.rights import PURPOSES


@pytest.mark.parametrize(
    ("text", "site", "source", "expected"),
    [
        ("", "a", None, []),
        ("a=display-full", "a", None, ["display-full"]),
        ("a=display-full", "b", None, []),
        ("a=display-full, archive", "a", "云山社", ["display-full", "archive"]),
        ("source:云山社=training", "a", "云山社", ["training"]),
        ("source:云山社=training", "a", "海屿社", []),
        ("source: 云山社 = training", "a", "云山社", ["training"]),
        ("source:云山社=training", "云山社", None, []),
        ("*=archive; a=archive,index", "a", None, ["archive", "index"]),
        ("*=archive; a=index", "b", None, ["archive"]),
        ("a=all", "a", None, list(PURPOSES)),
        (" ; a=index ; ", "a", None, ["index"]),
    ],
)
def test_who_may_what(text: str, site: str, source: str | None, expected: list[str]) -> None:
    assert read_grants(text).purposes(site, source) == expected


@pytest.mark.parametrize(
    "text", ["a", "a=", "a=everything", "=index", "source:=index", "a=index,x"]
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="NEWSBOT_GRANTS"):
        read_grants(text)
