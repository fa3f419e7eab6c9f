"""Regular expressions that are compiled when they are first used.

The readers know some 130; compiling them takes 0.1 s, which every start would pay for readers that
it may never call (each wide range of Chinese letters costs a millisecond).

A group that must not be tried again is atomic, `(?>(?:...)*)`, never possessive, `(?:...)*+`:
before 3.11.5 Python matches a possessive group wrongly whose inside has ways back
(python/cpython#106052).
"""

from __future__ import annotations

import re
from functools import cached_property


class Pattern:
    """A pattern by its source; `regex` is the compiled one."""

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source, self.flags)
