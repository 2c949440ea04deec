"""The functions that ship, under AWS's emulator: they answer, stay warm, and are replaced when they fail."""

import signal

import pytest

from emulation import functions


@pytest.fixture
def emulator(start_emulator, function):
    return start_emulator(functions.bootstrap(function), timeout=2, environment=functions.ENVIRONMENT)


def expect_answer(emulator, name: str) -> None:
    event, is_expected = functions.EVENTS[name]
    answer = emulator.invoke(event)
    assert answer.status == 200, answer
    assert is_expected(answer.json), answer


def test_answers_on_one_warm_process(emulator, function):
    expect_answer(emulator, function)
    before = emulator.function
    expect_answer(emulator, function)
    assert emulator.function == before


def test_refuses_what_is_no_event(emulator, function):
    for payload in (b"no JSON", b"[]", b'"text"', b"{\"Records\":1,\"targetUrl\":1}"):
        answer = emulator.invoke(payload)
        assert answer.status == 200, answer
        assert answer.json["errorType"], answer
    expect_answer(emulator, function)


def test_one_that_hangs_is_timed_out_and_replaced(emulator, function):
    expect_answer(emulator, function)
    emulator.kill_function(signal.SIGSTOP)
    answer = emulator.invoke(functions.EVENTS[function][0])
    assert answer.status == 200
    assert b"Task timed out after 2.00 seconds" in answer.body
    expect_answer(emulator, function)


def test_one_that_dies_is_reported_and_replaced(emulator, function):
    expect_answer(emulator, function)
    emulator.kill_function(signal.SIGSTOP)
    pending = emulator.invoke_in_background(functions.EVENTS[function][0])
    emulator.kill_function(signal.SIGKILL)
    answer = pending.wait()
    assert (answer.status, answer.json["errorType"]) == (502, "Runtime.ExitError")
    expect_answer(emulator, function)


def test_logs_hold_no_secret(emulator, function):
    expect_answer(emulator, function)
    for secret in (functions.ENVIRONMENT[name] for name in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")):
        assert secret not in emulator.log


def test_cold_start(runtime_api, start_function, function, report):
    process = start_function(functions.bootstrap(function), environment=functions.ENVIRONMENT)
    assert runtime_api.first_request.wait(15)
    seconds = runtime_api.first_request_at - process.started_at
    report(f"{seconds * 1000:.1f} ms from exec to the first request")
    assert seconds < 1


def test_ends_at_sigterm(runtime_api, start_function, function):
    process = start_function(functions.bootstrap(function), environment=functions.ENVIRONMENT)
    assert runtime_api.first_request.wait(15)
    status, output = process.end(signal.SIGTERM)
    assert status == 0, output
