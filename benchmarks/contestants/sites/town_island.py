from newsbot.listing import ListingSpider


class TownIslandSpider(ListingSpider):
    name = "town_island"
    base_url = ",".join(f"http://127.0.0.{n}:8480" for n in range(3, 21, 4))
    categories = {"world": "國際", "finance": "財經", "culture": "文化", "sports": "體育"}
    listing_path = "/{category}/list-{page}.html"
    article_links = "a.news-link"
    article_path = r"^/[a-z]+/\d{8}/\d+\.html$"
    fields = {
        "title": ".story__headline",
        "published_at": ".story__time",
        "category": ".story__section",
        "view_count": ".story__views",
        "source": ".story__source",
        "authors": ".story__author",
        "body": ".story__body",
    }
