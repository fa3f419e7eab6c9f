"""Pages in the shapes of more Chinese sites, each with one thing that was once read wrongly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pages import FOOT, NAV, links, page, paragraphs
from texts import Story


@dataclass(frozen=True)
class Told:
    """What a page prints: the truth."""

    html: str
    body: str
    title: str
    date: str
    source: str | None
    authors: tuple[str, ...]


Shape = Callable[[Story], Told]
SHAPES: dict[str, Shape] = {}


def shape(make: Shape) -> Shape:
    SHAPES[make.__name__] = make
    return make


def told(s: Story, html: str, **other: object) -> Told:
    facts: dict[str, object] = {
        "body": s.body,
        "title": s.title,
        "date": s.date,
        "source": s.source,
        "authors": (s.author,),
    }
    return Told(html, **(facts | other))  # type: ignore[arg-type]


def rest(s: Story) -> str:
    return f"<div class='list'><h3>相关推荐</h3><ul>{links(s.others)}</ul></div>{FOOT}"


@shape
def facts_in_the_headline(s: Story) -> Told:
    """A system of many small sites: date and source stand in a span of the h1."""
    body = (
        f"{NAV}<div id='Article'><h1>{s.title}<br />"
        f"<span>{s.date}:46&nbsp;&nbsp;来源：{s.source}&nbsp;"
        "&nbsp;评论：<a>0</a> 点击：<span>54</span></span></h1>"
        f"<div class='content'>{paragraphs(s)}</div>"
        f"</div>{rest(s)}"
    )
    return told(s, page(s, " - 望潮 - 望潮传媒网", body), authors=())


@shape
def clock_in_the_headline(s: Story) -> Told:
    """An hour stands in a span of the h1, and not in <title>: it is printed as a part of it."""
    text = f"<div>{s.date}　來源：{s.source}</div><div>{paragraphs(s)}</div>{rest(s)}"
    body = f"<h1>{s.title} <span>【16:15】</span></h1>{text}"
    return told(s, page(s, " - 望潮電子報", body), title=f"{s.title} 【16:15】", authors=())


@shape
def facts_nested(s: Story) -> Told:
    """A line of facts whose values hang in elements of their own; points without a full stop."""
    points = ("键数：82", "电池：4000mAh", "重量：约 1.1kg", "轴体：线性 / 段落")
    body = (
        f"{NAV}<div class='content'><h1>{s.title}</h1><span id='fn'>"
        f"<span class='tt'>{s.date}:10</span> "
        f"来源：<span><a>{s.source}</a></span> 作者：<span><strong>{s.author}</strong>"
        "</span> 评论：<span>37"
        f"</span></span><div class='post_content'>{paragraphs(s)}<ul>"
        f"{''.join(f'<li>{point}</li>' for point in points)}</ul><p>"
        "广告声明：文内含有的对外跳转链接（包括不限于"
        "超链接、二维码、口令等形式），用于传递更多信息，节省甄选时间，结果仅供参考。</p>"
        f"</div></div>{rest(s)}"
    )
    return told(s, page(s, " - 芦荻之屋", body), body="\n".join((s.body, *points)))


@shape
def medium_beside_the_date(s: Story) -> Told:
    """A phone's page: the medium stands beside the date without a label."""
    s = replace(s, source="青岚晚报")
    body = (
        f"<article><h1>{s.title}</h1><div class='info'><span>{s.source}</span><span>{s.date}</span>"
        f"<a>我要评论(<i>3</i>)</a></div>{paragraphs(s)}<div>"
        "特别声明：以上内容仅代表作者本人观点。</div>"
        f"</article>{rest(s)}"
    )
    return told(s, page(s, "_手机望潮网", body), authors=())


@shape
def account_and_machine(s: Story) -> Told:
    """A machine's summary above the text, and a line that says from which account it came."""
    line = f"本文来自微信公众号：{s.source}（ID：szx2020），作者：{s.author}，题图来自：视觉某国"
    body = (
        f"<h1>{s.title}</h1><div>{s.date}</div><div class='ai'><div>AI摘要</div><p>"
        "文章讲述了这项改造的经过，"
        "分析了资金来源与居民意见，并介绍了下一步的计划。</p><div>"
        "内容由AI生成，仅供参考</div></div><div class='con'>"
        f"<p>{line}</p>{paragraphs(s)}</div>{rest(s)}"
    )
    return told(s, page(s, "-双塔蔷薇", body))


@shape
def opening(s: Story) -> Told:
    """The reporters stand in brackets where the text begins, and nowhere else."""
    first = f"【落霞网】（记者 {s.author}）{s.paragraphs[0]}"
    s = replace(s, source="落霞网", paragraphs=(first, *s.paragraphs[1:]))
    text = f"<div class='text'>{paragraphs(s)}</div>{rest(s)}"
    body = f"{NAV}<h1>{s.title}</h1><div>{s.date}</div>{text}"
    return told(s, page(s, "", body))


@shape
def reporter_and_captions(s: Story) -> Told:
    """A Taiwanese page: captions that point up, the reporter on a line, an offer of an app."""
    caption = f"<p><strong>▲新完工的步道。（圖／記者{s.author}攝）</strong></p>"
    body = (
        f"<article><h1>{s.title}</h1><time>{s.date}</time><div class='story'>{caption}<p>"
        f"記者{s.author}／"
        f"雲泊報導</p>{paragraphs(s)}<p>"
        "不用抽 不用搶 現在用APP看新聞 保證天天中獎 點我下載APP</p><p>---</p></div>"
        f"</article>{rest(s)}"
    )
    return told(s, page(s, " | 生活", body), source=None)


@shape
def zone_before_the_clock(s: Story) -> Told:
    """The zone's name stands between day and hour."""
    day, clock = s.date.split()
    text = f"<div id='lower'>{paragraphs(s)}</div>{rest(s)}"
    body = f"<h2>{s.title}</h2><div>{day} HKT {clock}</div>{text}"
    return told(s, page(s, " - 鳴潮電台", body), source=None, authors=())


@shape
def clock_in_an_attribute(s: Story) -> Told:
    """A day is printed, its hour is stated; the author's line holds the day as well."""
    day = s.date[:10]
    body = (
        f"<h1>{s.title}</h1><div class='byline'><address>{s.author}</address>"
        f" <time datetime='{s.date}:33'>"
        f"{day}</time></div><section>{paragraphs(s, 'div')}</section>{rest(s)}"
    )
    return told(s, page(s, " - 苍溪中文网", body), source=None)


@shape
def unfolded(s: Story) -> Told:
    """A phone's page that hides most of a text behind a button, and invites to the comments."""
    s = replace(s, paragraphs=s.paragraphs[:4], source="望潮融媒")
    shown, hidden = (
        paragraphs(replace(s, paragraphs=part)) for part in (s.paragraphs[:1], s.paragraphs[1:])
    )
    body = (
        f"<h2>{s.title}</h2><div>{s.source}</div><div>{s.date}</div><section>"
        f"<div>{shown}</div><div>{hidden}"
        "</div><div>展开剩余<em>63%</em></div></section><div>"
        f"打开客户端，查看全部评论</div>{rest(s)}"
    )
    return told(s, page(s, "_手机南渡网", body), authors=())


@shape
def verses(s: Story) -> Told:
    """A poem: no line looks like a text."""
    lines = "旧书桌上有一枚 纽扣大小的 月亮。 父亲说那是 粮站发的 票根。".split()
    lines += ["我把它夹进", "第七页", "河水便", "绕过了村庄。"]
    body = (
        f"{NAV}<h1>{s.title}</h1><div>{s.date}　来源：{s.source}　作者：{s.author}</div>"
        "<div class='con'>"
        f"{''.join(f'<p align=center>{line}</p>' for line in lines)}</div>{rest(s)}"
    )
    return told(s, page(s, "_文艺副刊", body), body="\n".join(lines))


@shape
def reports(s: Story) -> Told:
    """A live page: a sentence an entry, between hours and buttons."""
    said = [f"{text.split('。')[0]}。" for text in s.paragraphs]
    entries = "".join(
        f"<li class='lv'><div class='t'>{17 - n}:05</div><div class='c'><p>{text}</p>"
        "</div><div>点赞</div></li>"
        for n, text in enumerate(said)
    )
    body = (
        f"{NAV}<h1>直播｜{s.title}</h1><div><span>{s.date}</span><span>"
        f"来源：{s.source}</span></div>"
        f"<ul class='lvs'>{entries}</ul>{rest(s)}"
    )
    title = f"直播｜{s.title}"
    return told(
        s, page(replace(s, title=title), "", body), body="\n".join(said), title=title, authors=()
    )


@shape
def lines_of_names(s: Story) -> Told:
    """Who wrote and edited stands below the text, without colons."""
    body = (
        f"{NAV}<h1>{s.title}</h1><div>{s.date}　来源：{s.source}</div>"
        f"<div class='txt'>{paragraphs(s)}"
        f"<p>{s.source}记者 {s.author}</p><p>编辑 方景行 校对 苗乐天</p><p>"
        f"（{s.source}）</p></div>{rest(s)}"
    )
    return told(s, page(s, "", body))
