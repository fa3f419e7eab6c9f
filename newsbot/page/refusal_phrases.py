"""The words of pages that refuse, read from `refusal_phrases.txt`: add a line there.

All meet lower-case text: letters of both cases are told apart in one pass over it, while
`re.IGNORECASE` asks at each place of a page, which takes seven times as long.
"""

from __future__ import annotations

from importlib.resources import files

from newsbot.fields.patterns import Pattern

FOLD = str.maketrans(
    "驗證訪問請滿滑塊圖動檢測機無對於權絕與瀏覽連網頁頻繁類碼認識獲續閱讀訂購費員專屬內"
    "繼開啟啓點擊載戶錄冊錯誤標題聞頻視資訊鏈過後還來見書維護級時間暫務備導區國際條關閉"
    "現為轉讓註銷遺憾丟飛該們個從試稱發佈刪處經體統異環設帳號簽約觀餘鎖應選擇蘋採執規會"
    "線斷結構電腦簡優質術業畫寫將傳達據產單報紙種樣麼貼圍購攔檔審們",
    "验证访问请满滑块图动检测机无对于权绝与浏览连网页频繁类码认识获续阅读订购费员专属内"
    "继开启启点击载户录册错误标题闻频视资讯链过后还来见书维护级时间暂务备导区国际条关闭"
    "现为转让注销遗憾丢飞该们个从试称发布删处经体统异环设账号签约观余锁应选择苹采执规会"
    "线断结构电脑简优质术业画写将传达据产单报纸种样么贴围购拦档审们",
) | {ord("’"): "'"}
"""Traditional -> simplified, for the characters of the phrases; one form of the apostrophe."""

GAP = "[^。.!?;]{0,16}?"
"""What `_` in a phrase stands for: some characters, but not the end of a sentence."""


def _sections() -> dict[str, list[str]]:
    text = files("newsbot.page").joinpath("refusal_phrases.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:2].islower():
            rows = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            rows.append(line)
    return found


def _tables(
    sections: dict[str, list[str]], prefix: str, *, gap: str | None
) -> tuple[tuple[str, Pattern], ...]:
    """(kind, pattern) of each `[prefix kind]` section, in the file's order."""
    defined = dict(row.split(" = ", 1) for row in sections["define"])
    table = []
    for name, rows in sections.items():
        if name.startswith(prefix + " "):
            pattern = "|".join(rows)
            if gap is not None:
                pattern = pattern.replace("_", gap)
                for word, value in defined.items():
                    pattern = pattern.replace("{" + word + "}", value)
                pattern = pattern.translate(FOLD)  # as the texts are
            table.append((name.removeprefix(prefix + " "), Pattern(pattern)))
    return tuple(table)


_SECTIONS = _sections()
PHRASES = _tables(_SECTIONS, "phrases", gap=GAP)
TITLES = _tables(_SECTIONS, "titles", gap=None)
MARKERS = _tables(_SECTIONS, "markers", gap=None)
SHELLS = Pattern("|".join(_SECTIONS["shells"]))
