"""How media are named, for places where no label says that a name is one."""

from __future__ import annotations

import re

from newsbot.fields.names import HAN, looks_like_name
from newsbot.fields.patterns import Pattern

ENDS = (
    r"客户端|通讯社|通訊社|电视台|電視台|广播网|廣播網|电视网|日报|日報|晚报|晚報|时报|時報|早报|早報|晨报|商报|周报|"
    r"周刊|週刊|财经|財經|卫视|衛視|新闻|新聞|社|网|網|报|報|台|在线"
)
LETTER = rf"(?![记記]者|丨)[{HAN}A-Za-z0-9]"
MEDIA = (
    rf"(?:(?:{LETTER}){{1,12}}?(?:{ENDS})(?![网網]|客户端)|央视|央視|总台央视|CCTV|TVBS|NOWnews)"
)
"""The shortest beginning of a text that names a medium: `新华社` of `新华社北京`."""

WHOLE_MEDIA = rf"(?:(?:{LETTER}){{1,12}}(?:{ENDS})|央视|央視|总台央视|CCTV|TVBS|NOWnews)"
"""The longest one: `观察者网` of `观察者网讯`."""

NOT_MEDIA = Pattern(
    r"[国國][际際]新[闻聞]|[本此该該](?:[报報台网網刊社]|.*新闻|.*新聞)|[即实實]?[时時]?[即时時][时時]?新[闻聞]|今日新[闻聞]"
    r"|[综綜]合.*|.*(?:快[讯訊]|综合报|综合|据)|媒体|外媒|网|報|报"
)
LONGEST_SOLE = 14
SOLE = Pattern(
    r".+(?:[日晚时早晨商周]报|[日晚時早晨商週]報|都市报|青年报|农民报|法治报|新闻网|新聞網|周刊|週刊|通讯社|通訊社|电视台|電視台"
    r"|电台|電台|卫视|衛視|在线|融媒|客户端)|..+(?<![联聯电電官外全内关])[网網]|..+(?<![预快喜速通警汇简海情举捷战公申填年月季财上])[报報]"
    r"|(?:新华|新華|中新|中央|中通|法新|路透|美联|美聯)社|(?:总台)?央视(?:新闻|网|财经)?"
    r"|(?:澎湃|封面|极目|红星|九派|上游|大象|潮|观察者|界面|中国)新闻"
)
"""How names end that only media bear: `国际新闻` is a category, `天气预报` a thing."""

LATIN_AGENCY = "[A-Z]{2,6}"

KOREAN = re.compile(
    r"[가-힣A-Z]{1,8}(?:일보|신문|뉴스|방송|통신|타임스|타임즈|경제|닷컴|저널|투데이)"
    r"|연합뉴스TV|KBS|MBC|SBS|YTN|JTBC"
)

AGENCIES = Pattern(
    r"(?:the )?(?:reuters|associated press|ap|afp|agence france-presse|xinhua|bloomberg"
    r"|bbc(?: news)?|cnn|upi|kyodo(?: news)?|yonhap|tass|cna|china daily)",
    re.I,
)


def is_sole_medium(name: str) -> bool:
    """Whether a word that stands alone, beside a date, can only be a medium's name."""
    if len(name) > LONGEST_SOLE or not name.isalnum() or NOT_MEDIA.regex.fullmatch(name):
        return False
    return SOLE.regex.fullmatch(name) is not None


def is_media(name: str) -> bool:
    """Whether `name` reads as a medium's: by its end, and not as `本报` or `即時新聞`."""
    if AGENCIES.regex.fullmatch(name) or KOREAN.fullmatch(name):
        return True
    whole = re.fullmatch(WHOLE_MEDIA, name)
    person = name.endswith("台") and looks_like_name(name)
    return bool(whole) and not NOT_MEDIA.regex.fullmatch(name) and not person
