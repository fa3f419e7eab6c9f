"""Serves an invented site: `python tests/sites/server.py --markup theme --port 0`.

Prints its address on the first line and ends by itself after --seconds.
"""

from __future__ import annotations

import argparse

from newsite import MARKUPS, ODDITIES, Site, SiteServer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markup", choices=MARKUPS, default="theme")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--categories", type=int, default=3)
    parser.add_argument("--pages", type=int, default=2)
    parser.add_argument("--entries", type=int, default=6)
    parser.add_argument("--odd", action="append", choices=ODDITIES, help="default: the usual ones")
    given = parser.parse_args()
    site = Site(
        given.markup,
        seed=given.seed,
        categories=given.categories,
        pages=given.pages,
        entries=given.entries,
        oddities=set(given.odd) if given.odd else None,
    )
    with SiteServer(site, port=given.port, seconds=given.seconds) as server:
        print(server.base_url, flush=True)
        server.wait()


if __name__ == "__main__":
    main()
