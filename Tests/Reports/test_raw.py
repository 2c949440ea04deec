"""`--raw`: a row for every request, read by Python's own gzip and csv."""

import csv
import gzip
import json
import math
import shutil
import signal
import subprocess
import time

import pytest

from reference.loadtester import binary
from reference.schedule import Rule, Schedule
from reference.server_process import ScheduledServer


def rows(path) -> list[dict]:
    with gzip.open(path, "rt", newline="") as file:
        return list(csv.DictReader(file))


def nearest_rank(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


@pytest.fixture(scope="module")
def recorded(command, tmp_path_factory):
    """A run of two tasks with failures: its summary, its rows, and what the server logged."""
    folder = tmp_path_factory.mktemp("raw")
    schedule = Schedule(holds=[0.002, 0.003, 0.011, 0.04], rules=[Rule(40, "503"), Rule(33, "reset")], body_step=7)
    server = ScheduledServer(schedule, folder / "server")
    try:
        ended = command(
            "run", server.url("/shop/cart"), "--rate", 300, "--vus", 100, "--tasks", 2, "--duration", "5s", "--quiet",
            "--format", "json", "--test-id", "raw", "--raw", folder / "run.csv.gz", "--traceparent",
        ).expect(0, 106)
    finally:
        server.stop()
    return json.loads(ended.output), rows(folder / "run.csv.gz"), server.records(), folder


def test_every_request_has_a_row_or_is_counted_as_lost(recorded):
    summary, found, _, folder = recorded
    assert summary["raw"]["written"] == len(found)
    assert len(found) == summary["requests"]["sent"] - summary["raw"]["lost"]
    assert sorted(path.name for path in folder.iterdir()) == ["run.csv.gz", "server"]
    assert {row["task"] for row in found} == {"0", "1"}
    assert {row["endpoint"] for row in found} == {"GET /shop/cart"}


def test_rows_add_up_to_the_summary(recorded):
    summary, found, _, _ = recorded
    assert summary["raw"]["lost"] == 0
    for column, counts in (("status", summary["statusCodes"]), ("error", summary["errors"])):
        seen = [row[column] for row in found if row[column]]
        assert {name: seen.count(name) for name in set(seen)} == {name: count for name, count in counts.items() if count}
    assert sum(int(row["bytes_received"]) for row in found) == summary["bytes"]["received"]


def test_percentiles_of_the_rows_are_those_of_the_summary(recorded):
    summary, found, _, _ = recorded
    answered = [row for row in found if row["status"]]
    for column, times in (("response_us", "responseTime"), ("service_us", "serviceTime"), ("first_byte_us", "timeToFirstByte")):
        values = [int(row[column]) / 1000 for row in answered]
        assert len(values) == summary[times]["count"]
        for name, percent in (("p50", 50), ("p90", 90), ("p99", 99), ("p99.9", 99.9)):
            assert summary[times][name] == pytest.approx(nearest_rank(values, percent), rel=0.001, abs=0.001), (times, name)
        assert summary[times]["max"] == pytest.approx(max(values), abs=0.001)


def test_rows_are_what_the_server_saw(recorded):
    _, found, records, _ = recorded
    held = {record.head.split("traceparent: 00-")[1][:32]: record for record in records}
    assert len(held) == len(records) == len(found)
    for row in found:
        record = held[row["trace_id"]]
        assert row["status"] == (record.action if record.answered else "")
        assert int(row["sent_us"]) <= record.arrived / 1000 + 2000
        assert int(row["intended_us"]) <= int(row["sent_us"]) + 1
        if record.answered:
            assert int(row["bytes_received"]) == record.response_bytes
            assert int(row["service_us"]) * 1000 >= record.hold * 0.95 - 200_000


def test_an_interrupted_run_keeps_its_rows(command, tmp_path):
    server = ScheduledServer(Schedule(holds=[0.05]), tmp_path / "server")
    arguments = ["run", server.url(), "--rate", 100, "--vus", 50, "--duration", "60s", "--tasks", 2, "--quiet", "--format", "json",
                 "--raw", tmp_path / "run.csv.gz", "--data-dir", command.data]
    running = subprocess.Popen([binary(), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        server.wait_for_first_request()
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=60)
    finally:
        running.kill()
        server.stop()
    assert running.returncode == 105, errors
    summary = json.loads(output)
    assert len(rows(tmp_path / "run.csv.gz")) == summary["raw"]["written"] == summary["requests"]["sent"] > 20


@pytest.mark.parametrize("name", ["run.csv", "no/such/folder/run.csv.gz", "folder.gz"])
def test_what_cannot_be_written_is_refused_before_any_load(command, tmp_path, name):
    (tmp_path / "folder.gz").mkdir()
    server = ScheduledServer(Schedule(), tmp_path / "server")
    try:
        ended = command("run", server.url(), "--duration", "1s", "--raw", tmp_path / name).expect(64)
    finally:
        server.stop()
    assert name.split("/")[-1] in ended.errors and "--raw" in ended.errors
    assert server.records() == []


def test_a_run_on_aws_has_no_disk(command):
    ended = command(
        "run", "http://a.example/", "--on", "aws", "--raw", "run.csv.gz",
        environment={"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"},
    ).expect(64)
    assert "--raw is for runs on this machine" in ended.errors


def test_a_disk_that_fills_ends_the_recording_and_not_the_run(command, tmp_path):
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-Urm", "true"], capture_output=True).returncode:
        pytest.skip("a small disk takes a user namespace: unshare -Urm")
    small, data = tmp_path / "small", tmp_path / "data"
    small.mkdir()
    server = ScheduledServer(Schedule(holds=[0.0]), tmp_path / "server")
    script = 'mount -t tmpfs -o size=64k none "$0" && "$@"; status=$?; gzip -dc "$0/run.csv.gz" | wc -l >&2; exit $status'
    arguments = [
        binary(), "run", server.url(), "--vus", 32, "--duration", "6s", "--threads", 1, "--format", "json", "--quiet",
        "--raw", small / "run.csv.gz", "--traceparent", "--data-dir", data,
    ]
    try:
        done = subprocess.run(
            ["unshare", "-Urm", "sh", "-c", script, small, *map(str, arguments)], capture_output=True, text=True, timeout=120
        )
    finally:
        server.stop()
    assert done.returncode in (0, 106), done.stderr
    summary = json.loads(done.stdout)
    assert summary["raw"]["written"] + summary["raw"]["lost"] == summary["requests"]["sent"]
    assert summary["raw"]["lost"] > 0
    assert any("No space left on device" in reason and "run.csv.gz" in reason for reason in summary["reasons"])
    assert int(done.stderr.split()[-1]) == summary["raw"]["written"] + 1
