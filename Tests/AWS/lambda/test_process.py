"""The life of the process: what the emulator does not show, against a runtime API of the tests' own."""

import json
import signal

import pytest

TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"


def test_trace_header_reaches_the_handler(runtime_api, start_function, probe_path):
    start_function(probe_path)
    with_trace, without = (
        json.loads(runtime_api.invoke(b'{"act":"describe"}', headers)[1])
        for headers in ({"Lambda-Runtime-Trace-Id": TRACE}, {})
    )
    assert (with_trace["traceId"], with_trace["environment"]) == (TRACE, TRACE)
    assert (without["traceId"], without["environment"]) == ("", "")


def test_sigterm_between_invocations(runtime_api, start_function, probe_path):
    function = start_function(probe_path)
    assert runtime_api.invoke(b'{"act":"echo"}')[1] == b'{"act":"echo"}'
    status, output = function.end(signal.SIGTERM)
    assert status == 0
    assert [json.loads(line)["message"] for line in output.splitlines()] == ["closed"]


def test_sigterm_before_the_first_invocation(runtime_api, start_function, probe_path):
    function = start_function(probe_path)
    assert runtime_api.first_request.wait(15)
    status, output = function.end(signal.SIGTERM)
    assert (status, json.loads(output)["message"]) == (0, "closed")


def test_sigterm_during_an_invocation(runtime_api, start_function, probe_path):
    function = start_function(probe_path)
    assert runtime_api.first_request.wait(15)
    runtime_api.offer(b'{"act":"wait until cancelled"}')
    runtime_api.taken.wait(15)
    status, output = function.end(signal.SIGTERM)
    assert runtime_api.answers.get(timeout=15)[1] == b'{"partial":true,"remaining":true}'
    assert (status, json.loads(output)["message"]) == (0, "closed")


def test_runtime_api_that_goes_away(runtime_api, start_function, probe_path):
    function = start_function(probe_path)
    assert runtime_api.first_request.wait(15)
    runtime_api.stop()
    status, output = function.wait()
    lines = [json.loads(line) for line in output.splitlines()]
    assert status == 70
    assert [line["level"] for line in lines] == ["WARN", "WARN", "WARN", "FATAL"]
    assert lines[-1]["fields"]["code"] == "connect_failed"


@pytest.mark.parametrize("address", [None, "nowhere"])
def test_outside_of_lambda(start_function, probe_path, address):
    environment = {"AWS_LAMBDA_RUNTIME_API": address} if address else {}
    function = start_function(probe_path, environment=environment, is_told=False)
    status, output = function.wait()
    assert status == 70
    assert json.loads(output)["fields"]["code"] == "no_endpoint"


def test_cold_start(runtime_api, start_function, probe_path, report):
    function = start_function(probe_path)
    assert runtime_api.first_request.wait(15)
    seconds = runtime_api.first_request_at - function.started_at
    report(f"{seconds * 1000:.1f} ms from exec to the first request")
    assert seconds < 1
