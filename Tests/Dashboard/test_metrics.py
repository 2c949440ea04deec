"""Metrics, read back by parsers of others: Prometheus's own, and OpenTelemetry's protobuf definitions."""

import http.server
import json
import os
import subprocess
import threading
import urllib.request
from pathlib import Path

import pytest

from bench.server import binary, wait_until

parser = pytest.importorskip("prometheus_client.parser", reason="prometheus_client is not installed")


def families(text: str) -> dict:
    return {family.name: family for family in parser.text_string_to_metric_families(text)}


def value(family, suffix: str = "", **labels: str) -> float:
    found = [s.value for s in family.samples if s.name == family.name + suffix and labels.items() <= s.labels.items()]
    assert len(found) == 1, (family.name, labels, found)
    return found[0]


class Collector:
    """Takes OTLP over HTTP, and keeps what it was sent."""

    def __init__(self, status: int = 200):
        self.bodies: list[bytes] = []
        self.types: set[str] = set()
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                collector.types.add(self.headers["Content-Type"])
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1/metrics"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def run(tmp_path: Path, url: str, *arguments: str) -> tuple[subprocess.Popen, Path]:
    log = tmp_path / "stderr"
    with log.open("wb") as err:
        process = subprocess.Popen(
            [binary(), "run", url, "--data-dir", str(tmp_path / "data"), "--format", "json", *arguments],
            stdout=(tmp_path / "out.json").open("wb"), stderr=err, stdin=subprocess.DEVNULL, env=dict(os.environ),
        )
    return process, log


def test_prometheus_reads_a_run_of_the_server(server, target):
    assert server.ask("GET", "/metrics").body == b""
    server.launch(targetUrl=target.url + '?q="\\', vus=2, rate=20, duration=6, testId="scraped")

    def scraped():
        found = families(server.ask("GET", "/metrics").text)
        sent = found.get("loadtester_requests_sent")
        return found if sent and value(sent, "_total", test_id="scraped") >= 40 else None

    found = wait_until(scraped, 20, "forty requests are seen")
    assert found["loadtester_requests_sent"].type == "counter"
    count = value(found["loadtester_response_time_seconds"], "_count")
    assert value(found["loadtester_response_time_seconds"], "_bucket", le="+Inf") == count > 0
    buckets = [s for s in found["loadtester_response_time_seconds"].samples if s.name.endswith("_bucket")]
    assert [s.value for s in buckets] == sorted(s.value for s in buckets)
    assert value(found["loadtester_responses"], "_total", code="200") == value(found["loadtester_requests_completed"], "_total")
    assert value(found["loadtester_tasks"], state="running") == 1
    assert value(found["loadtester_rate_asked"]) == 20
    server.wait_for_end("scraped")
    wait_until(lambda: server.ask("GET", "/metrics").body == b"", 5, "a run that is over is told no more")


def test_prometheus_reads_a_run_of_the_command(tmp_path, target):
    process, log = run(tmp_path, target.url, "-u", "2", "-r", "20", "-d", "5s", "--metrics", "127.0.0.1:0")
    try:
        import re

        at = wait_until(lambda: re.search(r"metrics at (http://\S+)", log.read_text()), 20, "it listens").group(1)

        def sent():
            with urllib.request.urlopen(at, timeout=5) as answer:
                assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
                found = families(answer.read().decode())
            family = found.get("loadtester_requests_sent")
            return family and value(family, "_total") >= 20

        wait_until(sent, 20, "twenty requests are seen")
        request = urllib.request.Request(at, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=5)
        assert refused.value.code == 403
        assert process.wait(60) in (0, 106), log.read_text()
    finally:
        process.kill()


def test_an_address_that_is_taken_costs_no_run(tmp_path, target, server):
    process, log = run(tmp_path, target.url, "-u", "1", "-r", "5", "-d", "2s", "--metrics", f"127.0.0.1:{server.port}")
    assert process.wait(60) in (0, 106), log.read_text()
    assert "cannot be served" in log.read_text()


def test_opentelemetry_reads_what_a_run_sends(tmp_path, target):
    metrics_service_pb2 = pytest.importorskip("opentelemetry.proto.collector.metrics.v1.metrics_service_pb2")
    from google.protobuf import json_format

    collector = Collector()
    try:
        process, log = run(tmp_path, target.url, "-u", "2", "-r", "20", "-d", "7s", "--otlp", collector.url)
        assert process.wait(60) in (0, 106), log.read_text()
    finally:
        collector.close()
    assert len(collector.bodies) >= 2
    assert collector.types == {"application/json"}
    starts = set()
    for body in collector.bodies:
        request = json_format.Parse(body, metrics_service_pb2.ExportMetricsServiceRequest())
        resource, = request.resource_metrics
        names = {a.key: a.value.string_value for a in resource.resource.attributes}
        assert names["service.name"] == "loadtester"
        scope, = resource.scope_metrics
        metrics = {metric.name: metric for metric in scope.metrics}
        sent, = metrics["loadtester.requests_sent"].sum.data_points
        assert metrics["loadtester.requests_sent"].sum.is_monotonic
        assert metrics["loadtester.requests_sent"].sum.aggregation_temporality == 2
        starts.add(sent.start_time_unix_nano)
        times, = metrics["loadtester.response_time"].histogram.data_points
        assert len(times.bucket_counts) == len(times.explicit_bounds) + 1
        assert sum(times.bucket_counts) == times.count
        assert metrics["loadtester.rate_asked"].gauge.data_points[0].as_double == 20
    # The last look is the whole run.
    summary = json.loads((tmp_path / "out.json").read_text())
    assert sent.as_int == summary["requests"]["sent"] == 140
    assert times.count == summary["responseTime"]["count"]
    assert len(starts) == 1


@pytest.mark.parametrize("status", [500, None])
def test_a_collector_in_trouble_is_said_once_and_costs_no_run(tmp_path, target, status):
    collector = Collector(status or 200)
    if status is None:
        collector.close()
    try:
        process, log = run(tmp_path, target.url, "-u", "1", "-r", "5", "-d", "7s", "--otlp", collector.url)
        assert process.wait(60) in (0, 106), log.read_text()
    finally:
        if status is not None:
            collector.close()
    assert log.read_text().count("metrics could not be sent") == 1


@pytest.mark.parametrize(
    "arguments", [("--metrics", "9090"), ("--metrics", "localhost:9090"), ("--metrics", "127.0.0.1:99999"), ("--otlp", "ftp://x/")]
)
def test_what_cannot_be_is_refused_before_the_run(tmp_path, target, arguments):
    process, log = run(tmp_path, target.url, "-d", "1s", *arguments)
    assert process.wait(30) == 64
    assert arguments[0] in log.read_text()
    assert target.requests == 0
