"""A8 and A9: arrivals in the server's log against the schedule that was asked for."""

import math

import pytest

from reference import arrivals
from reference.distribution import exponential_cdf, ks_p_value
from reference.schedule import Schedule
from reference.timing import timing, timing_attempts

pytestmark = pytest.mark.product

STEPPED = ("--rate", 50, "--stage", "4s:250", "--stage", "0s:100", "--stage", "3s:100")
"""A ramp 50 → 250 over 4 s, a jump to 100, a plateau of 3 s: 600 + 300 requests."""


def stepped(time: float) -> float:
    return 50 * time + 25 * time * time if time < 4 else 600 + 100 * (min(time, 7) - 4)


@pytest.mark.parametrize(
    ("load", "total", "length", "expected", "phase"),
    [
        (("--rate", 200, "--duration", "5s"), 1000, 5, lambda t: 200 * t, 1 / 200),
        (STEPPED, 900, 7, stepped, 1 / 50),
    ],
    ids=["constant", "ramp-jump-plateau"],
)
@pytest.mark.parametrize("tasks", [1, 2])
@pytest.mark.guards_window_loss
@timing_attempts
def test_every_second_gets_its_share_of_the_rate(server, run_clean, tasks, load, total, length, expected, phase):
    target = server(Schedule(holds=[0.002]))
    summary = run_clean(target.url(), "--vus", 50, "--tasks", tasks, *load)
    records = target.records()
    assert abs(summary["requests"]["scheduled"] - total) <= max(1, total * 0.001)
    assert summary["requests"]["sent"] == len(records)
    assert summary["requests"]["dropped"] == 0
    excess, second = arrivals.worst_bin(arrivals.seconds(records), expected, length, phase)
    timing(excess <= 0, f"second {second} is {excess:.1f} requests outside ±2 % and one request")


@pytest.mark.guards_window_loss
@timing_attempts
def test_poisson_arrivals_are_exponentially_spaced(server, run_clean):
    """A true Poisson count varies by its root, so the total is held to four of those; report and log agree exactly."""
    target = server(Schedule(holds=[0.002]))
    summary = run_clean(
        target.url(), "--vus", 50, "--rate", 200, "--duration", "8s", "--tasks", 2,
        "--arrivals", "poisson", "--precision", "exact",
    )
    records = target.records()
    assert summary["requests"]["sent"] == len(records)
    timing(abs(len(records) - 1600) <= 4 * math.sqrt(1600), f"{len(records)} arrivals, expected 1600 ± 160")
    p = ks_p_value(arrivals.gaps(records), exponential_cdf(200))
    timing(p > 0.01, f"gaps are not exponential with rate 200: KS p = {p:.2g}")


@pytest.mark.parametrize(
    ("rate", "tasks", "duration", "total", "tolerance"),
    [(10, 3, 4, 40, 0.025), (1, 5, 5, 5, 0.05), (100, 3, 3, 300, 0.008)],
)
@pytest.mark.guards_window_loss
@timing_attempts
def test_a_rate_that_does_not_divide_is_exact_and_striped(server, run_clean, rate, tasks, duration, total, tolerance):
    """A9. The union of all tasks' arrivals is as even as one task's would be."""
    target = server(Schedule(holds=[0.002]))
    summary = run_clean(
        target.url(), "--vus", 2 * tasks, "--rate", rate, "--duration", f"{duration}s", "--tasks", tasks
    )
    records = target.records()
    assert summary["requests"]["scheduled"] == total
    assert summary["requests"]["sent"] == len(records) == total
    assert summary["tasks"]["requested"] == summary["tasks"]["reported"] == tasks
    gaps = sorted(arrivals.gaps(records))
    # A single late wake-up of the machine spoils two gaps; two in a hundred may be spoilt.
    spare = len(gaps) // 50
    worst = max(abs(gap - 1 / rate) for gap in (gaps[spare], gaps[-1 - spare]))
    timing(worst <= tolerance, f"a gap is {worst * 1000:.1f} ms off 1/rate")
