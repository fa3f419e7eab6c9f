"""Bytes -> text: BOM, declarations, and where they lie, the evidence of the bytes themselves.

A declaration is a hint: servers add `charset=utf-8` to gb18030 pages, and templates keep the
`<meta>` of another page. Bytes that decode as UTF-8 with multi-byte characters in them are UTF-8
whatever was declared; other bytes are read in the declared charset unless another reads clearly
better, measured by the share of everyday characters in the result.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from newsbot.page.stretches import SHORT, Stretches


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a page's bytes say, the charset that gave it, what was odd ("charset_conflict", ...)."""

    stretches: Stretches
    encoding: str
    problems: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text, without NUL."""
        return self.stretches.text


WIDER = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "utf8": "utf-8",
    "unicode": "utf-8",
    "utf-16": "utf-16-le",
}
"""What a declared name means on the web (WHATWG Encoding: gb2312 and gbk are read as their
superset, latin-1 as windows-1252); names that Python knows and that mean themselves are absent."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
GUESSES = SHORT
"""Tried where the declared charset reads badly or there is none, likeliest first."""

META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I)
HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)

CJK = re.compile(r"[\u3400-\u9fff]")
ASCII = 0x7F
ASCII_RUN = re.compile(r"[\x00-\x7f]+")
LATIN_LETTER = re.compile(r"[\xa0-\u017f]")

HEAD = 8_192
"""Bytes in which a `<meta charset>` is looked for; HTML asks for 1,024, pages are later."""

SAMPLE = 400_000
"""Bytes on which rival charsets are compared."""

EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "這個國時來們對會發動過說產種後學經進著電裡現實兩體製機當點從業應開還無義樣與關線內數質氣變條沒結問軍報導記"
    "のはにをたがでてとしれさいるなもするからあっくりこ이다의는을에가하고도한로"
    "оаеинтрслвкмдпуяы"
    "éèàçùâêîôûäöüßáíóúñãõåøæ“”‘’–—…·、。，：；！？（）《》「」『』 \xa0\u3000"
)
"""Characters that text in a right charset is full of, and mojibake is not."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page's raw bytes; never raises.

    `content_type` is the response's header. Problems: "charset_conflict" (a declaration was
    overruled), "replacement_characters" (some bytes made no sense and became U+FFFD).
    """
    for bom, name in BOMS:
        if body.startswith(bom):
            return _read(body[len(bom) :], name, conflict=False)
    declared = _declared(body, content_type)
    if guess := _wide(body):
        return _read(body, guess, conflict=False)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _best(body, declared)
    if text.isascii():
        return _ascii(body, text, declared)
    if (mended := _mended(text)) is not None:
        return mended
    return Decoded(Stretches.of(text, body), "utf-8", _conflict(declared, "utf-8"))


MENDED = 0.3
"""Share of everyday characters from which a mended text is believed; mojibake has below 0.1."""

DECLARED = 0.15
"""The same where the page declares the charset and every byte makes sense in it."""

CHINESE = ("gb18030", "big5hkscs")
"""Charsets in which a text of a rival charset reads as rare characters, never as everyday ones."""

LATIN = ("cp1252", "iso-8859-15", "iso-8859-1")
"""Charsets as which servers read bytes that they then send as UTF-8."""


def _mended(text: str) -> Decoded | None:
    """The text of a page that was UTF-8 encoded after it had been read in a wrong charset.

    Such a page has no CJK character at all and a great many Latin-1 ones, names a Chinese
    charset, and reads well once both steps are undone. Problem: "double_encoded".
    """
    named = _declared(text[:HEAD].encode("ascii", "ignore"), None)
    original = next((name for name in named if name in CHINESE), None)
    if original is None or CJK.search(text) or len(LATIN_LETTER.findall(text[:SAMPLE])) < 100:
        return None
    for steps in (*((one,) for one in LATIN), *product(LATIN, LATIN)):
        body = text.encode(steps[0], "replace")
        for step in steps[1:]:
            body = body.decode("utf-8", "replace").encode(step, "replace")
        if _sense(body[:SAMPLE], original) >= MENDED:
            return Decoded(Stretches.read(body, original), original, ("double_encoded",))
    return None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """The charsets that the header and the page name, in that order, as Python names."""
    names = [match[1] for match in (HEADER.search(content_type or ""),) if match]
    head = body[:HEAD]
    names += [m[1].decode("ascii", "replace") for m in (XML.search(head), META.search(head)) if m]
    return list(dict.fromkeys(name for name in map(_python_name, names) if name))


def _python_name(label: str) -> str | None:
    label = label.strip().lower()
    label = WIDER.get(label, label)
    try:
        info = codecs.lookup(label)
    except LookupError:
        return None
    return label if info._is_text_encoding else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a BOM: mark-up's characters have a zero beside every byte."""
    head = body[:400]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < len(head) * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and odd < len(head) * 0.1 else None


def _ascii(body: bytes, text: str, declared: list[str]) -> Decoded:
    """Only 7-bit bytes: plain text, or a charset that shifts with escapes."""
    for name in declared:
        if (name.startswith("iso-2022") and "\x1b" in text) or (name == "hz" and "~{" in text):
            return _read(body, name, conflict=False)
    return Decoded(Stretches.of(text, body), "utf-8", ())


def _best(body: bytes, declared: list[str]) -> Decoded:
    """The reading that makes most sense; a declared charset is kept unless clearly worse."""
    trusted = declared[0] if declared and declared[0] != "utf-8" else None
    if trusted:
        found = Stretches.read(body, trusted)
        least = 0.6 if trusted not in CHINESE else DECLARED if found.is_sound else MENDED
        if _share(found.strange if len(found) <= SAMPLE else found.text[:SAMPLE]) >= least:
            return _found(found, trusted, conflict=False)
    sample = body[:SAMPLE]
    names = dict.fromkeys((*declared, "utf-8", *GUESSES))
    senses = {name: _sense(sample, name) + 0.1 * (name in declared) for name in names}
    best = max(senses, key=lambda name: senses[name])
    return _read(body, best, conflict=bool(declared) and best != declared[0])


def _sense(sample: bytes, name: str) -> float:
    """How well bytes read in a charset: as `_share` says, 1 more for UTF-8 that proves itself."""
    text = Stretches.read(sample, name).strange
    if name != "utf-8":
        return _share(text)
    broken = text.count("\ufffd")
    whole = len(ASCII_RUN.sub("", text)) - broken
    return _share(text) + (1.0 if whole > 4 * broken else 0.0)


def _share(text: str) -> float:
    """Share of everyday characters among the non-ASCII ones; broken bytes weigh against."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    strange = units[units > ASCII]
    return float(_weights()[strange].sum(dtype=np.int64)) / strange.size if strange.size else 0.0


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.int8]:
    """What each character counts: 1 for everyday ones, -5 for broken and private ones."""
    weights = np.zeros(1 << 16, np.int8)
    weights[[ord(char) for char in EVERYDAY if ord(char) > ASCII]] = 1
    weights[0xE000:0xF900] = weights[0xFFFD] = -5
    return weights


def _read(body: bytes, name: str, *, conflict: bool) -> Decoded:
    return _found(Stretches.read(body, name), name, conflict=conflict)


def _found(stretches: Stretches, name: str, *, conflict: bool) -> Decoded:
    problems = ["charset_conflict"] if conflict else []
    if not stretches.is_sound:
        problems.append("replacement_characters")
    return Decoded(stretches, name, tuple(problems))


def _conflict(declared: Iterable[str], found: str) -> tuple[str, ...]:
    return ("charset_conflict",) if any(name != found for name in declared) else ()
