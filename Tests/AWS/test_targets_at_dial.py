"""An address that must not be a target is refused wherever it comes from: a name, a redirect."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytestmark = pytest.mark.product

METADATA = "169.254.169.254"
TRIED = {"timeout", "connect_timeout", "connect_unreachable", "connect_refused", "connect_reset", "connect_failed"}


@pytest.fixture
def redirector():
    """Sends everybody on to the metadata service. `asked` counts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.server.asked += 1
            self.send_response(302)
            self.send_header("Location", f"http://{METADATA}/latest/meta-data/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.asked = True, 0
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def assert_denied(result) -> None:
    """Refused from the start, or a run in which no such connection was even tried."""
    if result.exit_code in (64, 70):
        assert METADATA in result.stderr or "address" in result.stderr, f"the reason is not named:\n{result}"
        return
    assert result.exit_code in (99, 106), result
    summary = result.summary
    labels = {label for label, count in summary["errors"].items() if count}
    assert labels and not labels & TRIED, f"a connection to {METADATA} was tried: {summary['errors']}"
    assert summary["requests"]["completed"] == 0, summary["requests"]


def test_a_name_that_stands_for_it(deploy):
    chain = deploy()
    arguments = ("--vus", 2, "--rate", 4, "--duration", "2s", "--connect-timeout", "1s")
    assert_denied(chain.run(
        "http://target.invalid/", *arguments, "--resolve", f"target.invalid:80:{METADATA}"
    ).wait(60))


def test_a_redirect_to_it(deploy, redirector):
    chain = deploy()
    arguments = ("--vus", 2, "--rate", 4, "--duration", "2s", "--connect-timeout", "1s", "--follow-redirects", 1)
    url = f"http://127.0.0.1:{redirector.server_address[1]}/"
    assert_denied(chain.run(url, *arguments).wait(60))
    assert redirector.asked > 0, "the redirect was never asked for: nothing was tried"
