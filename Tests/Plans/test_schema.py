"""The schema accepts what the command accepts, and refuses what a schema can see."""

import re

import pytest
import yaml

from conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
BLOCKS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/plan.md").read_text(encoding="utf-8"), re.DOTALL)
STEPS = "target: http://a.example\nsteps: "

GOOD = {
    "only a target": "target: http://a.example",
    "values in numbers": "target: http://a.example\nvariables: {r: 5}\nprofile: {rate: '${r}..10', for: '${r}s'}\nvus: '${r}'",
    "every stage": "target: http://a.example\nprofile: [{rate: 1/s, for: 5}, {step: 10..20, by: 5, for: 1m}, "
    "{spike: 1..9k, for: 1h30m}, {burst: 500}]",
    "closed": "target: http://a.example\nprofile: {vus: 0..50, for: 10s}\niterations: 1k",
    "keys of one's own": "target: http://a.example\nx-login: &login {post: /login}\nsteps: [*login, *login]",
    "merged": "target: http://a.example\nx-a: &a {headers: {A: b}}\nsteps: [{get: /, <<: *a}]",
    "any method": STEPS + "[{request: PURGE, url: /x}]",
    "checks": STEPS + "[{get: /, check: [{status: 2xx}, {status: [200, 201]}, {time: < 1s}, {size: {atMost: 10k}}, "
    "{json: $.a, exists: false}, {regex: a(b), group: 1, is: b, countOnly: true}, {cookie: s}]}]",
    "captures": STEPS + "[{get: /, capture: {a: $.a, b: status, c: {header: X, default: y}, d: {regex: a, group: 0}}}]",
    "contents": STEPS + "[{post: /, json: [1, {a: null}]}, {put: /, form: {a: [1, 2]}}, "
    "{patch: /, multipart: {a: b, c: {value: d}}}, {delete: /, body: x}]",
    "flow": STEPS + "[{pause: 1s..3s}, {pause: {exponential: 2s}}, {group: g, steps: [{get: /}]}, "
    "{repeat: 3, steps: [{get: /}]}, {if: status == 200, then: [{get: /}], else: [{get: /}]}, "
    "{while: status == 200, limit: 3, steps: [{get: /}]}]",
    "auth": STEPS + "[{get: /, auth: none}, {get: /, auth: {bearer: x}}, {get: /, auth: {sigv4: {service: s, region: r}}}]",
    "certificate": "target: https://a.example\nclient: {certificate: {cert: '${secret:env:C}', key: '${secret:aws:a#key}'}}",
    "proxy": "target: http://a.example\nclient: {proxy: 'http://u:p@p.example:3128', resolve: ['p.example:3128:192.0.2.1']}",
    "proxy with a secret": "target: http://a.example\n"
    "client: {proxy: {url: 'http://p.example:3128', user: u, password: '${secret:env:P}'}}",
    "thresholds": "target: http://a.example\nthresholds: [p(99) < 1s, {limit: mean < 1s, endpoint: GET /, every: 1m, abort: 30s}]",
}

BAD = {
    "no target": "steps: [{get: /}]",
    "unknown key": "target: http://a.example\nstages: []",
    "unknown key of a stage": "target: http://a.example\nprofile: {rte: 1, for: 1s}",
    "two kinds of stage": "target: http://a.example\nprofile: {rate: 1, vus: 1, for: 1s}",
    "no length": "target: http://a.example\nprofile: {rate: 1}",
    "rate in words": "target: http://a.example\nprofile: {rate: fast, for: 1s}",
    "length in words": "target: http://a.example\nprofile: {rate: 1, for: soon}",
    "negative rate": "target: http://a.example\nprofile: {rate: -1, for: 1s}",
    "no stage": "target: http://a.example\nprofile: []",
    "step without by": "target: http://a.example\nprofile: {step: 1..5, for: 1s}",
    "arrivals": "target: http://a.example\nprofile: {rate: 1, for: 1s}\narrivals: bursty",
    "precision": "target: http://a.example\nprecision: 2ms",
    "steps and scenarios": STEPS + "[{get: /}]\nscenarios: [{steps: [{get: /}]}]",
    "steps that are none": STEPS + "{get: /}",
    "no steps": STEPS + "[]",
    "step of two kinds": STEPS + "[{get: /, post: /}]",
    "unknown step": STEPS + "[{think: 1s}]",
    "URL beside the method": STEPS + "[{get: /, url: /x}]",
    "method without URL": STEPS + "[{request: PURGE}]",
    "relative URL": STEPS + "[{get: orders}]",
    "two contents": STEPS + "[{post: /, json: {}, body: x}]",
    "pause in words": STEPS + "[{pause: long}]",
    "if without then": STEPS + "[{if: status == 200}]",
    "group without steps": STEPS + "[{group: g}]",
    "status": STEPS + "[{get: /, check: {status: 20}}]",
    "check of two": STEPS + "[{get: /, check: {status: 200, body: {contains: x}}}]",
    "unknown check": STEPS + "[{get: /, check: {statsu: 200}}]",
    "body without predicate": STEPS + "[{get: /, check: {body: hello}}]",
    "JSONPath without $": STEPS + "[{get: /, capture: {a: {json: a}}}]",
    "capture": STEPS + "[{get: /, capture: {a: token}}]",
    "capture's name": STEPS + "[{get: /, capture: {1a: $.a}}]",
    "basic without password": STEPS + "[{get: /, auth: {basic: {user: a}}}]",
    "two kinds of auth": STEPS + "[{get: /, auth: {bearer: a, basic: {user: a, password: b}}}]",
    "sigv4 without region": STEPS + "[{get: /, auth: {sigv4: {service: s}}}]",
    "secret that is written": "target: http://a.example\nsecrets: {key: hunter2}",
    "data without file": "target: http://a.example\ndata: {users: {order: unique}}",
    "order of data": "target: http://a.example\ndata: {users: {file: x.csv, order: shuffled}}",
    "client": "target: http://a.example\nclient: {timeot: 1s}",
    "certificate without key": "target: http://a.example\nclient: {certificate: {cert: a.pem}}",
    "certificate's file": "target: http://a.example\nclient: {certificate: {file: a.pem, key: a.key}}",
    "key in the plan": "target: http://a.example\n"
    "client: {certificate: {cert: a.pem, key: '-----BEGIN PRIVATE KEY-----'}}",
    "SOCKS": "target: http://a.example\nclient: {proxy: 'socks5://p.example:1080'}",
    "proxy over TLS": "target: http://a.example\nclient: {proxy: 'https://p.example:443'}",
    "proxy without URL": "target: http://a.example\nclient: {proxy: {user: a, password: b}}",
    "proxy's user alone": "target: http://a.example\nclient: {proxy: {url: 'http://p.example', user: a}}",
    "threshold without limit": "target: http://a.example\nthresholds: [{endpoint: GET /}]",
    "environment": "target: http://a.example\nenvironments: {staging: {targt: x}}",
}


def errors(validator, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_fits_the_schema(validator, path):
    assert errors(validator, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_good_plans_fit_the_schema(validator, text):
    assert errors(validator, text) == []


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_plans_of_the_reference_fit_the_schema(validator, block):
    plan = yaml.safe_load(block)
    if "check" in plan:
        plan = {"steps": [{"get": "/", **plan}]}
    assert errors(validator, yaml.safe_dump({"target": "http://a.example", **plan})) == []


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_plans_do_not(validator, text):
    assert errors(validator, text)


@pytest.mark.product
@pytest.mark.parametrize("text", [*GOOD.values(), *BLOCKS[:1]], ids=[*GOOD.keys(), "reference"])
def test_the_command_accepts_what_is_good(command, text):
    result = command("validate", "-", text=text)
    assert result.status == 0, result


@pytest.mark.product
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_the_command_refuses_what_is_bad(command, text):
    result = command("validate", "-", text=text)
    assert result.status == 64, result
    assert result.out == ""
    assert "standard input:" in result.err
