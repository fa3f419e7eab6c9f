"""newsbot schema: what a line looks like, for machines."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class Command(ScrapyCommand):
    """Prints the JSON Schema of one exported line."""

    requires_crawler_process = False

    def short_desc(self) -> str:
        """For the list of commands."""
        return "Print the JSON Schema of an article's line"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the schema to standard output, indented."""
        import sys

        import orjson

        from newsbot.export.schema import json_schema

        if args:
            raise UsageError("schema takes no arguments")
        sys.stdout.write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2).decode() + "\n")
