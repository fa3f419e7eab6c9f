"""A listing's rhythm: how many new articles an hour of the day brings, learnt from its visits.

Every visit says how many articles were new since the one before. They are spread evenly over
that time, hour of the day by hour of the day (UTC); old days fade. What the last hours brought
beyond or below that lifts or lowers all of it: a burst is followed while it lasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS = 24
HOUR = timedelta(hours=1)
HALF_LIFE = 5 * 24.0
"""Hours after which a visit counts half: a changed habit is learnt within some days."""

RECENT = 2.0
"""The same for the last hours' deviation from the usual."""

PRIOR_HOURS = 1.0
"""Hours of observation that the mean of all hours is worth where one hour has seen little."""

LEVEL_PRIOR = 3.0
"""Articles that "as usual" is worth beside what the last hours brought."""

UNKNOWN_RATE = 2.0
"""New articles an hour that a listing is taken to have before it was watched (a guess; an hour of
watching outweighs it)."""

FAR = timedelta(hours=30)
"""After a longer pause nobody knows in which hours the new articles came."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Articles and hours of watching by hour of the day; `recent` is (seen, usual) lately."""

    articles: tuple[float, ...] = (0.0,) * HOURS
    hours: tuple[float, ...] = (0.0,) * HOURS
    recent: tuple[float, float] = (0.0, 0.0)

    def rate(self, hour: int) -> float:
        """New articles that an hour of the day (0-23, UTC) usually brings."""
        return self._rate(hour, self.mean)

    def _rate(self, hour: int, mean: float) -> float:
        return (self.articles[hour] + PRIOR_HOURS * mean) / (self.hours[hour] + PRIOR_HOURS)

    @property
    def mean(self) -> float:
        """New articles an hour, over all hours."""
        return (sum(self.articles) + UNKNOWN_RATE) / (sum(self.hours) + 1.0)

    @property
    def level(self) -> float:
        """The last hours against the usual: 1.0 is as usual."""
        seen, usual = self.recent
        return (seen + LEVEL_PRIOR) / (usual + LEVEL_PRIOR)

    def after(self, since: datetime, at: datetime, new: int) -> Rhythm:
        """The rhythm after a visit at `at` that found `new` articles since the visit `since`."""
        passed = (at - since) / HOUR
        if passed <= 0 or at - since > FAR:
            return self
        fade = 0.5 ** (passed / HALF_LIFE)
        articles = [count * fade for count in self.articles]
        hours = [count * fade for count in self.hours]
        usual = self.expected(since, at)
        for hour, part in hour_parts(since, at):
            articles[hour] += new * part / passed
            hours[hour] += part
        forget = 0.5 ** (passed / RECENT)
        recent = (self.recent[0] * forget + new, self.recent[1] * forget + usual)
        return Rhythm(tuple(articles), tuple(hours), recent)

    def expected(self, since: datetime, until: datetime) -> float:
        """New articles that this time usually brings."""
        mean = self.mean
        return sum(self._rate(hour, mean) * part for hour, part in hour_parts(since, until))

    def waits(
        self, since: datetime, price: float, longest: timedelta, even: float = 0.0
    ) -> timedelta:
        """How long after `since` the waiting of new articles adds up to `price` article-hours
        (times the articles an hour to the power `even`).

        With a steady rate r that is sqrt(2 price / r): the interval that makes the waiting and
        the price of visits together least.
        """
        mean, level = self.mean, self.level
        price *= mean**even
        waited, there, passed = 0.0, 0.0, 0.0
        left, hour, part = longest / HOUR, since.hour, _rest(since)
        while passed < left:
            part = min(part, left - passed)
            rate = self._rate(hour, mean) * level
            here = waited + there * part + rate * part * part / 2
            if here >= price:
                more = ((there * there + 2 * rate * (price - waited)) ** 0.5 - there) / rate
                return timedelta(hours=passed + more)
            waited, there, passed = here, there + rate * part, passed + part
            hour, part = (hour + 1) % HOURS, 1.0
        return longest

    def brings(self, since: datetime, articles: float, longest: timedelta) -> timedelta:
        """How long after `since` so many articles are to be expected."""
        mean, left, passed, most = self.mean, articles / self.level, 0.0, longest / HOUR
        hour, part = since.hour, _rest(since)
        while passed < most:
            rate = self._rate(hour, mean)
            if left <= rate * part:
                return min(timedelta(hours=passed + left / rate), longest)
            left, passed = left - rate * part, passed + part
            hour, part = (hour + 1) % HOURS, 1.0
        return longest

    def dump(self) -> list[float]:
        """The rhythm as plain numbers, for a row of the store."""
        numbers = (*self.articles, *self.hours, *self.recent)
        return [round(number, 4) for number in numbers]

    @classmethod
    def load(cls, numbers: Sequence[float] | None) -> Rhythm:
        """The rhythm of `dump`'s numbers; a new one without."""
        if not numbers or len(numbers) != 2 * HOURS + 2:
            return cls()
        seen, usual = numbers[2 * HOURS :]
        return cls(tuple(numbers[:HOURS]), tuple(numbers[HOURS : 2 * HOURS]), (seen, usual))


def hour_parts(since: datetime, until: datetime) -> Iterator[tuple[int, float]]:
    """(hour of the day, part of it in hours) of the time between two moments in UTC."""
    left, hour, part = (until - since) / HOUR, since.hour, _rest(since)
    while left > 0:
        yield hour, min(part, left)
        left -= part
        hour, part = (hour + 1) % HOURS, 1.0


def _rest(at: datetime) -> float:
    """What is left of a moment's hour."""
    return 1.0 - (at.minute * 60 + at.second + at.microsecond / 1e6) / 3600
