"""A6 and A7: a frozen server. A tester that waits for answers before it counts time hides the freeze.

A stall of S in a run of D at a constant rate, base latency b: the share 1 − q of all requests that fell into its
first (1 − q)·D seconds waited longest, so the q-quantile of response time is S − (1 − q)·D + b.
"""

import pytest

from reference.schedule import Freeze, Schedule
from reference.timing import timing, timing_attempts, within

pytestmark = pytest.mark.product

STALL, DURATION, RATE, BASE = 2.0, 12.0, 200, 0.005
SCHEDULED = 2400
LOAD = ("--rate", RATE, "--duration", "12s")


def stalled(server):
    return server(Schedule(holds=[BASE], freeze=Freeze(after=4, seconds=STALL)))


def quantile_ms(share: float) -> float:
    return (STALL - (1 - share) * DURATION + BASE) * 1000


@pytest.mark.guards_percentile_merging
@timing_attempts
def test_a_stall_shows_in_full_with_enough_virtual_users(server, run_clean):
    """A6."""
    target = stalled(server)
    summary = run_clean(target.url(), "--vus", 600, "--tasks", 2, *LOAD)
    assert summary["requests"]["scheduled"] == SCHEDULED
    assert summary["requests"]["sent"] == len(target.records())
    response = summary["responseTime"]
    for name, share in (("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p99.9", 0.999)):
        within(response[name], quantile_ms(share), 0.03, 50, f"{name} in ms")
    timing(response["p50"] <= BASE * 1000 + 3, f"p50 {response['p50']} ms")


@pytest.mark.guards_closed_loop_timing
@timing_attempts
def test_a_stall_shows_in_full_with_too_few_virtual_users_or_is_marked(server, run_loadtester):
    """A7. Queued from the intended start, or dropped and said so. Service time alone may look innocent."""
    target = stalled(server)
    summary = run_loadtester(target.url(), "--vus", 10, "--tasks", 2, *LOAD).expect(0, 106)
    requests = summary["requests"]
    sent = len(target.records())
    assert requests["scheduled"] == SCHEDULED
    assert requests["sent"] == sent and requests["dropped"] == SCHEDULED - sent
    if requests["dropped"]:
        marked = summary["generator"]["saturated"] or summary["reasons"] or summary["generator"]["reasons"]
        assert marked, "arrivals were dropped and nothing says so"
    else:
        within(summary["responseTime"]["p99"], quantile_ms(0.99), 0.03, 50, "response p99 in ms")
    # At most 10 of 2400 requests were under way in the stall, too few for p99.
    timing(summary["serviceTime"]["p99"] < 200, f"service p99 {summary['serviceTime']['p99']} ms")
    assert summary["serviceTime"]["max"] >= (STALL - 0.1) * 1000, "the requests under way waited through the stall"
