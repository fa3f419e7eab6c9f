"""Chance: how improbable a count is after what was counted before."""

from __future__ import annotations

from math import exp, lgamma, log


def at_most(k: int, n: int, before: int, of: int) -> float:
    """Probability of at most `k` of `n`, after `before` of `of` (beta-binomial, Jeffreys)."""
    a, b = before + 0.5, of - before + 0.5
    whole = _log_beta(a, b)
    return min(
        1.0, sum(exp(_log_choose(n, i) + _log_beta(a + i, b + n - i) - whole) for i in range(k + 1))
    )


def at_least(k: int, n: int, before: int, of: int) -> float:
    """Probability of at least `k` of `n` after `before` of `of`."""
    return at_most(n - k, n, of - before, of)


def poisson_at_most(k: int, expected: float) -> float:
    """Probability of at most `k` events where `expected` (> 0) are usual."""
    return min(1.0, sum(exp(i * log(expected) - expected - lgamma(i + 1)) for i in range(k + 1)))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
