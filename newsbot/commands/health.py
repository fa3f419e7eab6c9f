"""newsbot health: what is wrong now."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    """Prints what is wrong with the sites now, what shows it and what to do."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Behind the command's name."""
        return "[SITE]... [--json] [--language en|zh] [--store URL]"

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Say what is wrong now (exit 1 if anything is)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """--json, --language, --store."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="a JSON object a line")
        parser.add_argument("--language", choices=("en", "zh"), help="default: NEWSBOT_LANGUAGE")
        parser.add_argument("--store", metavar="URL", help="default: NEWSBOT_STORE")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Troubles to stdout; a line on stderr where there are none."""
        import orjson

        from newsbot.health.judge import trouble_record
        from newsbot.health.labels import label
        from newsbot.health.now import troubles_now
        from newsbot.health.told import trouble_lines
        from newsbot.health.words import sentence
        from newsbot.store import Reading
        from newsbot.timetable import Timetable, check_sites

        assert self.settings is not None
        check_sites(self.settings, args)
        language = opts.language or self.settings["NEWSBOT_LANGUAGE"]
        timetable = Timetable(self.settings).read()
        with Reading(opts.store or self.settings["NEWSBOT_STORE"], make=False) as store:
            sites = troubles_now(store, timetable, datetime.now(UTC))
        asked = [site for site in sites if not args or site[0].site in args]
        for standing, _, troubles in asked:
            if opts.json:
                for trouble in troubles:
                    told = {"site": standing.site, **trouble_record(trouble)}
                    told["sentence"] = sentence(trouble.finding, language)
                    sys.stdout.write(orjson.dumps(told).decode() + "\n")
                continue
            for line in trouble_lines(standing.site, troubles, language):
                sys.stdout.write(line + "\n")
        self.exitcode = int(any(troubles for _, _, troubles in asked))
        if not self.exitcode:
            well = "one_well" if len(asked) == 1 else "all_well"
            sys.stderr.write(label(well, language, n=len(asked)) + "\n")
