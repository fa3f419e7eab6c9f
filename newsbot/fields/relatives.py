"""Dates that are told from now: `3分钟前`, `昨天 12:30`, `上周五`, `去年12月25日`, `03-24`."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsbot.fields.calendars import Place
from newsbot.fields.moments import Moment


class Setting(NamedTuple):
    """What a date is read against: `now` in the site's `zone`."""

    now: datetime
    zone: ZoneInfo
    place: Place


def read_relative(plain: str, setting: Setting) -> Moment | None:
    """The moment that `plain` tells from now."""
    return None
