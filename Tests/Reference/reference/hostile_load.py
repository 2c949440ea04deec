"""The load that hostile targets get, and what its summary must say where no request can succeed."""

import re

from reference.identities import errors

RATE, SECONDS = 40, 1
LOAD = ("--vus", 100, "--rate", RATE, "--duration", f"{SECONDS}s", "--tasks", 1, "--timeout", "1s")


def assert_all_failed(summary: dict, pattern: str) -> None:
    """Each of the run's requests is one error, and its label says what happened."""
    labels = errors(summary)
    assert labels.total() == RATE * SECONDS - summary["requests"]["dropped"], labels
    assert summary["requests"]["dropped"] == 0 and summary["requests"]["completed"] == 0, summary["requests"]
    # What happened to the requests is the same where the machine starved the tester, which then says so.
    assert summary["verdict"] == ("invalid" if summary["generator"]["saturated"] else "failed")
    unnamed = [label for label in labels if not re.search(pattern, label, re.IGNORECASE)]
    assert not unnamed, f"labels {dict(labels)}, expected {pattern}"
