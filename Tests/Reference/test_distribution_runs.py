"""Several runs in one data directory: never mixed, never overwritten."""

import pytest

from reference.identities import assert_consistent
from reference.loadtester import USAGE
from reference.schedule import Rule, Schedule

pytestmark = pytest.mark.product


def test_two_runs_at_once_do_not_mix(server, start_run):
    targets = [server(Schedule(holds=[0.002], rules=rules)) for rules in ([], [Rule(3, "404")])]
    commands = [
        start_run(
            target.url(), "--vus", 10, "--rate", rate, "--duration", "3s", "--tasks", 2, "--test-id", name
        )
        for target, rate, name in zip(targets, (50, 80), ("one", "two"))
    ]
    for command, target, name in zip(commands, targets, ("one", "two")):
        summary = command.wait(40).expect(0)
        assert_consistent(summary)
        records = target.records()
        assert summary["testId"] == name and summary["targetUrl"] == target.url()
        assert summary["requests"]["sent"] == len(records)
        assert summary["statusCodes"].get("404", 0) == sum(record.action == "404" for record in records)


def test_a_test_id_is_used_once(server, start_run, start_loadtester, data_dir):
    target, other = server(Schedule(holds=[0.002])), server(Schedule())
    load = ("--vus", 4, "--rate", 20, "--duration", "1s", "--tasks", 1, "--test-id", "once")
    first = start_run(target.url(), *load).wait(30).expect(0)
    second = start_run(other.url(), *load).wait(30)
    assert second.exit_code == USAGE, second
    assert "once" in second.stderr and not second.stdout.strip()
    assert not other.records(), "the refused run sent requests"
    kept = start_loadtester("results", "once", "--format", "json", "--data-dir", data_dir).wait(20).expect(0)
    assert kept == first


def test_a_test_id_is_used_once_by_commands_that_begin_at_once(server, start_run):
    """Were both to take part in the one run, each would send all of its load, and the report would know of half."""
    target = server(Schedule(holds=[0.002]))
    load = ("--vus", 4, "--rate", 20, "--duration", "2s", "--tasks", 1, "--test-id", "once", "--allow-partial")
    results = [command.wait(40) for command in [start_run(target.url(), *load) for _ in range(4)]]
    assert sorted(result.exit_code for result in results) == [0, USAGE, USAGE, USAGE], results
    assert len(target.records()) == 40
