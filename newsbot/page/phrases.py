"""Short texts that stand around an article and are not part of it, by what they say.

Every pattern takes half-width and full-width punctuation. A newcomer adds a row to a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsbot.fields.media import is_sole_medium
from newsbot.fields.names import looks_like_name


def _any(rows: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows), re.I)


RELATED_HEADINGS = (
    r".{0,12}(?:分类资讯推荐|分類資訊推薦)",
    r"(?:相关|相關|推荐|推薦|延伸|精彩|热门|熱門|更多|猜你喜欢|猜您喜歡|编辑|大家都在看?|最新|今日|为您|為您|你可能(?:也)?(?:感兴趣|感興趣|喜欢|喜歡))"
    r"(?:的)?(?:阅读|閱讀|新闻|新聞|报道|報導|報道|文章|推荐|推薦|资讯|資訊|内容|內容|话题|話題|专题|專題|链接|連結|热点|精选|排行|看|搜)"
    r"{0,2}(?:推荐|推薦)?",
    r"(?:猜你喜欢|猜你喜歡|看了又看|大家都在看|你可能感兴趣的?|您可能感兴趣的?|下一篇|上一篇|热文|热榜|延伸閱讀|延伸阅读|关连阅读|關聯閱讀)",
    r"(?:関連記事|あわせて読みたい|おすすめ記事|관련\s*기사)",
    r"(?:related|recommended|more|top|trending|popular|latest|most read|most popular)"
    r"(?:\s+(?:articles?|stories|story|news|content|posts?|reading|links?|topics?|coverage|"
    r"headlines|for you|from .{1,30}|on this.{0,20}|in .{1,30}))?",
    r"more (?:great|must-?read|top) .{0,24}(?:stories|articles|reads)",
    r"(?:read (?:more|next|also)|see also|also read|you (?:may|might) (?:also )?(?:like|"
    r"enjoy|be interested in)|"
    r"what to read next|don'?t miss|up next|keep reading|more on this story|"
    r"recommended for you|sponsored.{0,20}|"
    r"around the web|from around the web|promoted(?: stories)?)",
    r"(?:mehr zum thema|lesen sie auch|auch interessant|à lire aussi|sur le même sujet|"
    r"lire aussi|te puede interesar|"
    r"lea también|noticias relacionadas|leia (?:também|mais)|leggi anche|читайте также|"
    r"по теме|lees ook)",
)
RELATED_HEADING = re.compile(rf"(?:{'|'.join(RELATED_HEADINGS)})\s*[:：>»›]*", re.I)
"""The whole text of a heading above a list of other articles."""

LATIN_HEADING = re.compile(rf"(?:{'|'.join(RELATED_HEADINGS[4:])})\s*[:>]*")
"""The same of one in ASCII, in small letters: told apart by their first, which `re` does not do
where it ignores case."""

WORLD_HEADINGS = {
    "en": "editor's pick|editors' picks|editor's picks|editors' recommendations|editors' choice"
    "|our picks|readers also like|readers also read|stories you may like|articles you may like"
    "|posts you may like|in case you missed it|from our partners|more stories like this"
    "|more articles like this|you could also like|other stories|other articles",
    "de": "alles zum thema|lesen sie mehr|meistgelesen|das könnte sie auch interessieren"
    "|das könnte dich auch interessieren|könnte sie auch interessieren|ähnliche artikel"
    "|ähnliche beiträge|weitere artikel|weitere beiträge|weitere nachrichten|weitere meldungen"
    "|weitere themen|verwandte artikel|verwandte themen|neueste artikel|neueste beiträge"
    "|mehr nachrichten|lesetipps",
    "fr": "à lire également|a lire également|a lire aussi|a voir aussi|à voir aussi|lire également"
    "|voir aussi|sur le même thème"
    "|dans la même rubrique|les plus lus|articles similaires|articles liés|articles associés"
    "|articles connexes|articles récents|sujets associés|vous aimerez aussi"
    "|vous pourriez aussi aimer|ces articles peuvent vous intéresser|plus d'articles",
    "es": "le puede interesar|también te puede interesar|te podría interesar|quizás te interese"
    "|te recomendamos|lee también|leer también|mira también|vea también|ver también|lee más"
    "|leer más|lo más leído|lo más visto|más leídas|más leídos|artículos relacionados"
    "|notas relacionadas|entradas relacionadas|contenido relacionado|artículos similares"
    "|últimas noticias|más noticias|otras noticias",
    "pt": "você pode gostar|você também pode gostar|pode gostar também|pode te interessar"
    "|você pode se interessar|veja também|veja mais|confira também|saiba mais|mais lidas"
    "|as mais lidas|notícias relacionadas|artigos relacionados|matérias relacionadas"
    "|posts relacionados|conteúdo relacionado|recomendado para você|recomendados para você"
    "|últimas notícias|mais notícias|outras notícias",
    "it": "vedi anche|guarda anche|potrebbe interessarti|potrebbe interessarti anche"
    "|ti potrebbe interessare|ti potrebbero interessare|articoli correlati|notizie correlate"
    "|articoli simili|i più letti|le più lette|altre notizie|ultime notizie",
    "nl": "lees meer|lees verder|gerelateerd|gerelateerde artikelen|gerelateerde berichten"
    "|gerelateerd nieuws|meest gelezen|meer nieuws|ander nieuws",
    "pl": "czytaj też|czytaj także|czytaj również|czytaj więcej|zobacz też|zobacz także"
    "|zobacz również|powiązane artykuły|podobne artykuły|podobne wpisy|polecane artykuły",
    "sv da no": "läs också|läs mer|relaterade artiklar|les også|læs også|relaterte artikler",
    "tr": "ilgili haberler|benzer haberler|ilginizi çekebilir|bunlar da ilginizi çekebilir"
    "|diğer haberler",
    "id": "baca juga|berita terkait|artikel terkait|berita lainnya",
    "vi": "tin liên quan|bài viết liên quan|có thể bạn quan tâm|xem thêm|đọc thêm"
    "|tin cùng chuyên mục",
    "ru uk": "читайте еще|смотрите также|материалы по теме|новости по теме|еще по теме"
    "|похожие статьи|похожие материалы|похожие новости|похожие записи|другие новости"
    "|самое читаемое|вам может понравиться|вас может заинтересовать|читайте також"
    "|читайте ще|схожі статті|схожі новини",
    "ar": "اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|مقالات مشابهة",
    "hi": "यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|संबंधित लेख",
    "el": "διαβάστε επίσης|διαβάστε ακόμα|σχετικά άρθρα",
}
"""Such headings as the world's languages write them, whole and in small letters."""

HEADING_ENDS = " \t\n:：>»›.…!！?？"


def _with_plain(rows: Iterable[str]) -> Iterator[str]:
    """Phrases, and what is left of them where a site writes no accents."""
    for phrase in "|".join(rows).split("|"):
        parts = unicodedata.normalize("NFKD", phrase)
        yield phrase
        yield "".join(part for part in parts if not unicodedata.combining(part))


WORLD = frozenset(_with_plain(WORLD_HEADINGS.values()))

SUMMARY_LABEL = re.compile(
    r"^[\s\[【(（]*(?:内容)?(?:摘要|提要|导读|導讀|导语|導語|核心提示|编者按|summary|abstract)"
    r"[\s\]】)）:：|]*",
    re.I,
)
"""What stands before a summary in its box."""

LABELLED = re.compile(SUMMARY_LABEL.pattern.rstrip("*") + "+", re.I)
"""The same, told from a first word by a mark or space behind it."""

CATEGORY_HEADING = re.compile(r"(.{1,12}?)(?:分类|分類)(?:资讯|資訊|新闻|新聞)?(?:推荐|推薦)$")
"""Such a heading that names the article's category."""

RANKING = re.compile(r"热|熱|排行|榜|最新|今日|trending|popular|latest|most read|top stories", re.I)
"""Words in the heading of a list that every page of a site shows."""

BYLINE = re.compile(
    r"^[\s\[【(（]*(?:(?:本文|文章|稿件|消息|信息|新闻)?来源|(?:本文|文章|新聞)?來源|来自|本文(?:[来來]自|转自|轉自|首发于)(?:微信)?公[众眾][号號]|原标题|原標題|原题|责任编辑|責任編輯|责编|責編|编辑|編輯|"
    r"主编|校对|审核|监制|制作|值班编辑|本期编辑|见习编辑|撰文|撰稿|作者|文|图|文图|图文|记者|記者|通讯员|统筹|策划|视频|剪辑|设计|终审|二审|三审|初审)"
    r"(?:/\w{1,4})?\s*[:：丨｜|/]"
)
"""A line of the credits: source, editors, authors, with its label first."""

SPACE = r"[\s、/／:：|丨;；,，]{1,3}"
SIGNED = re.compile(r"[者员員编編辑輯校对對审審核监監制摄攝影生写訪字班][\s/／:：|丨]|[／╱]")
"""The end of a role before a name: what no line of names lacks."""

NAME = r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
ROLE = (
    r"(?:记者|記者|通讯员|通訊員|[编編][辑輯]|[责責][编編]|校[对對]|[审審]核"
    r"|主[编編]|[监監]制|[摄攝]影|实习生|美[编編]|采写|採訪|文字|值班)"
)
NAMED = re.compile(
    rf"[(（【\[]?[\u4e00-\u9fff·]{{0,14}}?{ROLE}(?P<names>(?:{SPACE}{NAME})+)[\s)）】\]]*"
    rf"|(?:[\u4e00-\u9fff]{{2,6}}[／/╱])?(?:[记記]者)?(?P<reporter>{NAME})[／/╱][\u4e00-\u9fff]{{2,10}}(?:報導|报导|报道|報道)"
)
"""A line of roles and names: `柳塘晚报记者 张三`, `编辑 张三 校对 李四`, `記者張三／台北報導`."""

CAPTION = re.compile(
    r"[▲▼△▽↑↓]{1,2}.{0,100}?(?:[图圖摄攝]|影片|[视視][频頻]|[来來]源|[资資]料).{0,60}"
)
POINTS = "▲▼△▽↑↓"
"""A line below a picture, which points at it."""

LATIN_LINES = (
    r"^(?:share(?: this.*)?|tweet|email|print|advertisement|ad|comments?|\d+ comments?|"
    r"follow us.*|"
    r"sign up.{0,80}|subscribe.{0,60}|click here.{0,60}|continue reading.{0,40}|"
    r"loading\.*|skip (?:to|ad).*|"
    r"story continues.{0,40}|article continues.{0,40}|read more.{0,10}|view comments|"
    r"copy link|link copied.*|toggle.{0,30})[.!]?$",
    r"^copyright\b",
    r"^[-*_=~.\s]{2,}$",
)
LATIN = re.compile("|".join(f"(?:{line})" for line in LATIN_LINES))
"""A short line that is furniture of the page, by how it begins, in small Latin letters."""

BOILERPLATE = _any(
    (
        r"^(?:分享到|分享至|分享让更多人看到|打印|收藏|举报|点赞|返回首页|返回顶部|扫一扫.*|微信扫一扫.*|长按.{0,12}二维码.*|关注我们|"
        r".{0,6}字号[:：]?.*|"
        r"打开APP.*|点击下载.*|点击查看更多.*|展开全文|阅读全文|查看原文|阅读原文|我要评论|发表评论|网友评论|.{0,8}客户端下载|【?字体[:：].*)$",
        r"^(?:版权|版權|免责|免責|特别|特別|郑重|鄭重|广告|风险|法律|重要|.{0,3}[网網].?|本站|平台)?(?:声明|聲明)[:：]",
        r"^(?:风险提示及免责条款|感谢.{1,30}(?:线索)?投递[!！]?|[-*＊—–_=·•\s]{2,})$",
        "|".join(LATIN_LINES) + "|^©",
    )
)
"""A short line that is furniture of the page, by how it begins."""

APP_WORDS = ("APP", "下载", "下載", "欢迎", "歡迎", "最佳")
APP = _any(
    (
        r"^.{0,40}(?:APP.{0,12}最新版本|[点點][我此][击擊]?下[载載])|^.{0,6}最佳(?:[瀏浏][覽览]|显示|顯示)效果.{0,10}(?:建[議议]|使用)",
        r"^[(（]?(?:更多.{0,16})?[请請]?(?:在|到)?(?:各大)?应用(?:市场|商店).{0,6}下载|^[(（]?下载.{2,12}[,，]报料有奖",
        r"^.{0,16}(?:欢迎|歡迎)(?:搜寻|搜索|关注|關注|订阅|訂閱|扫码).{0,40}(?:公[众眾][号號]|微信|微博|客户端|APP|频道|頻道|Instagram|推特|YouTube)",
    )
)
"""Such a line that speaks of the site's app or accounts; it has one of these words."""

LATIN_NOTICES = ("all rights reserved", "may not be published", "may not be reproduced")

OFFER_WORDS = ("newsletter", "your inbox", "reached at", "follow ")
"""Words of which a line that speaks of the site to its reader has one."""

OFFER = re.compile(
    r"newsletter.{0,30}(?:sign up|subscribe)|(?:sign up|subscribe)\b.{0,40} newsletter"
    r"|^(?:get|sign up|subscribe)\b.{0,120} your inbox|(?:may|can) be reached at"
    r"|follow (?:us|him|her|them) on (?:twitter|facebook|instagram|x\b)"
)
"""Such a line, in small letters: newsletters, the author's address."""

PAID = re.compile(r"may (?:receive|earn|get|collect)\b.{0,80}(?:commission|compensation)")
"""A line, in small letters, that says that the site is paid for what its readers buy."""

NOTICE = re.compile(
    r"未经.{2,14}(?:授权|许可|同意).{0,40}(?:转载|复制|摘编|镜像)|(?:文章|内容|作品)的?版权(?:均|全部)?属于|"
    r"未经授权|未經授權|未经许可|未經許可|不得转载|不得轉載|版权所有|版權所有|版权归.{1,20}所有|侵权.{0,8}删除|仅代表作者.{0,6}观点|"
    r"不代表本(?:站|网|平台)|不构成.{0,10}投资建议|据此(?:操作|投资|入市).{0,10}(?:风险|责任|盈亏)自[负担]|欢迎(?:向.{0,8})?提供新闻线索"
)
"""The same, by what it says somewhere; five times as fast as if it knew small letters."""

LONGEST_BOILERPLATE, LONGEST_PAID = 220, 400
"""Code points of the longest text that may be furniture, and of what says who pays."""

LONGEST_RELATED = 40
"""Code points of the longest heading of a list of other articles."""

SENTENCE_END = '。！？!?….”"」』）)；;'


def is_related_heading(text: str) -> bool:
    """Whether a short text is the heading of a list of other articles."""
    return len(text) <= LONGEST_RELATED and heads_list(text)


@lru_cache(maxsize=4096)  # menus and lists say the same on every page of a site
def heads_list(text: str) -> bool:
    """Whether a text, with the space around it, is such a heading; short, as it is remembered."""
    text = text.strip()
    if len(text) > LONGEST_RELATED:
        return False
    lower = text.lower()
    if lower.rstrip(HEADING_ENDS) in WORLD:
        return True
    if text.isascii():
        return LATIN_HEADING.fullmatch(lower) is not None
    return RELATED_HEADING.fullmatch(text) is not None


def is_ranking(text: str) -> bool:
    """Whether a heading stands over the latest or most read, whatever the article is about."""
    return RANKING.search(text) is not None


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is furniture: share box, copyright, download hint."""
    if len(text) <= LONGEST_BOILERPLATE:
        return _is_furniture(text)
    return len(text) <= LONGEST_PAID and PAID.search(text.lower()) is not None


def _is_furniture(text: str) -> bool:
    lower = text.lower()
    if any(map(lower.__contains__, LATIN_NOTICES)):
        return True
    if any(word in lower for word in OFFER_WORDS) and OFFER.search(lower):
        return True
    if " may " in lower and PAID.search(lower):
        return True
    if text.isascii():
        return LATIN.match(lower) is not None
    if BOILERPLATE.match(text) or NOTICE.search(text):
        return True
    pointing = text[0] in POINTS and CAPTION.fullmatch(text)
    return bool(pointing or (any(map(text.__contains__, APP_WORDS)) and APP.match(text)))


def is_byline(text: str) -> bool:
    """Whether a paragraph is a line of credits (来源：…, 责任编辑：…)."""
    if not 0 < len(text) <= 80 or text.isascii() or text[-1] in "。？！?!":
        return False
    if BYLINE.match(text):
        return True
    if text[0] in "(（" and text[-1] in ")）" and is_sole_medium(text[1:-1]):
        return True
    named = NAMED.fullmatch(text) if SIGNED.search(text) else None
    told = named["names"] or named["reporter"] if named else ""
    return any(map(looks_like_name, re.split(SPACE, told)))


def may_begin(text: str, folded: str) -> bool:
    """Whether a text, once folded, may stand in a folded one: its first letters do."""
    first = text[:3]
    return not (first.isascii() and first.isalnum()) or first.lower() in folded
