"""A5 and A4: the reported percentiles against the sorted truth of the server's log."""

import pytest

from reference import distribution
from reference.identities import assert_consistent
from reference.percentile import nearest_rank, percentiles
from reference.schedule import Schedule
from reference.timing import timing, timing_attempts, within

pytestmark = pytest.mark.product


@timing_attempts
def test_known_latency_is_reported_as_the_server_held_it(server, run_clean):
    """A5. 2000 requests at 250/s, holds lognormal: every percentile within max(3 ms, 3 %) of the log."""
    target = server(Schedule(holds=distribution.lognormal(2000, median=0.020, sigma=0.6, seed=5)))
    summary = run_clean(target.url(), "--vus", 100, "--rate", 250, "--duration", "8s", "--tasks", 2)
    records = target.records()
    assert len(records) == summary["requests"]["sent"] == 2000
    truth = percentiles(record.hold / 1e6 for record in records)
    for which in ("responseTime", "serviceTime"):
        assert summary[which]["count"] == 2000
        for name in ("p50", "p75", "p90", "p95", "p99"):
            within(summary[which][name], truth[name], 0.03, 3, f"{which} {name} in ms", either=True)
        assert summary[which]["max"] >= max(record.hold for record in records) / 1e6 * 0.999
        # 0.2 ms: on loopback the request arrives before the send returns.
        assert summary[which]["min"] >= min(record.hold for record in records) / 1e6 - 0.2


@timing_attempts
def test_response_time_is_never_below_service_time(server, run_clean):
    target = server(Schedule(holds=[0.004]))
    summary = run_clean(target.url(), "--vus", 20, "--rate", 200, "--duration", "2s", "--tasks", 1)
    for name in ("p50", "p75", "p90", "p95", "p99"):
        # Half a histogram bucket: 0.1 %.
        assert summary["responseTime"][name] >= summary["serviceTime"][name] * 0.999
    assert summary["serviceTime"]["min"] >= 3.8
    assert 0 < summary["timeToFirstByte"]["p50"] <= summary["serviceTime"]["p50"] * 1.001
    assert 1 <= summary["connect"]["count"] <= 20


@pytest.mark.guards_percentile_merging
@timing_attempts
def test_percentiles_of_unequal_tasks_are_merged(server, run_clean):
    """A4 and A13. One of three tasks is served slowly: the mean of the tasks' percentiles is off by half."""
    slow = distribution.uniform(500, 0.005, 0.4, seed=13)
    target = server(Schedule(holds=[0.005], first_process_holds=slow))
    summary = run_clean(target.url(), "--vus", 150, "--rate", 150, "--duration", "6s", "--tasks", 3)
    records = target.records()
    assert len(records) == 900
    holds = [record.hold / 1e6 for record in records]
    share = sum(hold > 30 for hold in holds) / len(holds)
    assert 0.25 < share < 0.36, f"one of three tasks was to be slow, but {share:.0%} of the requests were"
    for percent, name in ((90, "p90"), (95, "p95"), (99, "p99")):
        within(summary["responseTime"][name], nearest_rank(holds, percent), 0.03, 3, f"{name} in ms", either=True)


@timing_attempts
def test_closed_model_sends_as_soon_as_the_last_response_is_in(server, run_clean):
    """No rate: 10 virtual users at 20 ms each make just under 500 requests in a second."""
    target = server(Schedule(holds=[0.020]))
    summary = run_clean(target.url(), "--vus", 10, "--duration", "3s", "--tasks", 2)
    records = target.records()
    assert len(records) == summary["requests"]["sent"] == summary["requests"]["completed"]
    assert len({record.peer_port for record in records}) == 10
    timing(1350 <= len(records) <= 1520, f"{len(records)} requests, expected just under 1500")
    assert summary["requests"]["dropped"] == 0


@timing_attempts
def test_stored_results_are_those_that_were_printed(server, run_clean, start_loadtester, data_dir):
    target = server(Schedule(holds=[0.002]))
    printed = run_clean(
        target.url(), "--vus", 4, "--rate", 50, "--duration", "2s", "--tasks", 2, "--test-id", "again-1"
    )
    stored = start_loadtester("results", "again-1", "--format", "json", "--data-dir", data_dir).wait(20).expect(0)
    assert_consistent(stored)
    assert stored == printed
    listed = start_loadtester("runs", "--format", "json", "--data-dir", data_dir).wait(20).expect(0)
    assert "again-1" in str(listed)
