"""A11: a generator that was the bottleneck says so. It never gives a clean percentile."""

import re

import pytest

from reference import overload
from reference.identities import errors
from reference.loadtester import INVALID
from reference.schedule import Schedule

pytestmark = pytest.mark.product


def expect_invalid(result) -> dict:
    summary = result.expect(INVALID)
    assert summary["verdict"] == "invalid" and summary["reasons"]
    assert summary["generator"]["saturated"] and summary["generator"]["reasons"]
    return summary


def says(summary: dict, pattern: str) -> bool:
    text = " ".join([*summary["reasons"], *summary["generator"]["reasons"], *errors(summary)])
    return re.search(pattern, text, re.IGNORECASE) is not None


@pytest.mark.skipif(not overload.may_raise_priority(), reason="may not raise a priority here, or has one core only")
def test_a_generator_starved_of_its_core_is_invalid(server, run_loadtester):
    target = server(Schedule(holds=[0.002]), prefix=["taskset", "-c", "1"])
    with overload.busy_core() as prefix:
        result = run_loadtester(
            target.url(), "--vus", 50, "--rate", 2000, "--duration", "4s", "--tasks", 1, prefix=prefix
        )
    expect_invalid(result)


def test_a_rate_above_capacity_is_invalid(server, run_loadtester):
    target = server(Schedule())
    result = run_loadtester(target.url(), "--vus", 10, "--rate", 3_000_000, "--duration", "2s", "--tasks", 1)
    summary = expect_invalid(result)
    assert summary["requests"]["sent"] == len(target.records())
    assert summary["requests"]["scheduled"] == 6_000_000


def test_exhausted_descriptors_are_the_generators_fault(server, run_loadtester):
    target = server(Schedule(holds=[0.3]))
    result = run_loadtester(
        target.url(), "--vus", 400, "--duration", "3s", "--tasks", 1, "--threads", 1,
        prefix=overload.few_descriptors(128),
    )
    summary = expect_invalid(result)
    assert says(summary, "descriptor|open files|EMFILE"), summary["reasons"]
    assert not says(summary, "refused|reset|timeout"), "blames the target"


@pytest.mark.skipif(not overload.may_make_a_network(), reason="may not make a network namespace here")
def test_exhausted_ports_are_the_generators_fault(server, run_loadtester):
    target = server(Schedule(holds=[0.3]), prefix=overload.few_ports(60))
    result = run_loadtester(
        target.url(), "--vus", 200, "--duration", "3s", "--tasks", 1, "--threads", 1,
        prefix=overload.same_network(target.process.pid),
    )
    summary = expect_invalid(result)
    assert says(summary, "port|address not available|EADDRNOTAVAIL"), summary["reasons"]
    assert not says(summary, "refused|reset|timeout"), "blames the target"
