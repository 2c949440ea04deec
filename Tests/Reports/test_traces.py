"""`--traceparent`: the ids in reports are those of the requests that the server answered late, or refused."""

import re

import pytest

from reference.schedule import Rule, Schedule
from reference.server_process import ScheduledServer
from reports.command import Command

import json

_FIELD = re.compile(r"\r\ntraceparent: 00-([0-9a-f]{32})-([0-9a-f]{16})-01(?:\r\n|$)")


@pytest.fixture(scope="module")
def traced(command: Command, tmp_path_factory):
    folder = tmp_path_factory.mktemp("traces")
    # One answer in a hundred is slow, far beyond what a busy machine adds to the others.
    holds = [0.004] * 99 + [1.5]
    server = ScheduledServer(Schedule(holds=holds, rules=[Rule(70, "503"), Rule(77, "reset")]), folder / "server")
    forms = [part for form in ("html", "markdown", "text") for part in ("--out", f"{form}={folder}/report.{form}")]
    try:
        ended = command(
            "run", server.url("/shop"), "--rate", 200, "--vus", 200, "--tasks", 2, "--duration", "5s", "--quiet",
            "--format", "json", "--test-id", "traced", "--traceparent", *forms,
        ).expect(0, 106)
    finally:
        server.stop()
    return json.loads(ended.output), server.records(), folder


def test_every_request_has_a_trace_of_its_own(traced):
    summary, records, _ = traced
    found = [_FIELD.search(record.head) for record in records]
    assert all(found) and len(found) == summary["requests"]["sent"]
    assert len({match[1] for match in found}) == len({match[2] for match in found}) == len(found)
    assert not any(set(match[1]) == {"0"} or set(match[2]) == {"0"} for match in found)


def test_the_slowest_are_those_that_the_server_held(traced):
    summary, records, _ = traced
    slow = {_FIELD.search(record.head)[1] for record in records if record.hold >= 1.4e9}
    assert len(slow) >= 5
    slowest = summary["exemplars"]["slowest"]
    assert len(slowest) == 20
    times = [request["responseTimeMs"] for request in slowest]
    assert times == sorted(times, reverse=True) and times[0] == pytest.approx(summary["responseTime"]["max"], abs=0.001)
    # As many of them as windows had room for come before all others.
    first = [request["traceId"] for request in slowest if request["responseTimeMs"] >= 1400]
    assert len(first) >= 5 and set(first) <= slow


def test_the_failed_are_those_that_the_server_refused(traced):
    summary, records, _ = traced
    by_trace = {_FIELD.search(record.head)[1]: record for record in records}
    failed = summary["exemplars"]["failed"]
    assert {(request.get("status"), request.get("error")) for request in failed} == {(503, None), (None, "connection_reset")}
    for request in failed:
        assert by_trace[request["traceId"]].action == ("503" if request.get("status") else "reset")


def test_every_form_and_the_stored_run_name_them(command, traced):
    summary, _, folder = traced
    for form in ("html", "markdown", "text"):
        assert summary["exemplars"]["slowest"][0]["traceId"] in (folder / f"report.{form}").read_text(), form
    again = command("results", "traced", "--format", "json").expect(0, 99, 106).output
    assert json.loads(again)["exemplars"] == summary["exemplars"]


def test_the_schema_knows_them(traced):
    jsonschema = pytest.importorskip("jsonschema")
    from test_forms import SCHEMA

    summary, _, _ = traced
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
    assert [error.message for error in validator.iter_errors(summary)] == []
    bad = {**summary, "exemplars": {"slowest": [{"traceId": "xyz"}], "failed": []}}
    assert not validator.is_valid(bad)
