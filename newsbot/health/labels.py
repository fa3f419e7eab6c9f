"""The labels of the report page, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.health.language import Language

LABELS: Mapping[str, Mapping[Language, str]] = {
    "title_run": {"en": "{site}: run {run}", "zh": "{site}：第 {run} 次运行"},
    "run_number": {"en": "run {run}", "zh": "第 {run} 次运行"},
    "title_all": {"en": "All sites", "zh": "全部网站"},
    "problems": {"en": "Problems", "zh": "问题"},
    "no_problems": {"en": "Nothing is wrong.", "zh": "没有发现问题。"},
    "all_well": {
        "en": "nothing is wrong ({n} sites have run)",
        "zh": "没有发现问题（{n} 个网站运行过）",
    },
    "one_well": {"en": "nothing is wrong (1 site has run)", "zh": "没有发现问题（1 个网站运行过）"},
    "since": {"en": "since", "zh": "始于"},
    "do": {"en": "What to do", "zh": "处理办法"},
    "error": {"en": "error", "zh": "错误"},
    "warning": {"en": "warning", "zh": "警告"},
    "began": {"en": "Began", "zh": "开始"},
    "took_so_long": {"en": "took {long}", "zh": "用时 {long}"},
    "outcome": {"en": "Outcome", "zh": "结果"},
    "about": {"en": "About this run", "zh": "关于本次运行"},
    "arguments": {"en": "Asked for", "zh": "运行参数"},
    "versions": {"en": "Versions", "zh": "版本"},
    "log": {"en": "Log", "zh": "日志"},
    "finished": {"en": "finished", "zh": "完成"},
    "failed": {"en": "failed", "zh": "失败"},
    "interrupted": {"en": "interrupted", "zh": "中断"},
    "lost": {"en": "lost", "zh": "意外终止"},
    "running": {"en": "running", "zh": "运行中"},
    "new": {"en": "New", "zh": "新增"},
    "updated": {"en": "Updated", "zh": "更新"},
    "failures": {"en": "Failed", "zh": "失败"},
    "tile_new": {"en": "new articles", "zh": "新文章"},
    "tile_updated": {"en": "changed since they were kept", "zh": "收录后有改动"},
    "tile_known": {"en": "known already, not fetched again", "zh": "已收录，无需再抓取"},
    "tile_duplicate": {"en": "of the new ones repeat another", "zh": "新文章中与他文重复"},
    "tile_failed": {"en": "pages failed", "zh": "页面失败"},
    "tile_half": {
        "en": "after their appearance half were kept",
        "zh": "文章出现后，半数在此时间内收录",
    },
    "tile_most": {
        "en": "after their appearance 95 % were kept",
        "zh": "文章出现后，95% 在此时间内收录",
    },
    "sites_are": {
        "en": "Kept within: the time from an article's appearance on the site until newsbot had "
        "it, in the last run.",
        "zh": "收录于：上次运行中，从文章在网站出现到被 newsbot 收录的时间。",
    },
    "colon": {"en": ": ", "zh": "："},
    "half_within": {"en": "half kept within", "zh": "半数收录于"},
    "most_within": {"en": "95 % kept within", "zh": "95% 收录于"},
    "over_time": {"en": "New articles over time", "zh": "新文章随时间变化"},
    "chart": {
        "en": "New articles over time, for every {span}; {top} at most",
        "zh": "每 {span} 的新文章数；最多 {top}",
    },
    "per_bin": {"en": "articles in {span}, UTC", "zh": "每 {span} 篇数（UTC）"},
    "by_category": {"en": "By category", "zh": "按分类"},
    "category": {"en": "Category", "zh": "分类"},
    "pages": {"en": "Pages", "zh": "列表页"},
    "entries": {"en": "Links", "zh": "链接"},
    "fields": {"en": "Fields and the rules behind them", "zh": "字段及其规则"},
    "fields_are": {
        "en": "How many of the articles have a value, and which rule (the site's selector or a "
        "general reader) gave it.",
        "zh": "有多少文章取得了该字段的值，以及由哪条规则（网站选择器或通用读取器）取得。",
    },
    "field": {"en": "Field", "zh": "字段"},
    "now": {"en": "Now", "zh": "本次"},
    "usual": {"en": "Usually", "zh": "通常"},
    "rules_now": {"en": "Rule now", "zh": "本次规则"},
    "rules_usual": {"en": "Rule usually", "zh": "通常规则"},
    "outcomes": {"en": "What became of each address", "zh": "每个地址的结果"},
    "outcomes_are": {
        "en": "Every address that was asked for, or would have been, has exactly one outcome.",
        "zh": "每个请求过或本应请求的地址都有且只有一个结果。",
    },
    "count": {"en": "Count", "zh": "数量"},
    "causes": {"en": "Failures by cause", "zh": "失败原因"},
    "duplicates": {"en": "Duplicates", "zh": "重复文章"},
    "copy_of": {"en": "repeats", "zh": "重复于："},
    "slowest": {"en": "Slowest pages", "zh": "最慢页面"},
    "seconds": {"en": "Seconds", "zh": "秒"},
    "address": {"en": "Address", "zh": "地址"},
    "leaders": {"en": "Most viewed", "zh": "阅读量最高"},
    "views": {"en": "Views", "zh": "阅读量"},
    "article": {"en": "Article", "zh": "文章"},
    "gaps": {"en": "Gaps", "zh": "缺口"},
    "gaps_are": {
        "en": "Articles that appeared between these moments may have left the listing unseen.",
        "zh": "在这些时间之间出现的文章可能未被看到就已离开列表。",
    },
    "from": {"en": "From (UTC)", "zh": "从（UTC）"},
    "until": {"en": "Until (UTC)", "zh": "到（UTC）"},
    "at_most": {"en": "Articles, at most", "zh": "最多篇数"},
    "unknown": {"en": "unknown", "zh": "未知"},
    "earlier": {"en": "Earlier runs", "zh": "之前的运行"},
    "run": {"en": "Run", "zh": "运行"},
    "site": {"en": "Site", "zh": "网站"},
    "sites": {"en": "Sites", "zh": "网站"},
    "sites_that_ran": {"en": "sites have run", "zh": "个网站运行过"},
    "sites_unwell": {"en": "sites with problems", "zh": "个网站有问题"},
    "last_run": {"en": "Last run (UTC)", "zh": "上次运行（UTC）"},
    "new_day": {"en": "new in 24 hours", "zh": "24 小时新增"},
    "made": {
        "en": "made {at} by newsbot {version}; times are UTC",
        "zh": "由 newsbot {version} 于 {at} 生成；时间为 UTC",
    },
    "language": {"en": "en", "zh": "zh-Hans"},
}

BY_HAND = "by hand"
"""Why of a run that no schedule made."""

REASONS: Mapping[str, Mapping[Language, str]] = {
    BY_HAND: {"en": "started by hand", "zh": "手动运行"},
    "first": {"en": "the site's first run", "zh": "网站首次运行"},
    "interval": {"en": "its interval was over", "zh": "间隔已到"},
    "cron": {"en": "its cron time had come", "zh": "到达 cron 时间"},
    "rate": {"en": "new articles were probable", "zh": "预计有新文章"},
    "menu": {"en": "the daily look at the whole site", "zh": "每日全站检查"},
    "lost": {"en": "again, because the run before was lost", "zh": "上次运行意外终止，重新运行"},
    "retry": {"en": "again, because the run before failed", "zh": "上次运行失败，重试"},
    "clock": {"en": "the clock had been set back", "zh": "时钟被调回"},
}
"""Why a run was made (`schedule.due.Why`, and by hand)."""


def label(name: str, language: Language, **said: object) -> str:
    """A label with what it speaks of; raises KeyError for a name that is none."""
    text = LABELS[name][language]
    return text.format(**said) if said else text


def reason(why: str, language: Language) -> str:
    """Why a run was made; as it stands in the ledger where it is none of newsbot's reasons."""
    return REASONS[why][language] if why in REASONS else why
