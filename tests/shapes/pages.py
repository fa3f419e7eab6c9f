"""Pages in the shapes of today's Chinese news sites: their mark-up, invented texts."""

from __future__ import annotations

from collections.abc import Callable

from texts import Story

Shape = Callable[[Story], str]

SHAPES: dict[str, Shape] = {}


def shape(make: Shape) -> Shape:
    SHAPES[make.__name__] = make
    return make


def page(story: Story, site: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{story.title}{site}'
        f"</title>{head}<style>.a{{color:#333}}</style></head><body>{body}</body></html>"
    )


def links(rows: tuple[str, ...], item: str = "<li><a href='/a/{n}.html'>{t}</a></li>") -> str:
    return "".join(item.format(n=number + 100, t=text) for number, text in enumerate(rows))


def paragraphs(story: Story, tag: str = "p", attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{text}</{tag}>" for text in story.paragraphs)


CHANNELS = "首页 国内 国际 财经 体育 娱乐 科技 军事 汽车".split()
ITEMS = "".join(f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(CHANNELS))
NAV = f"<div class='nav'><ul>{ITEMS}</ul></div>"
FOOT = (
    "<div class='footer'><p>关于我们 | 联系我们 | 招聘信息 | 网站地图</p>"
    "<p>互联网新闻信息服务许可证 10120200000 违法和不良信息举报电话：010-00000000</p>"
    "<p>版权所有 未经授权不得转载</p></div>"
)


@shape
def wechat(s: Story) -> str:
    return page(
        s,
        "",
        f"<div id='js_article' class='rich_media'><div class='rich_media_inner'>"
        f"<h1 class='rich_media_title' id='activity-name'>\n{s.title}\n</h1>"
        f"<div id='meta_content' class='rich_media_meta_list'><span class='rich_media_meta rich_"
        f"media_meta_text'>{s.author}</span><span class='rich_media_meta rich_media_meta_nickname'"
        f" id='profileBt'><a id='js_name'>{s.source}</a></span>"
        f"<em id='publish_time' class='rich_media_meta rich_media_meta_text'>{s.date}</em></div>"
        f"<div class='rich_media_content' id='js_content' style='visibility: hidden;'>"
        + "".join(f"<section><p><span>{text}</span></p></section>" for text in s.paragraphs)
        + "</div><p class='rich_media_tool'>阅读原文</p></div>"
        "<div class='qr_code_pc'><p>微信扫一扫关注该公众号</p></div></div>",
        f"<meta property='og:title' content='{s.title}'><meta name='author' content='{s.author}'>"
        "<meta property='og:site_name' content='公众平台'>",
    )


@shape
def toutiao(s: Story) -> str:
    return page(
        s,
        " - 头版",
        f"<div class='main'><div class='article-content'><h1>{s.title}</h1><div class='article-meta"
        f"'><span>{s.date}</span><span class='name'>来源：{s.source}</span></div>"
        f"<article class='syl-page-article'>{paragraphs(s)}</article></div>"
        f"<div class='right-sidebar'><div class='title'>热榜</div><ul>{links(s.others)}</ul></div>"
        f"<div class='comment-area'><h3>评论 12</h3><p>写得真好，支持一下，希望多报道这样的事。</p>"
        f"</div></div>{FOOT}",
    )


@shape
def baijiahao(s: Story) -> str:
    return page(
        s,
        "",
        f"<div class='app-module_leftSection_Eaqnt'><div id='header'><div class='index-module_article"
        f"Title_28fPT'>{s.title}</div><div class='index-module_articleSource_2dw16'><p data-testid="
        f"'author-name'>来源：{s.source}</p><span>{s.date}</span></div></div>"
        f"<div class='index-module_articleWrap_2Zphx'>"
        + "".join(
            f"<div class='index-module_textWrap_3ygOc'><p><span class='bjh-p'>{text}</span></p></div>"
            for text in s.paragraphs
        )
        + f"</div><div class='index-module_related'><h3>相关推荐</h3><ul>{links(s.others)}</ul></div></div>",
    )


@shape
def netease(s: Story) -> str:
    return page(
        s,
        "|石榴_新闻频道",
        f"{NAV}<div class='post_main'><h1 class='post_title'>{s.title}</h1><div class='post_info'>"
        f"{s.date}:00　来源: <a href='#'>{s.source}</a> 举报</div><div class='post_body'>{paragraphs(s)}"
        f"</div><div class='post_author'>责任编辑：{s.author}_NN1234</div><div class='post_recommends'>"
        f"<h2>相关推荐</h2>{links(s.others)}</div></div><div class='post_side'><h3>热点新闻</h3>"
        f"<ul>{links(s.others)}</ul></div>{FOOT}",
        f"<meta property='article:published_time' content='{s.date.replace(' ', 'T')}:00+08:00'>",
    )


@shape
def sina(s: Story) -> str:
    y, m, d = s.date[:10].split("-")
    return page(
        s,
        "_望潮新闻_望潮网",
        f"{NAV}<h1 class='main-title'>{s.title}</h1><div class='top-bar-inner'><div class='date-source'>"
        f"<span class='date'>{y}年{m}月{d}日 {s.date[11:]}</span><a class='source ent-source'>{s.source}"
        f"</a><span>来源：{s.source}</span></div></div><div class='article' id='artibody'>"
        f"{paragraphs(s, attributes=' cms-style=font-L')}<p class='show_author'>责任编辑：{s.author} </p>"
        f"</div><div class='sidebar'><h2>新闻排行</h2><ul>{links(s.others)}</ul></div>{FOOT}",
    )


@shape
def ifeng(s: Story) -> str:
    return page(
        s,
        "_双塔网资讯_双塔网",
        f"<div class='index_nav_x1'>{links(s.others[:4])}</div><div class='index_artical_g9'>"
        f"<h1 class='index_title_2t'>{s.title}</h1><div class='index_info_8k'><time>{s.date}:20</time>"
        f"<span>来源：{s.source}</span></div><div class='index_main_content_5d'><div class='index_text_1e'>"
        f"{paragraphs(s)}</div></div><div class='index_remarks'><p>“特别声明：以上作品内容仅代表作者观点，"
        f"不代表本平台立场。”</p></div></div><div class='index_rank_7a'>{links(s.others)}</div>{FOOT}",
        f"<meta name='og:time' content='{s.date}:20'>",
    )


@shape
def sohu(s: Story) -> str:
    return page(
        s,
        "_芦荻",
        f"{NAV}<div class='left main'><div class='text'><div class='text-title'><h1>{s.title}</h1>"
        f"<div class='article-info'><span class='time'>{s.date}</span> <span data-role='original-link'>"
        f"来源: <a>{s.source}</a></span></div></div><article class='article' id='mp-editor'>"
        f"{paragraphs(s)}<p>返回搜狐，查看更多</p><p>责任编辑：{s.author}</p></article>"
        f"<div class='statement'>平台声明：该文观点仅代表作者本人。</div></div></div>"
        f"<div class='sidebar right'><h4>推荐阅读</h4><ul>{links(s.others)}</ul></div>{FOOT}",
    )


@shape
def thepaper(s: Story) -> str:
    return page(
        s,
        "_南渡号",
        f"<div id='__next'><main class='index_layout_x'><div class='index_leftcontent_y'><div class='"
        f"index_wrapper_L_zQ'><h1 class='index_title__B8mhI'>{s.title}</h1><div class='index_headerContent"
        f"'><div class='index_left'><div>{s.author}</div><div class='ant-space'><span>{s.date}</span>"
        f"<span>来源：{s.source}</span></div></div></div><div class='index_cententWrap__Jv8jK'>"
        f"{paragraphs(s)}</div><div class='index_copyright'>本文为机构在本平台上传并发布，仅代表该作者观点。"
        f"</div></div></div><div class='index_rightcontent'><h2>热新闻</h2>{links(s.others)}</div></main></div>",
    )


@shape
def guancha(s: Story) -> str:
    return page(
        s,
        "",
        f"{NAV}<ul class='two-column'><li class='left left-main'><h3>{s.title}</h3><div class='time fix'>"
        f"<span>{s.date}:31</span><span>来源：{s.source}</span></div><div class='content all-txt'>"
        f"{paragraphs(s)}</div><div class='editor-intro'><p>责任编辑：{s.author}</p></div></li><li class="
        f"'right right-main'><h4>热文</h4><ul>{links(s.others)}</ul></li></ul>{FOOT}",
    )


@shape
def cctv(s: Story) -> str:
    y, m, d = s.date[:10].split("-")
    return page(
        s,
        "_新闻频道_落霞网",
        f"{NAV}<div class='content_area' id='content_area_top'><div class='title_area' id='title_area'><h1>"
        f"{s.title}</h1><div class='info1'>来源：{s.source} | {y}年{m}月{d}日 {s.date[11:]}</div></div>"
        f"<div class='content_area' id='content_area'>{paragraphs(s)}</div><div class='zebian'><span>编辑："
        f"{s.author}</span> <span>责任编辑：</span></div></div><div class='col_r'><h3>精彩推荐</h3><ul>"
        f"{links(s.others)}</ul></div>{FOOT}",
    )


@shape
def xinhua(s: Story) -> str:
    y, m, d = s.date[:10].split("-")
    return page(
        s,
        "-苍溪网",
        f"<div class='header domPC'><div class='header-top clearfix'><div class='header-time left'>"
        f"<span class='year'><em>{y}</em></span> <span class='day'><em>{m}</em>/<em>{d}</em></span> "
        f"<span class='time'>{s.date[11:]}:08</span></div><div class='source'>来源：{s.source}</div>"
        f"<div class='head-line clearfix'><h1><span class='title'>{s.title}</span></h1></div></div></div>"
        f"<div class='main clearfix'><div class='main-left'><div id='detail'><span id='detailContent'>"
        f"{paragraphs(s)}</span><div id='articleEdit'>【责任编辑:{s.author}】</div></div></div>"
        f"<div class='main-right'><h3>阅读下一篇：</h3>{links(s.others)}</div></div>{FOOT}",
        f"<meta name='publishdate' content='{y}-{m}-{d}'>",
    )


@shape
def people(s: Story) -> str:
    y, m, d = s.date[:10].split("-")
    return page(
        s,
        "--时政--白鹭网",
        f"{NAV}<div class='layout rm_txt cf'><div class='col col-1 fl'><h1>{s.title}</h1><div class='author"
        f" cf'>{s.author}</div><div class='channel cf'><div class='col-1-1 fl'>{y}年{m}月{d}日{s.date[11:]}"
        f" | 来源：<a>{s.source}</a></div></div><div class='rm_txt_con cf'>"
        f"{paragraphs(s, attributes=' style=text-indent:2em;')}<div class='edit cf'>(责编：{s.author}、沈知远)"
        f"</div></div><div class='rm_relevant'><p>分享让更多人看到</p></div></div><div class='col col-2 fr'>"
        f"<h2>热门排行</h2><ul>{links(s.others)}</ul></div></div>{FOOT}",
        f"<meta name='publishdate' content='{y}-{m}-{d}'><meta name='source' content='来源：{s.source}'>",
    )


@shape
def udn(s: Story) -> str:
    return page(
        s,
        " | 社會 | 雙塔新聞網",
        f"<main><article class='article-content'><h1 class='article-content__title'>{s.title}</h1>"
        f"<section class='authors'><time class='article-content__time'>{s.date}</time><span class="
        f"'article-content__author'>來源：{s.source}</span></section><section class='article-content__editor'>"
        f"{paragraphs(s)}</section><section class='more-news'><h2>延伸閱讀</h2><ul>{links(s.others)}</ul>"
        f"</section></article><aside><h3>熱門新聞</h3>{links(s.others)}</aside></main>",
    )


@shape
def cna(s: Story) -> str:
    y, m, d = s.date[:10].split("-")
    return page(
        s,
        " | 地方 | 南渡社",
        f"{NAV}<div class='centralContent'><h1><span>{s.title}</span></h1><div class='timeBox'><div class="
        f"'updatetime'>{y}/{int(m)}/{int(d)} {s.date[11:]}　來源：{s.source}</div></div><div class="
        f"'paragraph'>{paragraphs(s)}</div><div class='paragraph moreArticle'><h2>延伸閱讀</h2>"
        f"{links(s.others, '<a href=/n/{n}.aspx>{t}</a>')}</div></div>{FOOT}",
    )
