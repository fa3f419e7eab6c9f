"""Chinese numerals: `二〇二五`, `三十一`, `两`, `廿四`."""

from __future__ import annotations

import re

DIGITS = {
    char: value
    for value, chars in enumerate(
        (
            "〇○◯o零0",
            "一壹1",
            "二贰貳两兩2",
            "三叁3",
            "四肆4",
            "五伍5",
            "六陆陸6",
            "七柒7",
            "八捌8",
            "九玖9",
        )
    )
    for char in chars
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
JOINED_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

NUMERAL = "[〇○零一二两兩三四五六七八九十廿卅]"
"""One character of a numeral in a date, for patterns."""

FORMAL = "[〇○零一二三四五六七八九十廿卅壹贰貳叁肆伍陆陸柒捌玖拾]"
"""The same with the characters of deeds and cheques: `贰拾肆`."""

PLACED = f"[{''.join(DIGITS)}]"
"""One digit of a year spelt by place, also as typed for want of 〇: `二O二五`, `二0二五`."""

SPELT = re.compile(f"{PLACED}+")


def read_numeral(text: str) -> int | None:
    """The number below 10,000 that `text` spells; ASCII digits are read too. None if it is none.

    Both ways of spelling: by place (`二〇二五`) and by value (`两千零二十五`, `十一`, `廿四`).
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if SPELT.fullmatch(text):
        return int("".join(str(DIGITS[char]) for char in text))
    for short, long in JOINED_TENS.items():
        text = text.replace(short, long)
    return _by_value(text)


def read_month(text: str) -> int | None:
    """The number of a month: as `read_numeral`, and 元月 is January."""
    return 1 if text == "元" else read_numeral(text)


def _by_value(text: str) -> int | None:
    total, digit, ceiling = 0, None, 10_000
    for char in text:
        if char in TENS:
            place = TENS[char]
            if place >= ceiling or digit == 0:
                return None
            total, digit, ceiling = total + (1 if digit is None else digit) * place, None, place
        elif char in DIGITS and digit in (None, 0):
            digit = DIGITS[char]
        else:
            return None
    return total + (digit or 0) if text else None
