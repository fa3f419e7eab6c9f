"""The words of health: what a monitor's finding says to a person, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from newsbot.health.findings import Finding

Language = Literal["en", "zh"]

FIELDS_ZH: Mapping[str, str] = {
    "title": "标题",
    "summary": "摘要",
    "published_at": "发布时间",
    "category": "分类",
    "view_count": "阅读量",
    "source": "来源",
    "authors": "作者",
    "editors": "编辑",
    "text": "正文",
    "body": "正文",
    "images": "图片",
    "tags": "标签",
    "related": "相关",
}

SAYS: Mapping[str, Mapping[Language, str]] = {
    "lost": {
        "en": "the run that began at {began} UTC was killed before its end",
        "zh": "{began} UTC 开始的运行在结束前被终止",
    },
    "failed": {"en": "the run failed: {fault}", "zh": "运行失败:{fault}"},
    "empty": {
        "en": "{n} listing pages were read, but no link on them is an article's",
        "zh": "读取了 {n} 个列表页,其中没有任何文章链接",
    },
    "few": {
        "en": "{n} new articles in {hours} hours; they usually bring {usual}, {least} at least",
        "zh": "{hours} 小时内只有 {n} 篇新文章;同一时段通常有 {usual} 篇,最少 {least} 篇",
    },
    "errors": {
        "en": "{n} of {of} pages failed, mostly {cause}",
        "zh": "{of} 个页面中有 {n} 个失败,主要原因:{cause}",
    },
    "refusals": {
        "en": "the site refuses us: {n} pages were {kind} pages",
        "zh": "网站拒绝访问:{n} 个页面属于 {kind}",
    },
    "robots": {
        "en": "robots.txt forbids {n} of {of} addresses that used to be allowed",
        "zh": "robots.txt 禁止了 {of} 个地址中的 {n} 个,以前是允许的",
    },
    "coverage": {
        "en": "{field}: only {now[0]} of {now[1]} articles have one, usually {usual_percent} %",
        "zh": "{field_zh}:{now[1]} 篇文章中只有 {now[0]} 篇有值,通常为 {usual_percent} %",
    },
    "rules": {
        "en": "{field}: {rule!r} gave {now[0]} of {now[1]} values (usually {usual_percent} %), "
        "{instead!r} stands in",
        "zh": "{field_zh}:规则 {rule!r} 只给出 {now[1]} 个值中的 {now[0]} 个"
        "(通常 {usual_percent} %),由 {instead!r} 代替",
    },
    "equal": {
        "en": "{field}: all {n} values are the same",
        "zh": "{field_zh}:{n} 个值全部相同",
    },
    "dates/future": {
        "en": "{n} of {of} new articles are dated in the future",
        "zh": "{of} 篇新文章中有 {n} 篇的日期在未来",
    },
    "dates/old": {
        "en": "all {n} new articles are old: the youngest is of {days} days ago",
        "zh": "{n} 篇新文章全部过旧:最新的也是 {days} 天前的",
    },
    "gap": {
        "en": "{category}: {at_most_or_some} articles of {since} to {until} may be missing",
        "zh": "分类 {category}:{since} 至 {until} 之间可能缺少 {at_most_or_some} 篇文章",
    },
    "views": {
        "en": "view counts stand still: none of {n} articles seen again had more",
        "zh": "阅读量不再增长:再次看到的 {n} 篇文章都没有变化",
    },
    "slow": {
        "en": "pages take {seconds:.1f} s (median), usually {usual} s",
        "zh": "页面耗时中位数 {seconds:.1f} 秒,通常为 {usual} 秒",
    },
    "stale": {
        "en": "half of the new articles were kept more than {minutes} minutes after they appeared "
        "(p95 is usually {usual})",
        "zh": "一半新文章在出现 {minutes} 分钟以后才被收录(p95 通常为 {usual} 分钟)",
    },
    "lines": {
        "en": "{lines} lines were written for {articles} articles",
        "zh": "{articles} 篇文章只写出了 {lines} 行",
    },
    "overdue": {
        "en": "the last run was at {last} UTC; the next was due at {since}",
        "zh": "上次运行在 {last} UTC;下次运行应在 {since}",
    },
}
"""Monitor, or its key -> the sentence."""

DOES: Mapping[str, Mapping[Language, str]] = {
    "lost": {
        "en": "it is run again by itself; see its log, and memory and time limits",
        "zh": "会自动重新运行;请查看日志以及内存和时间限制",
    },
    "failed": {"en": "see the run's log", "zh": "请查看运行日志"},
    "empty": {
        "en": "open the listing; `newsbot check SITE` shows what is found, set article_links",
        "zh": "打开列表页;用 `newsbot check SITE` 查看识别结果,并调整 article_links",
    },
    "few": {
        "en": "open the listing and compare; the site may rest, or hide articles from us",
        "zh": "打开列表页对比;网站可能停更,或对我们隐藏了文章",
    },
    "errors": {
        "en": "open one of the pages; if the site is down this ends by itself",
        "zh": "打开其中一个页面;如果网站故障,恢复后会自动解除",
    },
    "refusals": {
        "en": "ask less often (every, DOWNLOAD_DELAY), set NEWSBOT_CONTACT, or ask the site",
        "zh": "降低频率(every、DOWNLOAD_DELAY),设置 NEWSBOT_CONTACT,或联系网站",
    },
    "robots": {
        "en": "read the site's robots.txt; newsbot obeys it",
        "zh": "查看网站的 robots.txt;newsbot 会遵守",
    },
    "coverage": {
        "en": "`newsbot check SITE` shows what each rule found; correct the field's selector",
        "zh": "用 `newsbot check SITE` 查看各规则的结果,修正该字段的选择器",
    },
    "rules": {
        "en": "the page has probably changed: correct the selector, then record a new case",
        "zh": "页面很可能改版:修正选择器,然后录制新的用例",
    },
    "equal": {
        "en": "the selector probably hits something that all pages share",
        "zh": "选择器很可能命中了所有页面共有的内容",
    },
    "dates": {
        "en": "check time_zone and the date's selector",
        "zh": "检查 time_zone 和日期选择器",
    },
    "gap": {
        "en": "the next runs walk deeper by themselves; --pages goes further still",
        "zh": "后续运行会自动翻得更深;可用 --pages 再加深",
    },
    "views": {
        "en": "check the selector of view_count, and whether the site still counts",
        "zh": "检查 view_count 的选择器,以及网站是否仍在计数",
    },
    "slow": {"en": "ask less often, or wait", "zh": "降低频率或等待"},
    "stale": {
        "en": "lower the site's `every`, raise --jobs, or look for what holds the schedule up",
        "zh": "缩短 `every`,增加 --jobs,或查找调度变慢的原因",
    },
    "lines": {
        "en": "`newsbot export -O FILE` writes the store anew; please report this as a bug",
        "zh": "用 `newsbot export -O FILE` 从存储重新导出;请报告此错误",
    },
    "overdue": {
        "en": "is `newsbot schedule` running, or its timer?",
        "zh": "`newsbot schedule` 或其定时器是否在运行?",
    },
}
"""Monitor -> what to do."""

LEVELS_ZH: Mapping[str, str] = {"error": "错误", "warning": "警告"}


def sentence(finding: Finding, language: Language = "en") -> str:
    """What is wrong, in one sentence without a full stop."""
    says = SAYS.get(finding.key) or SAYS[finding.monitor]
    return says[language].format_map(_said(finding, language))


def advice(finding: Finding, language: Language = "en") -> str:
    """What a person can do about it."""
    return DOES[finding.monitor][language]


def _said(finding: Finding, language: Language) -> dict[str, Any]:
    said = dict(finding.said)
    if "field" in said:
        said["field_zh"] = FIELDS_ZH.get(said["field"], said["field"])
    if "usual" in said and isinstance(said["usual"], (list, tuple)):
        had, of = said["usual"]
        said["usual_percent"] = round(100 * had / of) if of else 0
    if "at_most" in said:
        some = {"en": "some", "zh": "一些"}[language]
        most = {"en": "up to {}", "zh": "最多 {}"}[language].format(said["at_most"])
        said["at_most_or_some"] = some if said["at_most"] is None else most
    return said
