"""Exact samples of known distributions, and the one-sample Kolmogorov–Smirnov test."""

import math
import random
from collections.abc import Callable, Sequence
from statistics import NormalDist


def lognormal(count: int, median: float, sigma: float, seed: int) -> list[float]:
    """`count` values of the inverse CDF at (i + 0.5) / count, shuffled: percentiles are the distribution's own."""
    normal = NormalDist()
    values = [median * math.exp(sigma * normal.inv_cdf((i + 0.5) / count)) for i in range(count)]
    random.Random(seed).shuffle(values)
    return values


def uniform(count: int, low: float, high: float, seed: int) -> list[float]:
    """`count` evenly spread values from `low` to `high`, shuffled."""
    values = [low + (high - low) * (i + 0.5) / count for i in range(count)]
    random.Random(seed).shuffle(values)
    return values


def exponential_cdf(rate: float) -> Callable[[float], float]:
    return lambda x: 1 - math.exp(-rate * x) if x > 0 else 0.0


def ks_p_value(sample: Sequence[float], cdf: Callable[[float], float]) -> float:
    """Asymptotic p of the two-sided KS test against a fully specified `cdf` (Stephens 1970 small-sample correction)."""
    ordered = sorted(sample)
    n = len(ordered)
    distance = max(
        max((i + 1) / n - cdf(x), cdf(x) - i / n) for i, x in enumerate(ordered)
    )
    scaled = (math.sqrt(n) + 0.12 + 0.11 / math.sqrt(n)) * distance
    if scaled < 0.2:
        return 1.0
    total = 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, total))
