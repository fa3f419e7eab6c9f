"""The errors that newsbot names.

    NewsbotError
    ├── UsageFault          found before the first request: one line, exit 2
    │   ├── UnknownName     a site, category, case or run that does not exist
    │   ├── BadValue        an option or setting out of range
    │   ├── UnusableFile    a path that cannot be read or written, a broken recording
    │   └── StoreFault      a store that cannot be used
    │       ├── NewerStore      written by a later newsbot
    │       ├── DamagedStore    not a store, or a broken one
    │       └── SiteBusy        the site is being crawled on this store already (exit 0)
    ├── RunFault            the run or a check failed: exit 1
    │   ├── ReplayMiss      a request that the recording does not hold
    │   ├── WriteFault      a write failed after the start (disk full, read-only)
    │   └── NotDrawn        a page that its scripts did not finish, or the browser broke
    └── PageFault           one page cannot be read: counted by name, the crawl goes on
        ├── BrokenText      bytes that no charset decodes
        ├── HostilePage     refused before the parse (attribute, tag or nesting bomb)
        ├── NotHtml         another type of file
        ├── NoArticle       no title, or neither text nor image
        └── NoEntries       a listing page without a single article link

Scrapy counts a spider's exceptions by class name, so these names are the counters of a run.
"""

from __future__ import annotations

import re


class NewsbotError(Exception):
    """Root of everything that newsbot raises by itself."""


class UsageFault(NewsbotError):
    """Wrong input that was found before the first request; the message says what is right."""


class UnknownName(UsageFault):
    """A site, category, case or run that does not exist; the message lists those that do."""


class BadValue(UsageFault):
    """An option or setting whose value is out of range."""


class UnusableFile(UsageFault):
    """A path that cannot be read or written, or a recording that is no WARC."""


class StoreFault(UsageFault):
    """A store that cannot be used."""


class NewerStore(StoreFault):
    """The store's schema is of a later newsbot than this one."""


class DamagedStore(StoreFault):
    """The file is no store, or a damaged one."""


class SiteBusy(StoreFault):
    """Another process crawls the site on this store right now."""


class RunFault(NewsbotError):
    """The run or a check failed after it had begun."""


class ReplayMiss(RunFault):
    """A request that the recording does not hold; the message names its URL."""


class WriteFault(RunFault):
    """A write failed after the start: disk full, read-only, quota."""


class NotDrawn(RunFault):
    """A page that the browser did not draw in time, or at all; its host is not to blame."""


class PageFault(NewsbotError):
    """One page that cannot be read; the crawl goes on."""

    @property
    def problem(self) -> str:
        """The fault as an entry of `problems`: "not_html: the page is empty"."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
        return f"{name}: {self}" if str(self) else name


class BrokenText(PageFault):
    """No charset makes sense of the bytes."""


class HostilePage(PageFault):
    """Refused before the parse: too many attributes, tags or levels."""


class NotHtml(PageFault):
    """The response is another type of file, whatever its header says."""


class NoArticle(PageFault):
    """The page has no title, or neither text nor image."""


class NoEntries(PageFault):
    """A listing page without a single link to an article."""
