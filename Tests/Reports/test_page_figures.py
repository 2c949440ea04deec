"""What the page shows is what the JSON says."""

import json

import pytest

from reports.page import milliseconds

TIMES = (("Response time", "responseTime"), ("Service time", "serviceTime"), ("First byte", "timeToFirstByte"))


def test_latencies_are_those_of_the_json(steady, open_page):
    page, summary = open_page(steady.path("html")), steady.summary
    for row, member in TIMES:
        for column in ("min", "mean", "p50", "p90", "p95", "p99", "p99.9", "max"):
            text, value = page.cell("Latency", row, column)
            assert value == summary[member][column], (row, column)
            assert milliseconds(text) == pytest.approx(summary[member][column], rel=0.006, abs=0.0006)
    page.assert_quiet()


def test_counts_outcomes_and_endpoints_are_those_of_the_json(steady, open_page):
    page, summary = open_page(steady.path("html")), steady.summary
    for column in ("scheduled", "sent", "completed", "failed", "dropped"):
        assert page.cell("Requests", None, column)[1] == summary["requests"][column]
    assert summary["statusCodes"]["503"] > 0
    for code, count in summary["statusCodes"].items():
        assert page.cell("Status codes and errors", f"status {code}", "Requests")[1] == count
    endpoint = summary["endpoints"][0]
    assert page.cell("Endpoints", endpoint["name"], "sent")[1] == endpoint["requests"]["sent"]
    assert page.cell("Endpoints", endpoint["name"], "p99")[1] == endpoint["responseTime"]["p99"]


def test_the_timeline_behind_the_charts_is_that_of_the_json(steady, open_page):
    page, summary = open_page(steady.path("html")), steady.summary
    data = json.loads(page.page.text_content("#data"))
    assert data["starts"] == [entry["second"] for entry in summary["timeline"]]
    by_name = {series["name"]: series["values"] for series in data["charts"]["latency"]["series"]}
    for name in ("p50", "p95", "p99", "max"):
        assert by_name[name] == pytest.approx([entry[name] for entry in summary["timeline"]], abs=0.0006)
    rates = {series["name"]: series["values"] for series in data["charts"]["rate"]["series"]}
    assert rates["sent"] == [entry["sent"] for entry in summary["timeline"]]
    assert sum(rates["asked"]) == summary["requests"]["scheduled"]
    heat = data["charts"]["heat"]["columns"]
    assert sum(sum(column[1::2]) for column in heat) == summary["responseTime"]["count"]
    curve = {series["name"]: series["values"] for series in data["charts"]["percentiles"]["series"]}
    # The right end of the axis is one request in as many as there were: the slowest or its neighbour.
    assert curve["response time"][-1] <= summary["responseTime"]["max"]
    assert curve["response time"][-1] >= summary["responseTime"]["p99.9"]


def test_every_chart_is_drawn(steady, open_page):
    page = open_page(steady.path("html"))
    for chart, least in (("rate", 3), ("latency", 5), ("outcomes", 2), ("heat", 2), ("percentiles", 2)):
        drawn = [path for path in page.lines(chart) if path]
        assert len(drawn) >= least, (chart, drawn)
        assert page.page.locator(f"#chart-{chart} svg.axes").bounding_box()["height"] > 150
    for chart in ("rate", "latency"):
        # One point for each second, from left to right.
        for path in page.lines(chart):
            assert path.count("L") + path.count("M") == len(steady.summary["timeline"])


def test_tasks_plan_and_environment_are_told(steady, open_page):
    page = open_page(steady.path("html"))
    text = page.page.inner_text("body")
    assert "2 of 2 tasks reported" in text
    assert page.cell("Tasks", "0", "sent")[1] + page.cell("Tasks", "1", "sent")[1] == steady.summary["requests"]["sent"]
    assert "open model: 1200 arrivals in 12 s, 100/s, evenly spaced" in text
    assert "Virtual users" in text and "This machine" in text


def test_secrets_of_the_plan_are_left_out(steady):
    for form in ("html", "json", "markdown", "junit", "csv"):
        assert "top-secret-token" not in steady.text(form)


def test_the_same_report_comes_again_from_the_store(command, steady, tmp_path):
    again = tmp_path / "again.html"
    command("report", "steady", "--out", again).expect(0)
    first, second = steady.text("html"), again.read_text()
    # The run itself adds the machine that it ran on.
    head = first.index('<h2 id="plan">')
    assert second[:head] == first[:head]
