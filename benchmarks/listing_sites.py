"""CPU seconds of `newsbot list` (1,000 rows, 200 files) and of `scrapy list` with one spider.

python benchmarks/listing_sites.py [--rounds 5]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SPIDER = 'import scrapy\n\n\nclass One(scrapy.Spider):\n    name = "one"\n'


def laid_out(folder: Path) -> tuple[Path, Path]:
    """(a directory with many sites, a Scrapy project with one spider)."""
    many, one = folder / "many", folder / "one"
    (many / "sites").mkdir(parents=True)
    rows = (f'[[site]]\nname = "row_{n}"\nurl = "https://s{n}.example/"\n\n' for n in range(1000))
    (many / "sites.toml").write_text("".join(rows), encoding="utf-8")
    for n in range(200):
        text = (
            f"from newsbot.listing import ListingSpider\n\n\nclass File{n}Spider(ListingSpider):\n"
        )
        text += f'    name = "file_{n}"\n    base_url = "https://f{n}.example"\n'
        (many / "sites" / f"file_{n}.py").write_text(text, encoding="utf-8")
    (one / "one").mkdir(parents=True)
    (one / "scrapy.cfg").write_text("[settings]\ndefault = one.settings\n", encoding="utf-8")
    (one / "one" / "__init__.py").write_text("", encoding="utf-8")
    (one / "one" / "settings.py").write_text('SPIDER_MODULES = ["one.spider"]\n', encoding="utf-8")
    (one / "one" / "spider.py").write_text(SPIDER, encoding="utf-8")
    return many, one


def cpu(program: str, cwd: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", program, "list"], cwd=cwd, stdout=-3, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        many, one = laid_out(Path(folder))
        pairs = [(cpu("newsbot", many), cpu("scrapy", one)) for _ in range(rounds)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"newsbot list, 1,201 sites  {ours:.2f} s")
    print(f"scrapy list, 1 spider      {theirs:.2f} s   ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
