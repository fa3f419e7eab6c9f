"""Runs the cases' sites until its input ends; prints their ports, and then what they saw."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "sites"))  # behind: both have a "server"

from behaviours import bomb
from cases import CASES
from certificate import certificate
from server import HostileServer


def main(folder: Path) -> None:
    """Serves."""
    for case in CASES.values():
        if case.scheme == "https":
            case.site.tls = certificate(folder)[0]
    for name in ("gzip", "br", "zstd"):
        bomb(name)
    with HostileServer({name: case.site for name, case in CASES.items()}) as server:
        print(json.dumps(server.ports), flush=True)
        sys.stdin.read()
        rows = {n: [(s.path, round(s.at, 3)) for s in c.site.seen] for n, c in CASES.items()}
        print(json.dumps(rows), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
