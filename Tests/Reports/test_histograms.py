"""`.hgrm` and `.hlog` against PyPI `hdrhistogram`, which shares no code with the product."""

import io
import re

import pytest

hdrh = pytest.importorskip("hdrh.histogram")
log = pytest.importorskip("hdrh.log")

HIGHEST = 3_600_000_000


def merged(path) -> tuple:
    """All intervals of a log as one histogram, and their number."""
    total, count = hdrh.HdrHistogram(1, HIGHEST, 3), 0
    reader = log.HistogramLogReader(str(path), hdrh.HdrHistogram(1, HIGHEST, 3))
    while (interval := reader.get_next_interval_histogram()) is not None:
        total.add(interval)
        count += 1
    reader.close()
    return total, count


def test_the_log_opens_and_holds_every_response(steady):
    total, intervals = merged(steady.path("hlog"))
    summary = steady.summary
    assert intervals == len([entry for entry in summary["timeline"] if entry["completed"]])
    assert total.get_total_count() == summary["responseTime"]["count"]
    for percentile, name in ((50, "p50"), (90, "p90"), (95, "p95"), (99, "p99"), (99.9, "p99.9")):
        assert total.get_value_at_percentile(percentile) / 1000 == pytest.approx(summary["responseTime"][name], rel=0.0011)


def test_intervals_of_the_log_are_those_of_the_timeline(stalled):
    reader = log.HistogramLogReader(str(stalled.path("hlog")), hdrh.HdrHistogram(1, HIGHEST, 3))
    entries = [entry for entry in stalled.summary["timeline"] if entry["completed"]]
    for entry in entries:
        interval = reader.get_next_interval_histogram()
        assert interval.get_total_count() == entry["completed"]
        assert interval.get_max_value() / 1000 == pytest.approx(entry["max"], rel=0.0011)
    reader.close()


def test_the_distribution_is_that_of_the_log(steady):
    total, _ = merged(steady.path("hlog"))
    lines = steady.text("hgrm").splitlines()
    reference = io.BytesIO()
    total.output_percentile_distribution(reference, 1000.0)
    reference = reference.getvalue().decode().splitlines()
    # The rows of the two implementations stop at other percentiles, and the reference does not scale its deviation.
    assert lines[:2] == reference[:2]
    mean = [float(re.search(r"Mean +=\s+([\d.]+)", text[-3])[1]) for text in (lines, reference)]
    assert mean[0] == pytest.approx(mean[1], rel=0.001)
    assert lines[-2].endswith(f"Total count    = {total.get_total_count():12}]")
    rows = [re.fullmatch(r" *([\d.]+) ([\d.]{14}) +(\d+)(?: +([\d.]+))?", line) for line in lines[2:-3]]
    assert all(rows) and len(rows) > 30
    for row in rows:
        value, share, count = float(row[1]), float(row[2]), int(row[3])
        # The reference rounds a percentile to the nearest rank: one rank up or down.
        rank = 100 / total.get_total_count()
        near = [min(100, max(0, share * 100 + step)) for step in (-rank, rank)]
        low, high = (total.get_highest_equivalent_value(total.get_value_at_percentile(at)) / 1000 for at in near)
        assert low - 1e-6 <= value <= high + 1e-6
        assert count >= share * total.get_total_count() - 1e-6
        if row[4]:
            assert float(row[4]) == pytest.approx(1 / (1 - share), abs=0.0051)
    assert float(rows[-1][2]) == 1 and int(rows[-1][3]) == total.get_total_count()


@pytest.mark.parametrize("form", ["hgrm", "hlog"])
def test_a_summary_without_histograms_is_refused(command, steady, form):
    ended = command("report", steady.path("json"), "--format", form).expect(64)
    assert "histograms" in ended.errors
