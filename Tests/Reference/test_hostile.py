"""A hostile target: every answer ends as a counted, named error, the run goes on to its end, memory stays bounded."""

import socket

import pytest

from reference.hostile_load import LOAD, RATE, SECONDS, assert_all_failed
from reference.identities import assert_consistent, errors
from reference.loadtester import THRESHOLD_FAILED

pytestmark = pytest.mark.product

MEMORY = 150 * 1024 * 1024
"""Bytes in one process. The endless behaviours send several times as much within the run."""

# behaviour → what the label of its error says
BEHAVIOURS = {
    "endless_body": "timeout|large|long",
    "endless_chunks": "timeout|large|long",
    "endless_headers": "timeout|large|long|many|header",
    "endless_header_line": "timeout|large|long|header",
    "endless_trailers": "timeout|large|long|many|trailer|header",
    "one_byte_a_second": "timeout",
    "chunk_size_overflow": "chunk|protocol|malformed|invalid|parse",
    "chunk_size_negative": "chunk|protocol|malformed|invalid|parse",
    "length_overflow": "length|large|protocol|malformed|invalid|parse",
    "length_and_chunked": "conflicting_framing",
    "two_lengths": "conflicting_framing",
    "flood_of_informational": "timeout|informational|1xx|many|large|long|protocol",
    "reset_in_body": "reset",
    "close_in_body": "clos|eof|end|truncat|incomplete",
    "garbage": "protocol|malformed|invalid|parse",
    "close_before_answering": "clos|eof|end|empty",
}


@pytest.mark.parametrize(("behaviour", "pattern"), BEHAVIOURS.items(), ids=BEHAVIOURS.keys())
def test_hostile_answers_are_named_errors(hostile, start_run, behaviour, pattern):
    command = start_run(hostile(behaviour).url(), *LOAD)
    memory = command.watch_memory()
    result = command.wait(SECONDS + 15)
    largest = memory.stop()
    summary = result.expect(THRESHOLD_FAILED)
    assert_consistent(summary)
    assert_all_failed(summary, pattern)
    assert largest < MEMORY, f"{behaviour} took {largest / 1e6:.0f} MB"


@pytest.mark.parametrize("behaviour", ["garbage", "reset_in_body", "close_before_answering", "chunk_size_overflow"])
def test_good_answers_between_hostile_ones_are_counted_right(hostile, run_loadtester, behaviour):
    summary = run_loadtester(hostile(behaviour, good_every=4).url(), *LOAD).expect(0)
    assert summary["statusCodes"] == {"200": 10}
    assert summary["requests"]["failed"] == errors(summary).total() == 30
    assert summary["responseTime"]["max"] < 1000


def test_a_redirect_loop_ends(hostile, run_loadtester):
    summary = run_loadtester(hostile("redirect_loop").url(), *LOAD, "--follow-redirects", 5).expect(THRESHOLD_FAILED)
    assert summary["verdict"] == "failed"
    assert sum(count for label, count in errors(summary).items() if "redirect" in label.lower()) == RATE * SECONDS


def test_nobody_listens(run_loadtester):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    summary = run_loadtester(f"http://127.0.0.1:{port}/", *LOAD).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "refused")


def test_a_name_that_does_not_resolve(run_loadtester):
    summary = run_loadtester("http://nope.invalid/", *LOAD).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "dns|resol|name|host")
