"""Settings and arguments as they were given: what is wrong is told before anything begins."""

from pathlib import Path

import pytest
from scrapy.settings import Settings

from newsbot.commandline import project_settings
from newsbot.errors import BadValue, UnusableFile
from newsbot.given import check_appendable, check_arguments, check_given
from newsbot.spiders.daydaynews import DaydaynewsSpider

WRONG = {
    "NEWSBOT_NOSUCH=1": "-s NEWSBOT_NOSUCH: there is no such setting",
    "NEWSBOT_CONTCAT=x": "did you mean NEWSBOT_CONTACT?",
    "DOWNLOAD_DELY=3": "did you mean DOWNLOAD_DELAY?",
    "DOWNLOAD_DELAY=slow": "DOWNLOAD_DELAY is 'slow': a number is wanted",
    "ROBOTSTXT_OBEY=yes": "ROBOTSTXT_OBEY is 'yes': use 1 or 0",
    "NEWSBOT_PAGES=1.5": "NEWSBOT_PAGES is '1.5': a whole number",
    "NEWSBOT_LIMIT=0": "NEWSBOT_LIMIT is '0': a whole number or nothing",
    "NEWSBOT_FREE_MB=-1": "NEWSBOT_FREE_MB is '-1': a number from 0 up",
    "NEWSBOT_FAILED_SHARE=nan": "NEWSBOT_FAILED_SHARE is 'nan'",
    "NEWSBOT_REVISIT=no": "NEWSBOT_REVISIT is 'no': use 1 or 0",
    "NEWSBOT_LANGUAGE=fr": "NEWSBOT_LANGUAGE is 'fr': use en or zh",
    "NEWSBOT_LOG=xml": "NEWSBOT_LOG is 'xml': use text or json",
    "NEWSBOT_ALLOW_ADDRESSES=10.0.0.300": "use networks such as",
    "LOG_LEVEL=LOUD": "log level 'LOUD': use one of DEBUG",
}
RIGHT = {
    "DOWNLOAD_DELAY": "0.5",
    "MY_OWN_SETTING": "x",  # a spider of the user's may ask for it
    "NEWSBOT_PARK_AFTER": float("inf"),
    "NEWSBOT_LIMIT": "",
    "NEWSBOT_ALLOW_ADDRESSES": "10.1.0.0/16,fd00::/8",
    "LOG_LEVEL": "debug",
}


def given(**settings: object) -> Settings:
    own = project_settings()
    known = frozenset(own)
    own.setdict(settings, priority="cmdline")
    check_given(own, known)
    return own


@pytest.mark.parametrize("word", WRONG)
def test_a_wrong_setting_is_told(word: str) -> None:
    name, _, value = word.partition("=")
    with pytest.raises(BadValue) as told:
        given(**{name: value})
    assert WRONG[word] in str(told.value)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_one_passes(name: str) -> None:
    value = RIGHT[name]
    expected = "DEBUG" if name == "LOG_LEVEL" else value
    assert given(**{name: value})[name] == expected


def test_a_file_that_cannot_be_written_is_told_and_none_is_left(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="cannot write /proc/nosuch"):
        given(LOG_FILE="/proc/nosuch/x.log")
    check_appendable(str(tmp_path / "x.log"))
    assert not list(tmp_path.iterdir())


def test_an_argument_that_is_nearly_known_is_told_and_others_pass() -> None:
    for wrong, says in {"base_ur": "did you mean base_url?", "time_zon": "time_zone?"}.items():
        with pytest.raises(BadValue) as told:
            check_arguments(DaydaynewsSpider, {wrong: "x"})
        assert says in str(told.value), wrong
    with pytest.raises(BadValue, match="-a pages=x: a whole number"):
        check_arguments(DaydaynewsSpider, {"pages": "x"})
    check_arguments(DaydaynewsSpider, {"edition": "x", "base_url": "x", "pages": "3"})
