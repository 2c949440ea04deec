"""Machine formats, read by other people's libraries."""

import csv
import io
import json
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "summary.schema.json"


@pytest.fixture(scope="module")
def schema():
    jsonschema = pytest.importorskip("jsonschema")
    document = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def test_real_output_satisfies_the_published_schema(schema, steady, stalled):
    for run in (steady, stalled):
        assert [error.message for error in schema.iter_errors(run.summary)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"schemaVersion": 2}, {"verdict": "fine"}, {"durationSeconds": -1}, {"startedAt": "yesterday"}, {"errors": {"x": -1}},
        {"endpoints": [{"name": "GET /"}]}, {"statusCodes": {"ok": 1}},
    ],
)
def test_the_schema_refuses_what_is_no_summary(schema, steady, change):
    assert not schema.is_valid({**steady.summary, **change})


def test_the_schema_asks_for_every_member_of_the_contract(schema, steady):
    for member in steady.summary:
        rest = {name: value for name, value in steady.summary.items() if name != member}
        assert not schema.is_valid(rest), member


def test_standard_output_and_file_are_the_same_document(command, steady):
    printed = command("results", "steady", "--format", "json").expect(steady.exit_code).output
    assert json.loads(printed) == steady.summary


def test_csv_over_time_is_the_timeline(steady):
    rows = list(csv.DictReader(io.StringIO(steady.text("csv"))))
    assert len(rows) == len(steady.summary["timeline"])
    for row, entry in zip(rows, steady.summary["timeline"]):
        for name in ("second", "sent", "completed", "failed"):
            assert int(row[name]) == entry[name]
        for name in ("p50", "p95", "p99", "max"):
            assert float(row[f"{name}_ms"]) == entry[name]
    assert sum(int(row["scheduled"]) for row in rows) == steady.summary["requests"]["scheduled"]


def test_csv_by_endpoint_has_the_run_and_every_endpoint(steady):
    rows = list(csv.DictReader(io.StringIO(steady.text("endpoints"))))
    assert [row["endpoint"] for row in rows] == ["*", *[endpoint["name"] for endpoint in steady.summary["endpoints"]]]
    assert float(rows[0]["response_p999_ms"]) == steady.summary["responseTime"]["p99.9"]
    codes = dict(part.split("=") for part in rows[0]["status_codes"].split())
    assert {code: int(count) for code, count in codes.items()} == steady.summary["statusCodes"]


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1"])
def test_no_cell_of_a_csv_is_a_formula(command, steady, tmp_path, name):
    summary = steady.summary
    summary["endpoints"][0]["name"] = name
    (tmp_path / "run.json").write_text(json.dumps(summary))
    command("report", tmp_path / "run.json", "--out", f"endpoints={tmp_path}/run.csv").expect(0)
    with (tmp_path / "run.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2][0] == "'" + name


def test_junit_has_run_thresholds_and_checks_as_cases(command, steady, tmp_path):
    summary = {**steady.summary, "verdict": "failed", "reasons": ["threshold p(99)<1 did not hold"]}
    summary["thresholds"] = [
        {"expression": "p(99)<1", "observed": 29.7, "unit": "ms", "passed": False},
        {"expression": "p(50)<500", "observed": 9.0, "passed": True},
    ]
    summary["checks"] = [{"name": "body has <b> & \"quotes\"", "passes": 10, "fails": 2}]
    (tmp_path / "run.json").write_text(json.dumps(summary))
    command("report", tmp_path / "run.json", "--out", tmp_path / "run.xml").expect(0)
    suites = xml.parse(tmp_path / "run.xml").getroot()
    suite = suites.find("testsuite")
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert int(suite.get("tests")) == len(cases) == 4
    assert int(suite.get("failures")) == 3 and suite.get("errors") == "0"
    assert cases["p(99)<1"].find("failure").get("message") == "observed 29.7 ms"
    assert cases["p(50)<500"].find("failure") is None
    assert "2 of 12" in cases['body has <b> & "quotes"'].find("failure").get("message")


def test_several_forms_come_from_one_run(steady):
    for form in ("html", "json", "csv", "endpoints", "groups", "junit", "markdown", "hgrm", "hlog", "text"):
        assert steady.path(form).stat().st_size > 100, form


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--out", "pdf=x.pdf"], "html, markdown"),
        (["--out", "html="], "names no file"),
        (["--out", "html=/no/such/folder/x.html"], "cannot be written"),
        (["--report", "/no/such/folder/x.html"], "--report"),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_any_load(command, arguments, words):
    ended = command("run", "http://127.0.0.1:9/", "--duration", "1s", *arguments).expect(64)
    assert words in ended.errors


@pytest.mark.parametrize("content", ["", "{}", "[1]", "not json", '{"schemaVersion": 1}', "\x00"])
def test_a_file_that_is_no_summary_is_refused_by_name(command, tmp_path, content):
    (tmp_path / "bad.json").write_text(content)
    for arguments in (["report", tmp_path / "bad.json"], ["compare", tmp_path / "bad.json", tmp_path / "bad.json"]):
        assert "bad.json" in command(*arguments).expect(64).errors


@pytest.mark.parametrize(
    "change",
    [
        {"schemaVersion": 2}, {"durationSeconds": 1e300}, {"durationSeconds": -1}, {"timelineResolutionSeconds": 0},
        {"timelineResolutionSeconds": 2**62}, {"second": 2**62}, {"second": -5},
    ],
)
def test_absurd_numbers_in_a_file_are_refused_and_end_nothing(command, steady, tmp_path, change):
    summary = steady.summary
    if "second" in change:
        summary["timeline"][-1].update(change)
    else:
        summary.update(change)
    (tmp_path / "absurd.json").write_text(json.dumps(summary))
    for arguments in (["report", tmp_path / "absurd.json"], ["compare", tmp_path / "absurd.json", tmp_path / "absurd.json"]):
        assert "absurd.json" in command(*arguments).expect(64).errors


def test_large_numbers_that_a_run_could_have_are_shown(command, steady, tmp_path):
    summary = {**steady.summary, "verdict": "passed"}
    for entry in summary["timeline"]:
        entry.update(sent=2**64 - 1, completed=2**64 - 1, failed=2**64 - 1, p50=1e300, max=1e300)
    summary["requests"].update(sent=2**64 - 1, failed=2**64 - 1)
    summary["responseTime"].update(count=2**64 - 1, p99=1e300, max=1e300)
    (tmp_path / "large.json").write_text(json.dumps(summary))
    for form in ("html", "text", "markdown", "csv", "junit"):
        command("report", tmp_path / "large.json", "--format", form).expect(0)
    command("compare", tmp_path / "large.json", tmp_path / "large.json").expect(0)
