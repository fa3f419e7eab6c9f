"""Near-duplicates: pairs of every kind, what an index has to keep to, and the command's lines."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from wire import story

from newsbot.dedupe.detector import ask, compare
from newsbot.dedupe.fingerprint import VERSION, Fingerprint, Packed, draft
from newsbot.dedupe.index import (
    CANDIDATES,
    POSTINGS,
    QUORUM,
    WEEK,
    Index,
    MemoryIndex,
    best,
    expired,
)
from newsbot.dedupe.letters import letters
from newsbot.dedupe.lines import Answers
from newsbot.dedupe.measures import LOW, MOST_LOST, among, measure, near
from newsbot.dedupe.numbers import FIGURE, number_names
from newsbot.dedupe.sketch import KEY_BITS, keys
from newsbot.dedupe.verdict import OVERLAP, Verdict, decide
from newsbot.memory import open_texts
from newsbot.store.texts import TextIndex

DAY = 24 * 60
TITLE, TEXT = story(1, 6)
LINES = TEXT.split("\n")
OTHER_TITLE, OTHER = story(2, 6)

ENGLISH = """\
The harbour council of Greywater voted on Tuesday to reopen the northern ferry line next spring.
Passengers had asked for the connection since the old pier was closed after the winter storms.
Engineers expect repairs of the landing stage to take 14 weeks and to cost 2.3 million crowns.
Mayor Oda Brandt said the boats would first sail on weekends and later every working day.
Local shops along the quay hope that visitors will come back once the timetable is printed."""


def changed(text: str, share: float) -> str:
    pick = random.Random(5)
    signs = "的一是在不了有和人这中大为上个国我以要他"
    return "".join(pick.choice(signs) if pick.random() < share else sign for sign in text)


COPIES: dict[str, tuple[str, str]] = {
    "as it is": (TITLE, TEXT),
    "spaces and line ends": (
        TITLE,
        "　\n".join(TEXT[at : at + 20] for at in range(0, len(TEXT), 20)),
    ),
    "numbers torn by line ends": (
        TITLE,
        "".join(f"{sign}\n" if sign.isdigit() else sign for sign in TEXT),
    ),
    "half-width print": (TITLE, TEXT.replace("，", ",").replace("。", ".")),
    "another headline": ("快讯！刚刚传来的消息", TEXT),
    "a dateline": (TITLE, f"示例社3月2日电（记者 甲乙）{TEXT}"),
    "notes": (TITLE, f"{TEXT}\n责任编辑：丙丁\n更多内容请看示例新闻客户端。"),
    "reordered": (TITLE, "\n".join([*LINES[3:], *LINES[:3]])),
    "cut to 80 %": (TITLE, TEXT[: len(TEXT) * 4 // 5]),
    "cut to 60 %": (TITLE, TEXT[: len(TEXT) * 3 // 5]),
    "a paragraph less": (TITLE, "\n".join(LINES[:-1])),
    "a paragraph more": (TITLE, "\n".join([*LINES, OTHER.split("\n")[0]])),
    "2 % of the letters changed": (TITLE, changed(TEXT, 0.02)),
}
"""What stays a copy of the story."""


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_a_duplicate(kind: str) -> None:
    assert verdict_on((TITLE, TEXT), COPIES[kind]).kind == "duplicate"


DIFFERENT: dict[str, tuple[tuple[str, str], tuple[str, str], str]] = {
    "two stories on a page": ((TITLE, TEXT), (TITLE, f"{TEXT}\n{OTHER}"), "partial"),
    "a quoted paragraph": ((TITLE, TEXT), (OTHER_TITLE, f"{LINES[0]}\n{OTHER}"), "new"),
    "another story": ((TITLE, TEXT), (OTHER_TITLE, OTHER), "new"),
}


@pytest.mark.parametrize("kind", DIFFERENT)
def test_what_only_shares_a_part_is_no_duplicate(kind: str) -> None:
    known, new, expected = DIFFERENT[kind]
    assert verdict_on(known, new).kind == expected


def test_candidates_that_are_weeded_would_have_been_new() -> None:
    texts = [(TITLE, TEXT), *COPIES.values(), *(new for _, new, _ in DIFFERENT.values())]
    texts += [story(number, 6) for number in range(3, 9)]
    prints = {f"t{n}": draft(*text, n).without(set()).print for n, text in enumerate(texts)}
    known = {name: Packed.of(one.pack()) for name, one in prints.items()}
    for title, text in texts:
        new = draft(title, text, 100).without(set())
        whole = decide(new, prints, measure(new, list(prints.values())))
        assert compare(new, None, known) == whole, title
        assert len(near(new, known, OVERLAP)[0]) < len(known), "nothing was weeded"


@pytest.mark.parametrize("crowd", [0, 1, MOST_LOST, MOST_LOST + 1, 200])
def test_a_hash_is_found_where_others_stand_in_its_place_of_the_table(crowd: int) -> None:
    numbers = random.Random(crowd)
    crowded = [7 + n * (LOW + 1) for n in range(crowd)]
    groups = np.array(sorted({0, *crowded, *numbers.sample(range(1 << 24), 300)}), np.uint32)
    asked = [0, *crowded, *groups[::3].tolist(), *numbers.sample(range(1 << 24), 300)]
    expected = np.isin(asked, groups)
    assert (among(groups, np.array(asked, np.uint32)) == expected).all(), f"{crowd} in one place"
    assert not among(groups[1:], groups[:1]).any(), "a hash of 0 that is not there"


@pytest.mark.parametrize("different", [1, 60, 5_000])
def test_the_smallest_hashes_are_found_however_often_they_stand_there(different: int) -> None:
    pick = random.Random(different)
    told = [pick.getrandbits(64) for _ in range(different)]
    hashes = np.array([pick.choice(told) for _ in range(3_000)], np.uint64)
    least = [one >> (64 - KEY_BITS) for one in sorted(hashes.tolist())[:96]]
    assert keys(hashes, 24) == sorted(set(least))[:24]
    assert keys(hashes[:50], 24) == sorted({one >> 28 for one in hashes[:50].tolist()})[:24]


def test_texts_under_most_keys_come_first_and_of_these_the_latest() -> None:
    pick = random.Random(3)
    held = [pick.randrange(200) + (2_900 << 32) for _ in range(600)]
    often = Counter(held)
    ranked = sorted((count, one) for one, count in often.items() if count > 1)[::-1]
    assert best(np.array(sorted(held))) == [one for _, one in ranked[:CANDIDATES]]
    assert best(np.zeros(0, np.int64)) == []


def test_digits_of_every_script_are_numbers() -> None:
    missing = [
        f"U+{point:04X}"
        for point in range(sys.maxunicode + 1)
        if chr(point).isdecimal() and not FIGURE.search(chr(point))
    ]
    assert not missing


def test_what_is_forgotten_leaves_nothing_behind() -> None:
    index = MemoryIndex()
    for number in range(3):
        ask(index, f"t{number}", *story(number, 6), number, probe=False)
    for number in range(3):
        assert index.forget(f"t{number}")
    assert not index.places
    assert not index.keys
    assert not index.postings
    assert not any(shelf.texts for shelf in index.shelves.values())


NOTICES: dict[str, str] = {
    "water": "示例水文站{0}月{1}日通报：上游水位{2}.5米，"
    "入库流量每秒{3}立方米，出库流量每秒{4}立方米。"
    "沿线群众请注意安全，不要到河滩停留；各有关单位要加强值守，及时报告险情，做好转移准备。",
    "prices": "示例市物价局{0}月{1}日公布：面粉每公斤{2}分，大豆油每升{3}分，鸡蛋每公斤{4}分。"
    "市民如发现哄抬价格的行为，可以向所在区的市场监管部门举报，查实后依法处理并予以公布。",
    "numerals": "示例村委会于{0:zh}月{1:zh}日举行例会，到会{2:zh}人，"
    "审议了{3:zh}项提案，通过{4:zh}项。"
    "会议由村委会主任主持，有关部门负责人列席会议，会议还听取了关于秋收工作的说明。",
}
"""Daily notices: the same words, other numbers."""


class Figure(int):
    """A number that `{:zh}` writes in Chinese numerals."""

    def __format__(self, kind: str) -> str:
        if kind != "zh":
            return str(int(self))
        tens, ones = divmod(int(self) % 100, 10)
        digits = "〇一二三四五六七八九"
        return (f"{digits[tens]}十" if tens else "") + (digits[ones] if ones or not tens else "")


@pytest.mark.parametrize("kind", NOTICES)
def test_daily_notices_are_different(kind: str) -> None:
    pick = random.Random(11)
    index = MemoryIndex()
    for day in range(12):
        numbers = [pick.randint(1, 12), day + 1, *(pick.randint(11, 99) for _ in range(3))]
        text = NOTICES[kind].format(*map(Figure, numbers))
        found = ask(index, f"n{day}", "每日通报", text, day * DAY, probe=False)
        assert found.kind != "duplicate", text
        reprint = f"示例社电 {text}\n责任编辑：甲"
        found = ask(index, f"r{day}", "每日通报", reprint, day * DAY, probe=True)
        assert f"n{day}" in found.matches, text


RITUALS = {
    "guest": (
        ("外长会见甲国特使贝里曼", "外长三日会见来访的甲国特使贝里曼，贝里曼转达了问候。{}"),
        ("外长会见乙国特使卡斯特", "外长三日会见来访的乙国特使卡斯特，卡斯特转达了问候。{}"),
    ),
    "ordinal": (
        ("常委会举行第三次会议", "市人大常委会举行第三次会议，听取有关工作的报告。{}"),
        ("常委会举行第四次会议", "市人大常委会举行第四次会议，听取有关工作的报告。{}"),
    ),
}
RITE = "双方就共同关心的问题交换意见，一致同意深化各领域务实合作，有关部门负责人参加会见。" * 2


@pytest.mark.parametrize("kind", RITUALS)
def test_rituals_that_differ_in_a_name_or_an_ordinal_are_different(kind: str) -> None:
    (one, text), (other, another) = RITUALS[kind]
    known, new = (one, text.format(RITE)), (other, another.format(RITE))
    assert verdict_on(known, new).kind != "duplicate"
    assert verdict_on(new, known).kind != "duplicate"
    assert verdict_on(known, (one, f"本报讯 {known[1]}")).kind == "duplicate"


def test_texts_that_share_a_frame_are_different() -> None:
    frame = "本文版权归示例新闻所有，未经授权不得转载。欢迎关注示例新闻公众号，获取更多精彩内容。"
    index = MemoryIndex()
    for place in range(12):
        title, text = story(50 + place, 1)
        lead = text[:40]
        found = ask(index, f"f{place}", title, f"{lead}\n{frame}", 0, probe=False)
        assert found.kind != "duplicate", f"text {place}: {found}"


ENGLISH_COPIES = {
    "upper case": ENGLISH.upper(),
    "a dateline": f"GREYWATER, March 2 (Example) - {ENGLISH}",
    "cut": ENGLISH[: len(ENGLISH) * 3 // 4],
    "curly": ENGLISH.replace("2.3", "2.3").replace(" - ", " — "),
}


@pytest.mark.parametrize("kind", ENGLISH_COPIES)
def test_languages_with_spaces(kind: str) -> None:
    assert verdict_on(("Ferry", ENGLISH), ("Ferry", ENGLISH_COPIES[kind])).kind == "duplicate"
    assert verdict_on(("Ferry", ENGLISH), (OTHER_TITLE, OTHER)).kind == "new"


def test_traditional_and_simplified_are_one_script() -> None:
    simple = "国家发展与改革会议在东边的县里举办，议题是农业机械和电动汽车产业"
    traditional = "國家發展與改革會議在東邊的縣裡舉辦，議題是農業機械和電動汽車產業"
    assert letters(simple).tolist() == letters(traditional).tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234人和５６人，", ["1234", "56"]),
        ("第三次、二十三日、二〇二五年，", ["3", "23", "2025"]),
        ("三万五千元，", ["35000"]),
        ("一些人一起高兴，", []),
        ("收于3.50点，末了是12", ["3.50"]),
    ],
)
def test_numbers(text: str, expected: list[str]) -> None:
    assert number_names(text) == expected


@pytest.mark.parametrize(
    "text", [TEXT, ENGLISH, "新橋於5月3日通車，ＡＢＣ１．", "ab\ud800c\r\n\0d"]
)
def test_letters_are_the_same_whichever_way_they_are_read(text: str) -> None:
    beyond = "\U0001f600"  # no letter, and in no table
    assert letters(text).tolist() == letters(text + beyond).tolist()


PINNED: list[tuple[str, str, int]] = [
    (
        "市长谈新桥",
        "新桥于5月3日通车，全长1,280米。\n市长说，二十三个村庄的居民受益。\n工程用了两年。" * 3,
        0x413EA222,
    ),
    (
        "Bridge opens",
        "The new bridge opened on 3 May, 1,280 metres long.\n"
        "Residents of 23 villages benefit, the mayor said.\n" * 4,
        0x2F79ED1F,
    ),
    (
        "市長談新橋",
        "新橋於5月3日通車，全長1,280米。市長說，二十三個村莊的居民受益。ＡＢＣ㎡",
        0xA3DE4FB9,
    ),
]
"""Headline, text, and a checksum of all that version 1 of the method makes of them."""


@pytest.mark.parametrize(("title", "text", "checksum"), PINNED)
def test_what_stores_hold_can_be_compared_with_what_is_made_now(
    title: str, text: str, checksum: int
) -> None:
    assert VERSION == 1, "another version needs other checksums here"
    made = draft(title, text, 29_000_000)
    reading = made.without(set())
    told = reading.print.pack() + repr(reading.keys).encode() + repr(made.edges).encode()
    assert crc32(told) == checksum


def test_a_fingerprint_survives_its_bytes() -> None:
    made = draft(TITLE, TEXT, 123).without(set()).print
    packed = made.pack()
    back = Fingerprint.unpack(packed)
    assert back.sample.tolist() == made.sample.tolist()
    assert (back.minute, back.size, back.check, back.numbers, back.title) == (
        123,
        made.size,
        made.check,
        made.numbers,
        made.title,
    )
    assert len(packed) < 500


# --- Every index ------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "store"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    if request.param == "memory":
        yield MemoryIndex()
        return
    with (
        open_texts(f"sqlite:///{tmp_path / 'texts.db'}") as store,
        store.writing() as connection,
    ):
        yield TextIndex(connection)


def put(index: Index, name: str, number: int, minute: int = 0, *, probe: bool = False) -> Verdict:
    title, text = story(number)
    return ask(index, name, title, text, minute, probe=probe)


def test_a_probe_is_not_remembered(index: Index) -> None:
    assert put(index, "a", 1, probe=True).kind == "new"
    assert put(index, "b", 1).kind == "new"


def test_an_id_seen_again_replaces_its_text_and_is_not_its_own_copy(index: Index) -> None:
    put(index, "a", 1)
    assert put(index, "a", 1).kind == "new"
    assert put(index, "a", 2).kind == "new"
    assert put(index, "b", 1, probe=True).kind == "new"
    assert put(index, "b", 2, probe=True).matches == ("a",)


@pytest.mark.parametrize(("days", "kind"), [(29, "duplicate"), (31, "new"), (-29, "duplicate")])
def test_the_window_runs_on_the_texts_own_dates(index: Index, days: int, kind: str) -> None:
    put(index, "a", 1, 1000 * DAY)
    assert put(index, "b", 1, (1000 + days) * DAY, probe=True).kind == kind


def test_the_order_of_arrival_does_not_decide_what_belongs_together() -> None:
    same = [text for kind, text in COPIES.items() if kind != "cut to 60 %"]  # that one has a side
    texts = [*same, (OTHER_TITLE, OTHER), story(3), story(4)]
    clusters = set()
    for seed in range(3):
        places = random.Random(seed).sample(range(len(texts)), len(texts))
        known: Index = MemoryIndex()
        for place in places:
            ask(known, f"t{place}", *texts[place], 0, probe=False)
        found = ask(known, "?", TITLE, TEXT, 0, probe=True)
        clusters.add(frozenset(found.matches))
    assert clusters == {frozenset(f"t{place}" for place in range(len(same)))}


def test_a_key_leads_to_the_latest_texts_only(index: Index) -> None:
    packed = draft(TITLE, TEXT, 0).without(set()).print.pack()
    for number in range(POSTINGS + 5):
        index.put(f"t{number}", 0, [1, 2, 1000 + number], packed, [])
    for number in range(POSTINGS + 5):
        left = [f"t{number}"] if number >= 5 else []
        assert list(index.find([1, 1000 + number], range(1), "")) == left
    latest = [f"t{number}" for number in range(POSTINGS + 4, POSTINGS + 4 - CANDIDATES, -1)]
    assert list(index.find([1, 2], range(1), "")) == latest
    assert list(index.find([1, 2, 1010], range(1), ""))[:2] == ["t10", latest[0]]


def test_a_popular_story_is_no_frame(index: Index) -> None:
    """Paragraphs that copies share are not taken for a frame, however many copies there are."""
    for place in range(8):
        note = f"{TEXT}\n这是第{place}家网站自己写的一段编者按语，与别家都不相同。"
        found = ask(index, f"t{place}", TITLE, note, 0, probe=False)
        assert found.kind == ("duplicate" if place else "new"), place


def test_weeks_that_nothing_can_be_near_to_are_forgotten(index: Index) -> None:
    put(index, "old", 1, 0)
    for place in range(QUORUM):
        put(index, f"n{place}", 100 + place % 7, 20 * WEEK)
    assert put(index, "b", 1, 0, probe=True).matches == ("old",)
    put(index, "later", 2, 21 * WEEK)
    assert put(index, "b", 1, 0, probe=True).kind == "new"


def test_one_wrong_date_does_not_empty_the_memory() -> None:
    assert expired({100: 5_000, 9_000: 1}) == []
    assert expired({100: 5_000, 110: QUORUM}) == [100]


def test_a_restarted_store_answers_as_before(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'texts.db'}"
    memory = MemoryIndex()
    for number in range(30):
        with open_texts(url) as store, store.writing() as connection:
            again = put(TextIndex(connection), f"n{number}", number % 20)
        assert again == put(memory, f"n{number}", number % 20), number


# --- Lines ------------------------------------------------------------------------------------


def line(name: Any, text: str = TEXT, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": TITLE, "text": text, "published_at": "2026-03-02", **more}


def answers(*lines: Any) -> list[dict[str, Any]]:
    raw = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
    return [json.loads(told) for told in Answers().to(raw, MemoryIndex())]


def test_a_line_is_answered_by_a_line() -> None:
    first, second, probe = answers(line("a"), line("b"), line("c", probe=True))
    assert first == {"id": "a", "verdict": "new", "of": None, "matches": []}
    assert (second["verdict"], second["of"], second["matches"]) == ("duplicate", "a", ["a"])
    assert sorted(probe["matches"]) == ["a", "b"]


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"",
        b"[]",
        {"title": "x"},
        line(""),
        line(None),
        line("a", text=5),
        line("a", text="", title=""),
        line("a", published_at="soon"),
        line("a", published_at="0001-01-01"),
    ],
    ids=[
        "no JSON",
        "blank",
        "a list",
        "no id",
        "empty id",
        "null id",
        "text is a number",
        "nothing to compare",
        "no date",
        "year 1",
    ],
)
def test_a_bad_line_is_answered_and_the_next_one_served(bad: Any) -> None:
    told = answers(bad, line("b"))
    assert "error" in told[0]
    assert told[1]["verdict"] == "new"


def test_without_published_at_fetched_at_counts() -> None:
    late = {**line("b"), "published_at": None, "fetched_at": "2026-06-02T00:00:00Z"}
    assert answers(line("a"), late)[1]["verdict"] == "new"


def test_the_command_answers_one_at_a_time_and_remembers_over_restarts(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsbot", "dedupe", "--jsonl", "--store"]
    command.append(f"sqlite:///{tmp_path / 'texts.db'}")
    verdicts = []
    for name in ("a", "b"):
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path
        ) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(line(name)) + "\n")
            process.stdin.flush()
            verdicts.append(json.loads(process.stdout.readline())["verdict"])
            process.kill()
    assert verdicts == ["new", "duplicate"]


def verdict_on(known: tuple[str, str], new: tuple[str, str]) -> Verdict:
    index = MemoryIndex()
    ask(index, "known", *known, 0, probe=False)
    return ask(index, "new", *new, 0, probe=True)
