"""The labels of the report page, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from newsbot.health.words import Language

LABELS: Mapping[str, Mapping[Language, str]] = {
    "title_run": {"en": "{site}: run {run}", "zh": "{site}:第 {run} 次运行"},
    "title_all": {"en": "All sites", "zh": "全部网站"},
    "problems": {"en": "Problems", "zh": "问题"},
    "no_problems": {"en": "Nothing is wrong.", "zh": "没有发现问题。"},
    "since": {"en": "since", "zh": "始于"},
    "do": {"en": "What to do", "zh": "处理办法"},
    "error": {"en": "error", "zh": "错误"},
    "warning": {"en": "warning", "zh": "警告"},
    "began": {"en": "Began", "zh": "开始"},
    "took": {"en": "Took", "zh": "用时"},
    "outcome": {"en": "Outcome", "zh": "结果"},
    "why": {"en": "Why", "zh": "原因"},
    "arguments": {"en": "Arguments", "zh": "参数"},
    "versions": {"en": "Versions", "zh": "版本"},
    "log": {"en": "Log", "zh": "日志"},
    "finished": {"en": "finished", "zh": "完成"},
    "failed": {"en": "failed", "zh": "失败"},
    "interrupted": {"en": "interrupted", "zh": "中断"},
    "lost": {"en": "lost", "zh": "丢失"},
    "running": {"en": "running", "zh": "运行中"},
    "new": {"en": "new", "zh": "新增"},
    "updated": {"en": "updated", "zh": "更新"},
    "known": {"en": "known", "zh": "已知"},
    "duplicate": {"en": "duplicate", "zh": "重复"},
    "failures": {"en": "failed", "zh": "失败"},
    "freshness": {"en": "freshness p50 / p95", "zh": "时效 p50 / p95"},
    "over_time": {"en": "New articles over time", "zh": "新文章随时间变化"},
    "per_bin": {"en": "each bar: {span}; highest: {top}", "zh": "每柱 {span};最高 {top}"},
    "by_category": {"en": "By category", "zh": "按分类"},
    "category": {"en": "Category", "zh": "分类"},
    "pages": {"en": "pages", "zh": "页数"},
    "entries": {"en": "entries", "zh": "条目"},
    "fields": {"en": "Fields and the rules behind them", "zh": "字段及其规则"},
    "field": {"en": "Field", "zh": "字段"},
    "now": {"en": "Now", "zh": "本次"},
    "usual": {"en": "Usually", "zh": "通常"},
    "rules_now": {"en": "Rules now", "zh": "本次规则"},
    "rules_usual": {"en": "Rules usually", "zh": "通常规则"},
    "outcomes": {"en": "Addresses by outcome", "zh": "地址结果"},
    "meaning": {"en": "Meaning", "zh": "含义"},
    "count": {"en": "Count", "zh": "数量"},
    "causes": {"en": "Failures by cause", "zh": "失败原因"},
    "duplicates": {"en": "Duplicates", "zh": "重复文章"},
    "copy_of": {"en": "copy of", "zh": "与此重复:"},
    "slowest": {"en": "Slowest pages", "zh": "最慢页面"},
    "seconds": {"en": "Seconds", "zh": "秒"},
    "address": {"en": "Address", "zh": "地址"},
    "leaders": {"en": "Most viewed", "zh": "阅读量最高"},
    "views": {"en": "Views", "zh": "阅读量"},
    "article": {"en": "Article", "zh": "文章"},
    "gaps": {"en": "Gaps", "zh": "缺口"},
    "from": {"en": "From", "zh": "从"},
    "until": {"en": "Until", "zh": "到"},
    "at_most": {"en": "At most", "zh": "最多"},
    "unknown": {"en": "unknown", "zh": "未知"},
    "none": {"en": "none", "zh": "无"},
    "earlier": {"en": "Earlier runs", "zh": "之前的运行"},
    "run": {"en": "Run", "zh": "运行"},
    "site": {"en": "Site", "zh": "网站"},
    "sites": {"en": "Sites", "zh": "网站"},
    "last_run": {"en": "Last run", "zh": "上次运行"},
    "last_day": {"en": "24 hours", "zh": "24 小时"},
    "made": {
        "en": "made {at} by newsbot {version}; times are UTC",
        "zh": "由 newsbot {version} 于 {at} 生成;时间为 UTC",
    },
    "language": {"en": "en", "zh": "zh-Hans"},
}


def label(name: str, language: Language, **said: object) -> str:
    """A label with what it speaks of; raises KeyError for a name that is none."""
    text = LABELS[name][language]
    return text.format(**said) if said else text
