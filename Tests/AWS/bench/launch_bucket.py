"""Fargate's launch rate: a bucket of tokens."""

from dataclasses import dataclass


@dataclass
class LaunchBucket:
    """`burst` tasks at once, refilled by `per_second`."""

    burst: float = 100
    per_second: float = 20
    _level: float | None = None
    _at: float = 0

    def take(self, count: int, now: float) -> bool:
        """Whether `count` tasks may be launched at `now` (seconds of any clock that does not step)."""
        level = self.burst if self._level is None else min(self.burst, self._level + (now - self._at) * self.per_second)
        self._at = now
        self._level = level - count if level >= count else level
        return level >= count
