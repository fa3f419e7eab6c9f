"""Invented news sites over real HTTP, with the truth about every article on them.

with SiteServer(Site("theme", seed=3)) as server:
    crawl(server.base_url)
assert lines == truth(server.site)
"""

from newsite.model import MARKUPS, ODDITIES, USUAL
from newsite.serving import SiteServer
from newsite.site import Site
from newsite.truth import truth
from newsite.verdict import differences

__all__ = ["MARKUPS", "ODDITIES", "USUAL", "Site", "SiteServer", "differences", "truth"]
