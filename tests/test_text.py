"""Text: what may stand in a line, and the forms that compare texts."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.fields import clean_text, content_hash, fold_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("台风登陆", "台风登陆"),
        ("  a \n\t b  ", "a b"),
        ("a  b", "a b"),
        (" a", "a"),
        ("", ""),
        (" \u3000\xa0\n", ""),
        ("台风\xa0登陆", "台风 登陆"),
        ("台风\u3000\u3000登陆", "台风 登陆"),
        ("台\u200b风\ufeff登\u2060陆", "台风登陆"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("a\x85b\x0bc\x0cd\u2028e\u2029f", "a b c d e f"),
        ("\u202eevil\u202c \u2066x\u2069\u200f", "evil x"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone\ud800surrogate\udfff", "lonesurrogate"),
        ("e\u0301", "é"),
        ("台\u200d风", "台风"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("می\u200cگوید\u200c و a\u200cb", "می\u200cگوید و ab"),
        ("noncharacter\ufffe\uffff\ufdd0", "noncharacter"),
        ("①②ＡＢ", "①②ＡＢ"),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ＡＢＣ，１２３", "abc 123", True),
        ("台风：登陆！", "台风 登陆", True),
        ("Straße", "STRASSE", True),
        ("a_b-c", "abc", True),
        ("台\u200b风", "台风", True),
        ("①", "1", True),
        ("台风", "颱風", False),
        ("1.5", "1.6", False),
        ("", "……", True),
    ],
)
def test_folded_texts_compare(one: str, other: str, same: bool) -> None:
    assert (fold_text(one) == fold_text(other)) is same
    assert (content_hash(one) == content_hash(other)) is same


@given(st.text())
def test_clean_text_is_clean(raw: str) -> None:
    clean = clean_text(raw)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert clean == " ".join(clean.split())
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in clean)


@given(st.text(st.characters(codec=None)))
def test_every_text_has_a_hash(raw: str) -> None:
    digest = content_hash(raw)
    assert len(digest) == 32
    assert digest == content_hash(raw) == content_hash(f" {raw}!")
    assert all(char.isalnum() for char in fold_text(raw))


@pytest.mark.parametrize(
    "piece", ["a", "国", "，", "a ", "\u200b", "\u200d", "é", "e\u0301", "\xa0", "国，"]
)
def test_long_texts_are_cheap(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    spent = []
    for _ in range(3):
        began = time.process_time()
        clean_text(text)
        content_hash(text)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.03, f"{piece!r}: {min(spent) * 1000:.1f} ms"
