"""The settings of one of many crawlers, which Scrapy copies whole and reads anew for each."""

from __future__ import annotations

from copy import copy
from typing import Any, Self

from scrapy.settings import BaseSettings, Settings, SettingsAttribute
from scrapy.utils.misc import load_object

Composed = dict[tuple[Any, ...], BaseSettings]

CONTAINERS = (list, dict, set)
"""Values that somebody might change in place; all others are shared by the copies."""


class CopiedSettings(Settings):
    """Settings whose copy costs little: Scrapy makes a deep one for each crawler, 10 ms of CPU,
    and looks up each part's class by its name again, which is a good part of visiting a site
    without news."""

    composed: Composed

    @classmethod
    def of(cls, settings: BaseSettings, composed: Composed | None = None) -> Self:
        """The same settings; `composed` remembers, for all copies, which parts there are."""
        made = cls.__new__(cls)
        made.frozen = False
        made.composed = {} if composed is None else composed
        made.attributes = {
            name: _copied(attribute) for name, attribute in settings.attributes.items()
        }
        return made

    def copy(self) -> Self:
        """A copy. What is set in one is not seen in the other."""
        return self.of(self, self.composed)

    def set(self, name: str, value: Any, priority: int | str = "project") -> None:
        """Sets a value here alone: the attributes are shared until then."""
        if (shared := self.attributes.get(name)) is not None:
            self.attributes[name] = SettingsAttribute(shared.value, shared.priority)
        super().set(name, value, priority)

    def get_component_priority_dict_with_base(self, name: str) -> BaseSettings:
        """Scrapy's, with classes for names; composed once for all crawlers with the same."""
        given = (name, _items(self[name + "_BASE"]), _items(self[name]))
        if given not in self.composed:
            found = super().get_component_priority_dict_with_base(name)
            self.composed[given] = BaseSettings({load_object(k): v for k, v in found.items()})
            self.composed[given].freeze()
        return self.composed[given]


def _copied(attribute: SettingsAttribute) -> SettingsAttribute:
    value = attribute.value
    if isinstance(value, BaseSettings):
        return SettingsAttribute(CopiedSettings.of(value), attribute.priority)
    if isinstance(value, CONTAINERS):
        return SettingsAttribute(copy(value), attribute.priority)
    return attribute


def _items(parts: Any) -> tuple[Any, ...]:
    """A dictionary of parts as a key."""
    if isinstance(parts, BaseSettings):
        return tuple((name, told.value) for name, told in parts.attributes.items())
    return tuple((parts or {}).items())
