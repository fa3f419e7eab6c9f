"""天天要闻: reposted Chinese news by category. Its markup is that of the theme "Begin"."""

from newsbot.listing import ListingSpider


class DaydaynewsSpider(ListingSpider):
    """Class names are the theme's; every field has fallbacks for pages that lost them."""

    name = "daydaynews"
    base_url = "https://daydaynews.cc"
    site_names = ("天天要闻", "天天要聞", "天天要闻网")
    categories = {
        "international": "国际",
        "entertainment": "娱乐",
        "technology": "科技",
        "sports": "体育",
        "nba": "NBA",
        "premier": "英超",
        "history": "历史",
        "game": "游戏",
        "health": "养生",
        "lose": "减肥",
        "constellation": "星座",
        "emotion": "情感",
        "military": "军事",  # from here on assumed: the site's navigation decides
        "finance": "财经",
        "auto": "汽车",
        "travel": "旅游",
        "food": "美食",
        "society": "社会",
        "fashion": "时尚",
        "education": "教育",
        "baby": "育儿",
        "pet": "宠物",
        "culture": "文化",
    }
    left_out = frozenset({"video"})
    listing_path = "/{category}?page={page}"
    article_links = "article .entry-title a"
    article_path = r"^/(?:(?:zh-[a-z]+|[a-z]{2})/)?(?!video/)[a-z][a-z0-9-]*/[a-z0-9-]+\.html$"
    fields = {
        "title": "h1.entry-title",
        "summary": ".abstract",
        "published_at": ".my-date",
        "category": (".meta-cat a", ".single-cat a", ".meta-cat"),
        "view_count": ".views",
        "body": (".single-content", ".entry-content"),
    }
