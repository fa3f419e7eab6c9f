from newsbot.listing import ListingSpider


class TownPortalSpider(ListingSpider):
    name = "town_portal"
    base_url = ",".join(f"http://127.0.0.{n}:8480" for n in range(2, 21, 4))
    categories = {"world": "国际", "finance": "财经", "culture": "文化", "sports": "体育"}
    listing_path = "/{category}/list-{page}.html"
    article_links = "a.news-link"
    article_path = r"^/[a-z]+/\d{8}/\d+\.html$"
    fields = {
        "title": "h1.main-title",
        "published_at": ".date-source .date",
        "category": "a.channel",
        "view_count": ".read",
        "source": ".source",
        "authors": ".writer",
        "body": "#artibody",
    }
