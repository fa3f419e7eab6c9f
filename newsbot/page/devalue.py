"""devalue: data as a flat list, whose objects hold the places of their values (Nuxt, SvelteKit).

https://github.com/sveltejs/devalue: values[0] is the whole; in objects and lists a number is the
place of a value, a negative one a value that JSON does not have; a list that begins with a text is
a value of the type that it names.
"""

from __future__ import annotations

from typing import Any

DEEPEST = 100
"""Levels that are followed; a list may lead back to itself."""


def is_flat(value: Any) -> bool:
    """Whether a value is such a list: more than its whole, which only holds places."""
    if not isinstance(value, list) or len(value) < 3:
        return False
    whole = value[0]
    if isinstance(whole, list) and whole[:1] and isinstance(whole[0], str):
        return True
    places = whole.values() if isinstance(whole, dict) else whole if isinstance(whole, list) else ()
    return bool(places) and all(type(place) is int and place < len(value) for place in places)


def unflatten(values: list[Any]) -> Any:
    """The value that a flat list means; what makes no sense is None."""
    return _Values(values).at(0, 0)


class _Values:
    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self.made: dict[int, Any] = {}

    def at(self, place: Any, depth: int) -> Any:
        """The value at a place; one that was made before is the same object."""
        if type(place) is not int or not 0 <= place < len(self.values) or depth > DEEPEST:
            return None
        if place in self.made:
            return self.made[place]
        value = self.values[place]
        if isinstance(value, dict):
            made: Any = self.made.setdefault(place, {})
            made.update({key: self.at(inner, depth + 1) for key, inner in value.items()})
        elif isinstance(value, list) and value[:1] and isinstance(value[0], str):
            made = self._typed(value, depth)
        elif isinstance(value, list):
            made = self.made.setdefault(place, [])
            made.extend(self.at(inner, depth + 1) for inner in value)
        else:
            made = value
        self.made[place] = made
        return made

    def _typed(self, value: list[Any], depth: int) -> Any:
        """A date is its text, a set a list; a wrapper (`Reactive`, `Ref`) is what it holds."""
        name, *places = value
        if name == "Date":
            return next(iter(places), None)
        if name in ("Set", "Map"):
            return [self.at(place, depth + 1) for place in places]
        return self.at(next(iter(places), None), depth + 1)
