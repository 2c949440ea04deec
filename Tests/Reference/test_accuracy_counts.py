"""A10: every count of the report against the server's log, exactly."""

from collections import Counter

import pytest

from reference.identities import errors
from reference.schedule import Rule, Schedule

pytestmark = pytest.mark.product

PATTERN = [Rule(13, "held"), Rule(11, "reset"), Rule(7, "503"), Rule(5, "404")]


@pytest.mark.parametrize("load", [("--rate", 200, "--duration", "4s"), ("--duration", "3s")], ids=["open", "closed"])
@pytest.mark.guards_window_loss
def test_counts_bytes_resets_and_timeouts_are_the_servers(server, run_loadtester, load):
    target = server(Schedule(holds=[0.003], rules=PATTERN, body_step=37))
    summary = run_loadtester(target.url(), "--vus", 60, "--tasks", 2, "--timeout", "1s", *load).expect(0)
    records = target.records()
    actions = Counter(record.action for record in records)
    requests = summary["requests"]
    assert requests["sent"] == len(records)
    assert summary["statusCodes"] == {status: count for status, count in actions.items() if status.isdigit()}
    labels = errors(summary)
    assert sum(count for label, count in labels.items() if "reset" in label.lower()) == actions["reset"]
    assert sum(count for label, count in labels.items() if "timeout" in label.lower()) == actions["held"]
    assert labels.total() == actions["reset"] + actions["held"]
    assert requests["failed"] == labels.total() + actions["503"] + actions["404"]
    assert summary["bytes"]["sent"] == sum(record.request_bytes for record in records)
    assert summary["bytes"]["received"] == sum(record.response_bytes for record in records)
    tasks = summary["tasks"]
    assert tasks["reported"] == tasks["requested"] == 2
    assert tasks["windowsReceived"] == tasks["windowsExpected"] > 0


def test_the_request_on_the_wire_is_the_one_that_was_asked_for(server, run_loadtester, tmp_path):
    target = server(Schedule(holds=[0.001]))
    body = tmp_path / "body.txt"
    body.write_bytes(b"{\"a\": \"\xc3\xa9\"}")
    summary = run_loadtester(
        target.url("/path?q=1"), "--vus", 2, "--rate", 10, "--duration", "1s", "--tasks", 1,
        "-X", "PUT", "-H", "X-One: 1", "-H", "Content-Type: application/json", "--body-file", body,
    ).expect(0)
    records = target.records()
    assert {(record.method, record.path) for record in records} == {("PUT", "/path?q=1")}
    lines = [line.lower() for line in records[0].head.split("\r\n")]
    assert "x-one: 1" in lines and "content-type: application/json" in lines
    assert f"host: 127.0.0.1:{target.port}" in lines
    assert f"content-length: {len(body.read_bytes())}" in lines
    assert len({record.peer_port for record in records}) <= 2, "connections are to be kept alive"
    assert summary["bytes"]["sent"] == sum(record.request_bytes for record in records)


def test_no_keepalive_opens_a_connection_for_every_request(server, run_loadtester):
    target = server(Schedule(holds=[0.001]))
    summary = run_loadtester(
        target.url(), "--vus", 4, "--rate", 20, "--duration", "1s", "--tasks", 1, "--no-keepalive"
    ).expect(0)
    assert len({record.peer_port for record in target.records()}) == 20
    assert summary["connect"]["count"] == 20
