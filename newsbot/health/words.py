"""The words of health: what a monitor's finding says to a person, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsbot.health.faults import cause_words, fault_words
from newsbot.health.findings import Finding
from newsbot.health.language import Language

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
    "language": "语言",
    "canonical_url": "规范网址",
    "alternates": "其他网址",
    "modified_at": "修改时间",
    "access": "阅读权限",
}

KINDS: Mapping[str, Mapping[Language, str]] = {
    "challenge": {"en": "a test for robots (captcha)", "zh": "人机验证"},
    "blocked": {"en": "a block", "zh": "封禁页"},
    "icp": {"en": "a notice that the site is not registered (ICP)", "zh": "ICP 备案提示"},
    "maintenance": {"en": "a notice of maintenance", "zh": "维护公告"},
    "parked": {"en": "a domain for sale", "zh": "域名出售页"},
    "javascript": {"en": "an empty page that wants JavaScript", "zh": "需要 JavaScript 的空页面"},
}
"""Kinds of refusal that speak of a site."""

SAYS: Mapping[str, Mapping[Language, str]] = {
    "lost": {
        "en": "the run that began at {began} UTC ended without a word: it was killed, ran out of "
        "memory or time, or the machine went down",
        "zh": "{began} UTC 开始的运行意外终止：进程被杀、超出内存或时间限制，或机器停机",
    },
    "failed": {"en": "the run failed: {fault}", "zh": "运行失败：{fault}"},
    "empty": {
        "en": "no article was found on {n_listing_pages} that {were} read",
        "zh": "读取了 {n} 个列表页，没有找到任何文章链接",
    },
    "few": {
        "en": "only {n} new articles in {hours} hours; in these hours of other days there are "
        "usually {usual}, never fewer than {least}",
        "zh": "{hours} 小时内只有 {n} 篇新文章；其他日子的同一时段通常有 {usual} 篇，"
        "最少 {least} 篇",
    },
    "errors": {
        "en": "{n} of {of} pages failed (most often: {cause_words})",
        "zh": "{of} 个页面中有 {n} 个失败（主要原因：{cause_words}）",
    },
    "refusals": {
        "en": "the site turns newsbot away: {n_times} it sent {kind_words} instead of the page",
        "zh": "网站拒绝访问：{n} 次返回的不是所请求的页面，而是{kind_words}",
    },
    "robots": {
        "en": "robots.txt forbids {n} of {of} addresses",
        "zh": "robots.txt 禁止了 {of} 个地址中的 {n} 个",
    },
    "robots/unreachable": {
        "en": "robots.txt could not be had ({why}), so {n} of {of} addresses were left alone",
        "zh": "无法取得 robots.txt（{why}），因此 {of} 个地址中有 {n} 个未抓取",
    },
    "coverage": {
        "en": "{field}: {now_or_none} of {now[1]} articles have a value, usually "
        "{usual_percent} % do",
        "zh": "{field_zh}：{now[1]} 篇文章中只有 {now[0]} 篇有值，通常为 {usual_percent}%",
    },
    "rules": {
        "en": "{field}: the rule {rule!r} found {now[0]} of {now[1]} values, usually "
        "{usual_percent} %; {instead!r} stands in for it",
        "zh": "{field_zh}：规则 {rule!r} 只取得 {now[1]} 个值中的 {now[0]} 个"
        "（通常 {usual_percent}%），其余由 {instead!r} 代替",
    },
    "layout": {
        "en": "the layout of the pages has probably changed: {told_parts}",
        "zh": "页面很可能已改版：{told_parts}",
    },
    "equal": {
        "en": "{field}: all {n} values are the same, which is not usual",
        "zh": "{field_zh}：{n} 个值全部相同，以前不是这样",
    },
    "dates/future": {
        "en": "{n} of {of} new articles are dated in the future",
        "zh": "{of} 篇新文章中有 {n} 篇的日期在未来",
    },
    "dates/old": {
        "en": "all {n} new articles are old: the youngest is of {days} days ago",
        "zh": "{n} 篇新文章全部过旧：最新的也是 {days} 天前的",
    },
    "gap": {
        "en": "{category}: {at_most_or_some} articles that appeared between {since} and {until} "
        "UTC may be missing",
        "zh": "分类 {category}：{since} 至 {until} UTC 之间出现的文章可能缺少{at_most_or_some}篇",
    },
    "views": {
        "en": "view counts stand still: none of {n} articles that were seen again had more views",
        "zh": "阅读量不再增长：再次看到的 {n} 篇文章都没有变化",
    },
    "slow": {
        "en": "half of the pages take longer than {seconds:.1f} s, usually {usual} s",
        "zh": "半数页面耗时超过 {seconds:.1f} 秒，通常为 {usual} 秒",
    },
    "stale": {
        "en": "half of the new articles were kept later than {minutes} minutes after they "
        "appeared; usually 95 % are kept within {usual}",
        "zh": "半数新文章在出现 {minutes} 分钟以后才被收录；通常 95% 在 {usual} 分钟内收录",
    },
    "lines": {
        "en": "{lines} lines were written to the file for {articles} articles",
        "zh": "{articles} 篇文章只向文件写出了 {lines} 行",
    },
    "overdue": {
        "en": "there was no run since {last} UTC: the site is overdue",
        "zh": "自 {last} UTC 以来没有运行，已逾期",
    },
}
"""Monitor, or its key -> the sentence."""

PARTS: Mapping[str, Mapping[Language, str]] = {
    "coverage": {
        "en": "{now_or_none} of {now[1]} articles have {field}, usually {usual_percent} %",
        "zh": "{field_zh}在 {now[1]} 篇文章中只有 {now[0]} 篇有值，通常为 {usual_percent}%",
    },
    "rules": {
        "en": "{field} comes from {instead!r}, no longer from {rule!r}",
        "zh": "{field_zh}改由 {instead!r} 取得，不再是 {rule!r}",
    },
}
"""Monitor -> what it says as a part of "layout"."""

DOES: Mapping[str, Mapping[Language, str]] = {
    "lost": {
        "en": "what it had kept is safe, and the schedule runs it again; if that happens often, "
        "see its log (`newsbot runs {run}`), NEWSBOT_CHILD_MB and NEWSBOT_RUN_MINUTES",
        "zh": "已收录的内容不会丢失，计划任务会自动重新运行；若经常发生，请查看日志"
        "（`newsbot runs {run}`）以及 NEWSBOT_CHILD_MB 和 NEWSBOT_RUN_MINUTES",
    },
    "failed": {
        "en": "see the run's log; `newsbot runs {run}` says where it is",
        "zh": "请查看运行日志；`newsbot runs {run}` 会给出位置",
    },
    "empty": {
        "en": "open the listing; `newsbot check {site}` shows what is found: probably what "
        "the site's file says of it (article_links, article_path, data) no longer fits",
        "zh": "打开列表页；用 `newsbot check {site}` 查看识别结果：很可能网站文件中的"
        " article_links、article_path 或 data 已不再匹配",
    },
    "few": {
        "en": "open the listing and compare: perhaps the site rests, or hides articles from "
        "newsbot",
        "zh": "打开列表页对比：网站可能停更，或对 newsbot 隐藏了文章",
    },
    "errors": {
        "en": "open one of the pages; `newsbot check {site}` shows what is found on them; if the "
        "site is down, this ends by itself",
        "zh": "打开其中一个页面；用 `newsbot check {site}` 查看识别结果；"
        "如果网站故障，恢复后会自动解除",
    },
    "refusals": {
        "en": "ask less often (`every` and DOWNLOAD_DELAY), say who you are (NEWSBOT_CONTACT), "
        "or ask the site for leave",
        "zh": "降低频率（`every` 和 DOWNLOAD_DELAY），用 NEWSBOT_CONTACT 说明身份，或联系网站",
    },
    "robots": {
        "en": "read the site's robots.txt; newsbot obeys it and fetches nothing that it forbids",
        "zh": "查看网站的 robots.txt；newsbot 会遵守，不抓取被禁止的内容",
    },
    "robots/unreachable": {
        "en": "is the address right, the site up, and does this machine reach it? If the site is "
        "down, this ends by itself",
        "zh": "请检查地址是否正确、网站是否正常、本机能否访问；如果网站故障，恢复后会自动解除",
    },
    "coverage": {
        "en": "`newsbot check {site}` shows what each rule finds; declare or correct the field's "
        "selector in the site's file",
        "zh": "用 `newsbot check {site}` 查看各规则的结果，在网站文件中添加或修正该字段的选择器",
    },
    "rules": {
        "en": "the site's pages have probably changed: correct the selector in the site's file, "
        "then record a new case (`newsbot record`)",
        "zh": "网站很可能改版：修正网站文件中的选择器，然后录制新的用例（`newsbot record`）",
    },
    "layout": {
        "en": "`newsbot check {site}` shows what each rule finds; correct the selectors in the "
        "site's file, then record a new case (`newsbot record`)",
        "zh": "用 `newsbot check {site}` 查看各规则的结果，修正网站文件中的选择器，"
        "然后录制新的用例（`newsbot record`）",
    },
    "equal": {
        "en": "the selector probably hits something that all pages share",
        "zh": "选择器很可能命中了所有页面共有的内容",
    },
    "dates": {
        "en": "check time_zone and the selector of published_at in the site's file",
        "zh": "检查网站文件中的 time_zone 和 published_at 选择器",
    },
    "gap": {
        "en": "the next runs read more pages of the listing by themselves; a shorter `every` "
        "avoids it, `newsbot crawl {site} --pages 50` reads further back",
        "zh": "后续运行会自动读取更多列表页；缩短 `every` 可避免缺口，"
        "`newsbot crawl {site} --pages 50` 可继续向前翻",
    },
    "views": {
        "en": "check the selector of view_count, and whether the site still counts",
        "zh": "检查 view_count 的选择器，以及网站是否仍在计数",
    },
    "slow": {
        "en": "ask less often (`every` and DOWNLOAD_DELAY), or wait until it is over",
        "zh": "降低频率（`every` 和 DOWNLOAD_DELAY），或等待恢复",
    },
    "stale": {
        "en": "shorten the site's `every`, raise --jobs, or look for what holds the schedule up",
        "zh": "缩短网站的 `every`，增加 --jobs，或查找调度变慢的原因",
    },
    "lines": {
        "en": "`newsbot export -O FILE` writes them from the store; please report this as a bug",
        "zh": "用 `newsbot export -O FILE` 从存储重新导出；请报告此错误",
    },
    "overdue": {
        "en": "is `newsbot schedule`, or its timer, still running?",
        "zh": "`newsbot schedule` 或其定时器是否仍在运行？",
    },
}
"""Monitor, or its key -> what to do; `{site}` and `{run}` are the trouble's."""

NO_MORE: Mapping[Language, str] = {
    "en": "the listing ends there and shows no more, as feeds do: a shorter `every` avoids it",
    "zh": "列表（如 feed）到此为止，不再显示更早的文章：缩短 `every` 可避免缺口",
}
"""What to do about a gap that no further page can close."""


def sentence(finding: Finding, language: Language = "en") -> str:
    """What is wrong, in one sentence without a full stop."""
    says = SAYS.get(finding.key) or SAYS[finding.monitor]
    return says[language].format_map(_said(finding, language))


def advice(finding: Finding, language: Language = "en", *, site: str, run: int) -> str:
    """What a person can do about a finding of a run of a site."""
    shows_no_more = finding.monitor == "gap" and finding.said.get("ended")
    does = NO_MORE if shows_no_more else DOES.get(finding.key) or DOES[finding.monitor]
    return does[language].format(site=site, run=run)


def _said(finding: Finding, language: Language) -> dict[str, Any]:
    said = dict(finding.said)
    if "field" in said:
        said["field_zh"] = FIELDS_ZH.get(said["field"], said["field"])
    if "usual" in said and isinstance(said["usual"], (list, tuple)):
        had, of = said["usual"]
        said["usual_percent"] = round(100 * had / of) if of else 0
        said["now_or_none"] = said["now"][0] or "none"
    if "parts" in said:
        told = (
            PARTS[part.monitor][language].format_map(_said(part, language))
            for part in said["parts"]
        )
        said["told_parts"] = {"en": "; ", "zh": "；"}[language].join(told)
    if "n" in said:
        once = said["n"] == 1
        said["n_times"] = "once" if once else f"{said['n']} times"
        said["n_listing_pages"] = "1 listing page" if once else f"{said['n']} listing pages"
        said["were"] = "was" if once else "were"
    if cause := said.get("cause"):
        said["cause_words"] = cause_words(cause, language)
    for name in ("fault", "why"):
        if name in said:
            said[name] = fault_words(said[name], language)
    if kind := said.get("kind"):
        said["kind_words"] = KINDS[kind][language] if kind in KINDS else kind
    if "at_most" in said:
        some = {"en": "some", "zh": "若干"}[language]
        most = {"en": "up to {}", "zh": "最多 {} "}[language].format(said["at_most"])
        said["at_most_or_some"] = some if said["at_most"] is None else most
    return said
