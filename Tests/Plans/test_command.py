"""`validate`, `run --dry-run` and `run --debug`: what a person gets, and where."""

import json
import socket

import pytest

from conftest import ROOT

pytestmark = pytest.mark.product

PLAN = """\
target: http://127.0.0.1:9
variables: {page: 2, who: ada}
environments:
  staging: {target: "http://127.0.0.2:9", variables: {page: 3}, profile: {vus: 3, for: 5s}}
profile: {rate: 10, for: 10s}
steps:
  - get: /items/${who}?page=${page}
    check: {status: 200}
"""


def test_validate_names_every_error_with_its_place(command, tmp_path):
    (tmp_path / "plan.yaml").write_text("target: http://a.example\nprofile: {rte: 5, for: 1s}\nsteps: [{gett: /}]\n")
    result = command("validate", "plan.yaml")
    assert result.status == 64
    assert result.out == ""
    assert result.err.splitlines() == [
        "plan.yaml:2:11: profile: 'rte': did you mean 'rate'? "
        "the keys of a stage are rate, step, spike, burst, vus, by, for.",
        "plan.yaml:3:10: steps[0]: 'gett': did you mean 'get'? a step is one of get, post, put, patch, delete, head, "
        "options, request, pause, group, repeat, while, if.",
        "error: 2 errors in the plan; nothing was started.",
    ]


def test_validate_as_json_is_one_document(command):
    bad = command("validate", "-", "--json", text="target: http://a.example\nprecision: 2ms\n")
    assert bad.status == 64
    assert json.loads(bad.out) == {
        "valid": False,
        "diagnostics": [
            {
                "file": "standard input", "line": 2, "column": 12, "path": "precision", "text": "2ms",
                "message": "give exact, 250us or 1ms.",
            }
        ],
    }
    good = command("validate", "-", "--json", text="target: http://a.example\n")
    assert (good.status, json.loads(good.out)) == (0, {"valid": True, "diagnostics": []})


def test_validate_says_so_where_nothing_is_wrong(command):
    result = command("validate", "-", text=PLAN)
    assert (result.status, result.err) == (0, "")
    assert "a sound plan" in result.out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nowhere.yaml",), ["nowhere.yaml", "http://"]),
        (("-", "--var", "page"), ["--var", "page", "name=value"]),
        (("-", "--var", "pag=1"), ["--var", "pag", "did you mean 'page'"]),
        (("-", "--env", "stagin"), ["--env", "stagin", "did you mean 'staging'"]),
        (("-", "--target", "ftp://a"), ["--target", "ftp"]),
        (("-", "--threshold", "p(99) < x"), ["--threshold", "'x'"]),
        (("-", "--threshold", 'group "buy": p(99) < 1s'), ["--threshold", "buy"]),
    ],
)
def test_bad_arguments_are_refused_by_name(command, arguments, named):
    result = command("validate", *arguments, text=PLAN)
    assert result.status == 64
    assert all(word in result.err for word in named), result


def test_a_run_of_a_bad_plan_starts_nothing(command, shop):
    result = command("run", "-", "--target", shop.url, text="steps: [{get: /items}, {gett: /}]\n")
    assert result.status == 64
    assert "nothing was started" in result.err
    assert shop.shop.counts["requests"] == 0


def test_dry_run_shows_the_load_and_the_first_iteration_and_sends_nothing(command, shop):
    result = command("run", ROOT / "examples/checkout.yaml", "--target", shop.url, "--tasks", "4", "--dry-run")
    assert (result.status, result.err) == (0, "")
    for line in [
        f"Target     {shop.url}/",
        "Load       250 iterations in 17s, evenly spaced, by at most 100 virtual users in 4 tasks",
        "           from 0s for 5s: 0/s to 20/s, 50 iterations",
        "Per task   63 + 63 + 62 + 62 iterations",
        f"  POST {shop.url}/login",
        '      {"user":"user0001","password":"s3cret"}',
        "      captures token",
        "  group order",
        "      checks the token is this user's",
        '  group "order": p(95) < 1s',
    ]:
        assert line in result.out.splitlines(), (line, result.out)
    assert shop.shop.counts["requests"] == 0


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ((), ["  GET http://127.0.0.1:9/items/ada?page=2", "100 iterations in 10s"]),
        (("--env", "staging"), ["  GET http://127.0.0.2:9/items/ada?page=3", "5s, by at most 3 virtual users"]),
        (("--env", "staging", "--var", "page=9"), ["http://127.0.0.2:9/items/ada?page=9"]),
        (("--env", "staging", "--target", "http://127.0.0.3:9"), ["http://127.0.0.3:9/items/ada?page=3"]),
        (("--var", "who=a b&c"), ["/items/a%20b%26c?page=2"]),
        (("--rate", "20"), ["200 iterations in 10s"]),
        (("--duration", "5s"), ["50 iterations in 5s"]),
        (("--rate", "0", "--vus", "7"), ["10s, by at most 7 virtual users"]),
        (("--env", "staging", "--duration", "9s"), ["9s, by at most 3 virtual users"]),
        (("--stage", "2s:10"), ["10 iterations in 2s"]),
        (("--arrivals", "poisson"), ["Poisson"]),
        (("-H", "X-A: b"), ["      X-A: b"]),
        (("--threshold", "mean < 1s"), ["  mean < 1s"]),
    ],
)
def test_the_command_line_outranks_the_environment_and_that_the_plan(command, arguments, lines):
    result = command("run", "-", "--dry-run", *arguments, text=PLAN)
    assert result.status == 0, result
    for line in lines:
        assert line in result.out, result


def test_flags_that_contradict_a_plan_are_refused(command):
    for arguments in [("--method", "PUT"), ("--body", "x"), ("--debug",)]:
        result = command("run", "-", "--dry-run", *arguments, text=PLAN)
        assert result.status == 64, result
        assert arguments[0] in result.err


def test_debug_shows_each_request_and_response(command, shop):
    result = command("run", ROOT / "examples/checkout.yaml", "--target", shop.url, "--debug")
    assert result.status == 0, result
    for part in [
        "== checkout", "-- POST /login", '> {"user":"user0001","password":"s3cret"}', "< HTTP/1.1 200", "captured token = ",
        "> GET /items HTTP/1.1", "captured order = 1", "check the order is taken: holds", "< HTTP/1.1 201",
    ]:
        assert part in result.out, (part, result.out)
    assert shop.shop.counts["orders"] == 1


def test_debug_ends_with_99_where_a_check_does_not_hold(command, shop):
    plan = "steps: [{get: /stats, check: {status: 418}}]\n"
    result = command("run", "-", "--target", shop.url, "--debug", text=plan)
    assert result.status == 99, result
    assert "check status is 418: does not hold" in result.out


@pytest.mark.parametrize(("check", "status"), [("", 99), (", check: {status: 404}", 0)])
def test_debug_ends_with_99_where_a_request_is_refused_and_no_check_expects_it(command, shop, check, status):
    plan = f"steps: [{{get: /nowhere{check}}}]\n"
    result = command("run", "-", "--target", shop.url, "--debug", text=plan)
    assert result.status == status and "< HTTP/1.1 404" in result.out, result


def test_debug_says_what_an_error_means(command, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        result = command("run", f"http://127.0.0.1:{unused.getsockname()[1]}/", "--debug")
    assert result.status == 99 and "error: connect_refused: nothing takes connections" in result.out, result


def test_debug_never_shows_a_secret(command, shop):
    plan = "secrets: {key: 'env:KEY'}\nsteps: [{get: /stats, headers: {X-Key: '${secret:key}'}}]\n"
    result = command("run", "-", "--target", shop.url, "--debug", text=plan, environment={"KEY": "hunter2-hunter2"})
    assert result.status == 0, result
    assert "hunter2" not in result.out + result.err
