"""The command line as a contract: exit 64 with one clear sentence, pure JSON on standard output."""

import pytest

from reference.loadtester import USAGE
from reference.schedule import Schedule

pytestmark = pytest.mark.product

URL = "http://127.0.0.1:9/"
LOAD = ("--vus", "1", "--rate", "1", "--duration", "1s", "--tasks", "1")


def changed(flag: str, value: str) -> tuple[str, ...]:
    """The good flags with one of them changed or added."""
    at = LOAD.index(flag) if flag in LOAD else None
    return (*LOAD, flag, value) if at is None else (*LOAD[: at + 1], value, *LOAD[at + 2 :])


# (arguments, what the message names: the flag, and the value as given)
BAD = {
    "no virtual users": ((URL, *changed("--vus", "0")), ["--vus", "0"]),
    "negative virtual users": ((URL, *changed("--vus", "-3")), ["--vus", "-3"]),
    "virtual users in words": ((URL, *changed("--vus", "many")), ["--vus", "many"]),
    "negative rate": ((URL, *changed("--rate", "-1")), ["--rate", "-1"]),
    "rate not a number": ((URL, *changed("--rate", "nan")), ["--rate", "nan"]),
    "endless rate": ((URL, *changed("--rate", "inf")), ["--rate", "inf"]),
    "no duration": ((URL, *changed("--duration", "0")), ["--duration", "0"]),
    "duration in words": ((URL, *changed("--duration", "abc")), ["--duration", "abc"]),
    "no tasks": ((URL, *changed("--tasks", "0")), ["--tasks", "0"]),
    "too many tasks": ((URL, *changed("--tasks", "1001")), ["--tasks", "1001", "1000"]),
    "no scheme": (("127.0.0.1:9/", *LOAD), ["127.0.0.1:9/", "http"]),
    "other scheme": (("ftp://127.0.0.1/", *LOAD), ["ftp", "http"]),
    "no host": (("http://", *LOAD), ["http://"]),
    "header without colon": ((URL, *LOAD, "-H", "NoColonHere"), ["NoColonHere"]),
    "header with line break": ((URL, *LOAD, "-H", "A: b\r\nInjected: c"), ["-H"]),
    "header name with space": ((URL, *LOAD, "-H", "A b: c"), ["A b"]),
    "method with line break": ((URL, *LOAD, "-X", "GET / HTTP/1.1\r\nA: b"), ["-X"]),
    "unknown flag": ((URL, *LOAD, "--warp-speed"), ["--warp-speed"]),
    "missing URL": (LOAD, ["url"]),
    "negative tasks": ((URL, *changed("--tasks", "-1")), ["--tasks", "-1"]),
    "negative redirects": ((URL, *LOAD, "--follow-redirects", "-1"), ["--follow-redirects", "-1", "50"]),
    "negative seed": ((URL, *LOAD, "--seed", "-1"), ["--seed", "-1", "whole number"]),
    "more least tasks than tasks": ((URL, *LOAD, "--min-tasks", "5"), ["--min-tasks", "5", "--tasks"]),
    "bad arrivals of no rate": ((URL, "--arrivals", "bursty"), ["--arrivals", "bursty", "poisson"]),
    "arrivals of no rate": ((URL, "--arrivals", "poisson"), ["--arrivals", "--rate"]),
    "port 0": (("http://127.0.0.1:0/", *LOAD), ["127.0.0.1:0", "65535"]),
    "no report file": ((URL, *LOAD, "--report", ""), ["--report", "names no file"]),
    "two results in one file": ((URL, *LOAD, "-o", "one", "--out", "csv=./one"), ["--output", "--out", "./one"]),
    "two forms in one file": ((URL, *LOAD, "--report", "one", "--out", "csv=one"), ["--report", "--out", "one"]),
    "two bodies": ((URL, *LOAD, "--body", "a", "--body-file", "/dev/null"), ["--body", "--body-file"]),
    "unreadable body file": ((URL, *LOAD, "--body-file", "/nonexistent/body"), ["--body-file", "/nonexistent/body"]),
    "unreadable CA file": ((URL, *LOAD, "--ca-file", "/nonexistent/ca"), ["--ca-file", "/nonexistent/ca"]),
    "bad resolve": ((URL, *LOAD, "--resolve", "nowhere"), ["--resolve", "nowhere"]),
    "resolve without an address": ((URL, *LOAD, "--resolve", "a:80:not-an-ip"), ["--resolve", "not-an-ip"]),
    "bad precision": ((URL, *LOAD, "--precision", "2h"), ["--precision", "2h", "250us"]),
    "bad arrivals": ((URL, *LOAD, "--arrivals", "bursty"), ["--arrivals", "bursty", "poisson"]),
    "bad stage": ((URL, *LOAD, "--stage", "5s"), ["--stage", "5s"]),
    "bad time-out": ((URL, *LOAD, "--timeout", "soon"), ["--timeout", "soon"]),
    "bad test id": ((URL, *LOAD, "--test-id", "a/../b"), ["--test-id", "a/../b"]),
    "credential on AWS": ((URL, *LOAD, "--on", "aws", "-H", "x-api-key: a"), ["headers.x-api-key", "secretArns=", "${secret:"]),
    "bad format": ((URL, *LOAD, "--format", "xml"), ["--format", "xml", "json"]),
}


@pytest.mark.parametrize(("arguments", "named"), BAD.values(), ids=BAD.keys())
def test_a_bad_argument_is_refused_by_name(start_loadtester, data_dir, arguments, named):
    result = start_loadtester("run", *arguments, "--data-dir", data_dir).wait(15)
    assert result.exit_code == USAGE, result
    assert not result.stdout.strip(), "an error belongs on standard error"
    for word in named:
        assert word.lower() in result.stderr.lower(), f"the message does not name {word!r}: {result.stderr}"
    lowered = result.stderr.lower()
    assert not any(word in lowered for word in ("fatal error", "traceback", "stack dump", "crash")), result.stderr
    assert not data_dir.exists() or not list(data_dir.glob("**/*summary*"))


def test_the_range_of_least_tasks_is_that_of_the_tasks(start_loadtester, data_dir):
    result = start_loadtester("run", URL, *LOAD, "--min-tasks", "5", "--data-dir", data_dir).wait(15)
    assert "at most --tasks, which is 1" in result.stderr


@pytest.mark.parametrize(("word", "named"), [
    ("rnu", ["'rnu' is no command", "did you mean 'run'?"]),
    ("http://127.0.0.1:9/", ["loadtester run http://127.0.0.1:9/"]),
    ("xyzzy", ["'xyzzy' is no command", "run", "compare", "serve"]),
])
def test_a_word_that_is_no_command_leads_to_one(start_loadtester, word, named):
    result = start_loadtester(word).wait(15)
    assert result.exit_code == USAGE and not result.stdout.strip(), result
    assert all(part in result.stderr for part in named), result.stderr
    assert "worker" not in result.stderr, "what only the command itself calls is named"


def test_a_result_that_cannot_be_written_keeps_no_other_from_it(server, start_loadtester, data_dir, tmp_path):
    target = server(Schedule(holds=[0.001]))
    page = tmp_path / "run.html"
    result = start_loadtester(
        "run", target.url(), "--vus", 1, "--rate", 10, "--duration", "1s", "--test-id", "kept", "--data-dir", data_dir,
        "-o", "/dev/full", "--out", "csv=/dev/full", "--report", page,
    ).wait(20)
    assert result.exit_code == 70 and page.read_text().startswith("<!DOCTYPE html>"), result
    assert result.stderr.count("'/dev/full' (No space left on device)") == 2
    assert "'loadtester results kept' writes it again" in result.stderr
    listed = start_loadtester("runs", "-o", "/dev/full", "--data-dir", data_dir).wait(15)
    assert listed.exit_code == 70 and "TEST_ID" not in listed.stderr and "stored" not in listed.stderr


@pytest.mark.parametrize(("closed", "code"), [(">&-", 70), ("2>&-", 0), ("<&- >&- 2>&-", 70)])
def test_nothing_is_printed_into_what_is_opened_in_place_of_a_closed_stream(
    server, start_loadtester, data_dir, tmp_path, closed, code
):
    target = server(Schedule(holds=[0.001]))
    page = tmp_path / "run.html"
    result = start_loadtester(
        "run", target.url(), "--vus", 1, "--rate", 10, "--duration", "1s", "--data-dir", data_dir, "--report", page,
        prefix=["sh", "-c", f'exec "$@" {closed}', "sh"],
    ).wait(20)
    assert result.exit_code in (code, 106) and page.read_text().startswith("<!DOCTYPE html>"), result
    if closed == ">&-":
        assert "standard output (Bad file descriptor)" in result.stderr
    assert start_loadtester("runs", "--data-dir", data_dir).wait(15).exit_code == 0


@pytest.mark.parametrize("tasks", [1, 3])
def test_json_is_all_that_is_on_standard_output(server, run_loadtester, tasks):
    target = server(Schedule(holds=[0.001]))
    result = run_loadtester(
        target.url(), "--vus", 3, "--rate", 30, "--duration", "2s", "--tasks", tasks, "--test-id", "pure"
    )
    summary = result.expect(0)
    assert result.stdout.lstrip().startswith("{") and result.stdout.rstrip().endswith("}")
    assert result.stderr.strip(), "progress belongs on standard error"
    assert summary["testId"] == "pure" and summary["targetUrl"] == target.url()
    assert summary["durationSeconds"] >= 2


def test_quiet_says_nothing_but_the_result(server, run_loadtester):
    target = server(Schedule(holds=[0.001]))
    result = run_loadtester(target.url(), "--vus", 1, "--rate", 10, "--duration", "1s", "--tasks", 1, "--quiet")
    result.expect(0)
    assert not result.stderr.strip()


def test_an_output_file_gets_the_same_document(server, start_run, tmp_path):
    target = server(Schedule(holds=[0.001]))
    path = tmp_path / "report.json"
    result = start_run(
        target.url(), "--vus", 1, "--rate", 10, "--duration", "1s", "--tasks", 1, "-o", path
    ).wait(20)
    assert result.exit_code == 0, result
    assert '"schemaVersion"' in path.read_text()


def test_text_is_for_people_and_names_the_percentiles(server, start_loadtester, data_dir):
    target = server(Schedule(holds=[0.001]))
    result = start_loadtester(
        "run", target.url(), "--vus", 1, "--rate", 10, "--duration", "1s", "--tasks", 1, "--data-dir", data_dir
    ).wait(20)
    assert result.exit_code == 0, result
    for word in ("p50", "p95", "p99", "10"):
        assert word in result.stdout


@pytest.mark.parametrize("identifier", ["never-ran", "../../etc/passwd"])
def test_results_of_an_unknown_run_are_a_clear_error(start_loadtester, data_dir, identifier):
    result = start_loadtester("results", identifier, "--format", "json", "--data-dir", data_dir).wait(15)
    assert result.exit_code == USAGE, result
    assert identifier in result.stderr and not result.stdout.strip()


def test_runs_of_an_empty_directory_are_an_empty_list(start_loadtester, data_dir):
    result = start_loadtester("runs", "--format", "json", "--data-dir", data_dir).wait(15)
    assert result.exit_code == 0, result
    assert result.summary in ([], {"runs": []}, {"schemaVersion": 1, "runs": []})


@pytest.mark.parametrize(("arguments", "command"), [
    (("compare", "never-ran", "neither"), "compare "), (("report", "never-ran"), "report "),
    (("deploy", "--context", "taskCpu=7"), "deploy "), (("run",), "run "), (("--warp-speed",), ""),
])
def test_the_help_that_is_pointed_to_is_that_of_the_command(start_loadtester, data_dir, arguments, command):
    here = ("--data-dir", data_dir) if command in ("compare ", "report ") else ()
    result = start_loadtester(*arguments, *here).wait(15)
    assert result.exit_code == USAGE, result
    assert f"See 'loadtester {command}--help'" in result.stderr
