"""The wiring: which parts there are, in which order, and what differs from Scrapy's defaults.

Every setting of newsbot's own begins with NEWSBOT_ and may also be given as an environment
variable of the same name; this is the only place that reads the environment.
"""

import os
from importlib.util import find_spec
from pathlib import Path

from newsbot import __version__


def _own(name: str, default: str) -> str:
    """A NEWSBOT_ setting: the environment's value, else the default."""
    return os.environ.get(name, default)


# --- What it is called and where its parts are ------------------------------------------------
BOT_NAME = "newsbot"
SPIDER_MODULES = ["newsbot.spiders"]
NEWSPIDER_MODULE = "newsbot.spiders"
COMMANDS_MODULE = "newsbot.commands"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")  # of genspider
SPIDER_LOADER_CLASS = "newsbot.sites.SiteLoader"  # a broken site file costs only that site

# --- newsbot's own settings -------------------------------------------------------------------
NEWSBOT_STORE = _own("NEWSBOT_STORE", "sqlite:///newsbot.db")  # sqlite:///PATH or postgresql://
NEWSBOT_CONTACT = _own("NEWSBOT_CONTACT", "")  # an address that webmasters can write to
NEWSBOT_PROVENANCE = _own("NEWSBOT_PROVENANCE", "0")  # 1: exported lines say which rule gave what
NEWSBOT_RECORD = _own("NEWSBOT_RECORD", "")  # a .warc.gz to write every exchange to
NEWSBOT_REPLAY = _own("NEWSBOT_REPLAY", "")  # a .warc.gz to answer every request from
NEWSBOT_PAGES = _own("NEWSBOT_PAGES", "10")  # listing pages a category
NEWSBOT_LIMIT = _own("NEWSBOT_LIMIT", "")  # articles kept a site; empty: no limit
NEWSBOT_REFRESH = _own("NEWSBOT_REFRESH", "0")  # 1: known articles are fetched again
NEWSBOT_REVISIT = _own("NEWSBOT_REVISIT", "1")  # 0: known articles are never visited again
NEWSBOT_FAILED_SHARE = _own("NEWSBOT_FAILED_SHARE", "0.2")  # above it a run counts as failed
NEWSBOT_COMPARE = _own("NEWSBOT_COMPARE", "0.02")  # share of pages whose rival rules are read
NEWSBOT_ALLOWED_ORIGINS: list[str] = []  # scheme://host:port of what the user named
NEWSBOT_ALLOW_PRIVATE = _own("NEWSBOT_ALLOW_PRIVATE", "0")  # 1: they may be private names too
NEWSBOT_ALLOW_ADDRESSES = _own("NEWSBOT_ALLOW_ADDRESSES", "")  # CIDRs open to all, for labs
NEWSBOT_PARK_AFTER = _own("NEWSBOT_PARK_AFTER", "120")  # s: hosts that ask for more are parked
NEWSBOT_BACKOFF = _own("NEWSBOT_BACKOFF", "0.5")  # s before the first retry; doubles
NEWSBOT_HOST_FAILURES = _own("NEWSBOT_HOST_FAILURES", "5")  # in a row: the host is parked
NEWSBOT_HOST_REFUSALS = _own("NEWSBOT_HOST_REFUSALS", "2")  # in a row: the host is parked
NEWSBOT_HOST_PAGES = _own("NEWSBOT_HOST_PAGES", "20000")  # pages asked of one host in a run
NEWSBOT_DEPTH = _own("NEWSBOT_DEPTH", "50")  # links from the first page to the last
NEWSBOT_GRANTS = _own("NEWSBOT_GRANTS", "")  # leave of your own: SITE=PURPOSE,...; source:NAME=...
NEWSBOT_NEAR_DUPLICATES = _own("NEWSBOT_NEAR_DUPLICATES", "link")  # copies: link, drop or off
NEWSBOT_TDMREP = _own("NEWSBOT_TDMREP", "1")  # ask for /.well-known/tdmrep.json once a host

# --- Pages that only a script makes: render = true of a site (docs/sites.md) -------------------
NEWSBOT_RENDER = _own("NEWSBOT_RENDER", "0")  # 1: the pages of every site are drawn
NEWSBOT_RENDERER = "newsbot.rendering.renderer.Renderer"
NEWSBOT_BROWSER = _own("NEWSBOT_BROWSER", "")  # path of a Chromium; empty: the one on the PATH

# --- By itself: schedule, health (docs/schedule.md) --------------------------------------------
NEWSBOT_EVERY = _own("NEWSBOT_EVERY", "10m..6h")  # how often a site is visited that says nothing
NEWSBOT_JOBS = _own("NEWSBOT_JOBS", "2")  # processes of a schedule at once
NEWSBOT_BATCH = _own("NEWSBOT_BATCH", "250")  # sites that one of them takes at most
NEWSBOT_TICK_SECONDS = _own("NEWSBOT_TICK_SECONDS", "5")  # how often a schedule looks
NEWSBOT_LEASE_SECONDS = _own("NEWSBOT_LEASE_SECONDS", "60")  # a site is held so long after a sign
NEWSBOT_RUN_MINUTES = _own("NEWSBOT_RUN_MINUTES", "30")  # a scheduled run ends then, cleanly
NEWSBOT_HANG_SECONDS = _own("NEWSBOT_HANG_SECONDS", "40")  # a silent process is killed then
NEWSBOT_CHILD_MB = _own("NEWSBOT_CHILD_MB", "1024")  # memory that one of them may take
NEWSBOT_LOG_PATH = ""  # where the log of this run is; the schedule says it
NEWSBOT_WHY = "by hand"  # why a run was made; the schedule says its own reason
NEWSBOT_LOG = _own("NEWSBOT_LOG", "text")  # json: a line of the log is a JSON object
NEWSBOT_LOGS = _own("NEWSBOT_LOGS", "logs")  # folder of the scheduled runs' logs
NEWSBOT_KEEP_LOG_DAYS = _own("NEWSBOT_KEEP_LOG_DAYS", "30")
NEWSBOT_KEEP_LOG_MB = _own("NEWSBOT_KEEP_LOG_MB", "500")
NEWSBOT_KEEP_RUN_DAYS = _own("NEWSBOT_KEEP_RUN_DAYS", "90")
NEWSBOT_METRICS_FILE = _own("NEWSBOT_METRICS_FILE", "")  # Prometheus text after each run
NEWSBOT_ALERT_URLS = _own("NEWSBOT_ALERT_URLS", "")  # apprise's addresses, separated by spaces
NEWSBOT_LANGUAGE = _own("NEWSBOT_LANGUAGE", "en")  # of reports and alerts: en or zh

NEWSBOT_WEBHOOK_URL = _own("NEWSBOT_WEBHOOK_URL", "")  # where changes are posted
NEWSBOT_WEBHOOK_SECRET = _own("NEWSBOT_WEBHOOK_SECRET", "")  # what signs them
NEWSBOT_KEEP_DAYS = _own("NEWSBOT_KEEP_DAYS", "")  # texts of articles; empty: for ever
NEWSBOT_KEEP_DAYS_VERSIONS = _own("NEWSBOT_KEEP_DAYS_VERSIONS", "")  # what they said before
NEWSBOT_KEEP_DAYS_VIEWS = _own("NEWSBOT_KEEP_DAYS_VIEWS", "")
NEWSBOT_KEEP_DAYS_SIGHTINGS = _own("NEWSBOT_KEEP_DAYS_SIGHTINGS", "90")  # listing entries seen
NEWSBOT_KEEP_DAYS_ADDRESSES = _own("NEWSBOT_KEEP_DAYS_ADDRESSES", "90")  # that gave no article
NEWSBOT_FREE_MB = _own("NEWSBOT_FREE_MB", "100")  # less than that on the store's disk: a pause
NEWSBOT_FREE_WAIT = _own("NEWSBOT_FREE_WAIT", "600")  # s that a crawl pauses for; then it fails

# --- The page: newsbot serve (docs/web.md) ------------------------------------------------------
NEWSBOT_WEB_TOKEN = _own("NEWSBOT_WEB_TOKEN", "")  # who has it may start runs and sees everything
NEWSBOT_IMAGES = _own("NEWSBOT_IMAGES", "off")  # thumbnail: crawls keep small copies of pictures
NEWSBOT_IMAGES_PATH = _own("NEWSBOT_IMAGES_PATH", "")  # where; empty: beside the store
NEWSBOT_WEB_IMAGES = _own("NEWSBOT_WEB_IMAGES", "0")  # 1: pages show pictures from their sites

# --- Politeness -------------------------------------------------------------------------------
USER_AGENT = f"newsbot/{__version__}" + (
    f" (+{NEWSBOT_CONTACT})" if NEWSBOT_CONTACT else " (news crawler; set NEWSBOT_CONTACT)"
)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "newsbot"  # the product token that robots.txt groups name
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time a site ...
DOWNLOAD_DELAY = 1.0  # ... and one a second
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # Scrapy's 5 s would override a delay that the user sets lower
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False  # a crawl opens no port
REMOTE_CONTROL_ENABLED = False

# --- Bounds -----------------------------------------------------------------------------------
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 10
METAREFRESH_ENABLED = False
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 2048

# --- How bytes are fetched --------------------------------------------------------------------
DOWNLOAD_HANDLERS = {
    "http": "newsbot.network.recording.FetchingHandler",
    "https": "newsbot.network.recording.FetchingHandler",
    "file": None,  # a page must not be able to name a file of this machine
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER = "newsbot.network.downloader.BoundedDownloader"
TWISTED_DNS_RESOLVER = "newsbot.network.resolver.GuardedResolver"
DOWNLOADER_MIDDLEWARES_BASE = {  # Scrapy imports what is named here, even to leave it out
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "newsbot.middlewares.cookies.Cookies": 700,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
    # without Offsite, RobotsTxt, Retry, MetaRefresh, Redirect and HttpCompression, whose work the
    # ones below do, and DownloaderStats, which writes each request's head to count its bytes
}
DOWNLOADER_MIDDLEWARES = {
    "newsbot.middlewares.account.AccountRequests": 10,  # outermost: sees what all others did
    "newsbot.middlewares.guard.Guard": 20,  # before anything is resolved
    "newsbot.middlewares.traps.AvoidTraps": 25,
    "newsbot.middlewares.dress.Dress": 28,  # headers, cookies and proxy that the site declares
    "newsbot.middlewares.pace.Pace": 30,  # parked hosts; each host its own queue
    "newsbot.middlewares.robots.ObeyRobots": 100,
    "newsbot.middlewares.retry.RetryPolitely": 550,
    "newsbot.middlewares.decompress.Decompress": 590,
    "newsbot.middlewares.redirect.FollowRedirects": 600,
    "newsbot.middlewares.proxied.GuardProxied": 760,  # after HttpProxy has chosen the proxy
}

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # first pages first, in every category

# --- What a response and an article pass ------------------------------------------------------
SPIDER_MIDDLEWARES = {
    "newsbot.middlewares.refuse.Refuse": 40,  # before HttpError: a challenge may come with 403
    "newsbot.middlewares.listings_first.ListingsFirst": 60,
    "newsbot.middlewares.known.SkipKnown": 100,
    "newsbot.middlewares.walk.WalkListings": 110,  # sees the entries, which end in SkipKnown
    "newsbot.middlewares.directives.ReadDirectives": 200,
    "newsbot.middlewares.traps.CapLinks": 210,
    "newsbot.middlewares.faults.CountFaults": 900,
    "newsbot.middlewares.account.AccountPages": 950,  # innermost: ends what reached the spider
}
ITEM_PIPELINES = {
    "newsbot.pipelines.validate.Validate": 100,
    "newsbot.pipelines.deduplicate.Deduplicate": 200,
    "newsbot.pipelines.link.Link": 250,
    "newsbot.pipelines.limit.Limit": 300,
    "newsbot.pipelines.count.Count": 350,
    "newsbot.pipelines.illustrate.Illustrate": 380,
    "newsbot.pipelines.keep.Keep": 400,
    "newsbot.pipelines.remember.Remember": 450,  # what was dropped or not kept is not remembered
}
EXTENSIONS_BASE = {  # Scrapy imports what is named here, even to leave it out
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.telnet.TelnetConsole": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    # without CoreStats (the ledger keeps these figures), LogStats (progress prints a line of its
    # own), AutoThrottle (Throttle knows that a delay of 0 means none), RemoteControl (a crawl opens
    # no port, and its import alone takes a fifth of a second)
}
EXTENSIONS = {
    "newsbot.extensions.throttle.Throttle": 0,
    "newsbot.extensions.observe.Observe": 0,
    "newsbot.extensions.ledger.Ledger": 0,
    "newsbot.extensions.accounting.Accounting": 50,
    "newsbot.extensions.departures.Departures": 60,  # reads the account when it is closed
    "newsbot.extensions.progress.Progress": 100,
    "newsbot.extensions.disk.WatchDisk": 110,
}

# --- Feeds (-O, -o): articles only, whole files only ------------------------------------------
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORTERS = {
    "jsonl": "newsbot.export.exporters.JsonLines",
    "jsonlines": "newsbot.export.exporters.JsonLines",
    "jl": "newsbot.export.exporters.JsonLines",
    "json": "newsbot.export.exporters.JsonArray",
    "csv": "newsbot.export.exporters.Csv",
    "xml": None,  # an article has no agreed form in these
    "pickle": None,
    "marshal": None,
}
FEED_STORAGES = {
    "": "newsbot.export.feed_storage.FeedStorage",
    "file": "newsbot.export.feed_storage.FeedStorage",
}
FEED_STORE_EMPTY = False  # nothing new leaves yesterday's file as it was

# --- Speed ------------------------------------------------------------------------------------
WARN_ON_GENERATOR_RETURN_VALUE = False  # Scrapy parses each spider's source for it
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 250_000  # bytes of pages that wait to be read, a crawl
CONCURRENT_ITEMS = 1  # Scrapy starts that many tasks per response: 27 % of a fetch-only crawl
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
if find_spec("uvloop"):
    ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# --- What people see --------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_FORMATTER = "newsbot.extensions.wording.Wording"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
STATS_CLASS = "newsbot.extensions.counters.Counters"
STATS_DUMP = False  # the summary says it in words
