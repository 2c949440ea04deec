"""Percentiles by sorting, nearest rank: the definition that the report states."""

import math
from collections.abc import Iterable

REPORTED = {"p50": 50.0, "p75": 75.0, "p90": 90.0, "p95": 95.0, "p99": 99.0, "p99.9": 99.9, "p99.99": 99.99}


def nearest_rank(values: Iterable[float], percent: float) -> float:
    """The smallest value such that at least `percent` % of all values are not above it. 0 gives the minimum."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a percentile of nothing")
    if not 0 <= percent <= 100:
        raise ValueError(f"percent {percent} is not within 0…100")
    # Rounded first, so that 99.9 % of 1000 is 999 and not 999.0000000000001.
    rank = max(1, math.ceil(round(percent / 100 * len(ordered), 9)))
    return ordered[rank - 1]


def percentiles(values: Iterable[float]) -> dict[str, float]:
    """Every percentile that a report names."""
    ordered = sorted(values)
    return {name: nearest_rank(ordered, percent) for name, percent in REPORTED.items()}
