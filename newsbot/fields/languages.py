"""The language of a text, as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `en`, `ja`, ...

Scripts tell most languages. Simplified and Traditional Chinese are told apart by characters of one
standard only: those of GB 2312 that the frequent plane of Big5 lacks, and the other way round; what
both have (`后`, `里`, `台`) says nothing. Latin languages are told by their commonest words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from newsbot.fields.patterns import Pattern

LONGEST = 4000
"""Characters that are read: enough to tell."""

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SCRIPTS = {
    "han": HAN,
    "ja": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "ko": "\uac00-\ud7af\u1100-\u11ff\u3131-\u318e",
    "ru": "\u0400-\u04ff",
    "ar": "\u0620-\u06ff",
    "th": "\u0e01-\u0e4e",
    "he": "\u05d0-\u05ea",
    "el": "\u0370-\u03ff",
    "hi": "\u0904-\u097f",
    "bn": "\u0985-\u09fb",
    "ta": "\u0b85-\u0bfa",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "lo": "\u0e81-\u0edf",
    "bo": "\u0f00-\u0fff",
    "mn": "\u1800-\u18af",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0531-\u058f",
}
"""The language that a script stands for, by its letters."""

HANS_ONLY, HANT_ONLY = "han of GB 2312 alone", "han of Big5 alone"
KINDS = ("", *SCRIPTS, HANS_ONLY, HANT_ONLY)
"""What a character may be: none of these letters, one of a script, of one Chinese standard."""

LAST_IDEOGRAPH = 0x3FFFF
RANGES = re.compile("(.)-(.)", re.DOTALL)

KIN = {
    "ru": (
        *(("be", "ў"), ("kk", "әғқңөұһ"), ("uk", "іїєґ"), ("mk", "ѓќѕ")),
        ("sr", "ђјљњћџ"),
        ("bg", "ъщ"),
    ),
    "ar": (("ur", "ٹڈڑںے"), ("fa", "پچژگ"), ("ug", "ېۆۇۈ"), ("ps", "ټډښ"), ("ckb", "ڵێ")),
    "hi": (("mr", "ळ"), ("ne", "")),
    "bn": (("as", "ৰৱ"),),
}
"""Languages of a script that are told by letters of their own."""

LACKED = {"bg": "ыэё"}
"""Letters that a language of such a script never writes: Russian has ъ and щ too."""

LATIN = Pattern(r"[A-Za-zÀ-ɏḀ-ỹ]+(?:'[a-z]+)?")
COMMON = {  # the order decides where votes are equal
    "en": "the of and to in is for on with that was are by from at as it has have this after over",
    "fr": "le la les des du et est une dans pour que qui sur avec au aux pas par ce cette en",
    "de": "der die das und ist nicht mit ein eine für auf von dem den im zu sich nach bei wird",
    "es": "el los las del y es una por para con que se en su como más al lo este sobre",
    "pt": "o os as do da dos das e é uma por para com que não em ao no na mais",
    "it": "il lo gli della di e è una per con che non nel sono del alla dei le ha",
    "nl": "de het een van en is niet met voor op dat te zijn aan bij ook door naar uit om",
    "vi": "và của là các được trong cho không với những đã người có này một khi ngày về",
    "id": "yang dan di untuk dengan dari ini pada tidak akan dalam adalah itu oleh juga ke",
    "tr": "ve bir bu için ile olarak çok olan daha sonra kadar gibi ama değil",
    "pl": "i w na z do się nie jest to że o po przez od dla za jak",
    "sv": "och att det som en på är för med av till har inte den om ett",
    "da": "og at det er en som på for med af til har ikke den de der fra et hun skal blev",
    "no": "og i det er en som på for med av til har ikke den de fra et hun skal etter ble",
    "fi": "ja on ei se että oli hän mutta kun myös ovat kuin tai jo vuoden mukaan sen ole",
    "cs": "v se na je že s z do to ve k by i jsou za jako podle už od který",
    "sk": "v sa na je že s z do to vo k by aj sú za ako podľa už od ktorý",
    "hu": "az és hogy nem egy ez volt csak már azt még mint meg lesz el ki vagy",
    "ro": "și în din să un că mai pentru au este fost cu pe care nu sau sunt după prin",
    "ca": "el els les del i és una per amb que no com més al va aquest ha dels als",
    "hr": "i u je na se da su za od s ne to koji što o iz nije kako će",
    "ms": "yang dan di untuk dengan dari ini pada tidak akan dalam adalah itu oleh juga ke",
}
VOTES = {
    word: [language for language, words in COMMON.items() if word in words.split()]
    for words in COMMON.values()
    for word in words.split()
}

FEW = 6
"""Latin words that a Chinese title may hold besides few Chinese characters."""

ENOUGH = 20
"""Words from which a text has common ones in it."""

CLEARLY = 2
"""Common words that a short text has more of another language than of that which is declared,
where it is not believed: kindred ones share most of their short words."""

LEAST = 0.08
"""Share of such a text's words that are among its language's commonest: a tenth and more on pages
in a dozen languages; of a text in another Latin language at most .06 are those of one of these."""

TRADITIONAL = frozenset("後徵於乾夥摺")
"""Letters of GB 2312 that Simplified texts write otherwise all the same."""

QUOTED = Pattern("[「『《“][^「」『』《》“”]{0,40}[」』》”]")

TAG = Pattern(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}))?(?:[-_][a-z0-9]{1,8})*", re.I)
NAMES = {"jp": "ja", "kr": "ko", "yue": "zh-Hant", "cmn": "zh", "nb": "no", "iw": "he"}
"""What languages are called that pages call otherwise."""

HANS = frozenset({"hans", "cn", "sg", "my", "chs"})
HANT = frozenset({"hant", "tw", "hk", "mo", "cht"})


def read_language(text: str | None, declared: str | None = None) -> str | None:
    """The language of `text`: `zh-Hans` or `zh-Hant`, else an ISO 639 code without a region.

    `declared` is the page's claim (`zh-CN`, `en_US`, `cn`, ...). The text decides where it can;
    the claim where it cannot: a text of characters common to both kinds of Chinese, too few words
    of a Latin language. None where neither tells.
    """
    claim = normalised(declared)
    sample = (text or "")[:LONGEST]
    counts, hans, hant = _letters(sample)
    if 0 < counts["ja"] < counts["han"]:  # a Chinese text may quote Japanese
        counts["ja"] = _letters(QUOTED.regex.sub("", sample))[0]["ja"]
    script = max(counts, key=lambda name: counts[name])
    rest = len(sample) - sum(counts.values())  # it holds no more Latin words than signs
    latin = LATIN.regex.findall(sample) if rest > counts[script] else []
    if not counts[script] and not latin:
        return claim
    if counts["ja"] and counts["ja"] * 8 >= counts["han"]:
        return "ja"
    chinese_title = script == "han" and len(latin) <= FEW and (claim or "").startswith("zh")
    if counts[script] < len(latin) and not chinese_title:
        return _latin(latin, claim)
    if script != "han":
        return _kin(script, sample, claim)
    return _chinese(sample, claim, counts["han"], hans, hant)


def normalised(tag: str | None) -> str | None:
    """A declared tag as this module writes it: `zh-CN` is `zh-Hans`, `en_US` is `en`.

    `zh` alone stays; None for what is no tag.
    """
    found = TAG.regex.fullmatch((tag or "").strip())
    if not found:
        return None
    language, rest = found[1].lower(), (found[2] or "").lower()
    if language in ("cn", "chs") or (language == "zh" and rest in HANS):
        return "zh-Hans"
    if language in ("tw", "cht") or (language == "zh" and rest in HANT):
        return "zh-Hant"
    return NAMES.get(language, language)


def _letters(sample: str) -> tuple[dict[str, int], int, int]:
    """(letters by script, those that only the simplified, only the traditional standard has)."""
    if sample.isascii():
        return dict.fromkeys(SCRIPTS, 0), 0, 0
    import numpy as np

    points = np.frombuffer(sample.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(points, LAST_IDEOGRAPH)]
    found = dict(zip(KINDS, np.bincount(kinds, minlength=len(KINDS)).tolist(), strict=True))
    hans, hant = found.pop(HANS_ONLY), found.pop(HANT_ONLY)
    found["han"] += hans + hant
    del found[""]
    return found, hans, hant


@lru_cache(maxsize=1)
def _kinds() -> Any:
    """Code point -> index of its kind in KINDS."""
    import numpy as np

    kinds = np.zeros(LAST_IDEOGRAPH + 1, np.uint8)
    for name, letters in SCRIPTS.items():
        for first, last in RANGES.findall(letters):
            kinds[ord(first) : ord(last) + 1] = KINDS.index(name)
    simplified, traditional = _rows("gb2312", 0xF7), _rows("big5", 0xC6)
    han = KINDS.index("han")
    for name, alone in (
        (HANS_ONLY, simplified - traditional - TRADITIONAL),
        (HANT_ONLY, traditional - simplified | TRADITIONAL),
    ):
        kinds[[ord(sign) for sign in alone if kinds[ord(sign)] == han]] = KINDS.index(name)
    return kinds


def _chinese(sample: str, claim: str | None, han: int, hans: int, hant: int) -> str:
    """Which Chinese it is that has `han` letters, of which one standard alone has some."""
    if hans != hant:
        if claim == "ja" and hans == 0 and han < 30:
            return "ja"
        return "zh-Hans" if hans > hant else "zh-Hant"
    if claim in ("zh-Hans", "zh-Hant", "ja"):
        return claim
    return "zh-Hant" if re.search("[「」『』]", sample) else "zh-Hans"


def _rows(codec: str, last: int) -> frozenset[str]:
    """What a double-byte standard has up to the first byte `last` (C6 ends Big5's frequent)."""
    codes = (bytes((row, cell)) for row in range(0xA1, last + 1) for cell in range(0x40, 0xFF))
    return frozenset(sign for code in codes if (sign := code.decode(codec, "ignore")[:1]))


def _kin(script: str, sample: str, claim: str | None) -> str:
    """The language of a script that several languages share."""
    lower = sample.lower()
    for language, letters in KIN.get(script, ()):
        lacking = any(letter in lower for letter in LACKED.get(language, ""))
        if not lacking and any(letter in lower for letter in letters):
            return claim if claim in dict(KIN[script]) else language
    return claim if claim in dict(KIN.get(script, ())) else script


def _latin(words: list[str], claim: str | None) -> str | None:
    """The Latin language with most common words; the claim where these are too few."""
    votes: Counter[str] = Counter()
    for word, said in Counter(filter(VOTES.__contains__, map(str.lower, words))).items():
        for language in VOTES[word]:
            votes[language] += said
    most = max(votes.values(), default=0)
    told = most >= LEAST * len(words) or len(words) < ENOUGH
    leading = [language for language in COMMON if votes[language] == most > 0 and told]
    if claim in leading or (claim in COMMON and most < 2 and len(words) < FEW):
        return claim
    if claim in COMMON and len(words) < ENOUGH and most < votes[claim] + CLEARLY:
        return claim
    if leading:
        return leading[0]  # English first, then in the order of the table
    if claim and claim not in SCRIPTS and not claim.startswith("zh"):
        return claim
    return "en" if told and all(word.isascii() for word in words) else claim
