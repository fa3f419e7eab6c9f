from newsbot.listing import ListingSpider


class TownEnglishSpider(ListingSpider):
    name = "town_english"
    base_url = ",".join(f"http://127.0.0.{n}:8480" for n in range(4, 21, 4))
    categories = {"world": "World", "finance": "Business", "culture": "Culture", "sports": "Sport"}
    listing_path = "/{category}/list-{page}.html"
    article_links = "article .entry-title a"
    article_path = r"^/[a-z]+/\d{8}/\d+\.html$"
    fields = {
        "title": "h1",
        "published_at": "time.c-time::attr(datetime)",
        "category": ".c-section",
        "view_count": ".c-views",
        "source": ".c-source",
        "authors": ".c-by",
        "body": ".c-body",
    }
