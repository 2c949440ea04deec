"""Texts that come from a target or a plan cannot break out of a page, in any browser that keeps to the standard."""

import http.server
import json
import threading

import pytest

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "</title></style><svg onload=window.pwned=1>",
    "\"><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "' onmouseover='window.pwned=1' x='",
    "--><script>window.pwned=1</script><!--",
    "javascript:window.pwned=1",
    "\u2028</script>\u2029<script>window.pwned=1</script>",
    "{{constructor.constructor('window.pwned=1')()}}",
)


def infected(summary: dict, text: str) -> dict:
    """The summary with `text` in every place that holds a text of the target or the plan."""
    summary = json.loads(json.dumps(summary))
    summary.update(verdict="failed", testId=text, targetUrl=text, reasons=[text], errors={text: 3})
    summary["thresholds"] = [{"expression": text, "observed": 1.0, "passed": False}]
    summary["checks"] = [{"name": text, "passes": 1, "fails": 1}]
    summary["endpoints"] = [{**summary["endpoints"][0], "name": name, "errors": {text: 1}} for name in (text, "GET /")]
    summary["generator"].update(saturated=True, reasons=[text])
    return summary


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_text_becomes_markup_or_script(command, steady, open_page, tmp_path, text):
    (tmp_path / "hostile.json").write_text(json.dumps(infected(steady.summary, text)))
    command("report", tmp_path / "hostile.json", "--out", tmp_path / "hostile.html").expect(0)
    page = open_page(tmp_path / "hostile.html")
    for button in page.page.locator("button").all():
        button.click()
    page.page.locator("#chart-latency .plot").hover()
    assert page.page.evaluate("window.pwned") is None
    assert page.page.evaluate("document.querySelectorAll('img,iframe,object,embed,form,a[href^=\"javascript\"]').length") == 0
    assert page.page.evaluate("document.querySelectorAll('script').length") == 2
    page.assert_quiet()


@pytest.mark.parametrize("text", PAYLOADS[:5])
def test_comparisons_are_as_safe(command, steady, open_page, tmp_path, text):
    for name in ("base", "new"):
        (tmp_path / f"{name}.json").write_text(json.dumps(infected(steady.summary, text)))
    command(
        "compare", tmp_path / "base.json", tmp_path / "new.json", "--out", f"html={tmp_path}/compare.html",
        "--out", f"markdown={tmp_path}/compare.md",
    ).expect(0)
    page = open_page(tmp_path / "compare.html")
    assert page.page.evaluate("window.pwned") is None
    assert page.page.evaluate("document.querySelectorAll('img,iframe,object,embed,form').length") == 0
    page.assert_quiet()
    markdown = (tmp_path / "compare.md").read_text()
    assert "<script" not in markdown.replace("`", "").replace(text, "") and "<img" not in markdown.split("`")[0]


def test_a_header_of_the_plan_is_shown_as_text(steady, open_page):
    """Through a real run: the header went to the target, and into the page as what it is."""
    page = open_page(steady.path("html"))
    assert "\"><img src=x onerror=window.pwned=1>" in page.page.inner_text("body")
    assert page.page.evaluate("document.querySelectorAll('img').length") == 0
    assert page.page.evaluate("window.pwned") is None


def test_the_policy_holds_even_where_markup_would_get_in(steady, open_page, tmp_path):
    """A second wall: script and image that stand in the page are neither run nor fetched."""
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/leak"
        smuggled = (
            f"<script>window.pwned=1</script><img src='{url}' onerror='window.pwned=2'>"
            f"<link rel=stylesheet href='{url}'><style>body{{background:url({url})}}</style>"
            f"<iframe src='{url}'></iframe><script src='{url}'></script>"
        )
        path = tmp_path / "smuggled.html"
        path.write_text(steady.text("html").replace("<main", smuggled + "<main", 1))
        page = open_page(path)
        page.page.wait_for_timeout(300)
        assert page.page.evaluate("window.pwned") is None
        assert asked == []
        assert page.messages, "the browser should have said what it refused"
    finally:
        server.shutdown()
        server.server_close()
