"""Charsets: what a page's bytes say, whatever stands between the letters."""

from random import Random

import pytest

from newsbot.page.decoding import decode
from newsbot.page.stretches import ASCII_STRETCH

LETTERS = {
    "gb18030": "这是一个有声的𠀀县里人们说的话",
    "big5hkscs": "這是一個國家的說法與學生們",
    "cp932": "これはいろいろなものですﾊﾝ",
    "euc_jp": "これはいろいろなものです",
    "cp949": "이다의는을에가하고도한로",
    "windows-1252": "größer für “Äpfel”, é à",
    "windows-1251": "его не было там и потом",
}


@pytest.mark.parametrize("charset", LETTERS)
@pytest.mark.parametrize("broken", [False, True])
def test_stretches_of_ascii_change_nothing(charset: str, broken: bool) -> None:
    dice = Random(f"{charset} {broken}")
    for page in range(60):
        pieces = []
        for _ in range(dice.randint(1, 6)):
            stretch = ASCII_STRETCH + dice.choice((-ASCII_STRETCH, -2, -1, 0, 1, 2, 300))
            pieces.append("".join(dice.choices("abc<>/ =0129~\\", k=stretch)))
            pieces.append("".join(dice.choices(LETTERS[charset], k=dice.randint(3, 12))))
        body = bytearray("".join(pieces).encode(charset))
        if broken:
            body[dice.randrange(len(body))] = 0xFF
            body += b"\x81"
        found = decode(bytes(body), f"text/html; charset={charset}")
        expected = bytes(body).decode(found.encoding, "replace")
        assert found.text == expected, f"{charset}, page {page}, read as {found.encoding}"


@pytest.mark.parametrize("charset", [*LETTERS, "utf-8", "utf-16-le", "utf-7"])
def test_no_text_holds_nul(charset: str) -> None:
    letters = LETTERS.get(charset, "é 这是")
    body = f"<p>{letters}\x00{'x' * 3 * ASCII_STRETCH}\x00</p>".encode(charset)
    text = decode(body, f"text/html; charset={charset}").text
    assert "\x00" not in text, f"{charset}: NUL at {text.find(chr(0))} of {len(text)}"
