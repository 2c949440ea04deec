"""The worked examples, run as their first lines say: four tasks against the demo API."""

import json

import pytest

from conftest import ROOT

pytestmark = pytest.mark.product

INVALID = 106
ENVIRONMENT = {"DEMO_PASSWORD": "s3cret"}


def run(command, shop, plan, *arguments: object, environment: dict = ENVIRONMENT):
    """The run's result. One that says itself that this machine was too busy (106) is tried again, twice at most."""
    for _ in range(3):
        shop.shop.forget()
        result = command(
            "run", plan, "--target", shop.url, "--tasks", "4", "--quiet", "--format", "json", *arguments,
            environment=environment, seconds=120,
        )
        if result.status != INVALID:
            break
    return result


@pytest.mark.parametrize("name", ["checkout.yaml", "browse.yaml", "gate.yaml"])
def test_an_example_passes(command, shop, name):
    result = run(command, shop, ROOT / "examples" / name)
    assert result.status == 0, result
    summary = json.loads(result.out)
    assert summary["verdict"] == "passed"
    assert summary["thresholds"] and all(threshold["passed"] for threshold in summary["thresholds"])
    assert summary["tasks"]["reported"] == 4
    assert shop.shop.counts["conflicts"] == 0
    assert shop.shop.counts["refused"] == 0


def test_every_customer_of_the_checkout_is_another_and_every_order_is_taken_once(command, shop):
    summary = json.loads(run(command, shop, ROOT / "examples/checkout.yaml").out)
    counts = shop.shop.counts
    assert counts["logins"] == counts["orders"] == 250
    assert set(shop.shop.users.values()) == {1}
    assert shop.shop.rows == {str(row) for row in range(1, 251)}
    assert summary["requests"]["completed"] == counts["requests"] == 1000
    named = {endpoint["name"]: endpoint for endpoint in summary["endpoints"]}
    assert set(named) == {"POST /login", "GET /items", "POST /orders", "GET /orders/{order}"}


@pytest.mark.parametrize("name", ["checkout.yaml", "gate.yaml"])
def test_a_broken_threshold_ends_with_99(command, shop, name):
    result = run(command, shop, ROOT / "examples" / name, "--threshold", "count < 10")
    assert result.status == 99, result
    summary = json.loads(result.out)
    assert summary["verdict"] == "failed"
    assert [t["expression"] for t in summary["thresholds"] if not t["passed"]] == ["count < 10"]


def test_rows_end_the_checkout_where_they_run_out(command, shop, tmp_path):
    plan = (ROOT / "examples/checkout.yaml").read_text(encoding="utf-8")
    (tmp_path / "checkout.yaml").write_text(plan)
    rows = (ROOT / "examples/users.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "users.csv").write_text("\n".join(rows[:51]) + "\n")
    result = run(command, shop, "checkout.yaml")
    assert shop.shop.counts["logins"] == 50, result
    assert shop.shop.counts["conflicts"] == 0
    assert json.loads(result.out)["requests"]["dropped"] == 200


def test_a_wrong_password_fails_the_run(command, shop):
    wrong = {"DEMO_PASSWORD": "wrong"}
    result = run(
        command, shop, ROOT / "examples/browse.yaml", "--vus", "4", "--duration", "5s", environment=wrong
    )
    assert result.status == 99, result
    assert shop.shop.counts["logins"] == 0
    assert "wrong" not in result.out
