"""Groups of steps (transactions) of a plan, in every form and in comparisons."""

import csv
import io
import json
import xml.etree.ElementTree as xml
from dataclasses import dataclass
from pathlib import Path

import pytest

from reference.schedule import Schedule
from reference.server_process import ScheduledServer

PLAN = """
target: {url}
profile: [{{rate: 15, for: 12s}}]
vus: 60
scenarios:
  - name: buy
    steps:
      - get: /browse
      - group: checkout
        steps:
          - get: /cart
          - get: /pay
thresholds:
  - {{limit: p(95) < 1ms, group: checkout}}
  - 'group "checkout": p(50) < 30s'
"""
FORMS = ("json", "groups", "endpoints", "junit", "markdown", "text", "html")


@dataclass(frozen=True)
class Run:
    test_id: str
    folder: Path

    def text(self, form: str) -> str:
        return (self.folder / f"report.{form}").read_bytes().decode()

    @property
    def group(self) -> dict:
        (group,) = json.loads(self.text("json"))["groups"]
        return group


@pytest.fixture(scope="module")
def runs(command, tmp_path_factory):
    """The same journey twice, the second time against a target that is half as slow again."""

    def run(test_id: str, holds: list[float]) -> Run:
        folder = tmp_path_factory.mktemp(test_id)
        server = ScheduledServer(Schedule(holds=holds), folder / "server")
        try:
            (folder / "plan.yaml").write_text(PLAN.format(url=server.url("/")))
            outputs = [part for form in FORMS for part in ("--out", f"{form}={folder}/report.{form}")]
            command("run", folder / "plan.yaml", "--test-id", test_id, "--quiet", *outputs).expect(99, 106)
        finally:
            server.stop()
        return Run(test_id, folder)

    holds = [0.010, 0.012, 0.014, 0.020, 0.024]
    return {"base": run("journey", holds), "slow": run("journey-slow", [hold * 2 for hold in holds])}


def test_the_csv_has_a_row_per_group_and_the_endpoints_keep_their_columns(runs):
    group = runs["base"].group
    (row,) = csv.DictReader(io.StringIO(runs["base"].text("groups")))
    assert row["group"] == group["name"] == "checkout"
    assert int(row["completed"]) == group["completed"] > 0 and int(row["failed"]) == group["failed"]
    for column, name in (("p50", "p50"), ("p99", "p99"), ("p999", "p99.9"), ("max", "max")):
        assert float(row[f"time_{column}_ms"]) == group["time"][name]
    names = [row["endpoint"] for row in csv.DictReader(io.StringIO(runs["base"].text("endpoints")))]
    assert names == ["*", "GET /browse", "GET /cart", "GET /pay"]


def test_a_threshold_on_a_group_is_a_case_with_its_name(runs):
    cases = {case.get("name"): case for case in xml.fromstring(runs["base"].text("junit")).iter("testcase")}
    failed = cases['group "checkout": p(95) < 1ms'].find("failure")
    assert failed is not None and failed.get("message").startswith("observed ")
    assert cases['group "checkout": p(50) < 30s'].find("failure") is None


def test_markdown_text_and_page_have_a_table_of_groups(runs, open_page):
    run = runs["base"]
    assert "| group | completed | failed | p50 |" in run.text("markdown")
    assert f"| `checkout` | {run.group['completed']} | 0 |" in run.text("markdown")
    assert "\nGroups\n" in run.text("text")
    page = open_page(run.folder / "report.html")
    assert page.page.locator("section[aria-labelledby=groups] tbody tr").count() == 1
    page.assert_quiet()


def test_a_group_that_became_slower_fails_a_pipeline(command, runs, tmp_path):
    """Runs that the machine was too busy for prove nothing, so that the files are compared as if they had passed."""
    for name, run in runs.items():
        baseline = tmp_path / f"{name}.json"
        command("baseline", "set", run.test_id, "--force", "--file", baseline).expect(0)
        document = json.loads(baseline.read_text())
        document["summary"]["verdict"] = "passed"
        baseline.write_text(json.dumps(document))
    pair = (tmp_path / "base.json", tmp_path / "slow.json")
    ended = command(
        "compare", *pair, "--fail-if", "p(95) worse than 20% at group checkout", "--out", f"markdown={tmp_path}/comment.md",
        "--out", f"html={tmp_path}/compare.html", "--out", f"json={tmp_path}/compare.json",
    ).expect(99)
    assert "\ngroup checkout\n" in ended.output
    assert "p(95) worse than 20% at group checkout: met: +" in ended.output
    assert "<summary>❌ group checkout</summary>" in (tmp_path / "comment.md").read_text()
    assert "<h2>group checkout</h2>" in (tmp_path / "compare.html").read_text()
    rows = {row["metric"]: row for row in json.loads((tmp_path / "compare.json").read_text())["groups"]}
    expected = (runs["slow"].group["time"]["p95"] / runs["base"].group["time"]["p95"] - 1) * 100
    assert rows["p95"]["group"] == "checkout" and rows["p95"]["verdict"] == "worse"
    assert rows["p95"]["difference"] == pytest.approx(expected, abs=0.01)
    command("compare", *reversed(pair), "--fail-if", "p(95) worse than 20% at any group").expect(0)


def test_a_group_that_is_in_no_run_is_not_judged(command, runs):
    ended = command("compare", runs["base"].test_id, runs["slow"].test_id, "--fail-if", "p(95) worse than 20% at group nowhere")
    assert ended.exit_code == 106 and "at group nowhere: not judged" in ended.output
