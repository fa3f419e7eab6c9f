"""The labels of the interface, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.health.language import Language

LABELS: Mapping[str, tuple[str, str]] = {
    "language": ("en", "zh-Hans"),
    "skip": ("Skip to the text", "跳到正文"),
    "newest": ("Newest", "最新"),
    "stories": ("Stories", "事件"),
    "watch": ("Watch", "监控"),
    "api": ("API", "接口"),
    "search": ("Search", "搜索"),
    "search_hint": ('words, "a phrase", -without', "关键词、“短语”、-排除"),
    "filter": ("Filter", "筛选"),
    "show": ("Show", "显示"),
    "site": ("Site", "网站"),
    "category": ("Category", "分类"),
    "topic": ("Topic", "主题"),
    "source": ("Source", "来源"),
    "lang": ("Language", "语言"),
    "day": ("Day (UTC)", "日期（UTC）"),
    "order": ("Order", "排序"),
    "order_newest": ("newest first", "最新在前"),
    "order_best": ("best first", "最相关在前"),
    "all": ("all", "全部"),
    "nothing": ("Nothing here.", "没有内容。"),
    "nothing_found": (
        "Nothing found. Try fewer or shorter words, or take a filter away.",
        "没有找到文章。请换用更短的词，或去掉筛选条件。",
    ),
    "indexing": (
        "The search index is still being made: articles may be missing. Ask again in a moment.",
        "搜索索引仍在建立，可能缺少部分文章，请稍后再试。",
    ),
    "clear": ("Without filters", "清除筛选"),
    "to_newest": ("To the newest articles", "返回最新文章"),
    "comma": (", ", "、"),
    "clause": (", ", "，"),
    "colon": (": ", "："),
    "change_title": ("headline", "标题"),
    "change_text": ("text", "正文"),
    "change_numbers": ("numbers", "数字"),
    "change_live": ("there again", "恢复"),
    "change_withdrawn": ("withdrawn", "撤下"),
    "change_gone": ("gone", "消失"),
    "ended_running": ("running", "进行中"),
    "ended_finished": ("finished", "完成"),
    "ended_failed": ("failed", "失败"),
    "ended_interrupted": ("interrupted", "中断"),
    "ended_lost": ("lost", "失联"),
    "nothing_yet": ("The store is empty: crawl a site first.", "尚无文章：请先抓取网站。"),
    "results": ("Results for {text}", "“{text}”的搜索结果"),
    "older": ("Older", "更早"),
    "more": ("More", "更多"),
    "views": ("{count} views", "{count} 次阅读"),
    "picture": ("picture", "图片"),
    "original": ("Original page", "原文页面"),
    "original_link": ("original", "原文"),
    "not_full": (
        "Shown in part: the whole text needs leave (display-full).",
        "仅显示部分：显示全文需要授权（display-full）。",
    ),
    "published": ("Published", "发布时间"),
    "modified": ("Modified", "修改时间"),
    "first_seen": ("First seen", "首次发现"),
    "fetched": ("Fetched", "抓取时间"),
    "authors": ("Authors", "作者"),
    "editors": ("Editors", "编辑"),
    "status": ("Status", "状态"),
    "withdrawn": ("withdrawn", "已撤回"),
    "gone": ("gone", "已消失"),
    "tags": ("Tags", "标签"),
    "related": ("Related", "相关文章"),
    "versions": ("Versions", "版本"),
    "version": ("Version {number}", "版本 {number}"),
    "changed": ("changed: {what}", "变更：{what}"),
    "expired": ("its text has expired", "文本已过期"),
    "same_before": ("unchanged: {count} sentences", "未变：{count} 句"),
    "added": ("added", "新增"),
    "removed": ("removed", "删除"),
    "also_on": ("Also on", "另见"),
    "copy_of": ("A copy of", "转载自"),
    "overlaps": ("Overlaps with", "内容重叠"),
    "seen_at": ("first seen {at}", "首次发现于 {at}"),
    "seen_in": ("Shown by", "出现位置"),
    "place": ("page {page}, place {position}", "第 {page} 页第 {position} 条"),
    "curve": ("Views over time", "阅读量变化"),
    "curve_said": (
        "from {first} on {since} to {last} on {until}",
        "从 {since} 的 {first} 到 {until} 的 {last}",
    ),
    "provenance": ("Where each value comes from", "各字段来源"),
    "field": ("Field", "字段"),
    "rule": ("Rule", "规则"),
    "raw": ("As printed", "原样"),
    "problems": ("Problems", "问题"),
    "no_problems": ("Nothing is wrong.", "一切正常。"),
    "since": ("since {at}", "始于 {at}"),
    "sites": ("Sites", "网站"),
    "runs": ("Last runs", "最近运行"),
    "articles": ("Articles", "文章数"),
    "latest": ("Newest article", "最新文章"),
    "last_run": ("Last run", "上次运行"),
    "next_due": ("Next due", "下次运行"),
    "by_hand": ("by hand", "手动"),
    "at_once": ("now", "立即"),
    "gaps": ("Gaps", "缺口"),
    "run": ("Run", "运行"),
    "began": ("Began", "开始"),
    "outcome": ("Outcome", "结果"),
    "new": ("New", "新增"),
    "updated": ("Updated", "更新"),
    "failed": ("Failed", "失败"),
    "start": ("Start a run", "开始运行"),
    "started": ("A run of {site} was started.", "已开始运行 {site}。"),
    "log_in": ("Log in", "登录"),
    "log_out": ("Log out", "退出"),
    "token": ("Token", "令牌"),
    "token_needed": (
        "Starting runs needs a token: set NEWSBOT_WEB_TOKEN and log in.",
        "开始运行需要令牌：请设置 NEWSBOT_WEB_TOKEN 并登录。",
    ),
    "feeds": ("Feeds", "订阅"),
    "trending": ("Trending", "热点"),
    "hours": ("{count} h", "{count} 小时"),
    "sources_count": ("independent sources: {count}", "独立来源：{count}"),
    "story": ("The same event", "同一事件"),
    "velocity": ("{count} views/h", "每小时 {count} 次阅读"),
    "main": ("Main", "主导航"),
    "error_400": ("This cannot be answered", "无法处理该请求"),
    "error_403": ("This is not allowed", "不允许"),
    "error_404": ("There is no such page", "页面不存在"),
    "error_405": ("This is not allowed", "不允许"),
    "error_429": ("Too many requests", "请求过多"),
    "error_503": ("The store cannot be read", "无法读取存储"),
}
"""Name -> (English, Chinese)."""

ONE: Mapping[str, str] = {
    "views": "{count} view",
    "velocity": "{count} view/h",
    "same_before": "unchanged: {count} sentence",
}
"""Name -> the English label of a count of 1."""

REASONS: Mapping[str, str] = {
    "there is no such article": "没有这篇文章。",
    "there is no such run": "没有这次运行。",
    "there is no such site": "没有这个网站。",
    "log in with the token first": "请先用令牌登录。",
    "that is not the token": "令牌不正确。",
    "the form is out of date: load the page again": "表单已过期，请重新载入页面。",
    "the form is another site's": "表单来自其他网站。",
    "this server answers to its own names only": "服务器只应答自己的地址。",
    "only GET and HEAD": "只接受 GET 和 HEAD 请求。",
    "the address is too long": "地址过长。",
    "the request is too large": "请求过大。",
    "a form is wanted": "请用表单提交。",
    "too many requests": "请求过于频繁，请稍后再试。",
    "the store cannot be read now": "目前无法读取存储，请稍后再试。",
    'search for a word, a "phrase", or a word -without another': (
        "请搜索一个词、一个“短语”，或一个词 -排除另一个词。"
    ),
    "before: as the page before gave it": "before：须为上一页给出的值。",
    "day: a date like 2026-01-31": "day：须为 2026-01-31 这样的日期。",
    "Not Found": "没有这个地址。",
    "Method Not Allowed": "这个地址不接受这样的请求。",
}
"""What an error page says, in English -> in Chinese; what names values of its own stays English."""

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def label(name: str, language: Language, **said: object) -> str:
    """A label with what it speaks of; raises KeyError for a name that is none."""
    text = LABELS[name][LANGUAGES.index(language)]
    if language == "en" and said.get("count") in (1, "1"):
        text = ONE.get(name, text)
    return text.format(**said) if said else text


def reason(language: Language, why: str) -> str | None:
    """What an error page says in the interface's language; None where it is English only."""
    return why if language == "en" else REASONS.get(why)


def language_of(accepted: str, default: Language) -> Language:
    """The interface's language for an Accept-Language header: the first one that there is."""
    for part in accepted.lower().split(","):
        tag = part.partition(";")[0].strip()[:2]
        for language in LANGUAGES:
            if tag == language:
                return language
    return default
