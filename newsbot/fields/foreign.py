"""Dates in languages other than Chinese and English, read by dateparser.

dateparser guesses: it reads a bare number as a year and may take seconds to find a language. So it
only sees short texts that look like a date, in a named language or a few common ones, and what it
says is believed between 1990 and a day after now only.
"""

from __future__ import annotations

import re
from datetime import datetime

from newsbot.fields.framing import SAID_ABROAD
from newsbot.fields.moments import Moment, Precision, Setting, plausible
from newsbot.fields.months import MONTHS_ABROAD

LANGUAGES = ("es", "fr", "de", "pt", "it", "ru", "nl", "tr", "pl", "vi", "id", "uk", "sv", "ar")
"""Tried, in this order, where the page does not say its language."""

ITS_NAMES = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
"""What dateparser calls languages that are called otherwise too."""

LONGEST = 60
"""Characters of the longest text that is handed over."""

WHOLE = re.compile(
    r"\W*(?:[^\W\d]+\.?,? )?(?:[^\W\d]+ )?\d{1,2}(?:\.|º|ª|er|-)?,? (?:de |tháng )?"
    r"(?:[^\W\d]{3,}\.?|\d{1,2}),? (?:de |del |năm |р\. ?)?(?:19|20)\d\d(?:\D.*)?"
)
"""Day, month in letters and year, with a weekday before and a time behind."""

SIGNS_OF_VOWELS = "\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e30-\u0e4e\u200c\u200d"
"""Marks that are part of words, and no letters by themselves."""

TOLD = re.compile(rf"(?=.*[^\W\d])(?!\W*\d+\W*$)[\w\s.,:'’/()+{SIGNS_OF_VOWELS}-]*")
"""What is handed over in a named language: words, not only a number."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LETTERS_OF_WORDS = "\u0530"
"""Latin, Greek and Cyrillic stand before it; from here on words may stand unspaced (`3時間前`)."""

NEAR = frozenset(
    "heute,gestern,vorgestern,aujourd'hui,aujourd’hui,hier,avant-hier,hoy,ayer,anteayer,oggi,ieri,"
    "hoje,ontem,anteontem,vandaag,gisteren,eergisteren,сегодня,вчера,позавчера,сьогодні,вчора,"
    "dzisiaj,dziś,wczoraj,przedwczoraj,bugün,dün,idag,i dag,igår,i går,hari ini,kemarin,"
    "hôm nay,hôm qua,اليوم,أمس,आज".split(",")
)
"""What names a day near to now, without a digit beside it."""

LABEL = re.compile(rf"(?:[\W_]|(?:{SAID_ABROAD})(?![^\W\d_]))+")

DOTTED_CLOCKS = frozenset("sv fi da no nb nn it id".split())
"""Languages that print `11.04` for a time of day."""

DOTTED = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")

CLOCK = re.compile(r"\d{1,2}\s?[:h.]\s?\d\d(?P<second>:\d\d)?")
PERIODS: dict[str, Precision] = {"year": "year", "month": "month"}


def read_foreign(plain: str, setting: Setting) -> Moment | None:
    """The moment that `plain` (lower case, single spaces) tells in a foreign language."""
    language = setting.language.split("-")[0].split("_")[0]
    if label := LABEL.match(plain):
        plain = plain[label.end() :]
    if language in DOTTED_CLOCKS:
        plain = DOTTED.sub(r"\1:\2", plain)
    if len(plain) > LONGEST or language in ("zh", "en") or not _tells_day(plain):
        return None
    if language and TOLD.fullmatch(plain):
        return _parsed(plain, (language,), setting)
    return _parsed(plain, LANGUAGES, setting) if WHOLE.fullmatch(plain) else None


def _tells_day(plain: str) -> bool:
    """Whether more than a weekday, a month or a span stands there, which dateparser takes for one:
    `so`, `Mai`, `jetzt`, `2 min`, `24 Stunden`, `le 12`."""
    words = WORD.findall(plain)
    if not any(map(str.isdigit, plain)):
        return " ".join(words) in NEAR
    if len(words) > 1 or CLOCK.search(plain):
        return True
    return not words or words[0] in MONTHS_ABROAD or words[0] > LETTERS_OF_WORDS


def _parsed(plain: str, languages: tuple[str, ...], setting: Setting) -> Moment | None:
    from dateparser.date import DateDataParser

    languages = tuple(ITS_NAMES.get(language, language) for language in languages)

    options = {
        "RELATIVE_BASE": setting.now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "RETURN_TIME_AS_PERIOD": True,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    try:
        found = DateDataParser(languages=list(languages), settings=options).get_date_data(plain)
    except (ValueError, OverflowError):  # an unknown language, a year out of range
        return None
    at = found.date_obj
    if at is None:
        return None
    period = str(found.period)
    precision = PERIODS.get(period) or _precision(plain, period)
    return plausible(_moment(at, precision, setting), setting.now)


def _precision(plain: str, period: str) -> Precision:
    clock = CLOCK.search(plain)
    if clock:
        return "second" if clock["second"] else "minute"
    return "minute" if period == "time" else "day"


def _moment(at: datetime, precision: Precision, setting: Setting) -> Moment:
    """`at` cut to its precision; in the site's zone unless an offset was printed."""
    at = at.replace(microsecond=0, second=at.second if precision == "second" else 0)
    if precision in ("day", "month", "year"):
        at = at.replace(hour=0, minute=0)
    if at.tzinfo is None:
        return Moment(at.replace(tzinfo=setting.zone), precision)
    return Moment(at, precision, "page")
