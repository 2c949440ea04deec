"""The one place where a test may be tried again: for timing on a shared machine, never for counts.

A miss of a time bound, or a run that the tester itself declared invalid because the machine starved it, is a
`TimingMiss`; up to three attempts are made and one must hold. Everything else is an ordinary assertion, and final.
"""

import functools
import sys

ATTEMPTS = 3


class TimingMiss(AssertionError):
    pass


def timing(condition: bool, message: str) -> None:
    """Asserts a bound on time that a busy machine may break."""
    if not condition:
        raise TimingMiss(message)


def within(observed: float, expected: float, relative: float, absolute: float, what: str, either: bool = False) -> None:
    """`observed` = `expected` ± (relative × expected + absolute), or ± the larger of the two with `either`."""
    share = relative * abs(expected)
    bound = max(share, absolute) if either else share + absolute
    timing(abs(observed - expected) <= bound, f"{what}: {observed:.3f}, expected {expected:.3f} ± {bound:.3f}")


def timing_attempts(test):
    """Gives a test three attempts against `TimingMiss`."""

    @functools.wraps(test)
    def attempt(*args, **kwargs):
        for number in range(1, ATTEMPTS + 1):
            try:
                return test(*args, **kwargs)
            except TimingMiss as miss:
                print(f"timing attempt {number} of {ATTEMPTS}: {miss}", file=sys.stderr)
                if number == ATTEMPTS:
                    raise

    return attempt
