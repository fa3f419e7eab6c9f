"""Settings as they were given, by options or the environment: checked before anything begins.

What newsbot does with most of them it does when the crawl runs: there a word that is no number
would be a traceback, and a misspelt name would just not count.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, Settings, default_settings
from scrapy.utils.misc import load_object

from newsbot.errors import BadValue, UnusableFile

PREFIX = "NEWSBOT_"
NEAR = 0.8
"""Names that are alike to that share are taken for misspelt ones."""

ARGUMENTS = ("base_url", "category", "pages", "urls")
"""Arguments that every site's spider takes."""


def _whole(value: Any) -> object:
    return _at_least(int(value), 1)


def _number(value: Any) -> object:
    return _at_least(float(value), 0)


def _at_least(number: float, least: float) -> float:
    if not number >= least:  # NaN is neither
        raise ValueError(number)
    return number


def _switch(value: Any) -> object:
    return Settings({"switch": value}).getbool("switch")


def _one_of(*words: str) -> Callable[[Any], object]:
    return words.index


def _networks(value: Any) -> object:
    texts = Settings({"networks": value}).getlist("networks")
    return [ip_network(text.strip(), strict=False) for text in texts if text.strip()]


PARTS = frozenset(("ITEM_PIPELINES", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"))
"""Settings that list the parts of a crawl, each with its place."""

KINDS: Mapping[str, tuple[Callable[[Any], object], str]] = {
    **dict.fromkeys(
        "PAGES HOST_FAILURES HOST_REFUSALS HOST_PAGES DEPTH".split(),
        (_whole, "a whole number from 1 up is wanted"),
    ),
    "LIMIT": (lambda value: value == "" or _whole(value), "a whole number or nothing is wanted"),
    **dict.fromkeys(
        "FAILED_SHARE COMPARE PARK_AFTER BACKOFF FREE_MB FREE_WAIT LEASE_SECONDS "
        "RUN_MINUTES".split(),
        (_number, "a number from 0 up is wanted"),
    ),
    **dict.fromkeys(
        "PROVENANCE REFRESH REVISIT ALLOW_PRIVATE TDMREP RENDER WEB_IMAGES".split(),
        (_switch, "use 1 or 0"),
    ),
    "LANGUAGE": (_one_of("en", "zh"), "use en or zh"),
    "LOG": (_one_of("text", "json"), "use text or json"),
    "ALLOW_ADDRESSES": (_networks, "use networks such as 10.1.0.0/16,fd00::/8"),
}
"""newsbot's settings whose value a crawl takes for granted: how it is read, what is wanted."""

SCRAPYS: Mapping[type, tuple[Callable[[Any], object], str]] = {
    bool: (_switch, "use 1 or 0"),
    int: (float, "a number is wanted"),
    float: (float, "a number is wanted"),
}
"""The same for Scrapy's, by the type of their defaults."""


def check_given(settings: Settings, known: Collection[str]) -> None:
    """Raises BadValue for a setting of the command line that is none of the `known`, and for a
    value that makes no sense; UnusableFile for a log that cannot be written. A variable of the
    environment that looks misspelt is only told: it may be another program's."""
    for name in settings:
        if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"]:
            _check_name(name, known)
            _check_value(settings, name, SCRAPYS.get(type(getattr(default_settings, name, None))))
    for name, kind in KINDS.items():
        _check_value(settings, PREFIX + name, kind)
    _check_log(settings)


def beside(settings: BaseSettings, name: str, own: Any, named: Any, priority: str) -> None:
    """Sets parts that somebody named beside the `own` ones, where Scrapy has them stand in their
    place: a crawl without its guards, or that keeps nothing, is nobody's wish. None takes a part
    away; of two places for one part that of the higher priority counts."""
    parts = BaseSettings(own)
    parts.update(named, priority)
    settings.set(name, parts, max(parts.maxpriority(), settings.getpriority(name) or 0))


def read_parts(pairs: Collection[str], settings: Settings) -> dict[str, dict[str, Any]]:
    """The parts that `-s NAME=JSON` name, by setting. Raises BadValue for a part that is none, and
    for other JSON that cannot be read."""
    found: dict[str, dict[str, Any]] = {}
    for pair in pairs:
        name, _, text = pair.partition("=")
        if isinstance(settings[name], BaseSettings):
            found.setdefault(name, {}).update(_object(name, text))
    for name in found.keys() & PARTS:
        for part, place in found[name].items():
            _check_part(name, part, place)
    return {name: found[name] for name in found.keys() & PARTS}


def _object(name: str, text: str) -> dict[str, Any]:
    example = '{"my.pipelines.Mine": 300}' if name in PARTS else '{"KEY": VALUE}'
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise BadValue(f"-s {name}={text}: a JSON object is wanted, such as '{example}'")
    return read


def _check_part(name: str, part: str, place: object) -> None:
    if isinstance(place, bool) or not isinstance(place, int | float | None):
        raise BadValue(f"-s {name}: {part} has the place {place!r}; a number or null is wanted")
    try:
        load_object(part)
    except (ImportError, NameError, ValueError) as error:
        raise BadValue(f"-s {name}: there is no {part} ({error})") from error


def tell_misspelt(environment: Collection[str], known: Collection[str]) -> None:
    """One line on stderr for each variable whose name is nearly that of a setting."""
    own = [name.removeprefix(PREFIX) for name in known if name.startswith(PREFIX)]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name.removeprefix(PREFIX), own, 1, NEAR)
            if near:
                hint = f"did you mean {PREFIX}{near[0]}?"
                sys.stderr.write(f"newsbot: the variable {name} is no setting; {hint}\n")


def check_url(url: str) -> str:
    """The URL; raises BadValue unless it is an http or https one with a host."""
    wrong = "one begins with http:// or https://"
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return url
    except ValueError as error:  # brackets that are no IPv6 address, a port that is none
        wrong = str(error)
    raise BadValue(f"{url!r} is no web address; {wrong}")


def declared_urls(spider: type) -> list[str]:
    """The whole addresses that a site's class declares, checked; raises BadValue."""
    path = str(getattr(spider, "listing_path", ""))
    bases = str(getattr(spider, "base_url", "")).split(",")
    told = [*bases, *getattr(spider, "start_urls", ()), *([path] if "://" in path else ())]
    return [check_url(url) for url in told]


def allow(settings: Settings, urls: Iterable[str]) -> None:
    """Notes the origins of addresses that the user named: they may be fetched even if private."""
    parts = map(urlsplit, urls)
    origins = [f"{part.scheme}://{part.netloc}" for part in parts]
    given = settings.getlist("NEWSBOT_ALLOWED_ORIGINS")
    settings.set("NEWSBOT_ALLOWED_ORIGINS", [*given, *origins], priority="cmdline")


def check_arguments(spider: type, arguments: Mapping[str, str]) -> None:
    """Raises BadValue for an argument (`-a NAME=VALUE`) that is nearly one that the spider knows:
    it would be ignored. Others are left to spiders of the user's own."""
    known = [*ARGUMENTS, *(name for name in dir(spider) if not name.startswith("_"))]
    for name in arguments:
        if name not in known and (near := get_close_matches(name, known, 1, NEAR)):
            raise BadValue(f"-a {name}: there is no such argument; did you mean {near[0]}?")
    if pages := arguments.get("pages"):
        try:
            _whole(pages)
        except ValueError:
            raise BadValue(f"-a pages={pages}: a whole number from 1 up is wanted") from None


def _check_name(name: str, known: Collection[str]) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, 1, NEAR)
    if near or name.startswith(PREFIX):
        hint = f"; did you mean {near[0]}?" if near else ""
        raise BadValue(f"-s {name}: there is no such setting{hint}")


def _check_value(
    settings: Settings, name: str, kind: tuple[Callable[[Any], object], str] | None
) -> None:
    value = settings[name]
    if kind is None or value is None:
        return
    read, wanted = kind
    try:
        read(value)
    except (TypeError, ValueError):
        raise BadValue(f"{name} is {value!r}: {wanted}") from None


def _check_log(settings: Settings) -> None:
    level = settings["LOG_LEVEL"]
    if isinstance(level, str):
        levels = logging.getLevelNamesMapping()
        if level.upper() not in levels:
            raise BadValue(f"log level {level!r}: use one of DEBUG, INFO, WARNING, ERROR, CRITICAL")
        settings.set("LOG_LEVEL", level.upper(), priority=settings.getpriority("LOG_LEVEL") or 0)
    if path := settings["LOG_FILE"]:
        check_appendable(path)


def check_folder(setting: str, path: str) -> None:
    """Makes the folder that a setting names; raises UnusableFile where none can be written to."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(None, "Permission denied")
    except OSError as error:
        why = "it is a file" if Path(path).is_file() else error.strerror
        raise UnusableFile(
            f"cannot write to {path}: {why}; {setting} names another folder"
        ) from error


def check_appendable(path: str) -> None:
    """Raises UnusableFile unless lines can be added to a file."""
    file = Path(path)
    made = not file.exists()
    try:
        with file.open("ab"):
            pass
    except OSError as error:
        raise UnusableFile(f"cannot write {path}: {error.strerror or error}") from error
    if made:
        file.unlink()
