"""Judging a schedule by the arrivals in the server's log."""

from collections.abc import Callable, Sequence

from reference.server_log import Record

Cumulative = Callable[[float], float]
"""Arrivals expected until t seconds after the start."""


def seconds(records: Sequence[Record]) -> list[float]:
    """Arrival times in seconds after the first one."""
    first = records[0].arrived
    return [(record.arrived - first) / 1e9 for record in records]


def gaps(records: Sequence[Record]) -> list[float]:
    times = seconds(records)
    return [later - earlier for earlier, later in zip(times, times[1:])]


def worst_bin(times: Sequence[float], expected: Cumulative, length: int, phase: float) -> tuple[float, int]:
    """How far the fullest or emptiest one-second bin is outside ±2 % and one request, and which one.

    The first arrival may come up to `phase` seconds after the start (half an interval, or none): the judge grants the
    phase that fits best.
    """
    return min(_excess(times, expected, length, phase * step / 20) for step in range(21))


def _excess(times: Sequence[float], expected: Cumulative, length: int, shift: float) -> tuple[float, int]:
    counts = [0] * (length + 1)
    for time in times:
        counts[min(int(time + shift), length)] += 1
    counts[length - 1] += counts.pop()
    wanted = [expected(second + 1) - expected(second) for second in range(length)]
    pairs = enumerate(zip(counts, wanted))
    return max((abs(count - want) - 0.02 * want - 1, second) for second, (count, want) in pairs)
