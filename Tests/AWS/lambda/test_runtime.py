"""The project's runtime under AWS's emulator, by a probe function."""

import signal

import pytest


@pytest.fixture
def emulator(start_emulator, probe_path):
    return start_emulator(probe_path, timeout=2)


def test_echo_and_warm_process(emulator):
    event = {"act": "echo", "text": "grüße\n\u2028\"", "list": [1, 2.5, None]}
    assert emulator.invoke(event).json == event
    first, second = (emulator.invoke({"act": "describe"}).json for _ in range(2))
    assert first["pid"] == second["pid"] == str(emulator.function)
    assert first["requestId"] != second["requestId"]
    assert first["functionArn"] == "arn:aws:lambda:us-east-1:012345678912:function:test_function"
    assert first["remaining"] in ("1", "2")


def test_large_payload_both_ways(emulator):
    event = {"act": "echo", "text": "x" * 5_900_000}
    assert emulator.invoke(event).json == event


@pytest.mark.parametrize(
    ("payload", "error_type", "message"),
    [
        ({"act": "refuse"}, "Refusal", "the probe was told so"),
        ({"act": "throw"}, "Unspoken", "Unspoken()"),
        (b"no JSON", "InvalidEvent", "The event is not JSON."),
        ({}, "InvalidEvent", "The event has no field 'act'."),
    ],
)
def test_errors_of_the_handler(emulator, payload, error_type, message):
    answer = emulator.invoke(payload)
    assert answer.json == {"errorType": error_type, "errorMessage": message, "stackTrace": []}
    (line,) = emulator.log_lines
    assert line["level"] == "ERROR"
    assert line["fields"] == {"errorType": error_type, "errorMessage": message}
    pid = emulator.function
    assert emulator.invoke({"act": "describe"}).json["pid"] == str(pid)


def test_response_too_large(emulator):
    answer = emulator.invoke({"act": "overflow"}).json
    assert answer["errorType"] == "Function.ResponseSizeTooLarge"
    assert answer["errorMessage"].startswith("Response payload size (7000002 bytes)")
    assert emulator.invoke({"act": "describe"}).json["pid"] == str(emulator.function)


def test_response_that_the_api_refuses(start_emulator, probe_path):
    emulator = start_emulator(probe_path, timeout=2, environment={"PROBE_NO_LIMIT": "1"})
    answer = emulator.invoke({"act": "overflow"}).json
    assert answer["errorType"] == "Function.ResponseSizeTooLarge"
    assert [line["fields"]["code"] for line in emulator.log_lines] == ["response_too_large"]
    assert emulator.invoke({"act": "describe"}).json["pid"] == str(emulator.function)


def test_handler_is_cancelled_before_the_deadline(emulator):
    assert emulator.invoke({"act": "wait until cancelled"}).json == {"partial": True, "remaining": True}


def test_time_out(emulator):
    before = emulator.invoke({"act": "describe"}).json["pid"]
    answer = emulator.invoke({"act": "hang"})
    assert answer.status == 200
    assert b"Task timed out after 2.00 seconds" in answer.body
    assert emulator.invoke({"act": "describe"}).json["pid"] != before


@pytest.mark.parametrize(("act", "reason"), [("exit", "exit status 3"), ("trap", "signal: illegal instruction")])
def test_crash(emulator, act, reason):
    before = emulator.invoke({"act": "describe"}).json["pid"]
    answer = emulator.invoke({"act": act})
    assert answer.status == 502
    assert answer.json["errorType"] == "Runtime.ExitError"
    assert answer.json["errorMessage"].endswith(f"Runtime exited with error: {reason}")
    assert emulator.invoke({"act": "describe"}).json["pid"] != before


def test_killed_during_an_invocation(emulator):
    emulator.invoke({"act": "describe"})
    pending = emulator.invoke_in_background({"act": "wait until cancelled"})
    emulator.kill_function(signal.SIGKILL)
    assert pending.wait().json["errorType"] == "Runtime.ExitError"


def test_function_that_cannot_start(start_emulator, probe_path):
    emulator = start_emulator(probe_path, timeout=2, environment={"PROBE_CANNOT_START": "1"})
    answer = emulator.invoke({"act": "describe"})
    assert (answer.status, answer.json["errorType"]) == (502, "NotConfigured")
    assert answer.json["errorMessage"] == "the probe was told so"
    assert emulator.log_lines[0]["message"] == "The function cannot start."
    assert "exit status 70" in emulator.log
