"""A13: from worker to report the percentiles are those of all samples together, not a mean of the tasks' own."""

import math

import pytest

from bench import results_table
from reference import distribution
from reference.identities import assert_consistent
from reference.percentile import nearest_rank, percentiles
from reference.schedule import Schedule
from reference.timing import TimingMiss, timing_attempts, within

pytestmark = pytest.mark.product

TASKS, RATE, DURATION = 3, 60, 8


@timing_attempts
def test_percentiles_of_unequal_tasks_are_those_of_all_samples(deploy, server):
    """One of three tasks is served slowly: a mean of the tasks' percentiles is off by half."""
    chain = deploy()
    slow = distribution.uniform(RATE * DURATION // TASKS, 0.1, 0.6, seed=13)
    target = server(Schedule(holds=[0.005], first_process_holds=slow))
    chain.launch({
        "testId": "unequal", "taskCount": TASKS, "targetUrl": target.url(), "vus": 120, "rate": RATE,
        "duration": DURATION,
    })
    items = chain.wait_for_end("unequal", TASKS)
    summary = chain.summary("unequal")
    assert_consistent(summary)
    records = target.records()
    assert len(records) == summary["requests"]["completed"] == RATE * DURATION
    holds = [record.hold / 1e6 for record in records]
    share = sum(hold > 95 for hold in holds) / len(holds)
    if not 0.3 < share < 0.36:
        raise TimingMiss(f"one of three tasks was to be slow, but {share:.0%} of the requests were")
    truth, merged = percentiles(holds), results_table.merged(items, "responseTime")
    for name in ("p75", "p90", "p95", "p99"):
        within(summary["responseTime"][name], truth[name], 0.03, 3, f"{name} in ms", either=True)
        # The library rounds to the nearest rank; reports take the rank that is reached.
        rank = math.ceil(float(name[1:]) / 100 * len(records))
        stored = merged.get_value_at_percentile(100 * rank / len(records)) / 1000
        assert summary["responseTime"][name] == pytest.approx(stored, rel=0.002), f"{name}: report, merged table"
    own = [nearest_rank(_responses(items, task), 90) for task in range(TASKS)]
    mean = sum(own) / TASKS
    assert abs(mean - truth["p90"]) > 0.2 * truth["p90"], "the tasks were too alike for this test to tell anything"


def _responses(items, task: int) -> list[float]:
    """Samples of a task in ms, as good as its histograms hold them."""
    histogram = results_table.merged([item for item in items if item.task == task], "responseTime")
    return [
        entry.value_iterated_to / 1000
        for entry in histogram.get_recorded_iterator() for _ in range(entry.count_added_in_this_iter_step)
    ]
