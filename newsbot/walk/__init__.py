"""Walking a category's listing: what it remembers, when it stops, what may be missing. Pure.

A listing is read from its first page on, until it meets what the last walk saw. What a walk saw,
in order, is the category's memory: **stretches** of article keys, newest first, with a **gap**
between two of them where articles may be missing. A walk has met the known when a whole page of it
is known and stands in known order. Three things are guarded against:

- pinned (置顶) and shuffled entries: known articles above new ones prove nothing; neither does a
  page whose articles are known but stand in another order;
- pages of different age (a late cache): where the top of what is known was never seen on the way,
  something lies between, and a gap is opened;
- articles that come in further down, or slip past while the walk turns a page: after a walk that
  found news on several pages, and every AUDIT_WALKS walks, the next one goes deeper.
"""

from newsbot.walk.bounds import Page
from newsbot.walk.memory import Gap, Memory, decode, encode
from newsbot.walk.walk import End, Walk

__all__ = ["End", "Gap", "Memory", "Page", "Walk", "decode", "encode"]
