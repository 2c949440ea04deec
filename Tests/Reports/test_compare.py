"""A run with a regression fails a pipeline with one command, and the Markdown says why."""

import json

import pytest

from reference.schedule import Schedule

LOAD = ("--rate", 100, "--vus", 50, "--duration", "14s")


@pytest.fixture(scope="module")
def pair(passed_run):
    """The same target twice, then one that is half as slow again."""
    holds = [0.010, 0.012, 0.014, 0.020, 0.040]
    return {
        "base": passed_run("base", Schedule(holds=holds), *LOAD),
        "same": passed_run("same", Schedule(holds=holds), *LOAD),
        "slow": passed_run("slow", Schedule(holds=[hold * 1.5 for hold in holds]), *LOAD),
    }


def test_the_same_target_shows_no_regression(command, pair):
    ended = command("compare", pair["base"].test_id, pair["same"].test_id, "--fail-if", "p(99) worse than 25%", "--format", "json").expect(0)
    document = json.loads(ended.output)
    assert document["regression"] is False and document["conditions"][0]["outcome"] == "not met"


def test_a_regression_ends_with_99_and_the_markdown_says_why(command, pair, tmp_path):
    command("baseline", "set", pair["base"].test_id).expect(0)
    ended = command(
        "compare", "baseline", pair["slow"].test_id, "--fail-if", "p(95) worse than 20%", "--out", f"markdown={tmp_path}/comment.md",
    ).expect(99)
    assert ended.output.startswith("WORSE  ")
    markdown = (tmp_path / "comment.md").read_text()
    assert markdown.startswith("### ❌ Worse")
    assert "❌ `p(95) worse than 20%`: met: +" in markdown and "**worse**" in markdown


def test_a_gate_on_an_endpoint_that_is_none_proves_nothing_and_says_which_there_are(command, pair):
    ended = command(
        "compare", pair["base"].test_id, pair["slow"].test_id, "--fail-if", "p(95) worse than 1000% at GET /nowhere",
    ).expect(106)
    there = pair["base"].summary["endpoints"][0]["name"]
    assert f"not judged: no endpoint 'GET /nowhere' is compared: they share '{there}'" in ended.output


def test_a_file_that_cannot_be_written_keeps_no_other_from_it(command, pair, tmp_path):
    kept = tmp_path / "kept.md"
    ended = command(
        "compare", pair["base"].test_id, pair["same"].test_id, "--out", "json=/dev/full", "--out", f"markdown={kept}",
    ).expect(70)
    assert kept.read_text().startswith("### ") and "'/dev/full' (No space left on device)" in ended.errors
    page = tmp_path / "kept.html"
    command("report", pair["base"].test_id, "--out", "json=/dev/full", "--out", page).expect(70)
    assert page.read_text().startswith("<!DOCTYPE html>")


def test_the_difference_is_that_of_the_targets(command, pair):
    document = json.loads(command("compare", pair["base"].test_id, pair["slow"].test_id, "--format", "json").expect(99).output)
    rows = {row["metric"]: row for row in document["rows"] if row["endpoint"] is None}
    assert rows["p50"]["verdict"] == "worse" and rows["p95"]["verdict"] == "worse"
    # Half as slow again, but for what network and machine add to both.
    assert 25 < rows["p50"]["difference"] < 60
    assert rows["p50"]["bandLow"] <= rows["p50"]["difference"] <= rows["p50"]["bandHigh"]
    base, slow = pair["base"].summary, pair["slow"].summary
    expected = (slow["responseTime"]["p50"] / base["responseTime"]["p50"] - 1) * 100
    assert rows["p50"]["difference"] == pytest.approx(expected, abs=0.01)
    better = json.loads(command("compare", pair["slow"].test_id, pair["base"].test_id, "--format", "json").expect(0).output)
    assert better["verdict"] == "better"


def test_files_are_compared_as_runs_are(command, pair, tmp_path):
    base, slow = pair["base"].path("json"), pair["slow"].path("json")
    copies = [tmp_path / "base.json", tmp_path / "slow.json"]
    for source, copy in zip((base, slow), copies):
        copy.write_bytes(source.read_bytes())
    ended = command("compare", *copies, "--format", "json").expect(99)
    document = json.loads(ended.output)
    assert document["verdict"] == "worse" and any("bare summary" in note for note in document["notes"])


def test_the_same_command_says_the_same_twice(command, pair):
    first, second = (command("compare", pair["base"].test_id, pair["same"].test_id, "--format", "json").output for _ in range(2))
    assert first == second


def test_a_baseline_outlives_its_run_and_can_be_kept_elsewhere(command, pair, tmp_path):
    kept = tmp_path / "baseline.json"
    command("baseline", "set", pair["base"].test_id, "--file", kept).expect(0)
    command("compare", kept, pair["slow"].test_id, "--fail-if", "p(50) worse than 10%").expect(99)
    assert json.loads(command("baseline", "show", "--format", "json").expect(0).output)["testId"] == pair["base"].test_id
    command("baseline", "set", pair["same"].test_id, "--name", "other").expect(0)
    command("compare", "baseline:other", pair["slow"].test_id).expect(99)
    command("baseline", "clear", "--name", "other").expect(0)
    command("compare", "baseline:other", pair["slow"].test_id).expect(64)


def test_an_invalid_run_proves_nothing(command, pair, tmp_path):
    broken = {**pair["slow"].summary, "verdict": "invalid", "reasons": ["1 of 2 tasks reported"]}
    (tmp_path / "broken.json").write_text(json.dumps(broken))
    ended = command("compare", pair["base"].test_id, tmp_path / "broken.json", "--fail-if", "p(99) worse than 10%").expect(106)
    assert "1 of 2 tasks reported" in ended.output


@pytest.mark.parametrize("condition", ["p(99)", "p(42) worse than 1%", "p(99) worse than much", "p(99) < 10"])
def test_a_condition_that_cannot_be_read_is_refused(command, pair, condition):
    assert "worse than 10%" in command("compare", pair["base"].test_id, pair["same"].test_id, "--fail-if", condition).expect(64).errors


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", "x" * 65])
def test_names_of_baselines_lead_nowhere_else(command, pair, name):
    command("baseline", "set", pair["base"].test_id, "--name", name).expect(64)


def test_the_page_of_a_comparison_is_drawn(command, pair, open_page, tmp_path):
    command("compare", pair["base"].test_id, pair["slow"].test_id, "--out", f"html={tmp_path}/compare.html").expect(99)
    page = open_page(tmp_path / "compare.html")
    assert page.page.inner_text(".badge") == "WORSE"
    assert page.page.locator("svg rect.bad").count() >= 2
    assert page.page.inner_text('[data-verdict="p50"]') == "worse"
    page.assert_quiet()
