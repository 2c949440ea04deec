"""The pages in a browser."""

import re
import subprocess
import time

import pytest

from bench.server import binary, wait_until

ENDED = ".badge:not(.running)"
#: A crowded machine may find that it was the bottleneck: what is judged here is the page.
VERDICTS = ("passed", "invalid")
HOSTILE = "http://127.0.0.1:1/\"><script>alert(1)</script><img src=x onerror=alert(2)>"


def fill(page, url: str, **fields: str) -> None:
    page.locator("#start summary").click()
    page.fill("input[name=targetUrl]", url)
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click("#start form:first-of-type button")


def sent(page) -> int:
    text = page.locator("#sent").inner_text().replace(",", "")
    return int(text) if text.isdigit() else 0


def wait_for(page, condition, what: str, seconds: float = 20) -> None:
    """Polls from here: the pages' own policy forbids scripts that a test would put into them."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        page.wait_for_timeout(50)


def test_a_run_is_started_followed_and_read(server, page, target):
    page.goto(server.url)
    assert page.locator("#empty").inner_text() == "No runs yet."
    fill(page, target.url, vus="5", rate="20", duration="6")
    page.wait_for_selector("#live")
    wait_for(page, lambda: sent(page) > 0, "the first look")
    first = sent(page)
    wait_for(page, lambda: sent(page) > first, "another look")
    assert page.locator("#tasks").inner_text() == "1 running"
    assert page.locator("#asked").inner_text() == "20"
    assert page.locator("h1 .badge").inner_text() == "running"
    page.wait_for_selector("#chart-rate polyline", state="attached")
    assert page.locator("#run99").inner_text().endswith("s")
    # The page turns into the report by itself.
    page.wait_for_selector("#summary")
    assert page.locator("h1 .badge").inner_text() in VERDICTS
    test_id = page.url.rsplit("/", 1)[1]
    summary = server.ask("GET", f"/api/runs/{test_id}/summary").json
    assert summary["requests"]["sent"] == target.requests == 120
    assert "120 sent" in page.locator("#summary pre").inner_text()
    page.goto(server.url)
    row = page.locator(f"tr[data-run='{test_id}'] td")
    assert row.nth(5).inner_text() in VERDICTS
    assert row.nth(6).inner_text() == "120"


def test_a_plan_is_started_from_the_page(server, page, target):
    page.goto(server.url)
    page.locator("#start summary").click()
    page.fill("[name=plan]", '{"target": "%s", "profile": {"rate": 5, "for": "1s"}, "vus": 1}' % target.url)
    page.click("#start-plan button")
    page.wait_for_selector("#summary")
    assert target.requests == 5
    page.goto(server.url)
    page.locator("#start summary").click()
    page.fill("[name=plan]", '{"target": "</textarea><script>alert(1)</script>"')
    page.click("#start-plan button")
    assert "JSON" in page.locator("[role=alert]").inner_text()
    assert page.input_value("[name=plan]").startswith('{"target": "</textarea>')
    page.troubles = [t for t in page.troubles if "status of 400" not in t]


def test_a_run_is_stopped_from_its_page(server, page, target):
    page.goto(server.url)
    fill(page, target.url, vus="2", rate="10", duration="5m")
    wait_for(page, lambda: sent(page) > 0, "the first look")
    page.click("#live .danger")
    page.wait_for_selector("#summary")
    assert page.locator("h1 .badge").inner_text() in ("interrupted", "invalid")
    assert "stopped on the dashboard" in page.locator(".reasons").inner_text()


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong(server, page, target):
    page.goto(server.url)
    fill(page, "http://169.254.169.254/latest/", vus="three", rate="10", duration="5s", headers="X-Test: a\nX-Test2: b")
    alert = page.locator("[role=alert]").inner_text()
    assert "metadata" in alert
    assert "vus" in alert
    assert page.input_value("[name=targetUrl]") == "http://169.254.169.254/latest/"
    assert page.input_value("[name=vus]") == "three"
    assert page.input_value("[name=headers]") == "X-Test: a\nX-Test2: b"
    page.troubles = [t for t in page.troubles if "status of 400" not in t]


def test_hostile_texts_stay_texts(server, page):
    answer = server.launch(targetUrl=HOSTILE, vus=1, rate=5, duration=2, testId="hostile")
    assert answer.status == 201, answer.text
    page.goto(server.url)
    assert "script" in page.locator("tr[data-run=hostile] .target").inner_text()
    server.wait_for_end("hostile")
    page.goto(server.url + "/runs/hostile")
    page.wait_for_selector("#summary")
    assert page.locator("img, iframe, object").count() == 0
    assert page.locator("script").count() == 1
    fill_problem = page.locator("#summary pre").inner_text()
    assert "connect_refused" in fill_problem
    page.goto(server.url)
    fill(page, HOSTILE, vus="<b>1</b>", headers='"><script>alert(3)</script>')
    assert page.input_value("[name=targetUrl]") == HOSTILE
    page.troubles = [t for t in page.troubles if "status of 400" not in t]


def test_the_reports_are_linked_and_inert(server, page, target):
    server.launch(targetUrl=target.url, vus=2, rate=20, duration=2, testId="reported")
    server.wait_for_end("reported")
    page.goto(server.url + "/runs/reported")
    page.click("text=HTML report")
    page.wait_for_selector("body")
    assert "reported" in page.content()
    answer = server.ask("GET", "/runs/reported/report.html")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert server.ask("GET", "/runs/reported/report.json").json["requests"]["sent"] == 40
    for suffix in ("txt", "md", "csv", "endpoints.csv", "groups.csv", "xml", "hgrm", "hlog"):
        assert server.ask("GET", f"/runs/reported/report.{suffix}").status == 200
    assert server.ask("GET", "/runs/reported/report.exe").status == 404


def test_two_runs_are_compared(server, page, target):
    for name in ("one", "two"):
        server.launch(targetUrl=target.url, vus=2, rate=20, duration=2, testId=name)
        server.wait_for_end(name)
    page.goto(server.url)
    page.check("input[value=one]")
    page.check("input[value=two]")
    page.click("text=Compare the two")
    page.wait_for_selector("body")
    assert "one" in page.inner_text("body") and "two" in page.inner_text("body")
    assert server.ask("GET", "/compare?run=one").status == 400


def test_the_list_notices_the_end_of_a_run(server, page, target):
    server.launch(targetUrl=target.url, vus=2, rate=10, duration=3, testId="watched")
    page.goto(server.url)
    assert page.locator("tr[data-run=watched] .badge").inner_text() in ("running", "starting")
    page.wait_for_selector(f"tr[data-run=watched] {ENDED}")


def test_a_reader_who_comes_late_or_after_the_end_is_told(server, page, target):
    server.launch(targetUrl=target.url, vus=2, rate=10, duration=4, testId="late")
    time.sleep(2)
    page.goto(server.url + "/runs/late")
    wait_for(page, lambda: sent(page) > 0, "the first look")
    page.wait_for_selector("#summary")
    events = server.ask("GET", "/api/runs/late/events").text
    assert re.search(r"^event: done$", events, re.MULTILINE)


def test_a_run_of_the_command_is_followed_too_however_often_the_page_is_loaded(server, page, target):
    command = subprocess.Popen(
        [
            binary(), "run", target.url, "-u", "2", "-r", "10", "-d", "12s", "--test-id", "elsewhere", "--quiet",
            "--data-dir", str(server.data),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: server.ask("GET", "/api/runs/elsewhere").status == 200, 20, "the run exists")
        for _ in range(3):
            page.goto(server.url + "/runs/elsewhere")
            wait_for(page, lambda: sent(page) > 0, "a look")
            page.goto(server.url)
            page.wait_for_timeout(1200)
        page.goto(server.url + "/runs/elsewhere")
        page.wait_for_selector("#summary")
        assert command.wait(30) in (0, 106)
        assert target.requests == 120
    finally:
        command.kill()
        command.wait(10)
