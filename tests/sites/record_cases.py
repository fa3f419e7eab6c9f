"""Records the cases of the first site: `python tests/sites/record_cases.py [CASE...]`.

Each case is a real crawl over loopback HTTP of a site that `newsite` invents. The port is fixed,
because it stands in every address of the case.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from newsite import USUAL, Site, SiteServer

PORT = 8117

CASES: dict[str, dict[str, Any]] = {
    "theme": {
        "markup": "theme",
        "oddities": {*USUAL, "gb18030", "copy", "forbidden"},
        "pages": 3,
        "entries": 4,
    },
    "no-classes": {"markup": "bare", "oddities": {*USUAL, "undated", "gb18030"}},
    "lazy": {"markup": "lazy", "oddities": {*USUAL, "undated", "uncounted", "pinned"}},
    "traditional": {"markup": "hant", "oddities": {*USUAL, "undated"}},
    "drawn": {"markup": "random", "seed": 7},
}
"""Case -> the site that it is a crawl of."""


def record(name: str) -> None:
    """Crawls the site of a case and leaves `fixtures/daydaynews/<name>/`."""
    options = {"categories": 2, "pages": 2, "entries": 5, **CASES[name]}
    with SiteServer(Site(options.pop("markup"), **options), port=PORT) as server:
        words = ["record", "daydaynews", name, "-a", f"base_url={server.base_url}", "--force"]
        fast = ["-s", "DOWNLOAD_DELAY=0", "--license", "Invented texts, written for testing."]
        subprocess.run([sys.executable, "-m", "newsbot", *words, *fast], check=True)


if __name__ == "__main__":
    for case in sys.argv[1:] or CASES:
        record(case)
