"""Names of people out of the text behind a label: `邢 拓 余俊杰`, `張雄風台北28日電`."""

from __future__ import annotations

import re

from newsbot.fields.patterns import Pattern

HAN = "\u3400-\u9fff"

SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖蕭"
    "田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦"
    "邱江尹薛闫閻阎段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛樊葛邢安齐齊易"
    "乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季"
    "裴霍涂塗成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆"
    "简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師"
    "和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺洪赖賴丘幸练沐高"
)
COMPOUND = (
    "欧阳",
    "歐陽",
    "上官",
    "司马",
    "司馬",
    "诸葛",
    "諸葛",
    "令狐",
    "皇甫",
    "尉迟",
    "慕容",
    "司徒",
    "东方",
)

PLACES = (
    "北京|上海|天津|重庆|重慶|广州|廣州|深圳|香港|澳门|澳門|台北|臺北|新北|桃园|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|"
    "嘉义|嘉義|彰化|屏东|屏東|宜兰|宜蘭|花莲|花蓮|台东|臺東|苗栗|云林|雲林|南投|澎湖|金门|金門|"
    "南京|杭州|武汉|武漢|成都|西安|青岛|济南|郑州|长沙|合肥|福州|厦门|南昌|昆明|贵阳|南宁|海口|兰州|银川|西宁|"
    "乌鲁木齐|拉萨|哈尔滨|长春|沈阳|大连|石家庄|太原|呼和浩特|苏州|宁波|无锡|东莞|佛山|珠海|温州|雄安|三亚|"
    "东京|東京|首尔|首爾|华盛顿|華盛頓|纽约|紐約|伦敦|倫敦|巴黎|柏林|莫斯科|布鲁塞尔|日内瓦|曼谷|新加坡|"
    "台灣|台湾|中国|中國|美国|美國|英国|英國|日本|韩国|韓國|法国|法國|德国|德國|俄罗斯|俄羅斯|澳洲|加拿大|"
    "悉尼|雪梨|洛杉矶|洛杉磯|旧金山|舊金山|开罗|新德里|平壤|河内|雅加达|吉隆坡|马尼拉|基辅|德黑兰|耶路撒冷"
)
REPORT = (
    r"(?:(?:综合|綜合|即时|即時|现场|現場|专题|專題|专访|專訪|采访|採訪|摄影|攝影|图文|圖文|连线|特稿|专电|專電|连线|連線)*"
    r"(?:报道|报导|報導|報道)|综合|綜合|\d{0,2}月?\d{1,2}日(?:专|專|综合|綜合)?外?(?:[电電讯訊]|报道|報道|報導)|[专專][电電]|专访|專訪"
    r"|(?:综合|綜合)?外[电電])"
)
"""What follows a reporter's name and place."""

REPORTED = Pattern(rf"(?P<head>[{HAN}]*?)(?P<place>(?:{PLACES})*){REPORT}")
NOBODY = Pattern(
    r"佚名|未知|匿名|无|無|暂无|管理员|小编|小編|网络|網絡|网友|編輯部|编辑部|本报|本報|本刊|本站|本网|原创|"
    r"综合|綜合|整理|分享到?|举报|收藏|打印|订阅|关注|特稿|专稿|專稿|推荐|精选|[发發]自.*|报道|報導|采写|摄|攝|文|图|圖|摄影|攝影|图片|供图|实习|实习生|通讯员|记者|記者|发自|责任|值班"
)
HAN_NAME = Pattern(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")
PARTICLE = r"(?:de|van|von|der|bin|al|el|la|di|da|af|av|den|do|dos)"
LATIN_NAME = Pattern(rf"{PARTICLE}*[A-ZÀ-ÞĀ-ɏḀ-ỹ][a-zA-ZÀ-ɏḀ-ỹ'’.-]*|{PARTICLE}+")
"""A word of a name: one capital takes all letters behind it, so that a long row of them ends."""

TOGETHER = re.compile(r"\s*(?:,|;|&|/|\b(?:and|und|et|y|og|och|ja|oraz|şi|și|ve|és)\b)\s*")
"""What stands between two names."""

LONG_NAME = 2
"""Characters beyond which a final 等 says `and others`."""

CODE = Pattern(r"_.*|[A-Z]{0,4}[-_]?\d+\w*|\d+")
SPLIT = Pattern(r"([\s、,;&|/╱丨]+)|(?<=[\u4e00-\u9fff])(?:和|与|與|及)(?=[\u4e00-\u9fff]{2})")
DATED = Pattern(
    r"\s*[|•]|\s[-–—·]\s|\s+\d{4}[-/.]\d|\s+\d{1,2}:\d\d|\s+(?:published|updated|posted|last)\b|\s+(?:on\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|\s+on\s+(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b",
    re.I,
)
"""Where the names of an English byline end: a bar, a dash or a date."""

ROLE = Pattern(
    r"(?:\w+ )*(?:staff|editor|writer|reporter|correspondent|columnist|contributor|admin)s?\b.*",
    re.I,
)

BRACKETED = Pattern(r"[(\[【〔〈<][^()\[\]【】〔〕〈〉<>]*[)\]】〕〉>]")


def read_names(value: str) -> list[str]:
    """The people named in `value`, the text behind a label; places, roles and codes are left out.

    Reading stops at the first word that cannot be a name. Characters of a two-character name that
    stand apart (`邢 拓`) are joined.
    """
    value = re.sub(r"[()\[\]【】〔〕<>。]", " ", BRACKETED.regex.sub(" ", value))
    if re.match(r"\s*[A-ZÀ-Þ][^\u3400-\u9fff]*$", value):
        return read_latin_names(value)
    names: list[str] = []
    single = ""
    value = value.lstrip(" :|/丨").rstrip(" |/丨")
    if latin := re.match(rf"([A-ZÀ-Þ][^{HAN}]*[ 、,/])(?=[{HAN}])", value):
        names = read_latin_names(latin[1].replace("、", ","))
        value = value[latin.end() :]
    pieces = SPLIT.regex.split(value)
    for before, printed in zip([None, *pieces[1::2]], pieces[::2], strict=True):
        if ":" in printed[:-1] or (names and printed.endswith(":")):
            break  # another label
        word = re.split(r"_|-?[A-Z]{0,4}\d", printed, maxsplit=1)[0].strip(".,:·-")
        word = re.sub(r"等$", "", word) if len(word) > LONG_NAME else word
        if not word or CODE.regex.fullmatch(word):
            continue
        if names and REPORTED.regex.fullmatch(word) and "、" not in (before or ""):
            break  # a place: `李静 潍坊报道`
        if len(word) == 1 and re.match(f"[{HAN}]", word):
            if single and word not in "文摄攝图圖":
                names.append(single + word)
            single = "" if single else word
            continue
        found = _name(word)
        if not found:
            break
        names.extend(found)
    return list(dict.fromkeys(names))


def _name(word: str) -> list[str]:
    """The name or two names in one word without its place; [] if it is none."""
    reported = REPORTED.regex.fullmatch(word)
    if reported:
        head = reported["head"]
        if not reported["place"] and len(head) > 3:  # an unknown place behind the name
            head = head[: 3 if len(head) > 4 else 2]
        return [head] if looks_like_name(head) else []
    word = re.sub(rf"(?:发自|發自|/)?(?:{PLACES})$", "", word) or word
    if NOBODY.regex.fullmatch(word) or re.fullmatch(PLACES, word):
        return []
    if HAN_NAME.regex.fullmatch(word):
        doubled = len(word) == 4 and word[0] in SURNAMES and word[2] in SURNAMES
        return [word[:2], word[2:]] if doubled and not word.startswith(COMPOUND) else [word]
    return [word] if LATIN_NAME.regex.fullmatch(word) else []


def looks_like_name(word: str) -> bool:
    """Whether `word` is a Chinese name by its surname and length, with no label to say so."""
    if word.startswith(COMPOUND):
        return len(word) in (3, 4)
    return len(word) in (2, 3) and word[0] in SURNAMES and not NOBODY.regex.fullmatch(word)


def read_latin_names(value: str) -> list[str]:
    """`JANE DOE, John Smith and A. B. Carter in Beijing` -> the names; a comma list or `and`."""
    names = []
    for part in TOGETHER.split(DATED.regex.split(value, maxsplit=1)[0]):
        words = re.split(r"\s+(?:in|at|from|for|of|via)\s+", part.strip(" .:"))[0].split()
        words = [word for word in words if not CODE.regex.fullmatch(word)]
        if words[1:] and words[-1] == "Staff":
            words.pop()
        if (
            not words
            or len(words) > 5
            or ROLE.regex.fullmatch(" ".join(words))
            or not all(LATIN_NAME.regex.fullmatch(word) for word in words)
        ):
            break
        names.append(" ".join(words))
    return list(dict.fromkeys(names))
