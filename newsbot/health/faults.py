"""Faults in Chinese: why a run failed or a page could not be had, as records say it in English.

A record holds one text, which is read in both languages; its fixed wordings are known here, and
what they hold (addresses, numbers, a server's own words) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from newsbot.health.language import Language
from newsbot.policy.outcomes import MEANINGS, Outcome

MEANINGS_ZH: Mapping[Outcome, str] = {
    "fetched": "已获取并读取",
    "not_modified": "304：自上次访问后未变化",
    "known": "未请求：文章已收录，或另一个地址已指向它",
    "forbidden": "robots.txt 禁止，或无法取得 robots.txt",
    "blocked": "被网络防护拒绝：协议、内网地址或外站",
    "too_big": "正文或头部超过上限（按解压后计算）",
    "timed_out": "未在时限内得到完整响应",
    "refused": "无法连接：被拒绝、被重置、域名不存在或 TLS 有误",
    "redirect_loop": "循环重定向，或重定向过多",
    "refusal": "拒绝页面（验证、登录、软 404）",
    "http_3xx": "重定向无目标",
    "http_4xx": "服务器上没有该页面，或不允许访问",
    "http_5xx": "服务器出错",
    "unreadable": "有响应，但无法读出文字",
    "parked": "未请求：主机要求长时间暂停、多次失败或拒绝访问",
    "trap": "未请求：达到深度、页数或重复次数上限",
    "picture": "文章的图片，已取得或未取得",
    "interrupted": "响应到达前运行已结束",
}
"""`policy.outcomes.MEANINGS` in Chinese."""

CAUSES: Mapping[str, Mapping[Language, str]] = {
    "no title": {"en": "no title", "zh": "没有标题"},
    "neither text nor picture": {"en": "neither text nor picture", "zh": "既无正文也无图片"},
    "NoArticle": {"en": "no article", "zh": "不是文章页"},
    "NoEntries": {"en": "no article on a listing", "zh": "列表页没有文章链接"},
    "NotHtml": {"en": "no HTML", "zh": "不是网页"},
    "BrokenText": {"en": "no charset fits", "zh": "无法识别编码"},
    "HostilePage": {"en": "a page built to do harm", "zh": "恶意构造的页面"},
    "timed out": {"en": "no answer in time", "zh": "超时"},
    "refused": {"en": "no connection", "zh": "无法连接"},
    "too big": {"en": "too big", "zh": "过大"},
    "blocked": {"en": "blocked", "zh": "被拦截"},
    "redirect loop": {"en": "redirect loop", "zh": "循环重定向"},
    "unreadable": {"en": "unreadable", "zh": "无法读取"},
    "challenge": {"en": "challenge", "zh": "人机验证"},
    "login": {"en": "login", "zh": "需要登录"},
    "app": {"en": "app", "zh": "需要使用 App"},
    "paywall": {"en": "paywall", "zh": "付费墙"},
    "icp": {"en": "icp", "zh": "ICP 备案提示"},
    "maintenance": {"en": "maintenance", "zh": "维护公告"},
    "gone": {"en": "gone", "zh": "文章已删除"},
    "javascript": {"en": "javascript", "zh": "需要 JavaScript"},
    "parked": {"en": "parked", "zh": "域名出售页"},
}
"""A failure's cause -> the words for it; others (HTTP 503, a bug's name) stand as they are."""

ENDS: Mapping[str, Mapping[Language, str]] = {
    "shutdown": {"en": "it was asked to stop", "zh": "收到停止请求"},
    "limit": {"en": "the limit of articles was reached", "zh": "已达到文章数上限"},
    "closespider_timeout": {"en": "its time was over", "zh": "超过时间限制"},
    "memusage_exceeded": {"en": "it took too much memory", "zh": "内存超过限制"},
    "write_failed": {"en": "it could not write", "zh": "无法写入"},
    "lease_lost": {"en": "another process took the site over", "zh": "网站已由另一进程接管"},
    "beside others": {"en": "its process died beside others", "zh": "与其他网站共用的进程终止"},
    "not started": {"en": "it never started", "zh": "从未开始"},
}
"""Why a run ended before it was through."""

FAULTS_ZH: Mapping[str, str] = {
    r"no listing gave an entry: (.*)": "没有任何列表页给出文章：{}",
    r"its pages are empty frames that scripts fill; (-s \S+) has a browser draw them (\(.*\))": (
        "页面是由脚本填充的空框架；可用 {} 让浏览器绘制{}"
    ),
    r"the listings were read, but no link on them has the shape of an article's": (
        "列表页已读取，但其中没有文章形式的链接"
    ),
    r"(\d+) address(?:es)? ended as (\w+) \((.*)\)": "{} 个地址的结果为 {}（{}）",
    r"(\d+) of (\d+) pages failed": "{1} 个页面中有 {0} 个失败",
    r"the recording lacks (\d+) requests, the first is (.*)": "录制缺少 {} 个请求，第一个是 {}",
    r"could not write: (.*)": "无法写入：{}",
    r"(\d+) requested addresses have no outcome; this is a bug": "{} 个地址没有结果，这是程序错误",
    r"this process slept for longer than its lease, and another one took the site over": (
        "本进程休眠超过租约时间，网站已由另一进程接管"
    ),
    r"it never started": "从未开始",
    r"it never started: (.*)": "从未开始：{}",
    r"(\d+) workers died while they crawled it; it is parked": (
        "{} 个工作进程在抓取它时终止；已暂停抓取"
    ),
    r"its log says why": "原因见日志",
    r"robots\.txt unreachable: (.*)": "无法取得 robots.txt：{}",
    r"(.*) \(through the proxy (.*)\)": "{}（经由代理 {}）",
    r"(.*); verify_tls = false (\(.*\)) accepts it": "{}；设置 verify_tls = false 可接受{}",
    r"Getting (\S+) took longer than ([\d.]+) seconds\.*": "{} 超过 {} 秒没有完成",
    r"body beyond (DOWNLOAD_MAXSIZE)": "正文超过 {}",
    r"stopped while it was received": "接收时被中止",
    r"the connection ended before the body did": "正文未传完连接就已结束",
    r"no such host": "域名不存在",
    r"connection refused": "连接被拒绝",
    r"connection closed": "连接已关闭",
    r"connection lost": "连接中断",
    r"connection reset": "连接被重置",
    r"connection closed without an answer": "连接关闭，没有响应",
    r"no such scheme": "不支持的协议",
    r"no handler for this scheme": "不支持的协议",
    r"more or longer headers than any server needs": "响应头过多或过长",
    r"TLS certificate is for another host": "TLS 证书属于其他主机",
    r"TLS certificate is not valid": "TLS 证书无效",
    r"TLS failed": "TLS 连接失败",
    r"TLS failed: the server speaks only outdated versions(?: of it)?": (
        "TLS 连接失败：服务器只支持过时的版本"
    ),
    r"no TLS there; does the server speak http:// only\?": "没有 TLS；服务器是否只支持 http://？",
    r"the answer is not HTTP": "响应不是 HTTP",
    r"the answer's headers make no sense": "响应头有误",
    r"the proxy wants a name and a password: (.*)": "代理要求用户名和密码：{}",
    r"the proxy answers HTTP (\d+)": "代理返回 HTTP {}",
    r"no tunnel": "无法建立代理隧道",
}
"""A fixed wording -> the same in Chinese, with what its groups hold."""

Row = tuple[re.Pattern[str], str]


@cache
def _table() -> list[Row]:
    meanings = {re.escape(MEANINGS[name]): text for name, text in MEANINGS_ZH.items()}
    return [(re.compile(said, re.S), text) for said, text in {**FAULTS_ZH, **meanings}.items()]


def fault_words(fault: str, language: Language) -> str:
    """A fault of a record; what has no words in the language stands as it is."""
    if language == "en":
        return fault
    for pattern, text in _table():
        if found := pattern.fullmatch(fault):
            return text.format(*(fault_words(group, language) for group in found.groups()))
    return fault


def cause_words(cause: str, language: Language) -> str:
    """A cause of failures."""
    return CAUSES[cause][language] if cause in CAUSES else fault_words(cause, language)


def end_words(reason: str, language: Language) -> str:
    """Why a run ended before it was through; Scrapy's own reasons stand as they are."""
    return ENDS[reason][language] if reason in ENDS else reason


def meaning(outcome: str, language: Language) -> str:
    """What an address's outcome means; "" for one of another version."""
    texts = MEANINGS if language == "en" else MEANINGS_ZH
    return next((text for name, text in texts.items() if name == outcome), "")
