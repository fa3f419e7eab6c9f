"""Where sites come from: the package, other packages, `./sites/*.py` and `./sites.toml`."""

from newsbot.sites.loader import SiteLoader

__all__ = ["SiteLoader"]
