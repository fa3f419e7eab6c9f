from newsbot.listing import ListingSpider


class TownThemeSpider(ListingSpider):
    name = "town_theme"
    base_url = ",".join(f"http://127.0.0.{n}:8480" for n in range(1, 21, 4))
    categories = {"world": "国际", "finance": "财经", "culture": "文化", "sports": "体育"}
    listing_path = "/{category}/list-{page}.html"
    article_links = "article .entry-title a"
    article_path = r"^/[a-z]+/\d{8}/\d+\.html$"
    fields = {
        "title": "h1.entry-title",
        "published_at": ".my-date",
        "category": ".meta-cat a",
        "view_count": ".views",
        "authors": ".author",
        "body": ".single-content",
    }
