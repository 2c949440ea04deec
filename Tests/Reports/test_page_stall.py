"""Somebody who never saw the project opens the page of a stalled target."""

import json
import re

import pytest

from reports.page import milliseconds


def test_the_page_says_that_the_target_stalled_and_what_a_user_waited(stalled, open_page):
    page = open_page(stalled.path("html"))
    head = page.page.inner_text("header.verdict")
    sentence = re.search(r"The target stalled around second (\d+): for about (\d+) s it answered next to nothing, and a user "
                         r"who came during the stall waited up to ([\d.]+ m?s)\.", head)
    assert sentence, head
    assert int(sentence[1]) in (4, 5)
    assert milliseconds(sentence[3]) == pytest.approx(stalled.summary["responseTime"]["max"], rel=0.006)
    assert milliseconds(sentence[3]) > 1500
    page.assert_quiet()


def test_service_time_looks_fine_and_the_page_says_why(stalled, open_page):
    summary = stalled.summary
    assert summary["serviceTime"]["p95"] < 100 < 1000 < summary["responseTime"]["p95"]
    head = open_page(stalled.path("html")).page.inner_text("header.verdict")
    assert "Service time alone looks better" in head
    assert "how long requests waited before they could be sent" in head


def test_the_charts_show_it(stalled, open_page):
    page = open_page(stalled.path("html"))
    shade = page.page.locator("#chart-latency rect.stall")
    assert shade.count() == 1 and shade.bounding_box()["width"] > 30
    data = json.loads(page.page.text_content("#data"))
    answered = next(s for s in data["charts"]["rate"]["series"] if s["name"] == "answered")["values"]
    assert min(answered[4:7]) == 0 and max(answered) > 200


def test_text_and_markdown_say_it_too(stalled):
    for form in ("text", "markdown"):
        assert "The target stalled around second" in " ".join(stalled.text(form).split())


def test_a_steady_target_is_not_accused(steady, open_page):
    assert "stalled" not in open_page(steady.path("html")).page.inner_text("body").lower()
