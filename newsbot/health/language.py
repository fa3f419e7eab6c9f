"""The languages in which newsbot speaks of a site's health, and its page."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh"]
