"""What every summary must satisfy, whatever happened (contract: run summary, schemaVersion 1)."""

from collections import Counter

SCHEMA_KEYS = {
    "schemaVersion", "testId", "verdict", "reasons", "targetUrl", "startedAt", "durationSeconds", "tasks", "requests",
    "responseTime", "serviceTime", "timeToFirstByte", "connect", "statusCodes", "errors", "bytes", "checks",
    "thresholds", "endpoints", "timeline", "generator",
}
TIME_KEYS = {
    "unit", "count", "min", "mean", "stdDev", "p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99", "max",
}
PERCENTILES = ["min", "p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99", "max"]


def errors(summary: dict) -> Counter:
    """Labels that did occur. A label with a count of 0 says nothing."""
    return Counter({label: count for label, count in summary["errors"].items() if count})


def assert_consistent(summary: dict) -> None:
    """Shape and conservation laws: no request may appear or vanish between two figures of one report."""
    missing = SCHEMA_KEYS - summary.keys()
    assert not missing, f"keys missing in the summary: {sorted(missing)}"
    assert summary["schemaVersion"] == 1
    _assert_counts(summary["requests"], summary, "run")
    for endpoint in summary["endpoints"]:
        _assert_counts(endpoint["requests"], endpoint, endpoint["name"])
    for key in ("scheduled", "sent", "completed", "failed", "dropped"):
        total = sum(endpoint["requests"][key] for endpoint in summary["endpoints"])
        assert total == summary["requests"][key], f"endpoints' {key} add up to {total}: {summary['requests']}"
    for key in ("sent", "completed", "failed"):
        total = sum(second[key] for second in summary["timeline"])
        assert total == summary["requests"][key], f"timeline's {key} add up to {total}: {summary['requests']}"
    for name in ("responseTime", "serviceTime", "timeToFirstByte", "connect"):
        _assert_times(summary[name], name)
    assert (summary["verdict"] == "invalid") <= bool(summary["reasons"]), "invalid without a reason"


def _assert_counts(requests: dict, part: dict, name: str) -> None:
    network_errors = sum(part["errors"].values())
    assert requests["scheduled"] == requests["sent"] + requests["dropped"], f"{name}: {requests}"
    assert requests["sent"] == requests["completed"] + network_errors, f"{name}: {requests}, {part['errors']}"
    assert requests["completed"] == sum(part["statusCodes"].values()), f"{name}: {requests}, {part['statusCodes']}"
    bad = sum(count for status, count in part["statusCodes"].items() if int(status) >= 400)
    assert requests["failed"] >= network_errors + bad, f"{name}: {requests}, {part['errors']}, {part['statusCodes']}"


def _assert_times(times: dict, name: str) -> None:
    missing = TIME_KEYS - times.keys()
    assert not missing, f"keys missing in {name}: {sorted(missing)}"
    assert times["unit"] == "ms"
    if times["count"]:
        values = [times[key] for key in PERCENTILES]
        assert values == sorted(values), f"{name}: percentiles do not rise: {times}"
        assert values[0] >= 0, f"{name}: negative time: {times}"
        assert times["min"] <= times["mean"] <= times["max"], f"{name}: mean outside min…max: {times}"
