"""newsbot: a news crawler on Scrapy. `newsbot --help` lists the commands."""

__version__ = "0.1.0"
