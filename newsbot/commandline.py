"""The command line: Scrapy's own, in any directory, with newsbot's settings and commands.

Scrapy's `execute` takes unknown options for positionals, imports every command at every start
and answers wrong names with tracebacks; this one imports only the command that is asked for and
refuses what it does not know in one line on stderr, exit 2.
"""

from __future__ import annotations

import argparse
import inspect
import os
import pkgutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import entry_points
from io import TextIOWrapper
from typing import NoReturn

from scrapy.commands import ScrapyCommand, ScrapyHelpFormatter
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsbot import __version__
from newsbot.errors import BadValue, NewsbotError, RunFault, SiteBusy, UnknownName
from newsbot.given import (
    PARTS,
    allow,
    beside,
    check_appendable,
    check_given,
    check_url,
    read_parts,
    tell_misspelt,
)

SETTINGS_MODULE = "newsbot.settings"
WEB = ("http://", "https://")

LOOKING = ("fetch", "parse", "shell", "view")
"""Scrapy's commands that look at a page and keep nothing."""

MOST_DIGITS = 18
"""Of a number that is given: what a database takes."""

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended, as a shell gives it for SIGINT."""

COMMAND_PACKAGES = ("newsbot.commands", "scrapy.commands")
"""Where commands are: newsbot's own come before Scrapy's of the same name."""


class LineParser(argparse.ArgumentParser):
    """Answers a mistake with one line instead of the usage text."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where the options are listed; exit 2."""
        self.exit(2, f"{self.prog}: {message} ('{self.prog} --help' lists the options)\n")

    def _parse_optional(self, arg_string: str) -> object:  # type: ignore[override]
        # `-o -:json` is a value of -o, as in Scrapy
        return None if arg_string.startswith("-:") else super()._parse_optional(arg_string)


def main(argv: list[str] | None = None) -> None:
    """The `newsbot` program: runs one command and exits with its code."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a second one would only wait
    _open_streams()
    try:
        code = run(words)
        sys.stdout.flush()
    except SiteBusy as busy:
        code = _say(busy, 0)
    except RunFault as fault:
        code = _say(fault, 1)
    except NewsbotError as fault:
        code = _say(fault, 2)
    except BrokenPipeError:  # the reader of our output went away: nothing left to say
        code = _drop_output()
    except OSError as error:  # such as a full disk under our output
        code = _drop_output()
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}", code)
    except KeyboardInterrupt:  # a crawl that has begun ends by itself, cleanly
        code = _say("interrupted", INTERRUPTED)
    sys.exit(code)


def _open_streams() -> None:
    """Gives closed streams a place to write to, or what is opened next would get their numbers,
    and nothing to read; letters that the terminal has not are escaped."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _drop_output() -> int:
    """What is still to be written goes nowhere; the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _say(message: object, code: int) -> int:
    sys.stderr.write(f"newsbot: {message}\n")
    return code


def run(words: list[str]) -> int:
    """Runs the command that `words` name and returns its exit code; raises NewsbotError."""
    if words and words[0] in ("-V", "--version"):
        sys.stdout.write(f"newsbot {__version__}\n")
        return 0
    settings = project_settings()
    name = next((word for word in words if not word.startswith("-")), None)
    if name is None:
        sys.stdout.write(overview(settings))
        return 0
    words.remove(name)
    return run_command(name, find_command(name, settings), words, settings)


def project_settings() -> Settings:
    """newsbot's settings, or those of the module that SCRAPY_SETTINGS_MODULE names."""
    module = os.environ.setdefault("SCRAPY_SETTINGS_MODULE", SETTINGS_MODULE)
    settings = Settings()
    settings.setmodule(module, priority="project")
    return settings


def command_names(settings: Settings) -> dict[str, str]:
    """Command -> the module that holds it."""
    packages = dict.fromkeys([settings["COMMANDS_MODULE"], *COMMAND_PACKAGES])
    names: dict[str, str] = {}
    for package in packages:
        for module in pkgutil.iter_modules(import_module(package).__path__):
            names.setdefault(module.name, f"{package}.{module.name}")
    for entry in entry_points(group="scrapy.commands"):
        names.setdefault(entry.name, entry.value.partition(":")[0])
    return names


def find_command(name: str, settings: Settings) -> ScrapyCommand:
    """The command called `name`; raises UnknownName, which lists those that there are."""
    names = command_names(settings)
    if name not in names:
        raise UnknownName(f"there is no command {name!r}; there are: {', '.join(sorted(names))}")
    module = import_module(names[name])
    for found in vars(module).values():
        if (
            inspect.isclass(found)
            and issubclass(found, ScrapyCommand)
            and found.__module__ == module.__name__
        ):
            return found()
    raise UnknownName(f"{names[name]} holds no command")


def overview(settings: Settings) -> str:
    """The list of commands, newsbot's own first."""
    names = command_names(settings)
    own = [n for n, module in names.items() if not module.startswith("scrapy.")]
    lines = [f"newsbot {__version__} - a news crawler on Scrapy", "", "Usage:"]
    lines += ["  newsbot <command> [options] [arguments]", "", "Commands:"]
    for name in sorted(own):
        lines.append(f"  {name:<12} {find_command(name, settings).short_desc()}")
    rest = ", ".join(sorted(set(names) - set(own)))
    lines += ["", f"Scrapy's commands work too: {rest}", ""]
    lines += ["'newsbot <command> --help' shows a command's options.", ""]
    return "\n".join(lines)


def run_command(name: str, command: ScrapyCommand, words: list[str], settings: Settings) -> int:
    """Parses the command's options, runs it and returns its exit code."""
    parser = LineParser(
        prog=f"newsbot {name}",
        usage=f"newsbot {name} {command.syntax()}",
        formatter_class=ScrapyHelpFormatter,
        conflict_handler="resolve",
        description=command.long_desc(),
    )
    settings.setdict(command.default_settings, priority="command")
    command.settings = settings
    command.add_options(parser)
    options, arguments = parser.parse_known_args(words)
    unknown = next((word for word in arguments if word.startswith("-") and word != "-"), None)
    if unknown:
        parser.error(f"there is no option {unknown}")
    known = frozenset(settings)
    tell_misspelt(os.environ, known)
    if options.pidfile:
        check_appendable(options.pidfile)
    with _parts_beside(settings, options.set):
        _checked(parser, command.process_options, arguments, options)
    check_given(settings, known)
    _allow_named(settings, arguments)
    with _looking(settings, wanted=name in LOOKING), _profiled(options.profile):
        if command.requires_crawler_process:
            from newsbot.process import Process

            command.crawler_process = Process(settings)
        _checked(parser, command.run, arguments, options)
    return command.exitcode


@contextmanager
def _parts_beside(settings: Settings, pairs: Collection[str]) -> Iterator[None]:
    """Has parts that `-s` names stand beside newsbot's, when it is read within."""
    named, own = read_parts(pairs, settings), {name: settings[name] for name in PARTS}
    yield
    for name, parts in named.items():
        beside(settings, name, own[name], parts, "cmdline")


@contextmanager
def _looking(settings: Settings, *, wanted: bool) -> Iterator[None]:
    """Keeps a command that only looks at pages out of the store: its run would count as one of
    the site's, and as a failed one, since it reads no listing."""
    if not wanted:
        yield
        return
    from newsbot.plan import scratch_store
    from newsbot.visit import keep_nothing

    keep_nothing(settings)
    with scratch_store(settings, wanted=True):
        yield


def _allow_named(settings: Settings, arguments: list[str]) -> None:
    """Notes origins that the user named, as `newsbot crawl` does: `newsbot shell
    http://localhost:8000` may fetch from there. Raises BadValue for an address that is none."""
    allow(settings, [check_url(word) for word in arguments if word.startswith(WEB)])


@contextmanager
def _profiled(path: str | None) -> Iterator[None]:
    """Writes cProfile's figures of what runs inside to a file, where one is named."""
    if not path:
        yield
        return
    from cProfile import Profile

    check_appendable(path)
    profile = Profile()
    with profile:
        yield
    profile.dump_stats(path)


def _checked(
    parser: LineParser,
    step: Callable[[list[str], argparse.Namespace], None],
    arguments: list[str],
    options: argparse.Namespace,
) -> None:
    """Runs a step of the command; Scrapy's own usage errors become one line."""
    try:
        step(arguments, options)
    except UsageError as error:
        parser.error(str(error) or "arguments are missing")


def whole_number(option: str, text: str) -> int:
    """An option's value as an integer from 1 to 10^18 - 1 (databases have no larger ones by far);
    raises BadValue."""
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS or int(text) < 1:
        upto = f"1 to {'9' * MOST_DIGITS}" if len(text) > MOST_DIGITS else "1 up"
        raise BadValue(f"{option} {text}: a whole number from {upto} is wanted")
    return int(text)
