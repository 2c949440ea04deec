"""Fixtures: every process and every page of a test is the test's own, and ends with it."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.server import Server
from bench.target import Target


@pytest.fixture
def serve(tmp_path: Path):
    """`serve(*arguments, environment=)` → Server."""
    servers: list[Server] = []
    numbers = itertools.count()

    def start(*arguments: str, **options) -> Server:
        servers.append(Server(tmp_path / f"server-{next(numbers)}", *arguments, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def server(serve) -> Server:
    return serve()


@pytest.fixture
def target() -> Iterator[Target]:
    target = Target()
    yield target
    target.close()


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("LOADTESTER_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that must neither say anything on its console, nor fail, nor ask anybody but its server."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: page.troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (page.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.asked = set()
    page.on("request", lambda request: page.asked.add(request.url.split("/")[2] if "//" in request.url else request.url[:5]))
    yield page
    context.close()
    assert page.troubles == []
    assert all(host.startswith("127.0.0.1:") or host == "data:" for host in page.asked), page.asked
